// A scoring server in thirty lines: a book behind two routes. Start it with node examples/07-http.ts --listen
import { openBook, type Recording } from '@jixing/engine'
import { Hono } from 'hono'
import { planOf } from './plan-of.ts'

const plan = planOf({
  id: 'service',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'Asia/Shanghai',
  decimals: 0,
  subjects: { member: {} },
  categories: { service: {} },
  periods: { month: { window: 'month' } },
  activities: { 'visit.done': {} },
  rules: [
    {
      id: 'visit',
      kind: 'award',
      category: 'service',
      on: ['visit.done'],
      to: { kind: 'member', from: 'subject' },
      points: 2,
    },
  ],
})
const book = openBook(plan, { asOf: '2021-04-01' })

/** The app: outcomes become statuses, and whatever the body is, the answer says what is wrong with it and where. */
export const app = new Hono()
app.post('/items', async (c) => {
  const { outcome, issues, entries } = book.record(await c.req.json().catch(() => undefined))
  const status = outcome === 'created' ? 201 : outcome === 'exists' ? 200 : outcome === 'refused' ? 400 : 409
  return c.json({ outcome, issues, entries }, status)
})
app.get('/members/:id/points/:month', (c) => {
  const period = { level: 'month', key: c.req.param('month') }
  return c.json({ points: book.result().tally({ kind: 'member', id: c.req.param('id') }, period) })
})

if (process.argv.includes('--listen')) {
  const { serve } = await import('@hono/node-server')
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 3000 }, ({ port }) => console.log(`http://127.0.0.1:${port}`))
} else {
  const visit = { id: 'v1', type: 'visit.done', occurredAt: '2021-03-05', subject: 'zhu' }
  const post = async (body: unknown): Promise<void> => {
    const response = await app.request('/items', { method: 'POST', body: JSON.stringify(body) })
    const { outcome, issues } = (await response.json()) as Recording
    console.log('POST /items', response.status, outcome, ...issues.map((one) => one.path))
  }
  await post(visit)
  await post(visit)
  await post({ ...visit, occurredAt: '2021-03-06' })
  await post({ ...visit, id: '', type: 'visit.dome' })
  const path = '/members/zhu/points/2021-03'
  console.log('GET', path, await (await app.request(path)).text())
}
