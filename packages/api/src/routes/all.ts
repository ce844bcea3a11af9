import type { Api } from '../http/endpoint.ts'
import { addDocRoutes } from './docs.ts'
import { addEventRoutes } from './events.ts'
import { addHealthRoutes } from './health.ts'
import { addLogRoutes } from './log.ts'
import { addOverviewRoutes } from './overview.ts'
import { addProgramRoutes } from './programs.ts'
import { addSessionRoutes } from './session.ts'
import { addStandingRoutes } from './standings.ts'
import { addSubjectRoutes } from './subjects.ts'

/** Adds every route of the API. */
export function addRoutes(api: Api): void {
  addSessionRoutes(api)
  addOverviewRoutes(api)
  addEventRoutes(api)
  addStandingRoutes(api)
  addSubjectRoutes(api)
  addProgramRoutes(api)
  addLogRoutes(api)
  addHealthRoutes(api)
  addDocRoutes(api)
}
