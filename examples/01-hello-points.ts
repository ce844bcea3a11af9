// Hello, points: a program, a few events, a number. Run it: node examples/01-hello-points.ts
import { compile, createLog, defineProgram, parseProgram, score } from '@jixing/engine'

const program = defineProgram({
  id: 'hello',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'Asia/Shanghai',
  decimals: 0,
  subjects: { member: {} },
  categories: { service: {} },
  periods: { month: { window: 'month' } },
  activities: { 'visit.done': { fields: { household: { type: 'text' } } } },
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
  limits: [{ id: 'six-a-month', rules: ['visit'], points: 6, per: { window: 'month' } }],
})

const parsed = parseProgram(program)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
const plan = compile(parsed.value)
if (!plan.ok) throw new Error(JSON.stringify(plan.issues))
const log = createLog(plan.value)
for (const day of ['02', '05', '11', '20'])
  log.add({ id: `v${day}`, type: 'visit.done', occurredAt: `2021-03-${day}`, subject: 'zhu' })
const result = score(plan.value, log)
console.log('zhu', result.tally({ kind: 'member', id: 'zhu' }, { level: 'month', key: '2021-03' }), 'points')

// What comes from outside is never trusted and never thrown at: every mistake has a code, a place and the nearest name.
const wrong = parseProgram({ ...program, limits: [{ id: 'six-a-month', rules: ['visits'], points: 6 }] })
if (!wrong.ok) for (const { path, code, params } of wrong.issues) console.log(path, code, '→', params.nearest)
