import { describe, expect, it } from 'vitest'
import { program, visit } from '../small-town.ts'
import { openApp } from '../test-app.ts'

type Row = readonly [
  route: string,
  path: string,
  nobody: number,
  street: number,
  community: number,
  branch: number,
  member: number,
  body?: unknown,
]

/**
 * Every route with what each gets: nobody, street admin, community secretary of c1, branch secretary of b1 (who is m2),
 * and the member m4 of b1. m11 is in c1 but not in b1, m21 in neither; v3 names m2 and m21, v4 only m21.
 */
const table: readonly Row[] = [
  ['GET /v1/session', '', 200, 200, 200, 200, 200],
  ['POST /v1/session', '', 401, 401, 401, 401, 401, { account: 'x', password: 'x' }],
  ['GET /v1/overview', '', 200, 200, 200, 200, 200],
  ['GET /v1/overview', '/v1/overview?by=month', 200, 200, 200, 200, 200],
  ['GET /v1/overview', '/v1/overview?by=unit', 401, 200, 200, 200, 200],
  ['POST /v1/events', 'own branch', 401, 201, 403, 201, 403, (n: string) => visit(n, 'm3', '2021-08-01')],
  ['POST /v1/events', 'own community', 401, 201, 403, 403, 403, (n: string) => visit(n, 'm11', '2021-08-01')],
  ['POST /v1/events', 'elsewhere', 401, 201, 403, 403, 403, (n: string) => visit(n, 'm21', '2021-08-01')],
  ['POST /v1/events', 'nobody there is', 401, 201, 403, 403, 403, (n: string) => visit(n, 'm999', '2021-08-01')],
  [
    'POST /v1/events',
    'one inside, one outside',
    401,
    201,
    403,
    403,
    403,
    (n: string) => visit(n, 'm3', '2021-08-01', { participants: ['m21'] }),
  ],
  [
    'POST /v1/events',
    'a decision',
    401,
    201,
    403,
    403,
    403,
    (n: string) => ({
      kind: 'decision',
      id: n,
      decision: 'close',
      at: '2021-08-01T09:00:00+08:00',
      period: { level: 'quarter', key: '2021-Q2' },
    }),
  ],
  [
    'POST /v1/events',
    'points by hand',
    401,
    201,
    403,
    403,
    403,
    (n: string) => ({
      kind: 'adjustment',
      id: n,
      subject: { kind: 'member', id: 'm3' },
      category: 'B',
      points: 3,
      occurredAt: '2021-08-01',
      reason: 'r',
    }),
  ],
  [
    'POST /v1/events',
    'a move of one’s own member',
    401,
    201,
    403,
    403,
    403,
    (n: string) => ({
      kind: 'membership',
      id: n,
      tree: 'party',
      subject: { kind: 'member', id: 'm3' },
      unit: 'b1',
      start: '2021-08-01',
    }),
  ],
  [
    'POST /v1/events',
    'leave of one’s own member',
    401,
    201,
    403,
    201,
    403,
    (n: string) => ({
      kind: 'exemption',
      id: n,
      subject: { kind: 'member', id: 'm3' },
      start: '2021-08-01',
      end: '2021-08-05',
      reason: 'r',
    }),
  ],
  [
    'POST /v1/events',
    'a retraction of what is outside',
    401,
    201,
    403,
    403,
    403,
    (n: string) => ({
      kind: 'retraction',
      id: n,
      target: { source: 'test', id: 'v4' },
      at: '2021-08-01T09:00:00+08:00',
      reason: 'r',
    }),
  ],
  ['POST /v1/events/batch', '', 401, 200, 403, 403, 403, []],
  ['GET /v1/events', '', 401, 200, 200, 200, 200],
  ['GET /v1/events', '/v1/events?subject=member/m4', 401, 200, 200, 200, 200],
  ['GET /v1/events', '/v1/events?subject=member/m3', 401, 200, 200, 200, 404],
  ['GET /v1/events', '/v1/events?subject=member/m11', 401, 200, 200, 404, 404],
  ['GET /v1/events', '/v1/events?subject=member/m21', 401, 200, 404, 404, 404],
  ['GET /v1/events/{source}/{id}', '/v1/events/test/v3', 401, 200, 200, 200, 404],
  ['GET /v1/events/{source}/{id}', '/v1/events/test/v4', 401, 200, 404, 404, 404],
  ['GET /v1/events/{source}/{id}', '/v1/events/test/none', 401, 404, 404, 404, 404],
  [
    'POST /v1/events/{source}/{id}/retraction',
    '/v1/events/test/v5/retraction',
    401,
    201,
    403,
    201,
    403,
    { reason: 'r' },
  ],
  [
    'POST /v1/events/{source}/{id}/retraction',
    '/v1/events/test/v3/retraction',
    401,
    201,
    403,
    403,
    403,
    { reason: 'r' },
  ],
  [
    'POST /v1/events/{source}/{id}/retraction',
    '/v1/events/test/v4/retraction',
    401,
    201,
    403,
    404,
    403,
    { reason: 'r' },
  ],
  [
    'POST /v1/events/{source}/{id}/retraction',
    '/v1/events/test/no/retraction',
    401,
    404,
    403,
    404,
    403,
    { reason: 'r' },
  ],
  ['GET /v1/periods', '', 401, 200, 200, 200, 200],
  ['GET /v1/rankings', '', 401, 200, 200, 200, 200],
  ['GET /v1/standings', '', 401, 200, 200, 200, 200],
  ['GET /v1/standings', '/v1/standings?around=member/m4', 401, 200, 200, 200, 200],
  ['GET /v1/standings', '/v1/standings?around=member/m3', 401, 200, 200, 200, 404],
  ['GET /v1/standings', '/v1/standings?around=member/m21', 401, 200, 404, 404, 404],
  ['GET /v1/subjects', '', 401, 200, 200, 200, 200],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/member/m4', 401, 200, 200, 200, 200],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/member/m3', 401, 200, 200, 200, 404],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/member/m11', 401, 200, 200, 404, 404],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/member/m21', 401, 200, 404, 404, 404],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/branch/b1', 401, 200, 200, 200, 404],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/branch/b2', 401, 200, 200, 404, 404],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/branch/b3', 401, 200, 404, 404, 404],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/grid/g2', 401, 200, 200, 404, 404],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/community/c1', 401, 200, 200, 404, 404],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/street/guanlan', 401, 200, 404, 404, 404],
  ['GET /v1/subjects/{kind}/{id}', '/v1/subjects/member/none', 401, 404, 404, 404, 404],
  ['GET /v1/subjects/{kind}/{id}/account', '/v1/subjects/member/m4/account', 401, 200, 200, 200, 200],
  ['GET /v1/subjects/{kind}/{id}/account', '/v1/subjects/member/m3/account', 401, 200, 200, 200, 404],
  ['GET /v1/subjects/{kind}/{id}/account', '/v1/subjects/member/m11/account', 401, 200, 200, 404, 404],
  ['GET /v1/subjects/{kind}/{id}/account', '/v1/subjects/member/m21/account', 401, 200, 404, 404, 404],
  ['GET /v1/subjects/{kind}/{id}/account', '/v1/subjects/branch/b1/account', 401, 200, 200, 200, 404],
  ['GET /v1/subjects/{kind}/{id}/account', '/v1/subjects/branch/b3/account', 401, 200, 404, 404, 404],
  ['GET /v1/programs', '', 401, 200, 200, 200, 200],
  ['GET /v1/programs/{version}', '/v1/programs/1', 401, 200, 200, 200, 200],
  ['POST /v1/programs', '', 401, 428, 403, 403, 403, { program, note: 'n' }],
  ['POST /v1/trials', '', 401, 200, 403, 403, 403, { program }],
  ['GET /v1/log', '', 401, 200, 403, 403, 403],
  ['GET /health/live', '', 200, 200, 200, 200, 200],
  ['GET /health/ready', '', 200, 200, 200, 200, 200],
  ['GET /v1/openapi.json', '', 200, 200, 200, 200, 200],
  ['GET /v1/docs', '', 200, 200, 200, 200, 200],
  ['GET /v1/docs/style.css', '', 200, 200, 200, 200, 200],
  ['GET /v1/problems', '', 200, 200, 200, 200, 200],
  ['GET /v1/problems/{code}', '/v1/problems/not_found', 200, 200, 200, 200, 200],
  ['DELETE /v1/session', '', 204, 204, 204, 204, 204],
]

