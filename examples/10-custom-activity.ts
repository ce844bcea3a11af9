// Your own activity, in your own records: declare its fields, say where they stand in a record, and write the rule.
// Nothing is registered and no code is written; the rule can be read out in two languages from its JSON.
import { createLog, formatPoints, score } from '@jixing/engine'
import { ruleSentence } from '@jixing/engine/words'
import { planOf } from './plan-of.ts'

const plan = planOf({
  id: 'repair-cafe',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'Europe/Amsterdam',
  decimals: 1,
  subjects: { volunteer: { label: { en: 'volunteer', 'zh-CN': '志愿者' } } },
  categories: { repairs: { label: { en: 'repairs', 'zh-CN': '维修' } } },
  periods: { month: { window: 'month' } },
  activities: {
    'repair.done': {
      label: { en: 'repair', 'zh-CN': '维修' },
      duration: { field: 'hours', unit: 'hour' },
      fields: {
        hours: { type: 'number', decimals: 2, label: { en: 'hours', 'zh-CN': '小时' } },
        outcome: {
          type: 'choice',
          of: ['mended', 'advised', 'hopeless'],
          label: { en: 'outcome', 'zh-CN': '结果' },
          labels: { mended: { en: 'mended', 'zh-CN': '修好' }, advised: { en: 'advised', 'zh-CN': '给出建议' } },
        },
      },
    },
  },
  // A till prints { no, kind, when, who, h, result }: this is where the parts of an event stand in it.
  input: {
    id: 'no',
    type: { constant: 'repair.done' },
    occurredAt: 'when',
    subject: 'who',
    attributes: { hours: 'h', outcome: 'result' },
  },
  rules: [
    {
      id: 'repair',
      label: { en: 'Repairs', 'zh-CN': '维修' },
      kind: 'award',
      category: 'repairs',
      on: ['repair.done'],
      when: { in: [{ field: 'outcome' }, ['mended', 'advised']] },
      to: { kind: 'volunteer', from: 'subject' },
      points: { perUnit: { of: { field: 'hours' }, rate: 1, step: 0.5, max: 3 } },
    },
  ],
})

for (const program of plan.versions) {
  console.log(ruleSentence(program, 'repair', 'en'))
  console.log(ruleSentence(program, 'repair', 'zh-CN'))
}

const log = createLog(plan)
const till = [
  { no: 'r1', when: '2021-03-06T10:00:00+01:00', who: 'noor', h: 1.75, result: 'mended' },
  { no: 'r2', when: '2021-03-06T13:30:00+01:00', who: 'noor', h: 4, result: 'advised' },
  { no: 'r3', when: '2021-03-06T14:00:00+01:00', who: 'bram', h: 2, result: 'hopeless' },
  { no: 'r4', when: '2021-03-06T15:00:00+01:00', who: 'bram', h: 0.333, result: 'mended' },
  { no: 'r5', when: '2021-03-06T16:00:00+01:00', who: 'bram', h: 1, result: 'repaired' },
]
for (const record of till) {
  for (const { path, code, params } of log.add(record).issues)
    console.log(record.no, path, code, String(params.nearest || params.expected || params.max))
}
const result = score(plan, log)
for (const { id } of result.subjects('volunteer')) {
  const units = result.tally({ kind: 'volunteer', id }, { level: 'month', key: '2021-03' })
  console.log(id, formatPoints(units, plan.decimals))
}
