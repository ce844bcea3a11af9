import { z } from '@hono/zod-openapi'
import { type Api, endpoint } from '../http/endpoint.ts'
import { listPeriods } from '../usecases/list-periods.ts'
import { listRankings } from '../usecases/list-rankings.ts'
import { listStandings } from '../usecases/list-standings.ts'
import { name } from '../wire/basic.ts'
import { period, ranking, standingQuery, standings } from '../wire/standing.ts'

/** Adds the routes of periods, rankings and standings. */
export function addStandingRoutes(api: Api): void {
  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/periods',
      tag: 'standings',
      summary: 'Periods that have begun',
      access: 'period.list',
      query: z.strictObject({ level: name.optional() }),
      answers: { 200: 'The periods of one level, or of all.' },
      answer: z.array(period),
    },
    async ({ deps, user, query }) => ({ status: 200, body: await listPeriods(deps, user, query.level) }),
  )

  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/rankings',
      tag: 'standings',
      summary: 'Rankings of the program',
      access: 'ranking.list',
      answers: { 200: 'Each ranking with its level, score and tiers.' },
      answer: z.array(ranking),
    },
    async ({ deps, user }) => ({ status: 200, body: await listRankings(deps, user) }),
  )

  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/standings',
      tag: 'standings',
      summary: 'Places in a ranking',
      description:
        'A street admin sees everyone, a secretary the own scope, a member some neighbours in the own branch. `around` with `k` shows the places next to a subject.',
      access: 'standing.list',
      query: standingQuery,
      answers: { 200: 'The part of the ranking that the user may see.' },
      answer: standings,
      problems: ['not_found', 'bad_cursor'],
    },
    async ({ deps, user, query }) => ({ status: 200, body: await listStandings(deps, user, query) }),
  )
}
