import { describe, expect, it } from 'vitest'
import { parseProgram } from '../../src/index.ts'
import { playTable } from '../../src/testing/index.ts'
import { compiled, small } from '../small-program.ts'

const streak = {
  id: 'S',
  kind: 'streak',
  category: 'C',
  on: ['visit.done'],
  to: { kind: 'member', from: 'all' },
  window: 'month',
  length: 3,
  atLeast: 1,
  run: 'tumbling',
  points: 5,
  honour: 'steady',
}
const base = { ...small, honours: { steady: {} } }

function expectTable(rule: object, table: string, roster: readonly unknown[] = [], more: object = {}): void {
  const plan = compiled({ ...base, ...more, rules: [{ ...streak, ...rule }] })
  const { written, played } = playTable(plan, table, '2027-01-01', roster)
  expect(played).toEqual(written)
}

/** A visit of zhu on the first day of each of the months. */
const visits = (...months: number[]): string =>
  months
    .map((month) => `event V${month} zhu visit.done 2026-${String(month).padStart(2, '0')}-01T09:00 0 0 created\n`)
    .join('')
const exempt = (start: string, end: string): object => ({
  kind: 'exemption',
  id: `exempt-${start}`,
  subject: { kind: 'member', id: 'zhu' },
  start,
  end,
  reason: 'leave',
})

describe('a streak', () => {
  it('pays tumbling at each n-th window of a run, dated at the event that fulfils it', () => {
    expectTable(
      { atLeast: 2 },
      `
      event   A1 zhu visit.done 2026-03-31T09:00 0 0 created
      event   A2 zhu visit.done 2026-03-31T23:59 0 0 created
      event   B1 zhu visit.done 2026-04-01T00:00 0 0 created
      event   B2 zhu visit.done 2026-04-02T09:00 0 0 created
      event   C1 zhu visit.done 2026-05-01T09:00 0 0 created
      tally   C  zhu year       2026             _ 0 _
      event   C2 zhu visit.done 2026-05-09T09:00 0 0 created
      event   C3 zhu visit.done 2026-05-10T09:00 0 0 created   // more is no more
      settled S/member/zhu/2026-05 zhu _ _       5 5 _
      honour  steady zhu _      _                _ 1 _
      event   C0 zhu visit.done 2026-05-05T09:00 0 0 created   // now fulfilled earlier
      retract A1 zhu _          2026-05-11T09:00 _ 0 created
      settled S/member/zhu/2026-05 zhu _ _       0 0 _
      honour  steady zhu _      _                _ 0 _
      `,
    )
  })

  it('pays tumbling, sliding or once in a run', () => {
    const table = (...paid: number[]): string =>
      `${visits(1, 2, 3, 4, 5, 6, 7, 9, 10, 11)}
      ${paid.map((month) => `settled S/member/zhu/2026-${String(month).padStart(2, '0')} zhu _ _ 5 5 _`).join('\n')}
      tally C zhu year 2026 _ ${paid.length * 5} _
      `
    expectTable({ run: 'tumbling' }, table(3, 6, 11))
    expectTable({ run: 'sliding' }, table(3, 4, 5, 6, 7, 11))
    expectTable({ run: 'once' }, table(3, 11))
  })

  it('goes on over windows of leave, unless leave breaks it', () => {
    const leave = [exempt('2026-03-31', '2026-05-02')]
    const table = (points: number): string => `${visits(1, 2, 6)} tally C zhu year 2026 _ ${points} _`
    expectTable({}, table(5), leave) // touches March, April and May
    expectTable({ exempt: 'break' }, table(0), leave)
    expectTable({ excused: 'whole' }, table(0), leave) // covers April only
    expectTable({ excused: 'whole' }, `${visits(1, 2, 3, 5)} tally C zhu month 2026-05 _ 0 _`, leave)
    expectTable({ excused: 'whole' }, `${visits(1, 3, 5)} tally C zhu month 2026-05 _ 0 _`, leave)
    expectTable({ excused: 'whole' }, `${visits(2, 3, 5)} tally C zhu month 2026-05 _ 5 _`, leave)
  })

  it('counts a window of leave that is fulfilled all the same', () => {
    expectTable({}, `${visits(1, 2, 3)} tally C zhu month 2026-03 _ 5 _`, [exempt('2026-03-01', '2026-04-01')])
  })

  it('is taken back when one of its windows falls out, and given when a late visit closes the gap', () => {
    const plan = compiled({ ...base, rules: [streak] })
    const { written, played } = playTable(
      plan,
      `
      ${visits(1, 2, 4)}
      tally C zhu year 2026 _ 0 _
      event V3 zhu visit.done 2026-03-01T09:00 0 0 created
      settled S/member/zhu/2026-03 zhu _ _ 5 5 _
      retract V2 zhu _ 2026-05-01T00:00 _ 0 created
      tally C zhu year 2026 _ 0 _
      `,
      '2027-01-01',
    )
    expect(played).toEqual(written)
  })

  it('looks only at events that match, and names everyone of a joint visit', () => {
    expectTable(
      { length: 1, when: { eq: [{ field: 'household' }, 'h1'] }, window: 'week' },
      `
      event   E1 zhu visit.done 2026-03-01T23:59 0 0 created household=h1 with=huang   // a Sunday
      event   E2 zhu visit.done 2026-03-02T00:00 0 0 created household=h2              // a Monday
      settled S/member/zhu/2026-W09   zhu   _ _ 5 5 _
      settled S/member/huang/2026-W09 huang _ _ 5 5 _
      settled S/member/zhu/2026-W10   zhu   _ _ 0 0 _
      `,
    )
  })

  it('runs on over a day that the zone left out', () => {
    expectTable(
      { window: 'day' },
      `
      event   E1 zhu visit.done 2011-12-28T09:00 0 0 created
      event   E2 zhu visit.done 2011-12-29T09:00 0 0 created
      event   E3 zhu visit.done 2011-12-31T09:00 0 0 created   // there was no 30th
      settled S/member/zhu/2011-12-31 zhu _ _    5 5 _
      `,
      [],
      { timeZone: 'Pacific/Apia', effectiveFrom: '2011-01-01' },
    )
  })

  it('begins with the first version, and uses the one in force when it pays', () => {
    const plan = compiled(
      { ...base, effectiveFrom: '2026-01-15', rules: [streak] },
      { ...base, version: 2, effectiveFrom: '2026-04-01', rules: [{ ...streak, length: 4, points: 9 }] },
    )
    const { written, played } = playTable(
      plan,
      `
      ${visits(1, 2, 3, 4, 5)}
      tally C zhu month 2026-03 _ 0 _   // January came before the first version
      tally C zhu month 2026-05 _ 9 _   // February to May by version 2
      event X zhu visit.done 2026-01-20T09:00 0 0 created
      tally C zhu month 2026-03 _ 5 _
      tally C zhu month 2026-04 _ 9 _
      tally C zhu month 2026-05 _ 0 _
      `,
      '2027-01-01',
    )
    expect(played).toEqual(written)
  })

  it('is refused with every mistake at its place', () => {
    const parsed = parseProgram({
      ...base,
      rules: [{ ...streak, on: ['visit.don'], window: 'ever', points: '0.55', honour: 'stead', length: 0 }],
    })
    expect(parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${path} ${code}`)).toEqual([
      '/rules/0/window not_one_of',
      '/rules/0/length out_of_range',
      '/rules/0/on/0 unknown_activity',
      '/rules/0/points too_many_decimals',
      '/rules/0/honour unknown_honour',
    ])
  })
})
