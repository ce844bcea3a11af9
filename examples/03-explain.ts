// Every number can say where it comes from: an explanation is a tree of steps with codes and values, no sentences.
import { createLog, explain, type Step, score } from '@jixing/engine'
import { planOf } from './plan-of.ts'

const plan = planOf({
  id: 'service',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'Asia/Shanghai',
  decimals: 1,
  subjects: { member: {} },
  categories: { visits: {}, duty: {} },
  periods: { quarter: { window: 'quarter' } },
  activities: { 'visit.done': {}, 'duty.done': { fields: { hours: { type: 'number', decimals: 1 } } } },
  rules: [
    {
      id: 'visit',
      kind: 'award',
      category: 'visits',
      on: ['visit.done'],
      to: { kind: 'member', from: 'subject' },
      points: 2,
    },
    {
      id: 'duty',
      kind: 'award',
      category: 'duty',
      on: ['duty.done'],
      to: { kind: 'member', from: 'subject' },
      points: { perUnit: { of: { field: 'hours' }, rate: 1, step: 0.5 } },
    },
  ],
  limits: [{ id: 'visits-month', rules: ['visit'], points: 5, per: { window: 'month' } }],
  scores: [
    {
      id: 'Q',
      kind: 'member',
      period: 'quarter',
      value: { add: [{ tally: 'visits' }, { min: [{ tally: 'duty' }, 10] }] },
    },
  ],
})

const log = createLog(plan)
for (const [id, day] of Object.entries({ v1: '02', v2: '09', v3: '20' }))
  log.add({ id, type: 'visit.done', occurredAt: `2021-03-${day}`, subject: 'zhu' })
log.add({ id: 'd1', type: 'duty.done', occurredAt: '2021-02-14', subject: 'zhu', attributes: { hours: 3.8 } })

function print(step: Step, indent: string): void {
  const { rule, id, limit, usedBy } = step.params
  const because = Array.isArray(usedBy) ? `after ${usedBy.map((ref) => ref.id).join(', ')}` : undefined
  const facts = [rule, id, limit, because].filter((fact) => fact !== undefined)
  console.log(`${indent}${[step.code, ...facts].join(' ')} = ${step.value}`)
  for (const one of step.steps ?? []) print(one, `${indent}  `)
}

const subject = { kind: 'member', id: 'zhu' }
print(explain(score(plan, log), { subject, period: { level: 'quarter', key: '2021-Q1' }, score: 'Q' }), '')