const who = [undefined, 'street', 'community', 'branch', 'member'] as const

describe('every route', () => {
  // Would catch: a right that is not asked for, one asked with the wrong scope, and 403 where 404 must be.
  it.each(table.map((row) => ({ name: `${row[0]} ${row[1]}`, row })))(
    '$name answers each role as it should',
    async ({ row }) => {
      const [route, path, ...rest] = row
      const statuses = rest.slice(0, 5) as number[]
      const body = rest[5] as unknown
      const [method, pattern] = route.split(' ') as [string, string]
      let app = await openApp()
      for (const [i, account] of who.entries()) {
        if (i > 0 && method !== 'GET') app = await openApp()
        const sent = typeof body === 'function' ? (body as (n: string) => unknown)(`n${i}`) : body
        const address = path.startsWith('/') ? path : pattern
        const answer = await app.ask(account, method, address, sent === undefined ? {} : { body: sent })
        expect(`${account ?? 'nobody'} ${answer.status}`, answer.text).toBe(`${account ?? 'nobody'} ${statuses[i]}`)
      }
    },
  )

  // Would catch: a route without a row above, whose rights nobody has thought about.
  it('has a row here', async () => {
    const app = await openApp()
    const routes = app.api.openAPIRegistry.definitions.flatMap((one) =>
      one.type === 'route' ? [`${one.route.method.toUpperCase()} ${one.route.path}`] : [],
    )
    const rows = new Set(table.map(([route]) => route))
    expect(routes.filter((route) => !rows.has(route))).toEqual([])
    expect([...rows].filter((route) => !routes.includes(route))).toEqual([])
  })
})

describe('what may not be known', () => {
  // Would catch: an answer that is 404 in both cases but tells the difference in its text, headers or length.
  it('looks exactly like what is not there', async () => {
    const app = await openApp()
    const pairs = [
      ['/v1/subjects/member/m21', '/v1/subjects/member/none'],
      ['/v1/subjects/member/m21/account', '/v1/subjects/member/none/account'],
      ['/v1/events/test/v4', '/v1/events/test/none'],
      ['/v1/events?subject=member/m21', '/v1/events?subject=member/none'],
    ] as const
    const shape = async (path: string) => {
      const { status, headers, body } = await app.ask('branch', 'GET', path)
      return { status, headers: [...headers], body: { ...body, instance: '' } }
    }
    for (const [hidden, missing] of pairs) expect(await shape(hidden), hidden).toEqual(await shape(missing))
  })
})
