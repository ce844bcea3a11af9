import { describe, expect, it } from 'vitest'
import { createLog, type Expression, type Program, parseProgram, score } from '../../src/index.ts'
import { compiled, small } from '../small-program.ts'

// Each row is one event under one rule worth 1 point on the condition: who of those it names gets the point.

type Parts = Readonly<Record<string, unknown>>
type Row = readonly [what: string, when: Expression, event: Parts, winners: string]

const visit: Parts = { subject: 'zhu', participants: ['huang'] }
const open: Parts = {
  'visit.done': { fields: { dueOn: { type: 'date' }, firstOn: { type: 'date' } } },
  'duty.done': {},
}
const to = { kind: 'member', from: 'all' } as const

function winners(program: Partial<Program>, when: Expression, event: Parts): string {
  const rule = { id: 'R', kind: 'award', category: 'B', on: ['visit.done', 'duty.done'], to, when, points: 1 } as const
  const plan = compiled({ ...small, activities: open, rules: [rule], ...program })
  const log = createLog(plan)
  const item = { id: 'E', type: 'visit.done', occurredAt: '2026-03-02T09:00:00+08:00', ...visit, ...event }
  expect(log.add(item)).toMatchObject({ outcome: 'created', issues: [] })
  const awards = score(plan, log, { asOf: '2027-01-01' }).awards()
  return awards.map((award) => award.subject.id).join(' ')
}

const received = { receivedAt: true }
const occurred = { occurredAt: true }
const at = (occurredAt: string): Parts => ({ occurredAt })
const lateBy = (days: number): Expression => ({ eq: [{ daysBetween: [occurred, received] }, days] })
const dated = (attributes: Parts): Parts => ({ attributes })

describe('an event formula', () => {
  it.each<Row>([
    ['is the subject, not only a participant', { isSubject: true }, {}, 'zhu'],
    ['is only a participant', { not: { isSubject: true } }, {}, 'huang'],
    ['is the subject although it takes part too', { isSubject: true }, { participants: ['zhu', 'huang'] }, 'zhu'],
    ['is no subject where the event has none', { isSubject: true }, { subject: undefined }, ''],
    ['type of the event', { eq: [{ type: true }, 'visit.done'] }, {}, 'zhu huang'],
    ['type of another', { eq: [{ type: true }, 'visit.done'] }, { type: 'duty.done' }, ''],
    ['type among several', { in: [{ type: true }, ['duty.done']] }, { type: 'duty.done' }, 'zhu huang'],
    ['received at, by default when it occurred', { eq: [received, occurred] }, {}, 'zhu huang'],
    ['received later', { gt: [received, occurred] }, { receivedAt: '2026-03-02T09:00:01+08:00' }, 'zhu huang'],
    ['received by the day before', { lt: [received, { date: '2026-03-03' }] }, { receivedAt: '2026-03-03' }, ''],
  ])('%s', (_, when, event, expected) => {
    expect(winners({}, when, event)).toBe(expected)
  })

  it.each<Row>([
    ['0 within a civil day', lateBy(0), { receivedAt: '2026-03-02T23:59:59.999+08:00' }, 'zhu huang'],
    ['1 from the next midnight of the zone', lateBy(1), { receivedAt: '2026-03-03T00:00:00+08:00' }, 'zhu huang'],
    ['counted in the zone, not in UTC', lateBy(0), { receivedAt: '2026-03-02T15:59:59Z' }, 'zhu huang'],
    ['negative when the second is earlier', lateBy(-1), { receivedAt: '2026-03-01T23:59:59+08:00' }, 'zhu huang'],
    [
      'between two dates of the record',
      { eq: [{ daysBetween: [{ field: 'firstOn' }, { field: 'dueOn' }] }, 366] },
      dated({ firstOn: '2024-01-01', dueOn: '2025-01-01' }),
      'zhu huang',
    ],
    [
      'missing with a date',
      { has: { daysBetween: [{ field: 'firstOn' }, { field: 'dueOn' }] } },
      dated({ dueOn: '2025-01-01' }),
      '',
    ],
    ['from a date', { gte: [{ daysBetween: [{ date: '2026-03-01' }, occurred] }, 1] }, {}, 'zhu huang'],
  ])('days between: %s', (_, when, event, expected) => {
    expect(winners({}, when, event)).toBe(expected)
  })

  it.each<Row>([
    ['a Friday', { workday: true }, at('2026-03-06T23:59:59.999+08:00'), 'zhu huang'],
    ['a Saturday', { workday: true }, at('2026-03-07T00:00:00+08:00'), ''],
    ['a Sunday', { workday: true }, at('2026-03-08T23:59:59+08:00'), ''],
    ['a Monday that is a holiday', { workday: true }, at('2026-05-04T10:00:00+08:00'), ''],
    ['a Saturday that is made up', { workday: true }, at('2026-05-09T10:00:00+08:00'), 'zhu huang'],
  ])('workday: %s', (_, when, event, expected) => {
    const calendar = { holidays: ['2026-05-04'], workdays: ['2026-05-09'] }
    expect(winners({ calendar }, when, event)).toBe(expected)
  })

  it('takes the calendar of the version in force when the event occurred', () => {
    const rule = { id: 'R', kind: 'award', category: 'B', on: ['visit.done'], to, when: { workday: true }, points: 1 }
    const first = { ...small, rules: [rule], calendar: { holidays: ['2026-03-02'] } }
    const plan = compiled(first, { ...first, version: 2, effectiveFrom: '2026-03-03', calendar: { holidays: [] } })
    const log = createLog(plan)
    for (const day of ['2026-03-02', '2026-03-03']) {
      log.add({ id: day, type: 'visit.done', occurredAt: day, subject: 'zhu' })
    }
    expect(
      score(plan, log, { asOf: '2027-01-01' })
        .awards()
        .map((award) => award.event.id),
    ).toEqual(['2026-03-03'])
  })

  it.each([
    [{ workday: 1 }, 'wrong_type', '/rules/0/when/workday'],
    [{ isSubject: 'zhu' }, 'wrong_type', '/rules/0/when/isSubject'],
    [{ eq: [{ type: true }, 3] }, 'wrong_value_type', '/rules/0/when/eq/1'],
    [{ gt: [{ daysBetween: [{ receivedAt: true }, 3] }, 1] }, 'wrong_value_type', '/rules/0/when/gt/0/daysBetween/1'],
    [{ gt: [{ daysBetween: [{ receivedAt: true }] }, 1] }, 'wrong_length', '/rules/0/when/gt/0/daysBetween'],
    [{ eq: [{ receivedAt: true }, '2026-03-01'] }, 'wrong_value_type', '/rules/0/when/eq/1'],
  ])('refuses %j', (when, code, path) => {
    const parsed = parseProgram({ ...small, rules: [{ ...small.rules[0], when }] })
    expect(parsed.ok ? [] : parsed.issues).toEqual([expect.objectContaining({ code, path })])
  })
})

