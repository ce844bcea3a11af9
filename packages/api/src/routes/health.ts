import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { type Api, endpoint } from '../http/endpoint.ts'

const health = z.strictObject({ status: z.literal('ok') })

/** Adds the routes by which a supervisor learns whether the server lives and can serve. */
export function addHealthRoutes(api: Api): void {
  endpoint(
    api,
    {
      method: 'get',
      path: '/health/live',
      tag: 'health',
      summary: 'The process answers',
      access: 'public',
      answers: { 200: 'It does.' },
      answer: health,
    },
    () => ({ status: 200, body: { status: 'ok' as const } }),
  )
  endpoint(
    api,
    {
      method: 'get',
      path: '/health/ready',
      tag: 'health',
      summary: 'Requests can be served',
      access: 'public',
      answers: { 200: 'The store answers and the books are open.' },
      answer: health,
      problems: ['storage_unavailable'],
    },
    async ({ deps }) => {
      await sql`select 1 from organisation`.execute(deps.store.read)
      return { status: 200, body: { status: 'ok' as const } }
    },
  )
}
