import { describe, expect, it } from 'vitest'
import { parseProgram } from '../../src/index.ts'
import { playTable } from '../../src/testing/index.ts'
import { compiled, small, visited } from '../small-program.ts'

const expiry = { id: 'X', kind: 'expiry', categories: ['B'], days: 30 }
const spent = {
  ...visited,
  id: 'B02',
  on: ['service.done'],
  to: { kind: 'member', from: 'subject' },
  points: { neg: { field: 'hours' } },
}

function expectTable(rule: object, table: string, asOf = '2026-01-01', more: object = {}, items: object[] = []): void {
  const plan = compiled({ ...small, rules: [visited, spent, { ...expiry, ...rule }], ...more })
  const { written, played } = playTable(plan, table, asOf, items)
  expect(played).toEqual(written)
}

describe('an expiry', () => {
  it('books off what was granted when its days are over, to the millisecond', () => {
    expectTable(
      {},
      `
      event   E1        zhu visit.done 2026-01-01T00:00 2 2 created
      advance _         _   _          2026-01-30T23:59:59 _ 0 _
      tally   B         zhu year       2026             _ 2 _
      advance _         _   _          2026-01-31T00:00 _ -2 _
      settled X/B01//E1 zhu _          _                -2 -2 _
      tally   B         zhu year       2026             _ 0 _
      retract E1        zhu _          2026-01-31T00:00 _ -2 created   // its points go, and so does what took them
      settled X/B01//E1 zhu _          _                0 0 _
      tally   B         zhu year       2026             _ 0 _
      `,
    )
  })

  it('counts days of 24 hours, and months to the start of the civil day', () => {
    const zone = { timeZone: 'Europe/Berlin' }
    const at = (days: object, instant: string, before: string): void =>
      expectTable(
        days,
        `
        event   E1 zhu visit.done 2026-03-28T12:00 2 2 created
        advance _  _   _          ${before} _ 0 _
        advance _  _   _          ${instant} _ -2 _
        `,
        '2026-03-28T12:00:00+01:00',
        zone,
      )
    // the clocks go forward on the 29th of March
    at({ days: 1 }, '2026-03-29T13:00:00+02:00', '2026-03-29T12:59:59+02:00')
    at({ days: undefined, months: 1 }, '2026-04-28T00:00:00+02:00', '2026-04-27T23:59:59+02:00')
  })

  it('ends on the last day of a shorter month', () => {
    expectTable(
      { days: undefined, months: 1 },
      `
      event   E1 zhu visit.done 2026-01-31T09:00 2 2 created
      advance _  _   _          2026-02-27T23:59 _ 0 _
      advance _  _   _          2026-02-28T00:00 _ -2 _
      `,
      '2026-01-31T09:00:00+08:00',
    )
    expectTable(
      { days: undefined, months: 13 },
      `
      event   E1 zhu visit.done 2026-12-31T09:00 2 2 created
      advance _  _   _          2028-01-30T23:59 _ 0 _
      advance _  _   _          2028-01-31T00:00 _ -2 _
      `,
      '2026-12-31T09:00:00+08:00',
    )
  })

  it('takes only what the limits granted', () => {
    expectTable(
      {},
      `
      event   E1 zhu visit.done 2026-01-01T09:00 2 2 created
      event   E2 zhu visit.done 2026-01-02T09:00 2 1 created
      tally   B  zhu month      2026-01          _ 1 _   // E1 came, and went on the 31st
      settled X/B01//E2 zhu _   _                -1 -1 _
      settled X/B01//E1 zhu _   _                -2 -2 _
      `,
      '2026-03-01',
      { limits: [{ id: 'm', categories: ['B'], points: 3, per: { window: 'month' } }] },
    )
  })

  it('leaves deductions alone, or lets them use up what ends first', () => {
    const table = (first: number, second: number): string => `
      event   E1 zhu visit.done   2026-01-01T09:00 2  2  created
      event   E2 zhu visit.done   2026-01-05T09:00 2  2  created
      event   D1 zhu service.done 2026-01-06T09:00 -3 -3 created hours=3
      settled X/B01//E1 zhu _     _                ${first} ${first} _
      settled X/B01//E2 zhu _     _                ${second} ${second} _
    `
    expectTable({}, table(-2, -2), '2026-06-01')
    expectTable({ deductions: 'consume' }, table(0, -1), '2026-06-01')
  })

  it('lets the next points pay what a deduction found nothing for', () => {
    expectTable(
      { deductions: 'consume' },
      `
      event   E1 zhu   visit.done   2026-01-01T09:00 2  2  created
      event   D1 zhu   service.done 2026-02-15T09:00 -3 -3 created hours=3   // E1 is gone by then
      event   E2 zhu   visit.done   2026-02-16T09:00 2  2  created
      event   E3 zhu   visit.done   2026-02-17T09:00 2  2  created
      event   E4 huang visit.done   2026-02-17T09:00 2  2  created           // owes nothing
      settled X/B01//E1 zhu   _     _                -2 -2 _
      settled X/B01//E2 zhu   _     _                0  0  _
      settled X/B01//E3 zhu   _     _                -1 -1 _
      settled X/B01//E4 huang _     _                -2 -2 _
      `,
      '2026-06-01',
    )
  })

  it('is over at its instant, before what is dated then', () => {
    expectTable(
      { deductions: 'consume' },
      `
      event   E1 zhu visit.done   2026-01-01T09:00 2  2  created
      event   D1 zhu service.done 2026-01-31T09:00 -1 -1 created hours=1
      event   E2 zhu visit.done   2026-02-01T09:00 2  2  created
      settled X/B01//E1 zhu _     _                -2 -2 _
      settled X/B01//E2 zhu _     _                -1 -1 _
      `,
      '2026-06-01',
    )
  })

  it('goes by the version in force, and uses what ends first whenever it came', () => {
    const plan = compiled(
      { ...small, rules: [visited, spent, { ...expiry, days: 90, deductions: 'consume' }] },
      {
        ...small,
        version: 2,
        effectiveFrom: '2026-01-05',
        rules: [visited, spent, { ...expiry, days: 10, deductions: 'consume' }],
      },
    )
    const { written, played } = playTable(
      plan,
      `
      event   E1 zhu visit.done   2026-01-04T09:00 2  2  created
      event   E2 zhu visit.done   2026-01-05T09:00 2  2  created
      event   D1 zhu service.done 2026-01-06T09:00 -3 -3 created hours=3
      settled X/B01//E1 zhu _     _                -1 -1 _               // E2 ends first
      settled X/B01//E2 zhu _     _                0  0  _
      `,
      '2026-06-01',
    )
    expect(played).toEqual(written)
  })

  it('covers adjustments by category, and the first one declared stands', () => {
    const adjusted = {
      kind: 'adjustment',
      id: 'A1',
      subject: { kind: 'member', id: 'zhu' },
      category: 'B',
      points: 4,
      occurredAt: '2026-01-03',
      reason: 'kept by hand',
    }
    const rules = [visited, { ...expiry, id: 'Y', categories: undefined, rules: ['B01'], days: 10 }, expiry]
    expectTable(
      {},
      `
      event   E1 zhu visit.done 2026-01-01T09:00 2  2  created
      settled Y/B01//E1 zhu _   _                -2 -2 _
      settled X/B01//E1 zhu _   _                0  0  _
      settled X///A1    zhu _   _                -4 -4 _
      `,
      '2026-06-01',
      { rules },
      [adjusted],
    )
  })

  it('is counted by no milestone and by no tally of requested points', () => {
    expectTable(
      {},
      `
      event   E1 zhu visit.done 2026-01-01T09:00 2 2 created
      event   E2 zhu visit.done 2026-03-01T09:00 2 2 created
      tally   M  zhu year       2026             _ 5 _     // 2 + 2, though the first 2 are gone
      score   R  zhu 2026       2026             _ 4 _
      score   G  zhu 2026       2026             _ 0 _
      `,
      '2026-06-01',
      {
        categories: { B: {}, M: {} },
        rules: [
          visited,
          expiry,
          {
            id: 'T',
            kind: 'milestone',
            category: 'M',
            to: { kind: 'member' },
            of: { categories: ['B'] },
            steps: [{ at: 4, points: 5 }],
          },
        ],
        scores: [
          { id: 'R', kind: 'member', period: 'year', value: { tally: { category: 'B', requested: true } } },
          { id: 'G', kind: 'member', period: 'year', value: { tally: 'B' } },
        ],
      },
    )
  })

  it('is refused with every mistake at its place', () => {
    const issuesOf = (rule: object): string[] => {
      const parsed = parseProgram({ ...small, rules: [visited, { ...expiry, ...rule }] })
      return parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${path} ${code}`)
    }
    expect(issuesOf({})).toEqual([])
    expect(issuesOf({ months: 1 })).toEqual(['/rules/1 needs_one_of'])
    expect(issuesOf({ rules: ['B01'] })).toEqual(['/rules/1 needs_one_of'])
    expect(issuesOf({ categories: ['A'] })).toEqual(['/rules/1/categories/0 unknown_category'])
    expect(issuesOf({ categories: undefined, rules: ['X', 'B'] })).toEqual([
      '/rules/1/rules/0 gives_no_points',
      '/rules/1/rules/1 unknown_rule',
    ])
  })
})

describe('the program of a multiplier', () => {
  it('is refused with every mistake at its place', () => {
    const issuesOf = (rule: object): string[] => {
      const double = { id: 'D', kind: 'multiplier', rules: ['B01'], factor: 2 }
      const parsed = parseProgram({ ...small, rules: [visited, expiry, { ...double, ...rule }] })
      return parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${path} ${code}`)
    }
    expect(issuesOf({ when: { eq: [{ field: 'household' }, 'h1'] } })).toEqual([])
    expect(issuesOf({ categories: ['B'] })).toEqual(['/rules/2 needs_one_of'])
    expect(issuesOf({ rules: ['X'] })).toEqual(['/rules/2/rules/0 not_multiplied'])
    expect(issuesOf({ from: '2026-02-01', until: '2026-02-01' })).toEqual(['/rules/2/until end_before_start'])
    expect(issuesOf({ when: { field: 'hours' } })).toEqual(['/rules/2/when/field unknown_field'])
  })
})
