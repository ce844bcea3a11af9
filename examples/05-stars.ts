// Stars for branches: a mean drawn towards everybody's, so that small branches are neither always first nor always last.
import { createLog, formatExact, score } from '@jixing/engine'
import { planOf } from './plan-of.ts'

const plan = planOf({
  id: 'stars',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'Asia/Shanghai',
  decimals: 0,
  subjects: { member: {}, branch: {} },
  trees: { party: ['member', 'branch'] },
  categories: { service: {} },
  periods: { quarter: { window: 'quarter' } },
  activities: { 'deed.done': { fields: { points: { type: 'number' } } } },
  rules: [
    {
      id: 'deed',
      kind: 'award',
      category: 'service',
      on: ['deed.done'],
      to: { kind: 'member', from: 'subject' },
      points: { field: 'points' },
    },
  ],
  populations: [
    { id: 'members', kind: 'member', tree: 'party' },
    { id: 'branches', kind: 'branch', base: 'roster' },
  ],
  scores: [
    { id: 'own', kind: 'member', period: 'quarter', value: { tally: 'service' } },
    {
      id: 'plain',
      kind: 'branch',
      period: 'quarter',
      value: { mean: { across: { members: 'members' }, of: { score: 'own' } } },
    },
    {
      id: 'fair',
      kind: 'branch',
      period: 'quarter',
      value: {
        shrunkenMean: {
          across: { members: 'members' },
          of: { score: 'own' },
          k: 5,
          toward: { mean: { across: { everyone: 'members' }, of: { score: 'own' } } },
        },
      },
    },
  ],
  rankings: [{ id: 'branches', score: 'fair', population: 'branches' }],
  tiers: [
    {
      id: 'stars',
      ranking: 'branches',
      bands: [{ id: '5-stars', share: 0.34, floor: 12 }, { id: '4-stars', floor: 10 }, { id: '3-stars' }],
    },
  ],
})

const log = createLog(plan)
const start = '2021-01-01'
const branches = { 'two-bridges': 2, 'east-gate': 12, 'old-wharf': 12 }
const each: Record<string, number> = { 'two-bridges': 18, 'east-gate': 15, 'old-wharf': 8 }
for (const [branch, size] of Object.entries(branches)) {
  log.add({ kind: 'subject', id: branch, subject: { kind: 'branch', id: branch }, start })
  for (let i = 1; i <= size; i++) {
    const id = `${branch}-${i}`
    const subject = { kind: 'member', id }
    log.add({ kind: 'membership', id: `in ${id}`, tree: 'party', subject, unit: branch, start })
    log.add({ id, type: 'deed.done', occurredAt: '2021-02-14', subject: id, attributes: { points: each[branch] } })
  }
}

const key = '2021-Q1'
const result = score(plan, log, { asOf: '2021-04-01' })
for (const { rank, subject, value } of result.standings('branches', key)) {
  const plain = result.value('plain', subject, key)
  const numbers = [value, plain].map((one) => (one === undefined ? '–' : formatExact(one, 2)))
  console.log(rank, subject, numbers[0], `(plain mean ${numbers[1]})`, result.tier('stars', subject, key))
}
