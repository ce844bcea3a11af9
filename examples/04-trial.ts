// A candidate program is tried over the same log before anybody publishes it: who moves, which tier is crossed.
import { createLog, exactText, formatPoints, score, trial } from '@jixing/engine'
import { planOf } from './plan-of.ts'

const program = {
  id: 'service',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'Asia/Shanghai',
  decimals: 0,
  subjects: { member: {} },
  categories: { service: {} },
  periods: { month: { window: 'month' } },
  activities: { 'visit.done': {}, 'deed.done': {} },
  rules: [
    {
      id: 'visit',
      kind: 'award',
      category: 'service',
      on: ['visit.done'],
      to: { kind: 'member', from: 'subject' },
      points: 2,
    },
    {
      id: 'deed',
      kind: 'award',
      category: 'service',
      on: ['deed.done'],
      to: { kind: 'member', from: 'subject' },
      points: 5,
    },
  ],
  limits: [{ id: 'visits-month', rules: ['visit'], points: 20, per: { window: 'month' } }],
  populations: [{ id: 'active', kind: 'member', base: 'rows' }],
  scores: [{ id: 'M', kind: 'member', period: 'month', value: { tally: 'service' } }],
  rankings: [{ id: 'members', score: 'M', population: 'active' }],
  tiers: [{ id: 'grade', ranking: 'members', bands: [{ id: 'good', from: 10 }, { id: 'fair' }] }],
}
// The candidate pays many small visits less: at most 6 points a month.
const candidate = {
  ...program,
  version: 2,
  limits: [{ id: 'visits-month', rules: ['visit'], points: 6, per: { window: 'month' } }],
}

const plan = planOf(program)
const log = createLog(plan)
for (let day = 1; day <= 8; day++)
  log.add({ id: `zhu-${day}`, type: 'visit.done', occurredAt: `2021-03-0${day}`, subject: 'zhu' })
for (let day = 1; day <= 2; day++)
  log.add({ id: `lin-${day}`, type: 'deed.done', occurredAt: `2021-03-0${day}`, subject: 'lin' })

const found = trial(score(plan, log), planOf(candidate))
for (const { subject, before, after } of found.scores)
  console.log('score', subject, before && exactText(before), '→', after && exactText(after))
for (const { subject, before, after } of found.ranks) console.log('rank', subject, before, '→', after)
for (const { subject, before, after } of found.tiers) console.log('tier', subject, before, '→', after)
for (const { rule, before, after } of found.rules)
  console.log('rule', rule, formatPoints(before, plan.decimals), '→', formatPoints(after, plan.decimals))
for (const { limit, before, after } of found.limits) console.log('limit', limit, before, '→', after)