describe('a case with a time limit', () => {
  const states = { 'visit.done': 'filed', 'duty.done': 'answered' }
  const fields = { household: { type: 'text' } } as const
  const overdue = (due: Parts, events: readonly string[], asOf = '2027-01-01', calendar = {}): boolean => {
    const rule = { id: 'R', kind: 'award', category: 'B', on: ['visit.done'], to, points: 1 } as const
    const plan = compiled({
      ...small,
      calendar,
      activities: { 'visit.done': { fields }, 'duty.done': { fields } },
      cases: { appeal: { key: 'household', states, due: { from: 'filed', until: ['answered'], ...due } } },
      rules: [{ ...rule, when: { caseOverdue: 'appeal' } }],
    })
    const log = createLog(plan)
    events.forEach((occurredAt, i) => {
      const type = i === 0 ? 'visit.done' : 'duty.done'
      log.add({ id: `E${i}`, type, occurredAt, subject: 'zhu', attributes: { household: 'h1' } })
    })
    return score(plan, log, { asOf }).awards().length > 0
  }
  const FILED = '2026-03-05T17:00:00+08:00' // a Thursday

  it.each([
    ['2 days, answered in 48 hours', { days: 2 }, '2026-03-07T17:00:00+08:00', false],
    ['2 days, a millisecond later', { days: 2 }, '2026-03-07T17:00:00.001+08:00', true],
    ['2 working days: Friday and Monday', { workdays: 2 }, '2026-03-09T23:59:59.999+08:00', false],
    ['2 working days, over at the end of Monday', { workdays: 2 }, '2026-03-10T00:00:00+08:00', true],
    ['answered before it was filed', { workdays: 2 }, '2026-03-01T00:00:00+08:00', false],
  ])('%s', (_, due, answeredAt, expected) => {
    expect(overdue(due, [FILED, answeredAt])).toBe(expected)
  })

  it('counts no holiday and counts made-up days', () => {
    const calendar = { holidays: ['2026-03-06', '2026-03-09'], workdays: ['2026-03-08'] } // Sunday and Tuesday
    expect(overdue({ workdays: 2 }, [FILED, '2026-03-10T23:00:00+08:00'], '2027-01-01', calendar)).toBe(false)
    expect(overdue({ workdays: 2 }, [FILED, '2026-03-11T00:00:00+08:00'], '2027-01-01', calendar)).toBe(true)
  })

  it('is judged at asOf while it is open', () => {
    expect(overdue({ workdays: 1 }, [FILED], '2026-03-06T23:59:59.999+08:00')).toBe(false)
    expect(overdue({ workdays: 1 }, [FILED], '2026-03-07')).toBe(true)
  })

  it.each([
    [{}, { found: [] }],
    [{ days: 1, workdays: 1 }, { found: ['days', 'workdays'] }],
  ])('needs exactly one of days and workdays: %j', (due, params) => {
    const cases = {
      appeal: { key: 'household', states: { 'visit.done': 'filed' }, due: { from: 'filed', until: ['filed'], ...due } },
    }
    const parsed = parseProgram({ ...small, cases })
    expect(parsed.ok ? [] : parsed.issues).toEqual([
      { code: 'needs_one_of', path: '/cases/appeal/due', params: { expected: ['days', 'workdays'], ...params } },
    ])
  })
})
