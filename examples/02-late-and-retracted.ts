// Points follow the set of events, not the order in which they come: late ones and retracted ones settle by themselves.
import { formatPoints, openBook, type Recording } from '@jixing/engine'
import { planOf } from './plan-of.ts'

const plan = planOf({
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
  limits: [{ id: 'three-a-month', rules: ['visit'], points: 3, per: { window: 'month' } }],
})

const book = openBook(plan, { asOf: '2021-04-01' })
const visit = (id: string, day: string): Recording =>
  book.record({ id, type: 'visit.done', occurredAt: `2021-03-${day}`, subject: 'zhu' })
const tell = (what: string, { outcome, entries }: Recording): void => {
  const booked = entries.map((one) => `${one.kind} ${one.event.id} ${formatPoints(one.points, plan.decimals)}`)
  console.log(`${what}: ${outcome}${booked.length > 0 ? ` (${booked.join(', ')})` : ''}`)
}

tell('a visit on the 9th', visit('b', '09'))
tell('one on the 20th', visit('c', '20'))
tell('one on the 2nd, late', visit('a', '02'))
tell('the same again', visit('a', '02'))
tell('the same on another day', visit('a', '03'))
tell(
  'the late one is taken back',
  book.record({
    id: 'r1',
    kind: 'retraction',
    target: { source: '', id: 'a' },
    at: '2021-03-30',
    reason: 'typed twice',
  }),
)
const member = { kind: 'member', id: 'zhu' }
console.log('in the end', book.result().tally(member, { level: 'month', key: '2021-03' }), 'points')
