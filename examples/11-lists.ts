// A list: who comes on it and why, from a frozen month; then one line's way, with what is refused on it, and what
// the public sees. Every deadline counts the working days of the program's calendar, here over a week of holidays.
import { createLog, parseInstant, score } from '@jixing/engine'
import { type Action, type Actor, draftListing, listRules, maskLine, nominate, step } from '@jixing/engine/lists'
import { listingRefusalSentence, listingSentence } from '@jixing/engine/words'
import { planOf } from './plan-of.ts'

const plan = planOf({
  id: 'yards',
  version: 1,
  effectiveFrom: '2021-09-01',
  timeZone: 'Asia/Shanghai',
  decimals: 0,
  subjects: { yard: { label: { en: 'Yard', 'zh-CN': '小院' }, person: false } },
  categories: {},
  periods: { month: { label: { en: 'Month', 'zh-CN': '月' }, window: 'month' } },
  activities: { 'yard.inspected': { fields: { mark: { type: 'number' } } } },
  rules: [],
  measures: [
    {
      id: 'worst',
      label: { en: 'Lowest mark', 'zh-CN': '最低分' },
      on: ['yard.inspected'],
      to: { kind: 'yard', from: 'subject' },
      value: { field: 'mark' },
      as: 'min',
    },
  ],
  calendar: {
    holidays: ['2021-10-01', '2021-10-04', '2021-10-05', '2021-10-06', '2021-10-07'],
    workdays: ['2021-10-09'],
  },
  lists: [
    {
      id: 'tidy-up',
      side: 'black',
      label: { en: 'Yards to tidy up', 'zh-CN': '待整理小院' },
      kind: 'yard',
      period: 'month',
      criteria: [{ id: 'low', when: { lt: [{ measure: 'worst' }, 60] } }],
      by: [{ measure: 'worst' }],
      most: 1,
      audience: 'public',
    },
  ],
})
const [program] = plan.versions
const rules = listRules(plan, 'tidy-up', '2021-09')
if (!program || !rules) throw new Error('The program has no such list')

const log = createLog(plan)
for (const [id, subject, mark] of [
  ['i1', 'Peach Yard', 45],
  ['i2', 'Swallow Yard', 92],
  ['i3', 'Well Yard', 58],
]) {
  log.add({ id, type: 'yard.inspected', occurredAt: '2021-09-15T09:00:00+08:00', subject, attributes: { mark } })
}
log.add({
  id: 'freeze',
  kind: 'decision',
  decision: 'freeze',
  at: '2021-09-30T09:00:00+08:00',
  period: { level: 'month', key: '2021-09' },
})

const found = nominate(score(plan, log), 'tidy-up', '2021-09')
if (!found.ok) throw new Error(found.code)
for (const line of found.lines) console.log(listingSentence(program, line, line.subject.id, 'en'))
for (const { subject, code } of found.leftOut) console.log(`${subject}: ${code}`)

const at = (text: string): number => parseInstant(`${text}:00+08:00`) ?? 0
const [nomination] = found.lines
if (!nomination) throw new Error('Nobody was nominated')
let line = draftListing(nomination, 'line-1', { id: 'Lin' }, at('2021-09-30T09:30'))

const way: [Action, string, string][] = [
  ['remind', 'Lin', '2021-09-30T10:00'],
  ['check', 'Lin', '2021-09-30T10:10'],
  ['check', 'He', '2021-09-30T10:20'],
  ['nominate', 'He', '2021-10-11T09:00'],
  ['nominate', 'He', '2021-10-18T09:00'],
  ['notify', 'Lin', '2021-10-18T09:10'],
  ['approve', 'Zhao', '2021-10-26T09:00'],
  ['sign', 'Wu', '2021-10-26T09:10'],
  ['publish', 'Wu', '2021-10-26T09:20'],
  ['publish', 'Xu', '2021-10-26T09:30'],
]
for (const [action, id, when] of way) {
  const stepped = step(line, action, { id } satisfies Actor, at(when), rules)
  if (stepped.ok) line = stepped.line
  console.log(`${id} ${action}: ${stepped.ok ? line.state : listingRefusalSentence(stepped, program, 'en')}`)
}

const details = { name: 'Peach Yard', place: 'Block 3', owner: 'Chen Dawen' }
for (const [viewer, when] of [
  ['public', '2021-10-27T09:00'],
  ['lead', '2021-10-27T09:00'],
  ['public', '2021-11-26T09:00'],
] as const) {
  const shown = maskLine(line, details, viewer, at(when), rules)
  console.log(viewer, when, shown ? [shown.name, shown.place, shown.owner ?? '–'].join(', ') : 'nothing')
}
