import type { Asked } from './scorer.ts'

const program = {
  id: 'visits',
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
  populations: [{ id: 'active', kind: 'member', base: 'rows' }],
  scores: [{ id: 'M', kind: 'member', period: 'month', value: { tally: 'service' } }],
  rankings: [{ id: 'members', score: 'M', population: 'active' }],
}
const [visit] = program.rules
const records = Array.from({ length: 9 }, (_, i) => ({
  id: `v${i}`,
  type: 'visit.done',
  occurredAt: `2021-03-0${i + 1}`,
  subject: i % 3 === 0 ? 'zhu' : 'lin',
}))
const about = { ranking: 'members', key: '2021-03' }

/** What the example asks of its worker, one after the other. */
export const questions: readonly Asked[] = [
  { program, records, ...about },
  // The records stay in the worker: another program is tried over them by sending the program alone.
  { program: { ...program, rules: [{ ...visit, points: 5 }] }, records: [], ...about },
  { program: { ...program, decimals: 'none' }, records: [], ...about },
]
