import { z } from '@hono/zod-openapi'
import { type Api, endpoint } from '../http/endpoint.ts'
import { readOverview } from '../usecases/read-overview.ts'
import { overview } from '../wire/overview.ts'

/** Adds the route of the public figures. */
export function addOverviewRoutes(api: Api): void {
  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/overview',
      tag: 'overview',
      summary: 'The organisation at a glance',
      description: 'Counts only, so it is public. By unit it is for users, who see the units of their scope.',
      access: 'public',
      query: z.strictObject({ by: z.enum(['month', 'unit']).optional() }),
      answers: { 200: 'The figures as of the organisation’s instant.' },
      answer: overview,
    },
    async ({ deps, viewer, query }) => ({ status: 200, body: await readOverview(deps, viewer, query.by) }),
  )
}
