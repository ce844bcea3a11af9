import { describe, expect, it } from 'vitest'
import { parseProgram } from '../../src/index.ts'
import { playTable } from '../../src/testing/index.ts'
import { compiled, small } from '../small-program.ts'

const challenge = {
  id: 'K',
  kind: 'challenge',
  category: 'C',
  from: '2026-03-01',
  until: '2026-06-01',
  unit: { kind: 'branch', unitOf: { kind: 'member', from: 'all' }, tree: 'party' },
  on: ['visit.done'],
  target: 3,
  to: { kind: 'member', from: 'all' },
  points: 5,
  honour: 'team',
}
const base = { ...small, honours: { team: {} } }

/** Zhu and Huang are in the first branch, Lin in the second. */
const roster = [
  ['zhu', 'first'],
  ['huang', 'first'],
  ['lin', 'second'],
].map(([member, unit]) => ({
  kind: 'membership',
  id: `in-${member}`,
  tree: 'party',
  subject: { kind: 'member', id: member },
  unit,
  start: '2026-01-01',
}))

function expectTable(rule: object, table: string, facts: readonly object[] = [], asOf = '2027-01-01'): void {
  const plan = compiled({ ...base, rules: [{ ...challenge, ...rule }] })
  const { written, played } = playTable(plan, table, asOf, [...roster, ...facts])
  expect(played).toEqual(written)
}

const assigned = (id: string, member: string, household: string, start: string, end?: string): object => ({
  kind: 'assignment',
  id,
  subject: { kind: 'member', id: member },
  name: 'keyHousehold',
  object: household,
  start,
  ...(end && { end }),
})

describe('a challenge', () => {
  it('is reached by the event that completes it, and gives everyone who took part so far', () => {
    expectTable(
      {},
      `
      event   E0 zhu   visit.done 2026-02-28T23:59 0 0 created             // before it began
      event   E1 zhu   visit.done 2026-03-01T00:00 0 0 created
      event   E2 lin   visit.done 2026-03-02T09:00 0 0 created             // another branch
      event   E3 zhu   visit.done 2026-03-03T09:00 0 0 created with=huang  // one event of the branch
      settled K/member/zhu/first   zhu   _ _       0 0 _
      event   E5 huang visit.done 2026-05-31T23:59 0 0 created
      settled K/member/zhu/first   zhu   _ _       5 5 _
      settled K/member/huang/first huang _ _       5 5 _
      settled K/member/lin/second  lin   _ _       0 0 _
      tally   C  huang month      2026-05          _ 5 _
      honour  team huang _        _                _ 1 _
      event   E4 zhu   visit.done 2026-04-03T09:00 0 0 created             // now it is reached earlier
      tally   C  huang month      2026-04          _ 5 _
      tally   C  huang month      2026-05          _ 0 _
      retract E4 zhu   _          2026-06-02T09:00 _ 0 created
      retract E5 huang _          2026-06-02T09:00 _ 0 created
      settled K/member/zhu/first   zhu   _ _       0 0 _
      honour  team huang _        _                _ 0 _
      event   E6 zhu   visit.done 2026-06-01T00:00 0 0 created             // after it ended
      settled K/member/zhu/first   zhu   _ _       0 0 _
      `,
    )
  })

  it('leaves out who only came after it was reached', () => {
    expectTable(
      { target: 1 },
      `
      event   E1 zhu   visit.done 2026-03-01T00:00 0 0 created
      event   E2 huang visit.done 2026-03-02T00:00 0 0 created
      tally   C  zhu   year       2026             _ 5 _
      tally   C  huang year       2026             _ 0 _
      `,
    )
  })

  it('splits its points between those who took part, rounded down', () => {
    expectTable(
      { share: 'split', target: 2, points: '1.1' },
      `
      event   E1 zhu   visit.done 2026-03-01T00:00 0 0 created with=huang
      event   E2 huang visit.done 2026-03-02T00:00 0 0 created with=lin    // Lin counts for her own branch too
      tally   C  zhu   year       2026             _ 0.3 _
      tally   C  lin   year       2026             _ 0.3 _
      `,
    )
  })

  it('sums a value, or counts the different values of a field', () => {
    const hours = { on: ['service.done'], value: { field: 'hours' }, target: '2.5' }
    expectTable(
      hours,
      `
      event   E1 zhu   service.done 2026-03-01T00:00 0 0 created hours=1.25
      event   E2 huang service.done 2026-03-02T00:00 0 0 created             // without hours: took no part
      tally   C  zhu   year         2026             _ 0 _
      event   E3 zhu   service.done 2026-03-03T00:00 0 0 created hours=1.25
      tally   C  zhu   year         2026             _ 5 _
      tally   C  huang year         2026             _ 0 _
      `,
    )
    expectTable(
      { field: 'household', target: 2 },
      `
      event   E1 zhu   visit.done 2026-03-01T00:00 0 0 created household=h1
      event   E2 huang visit.done 2026-03-02T00:00 0 0 created household=h1  // the same household, yet she took part
      tally   C  zhu   year       2026             _ 0 _
      event   E3 zhu   visit.done 2026-03-03T00:00 0 0 created household=h2
      tally   C  huang year       2026             _ 5 _
      `,
    )
  })

  it('asks whether every assigned object was reached, as the assignments stand at the end or now', () => {
    const every = { target: { assigned: 'keyHousehold', tree: 'party' }, field: 'household' }
    const table = (points: number): string => `
      event   E1 zhu   visit.done 2026-03-01T00:00 0 0 created household=h1
      event   E2 huang visit.done 2026-03-02T00:00 0 0 created household=h2
      event   E3 zhu   visit.done 2026-03-03T00:00 0 0 created household=h9
      tally   C  zhu   year       2026             _ ${points} _
    `
    const [h1, h2] = [assigned('A1', 'zhu', 'h1', '2026-01-01'), assigned('A2', 'huang', 'h2', '2026-01-01')]
    expectTable(every, table(0)) // nothing was assigned
    expectTable(every, table(5), [h1, h2])
    expectTable(every, table(0), [h1, h2, assigned('A3', 'zhu', 'h3', '2026-05-31')])
    expectTable(every, table(5), [h1, h2, assigned('A3', 'zhu', 'h3', '2026-06-01')])
    expectTable(every, table(5), [h1, h2, assigned('A3', 'zhu', 'h3', '2026-01-01', '2026-05-31')])
    expectTable(every, table(5), [h1, h2, assigned('A3', 'lin', 'h3', '2026-01-01')]) // another branch
    expectTable(every, table(5), [h1, h2, assigned('A3', 'zhu', 'h3', '2026-04-01')], '2026-03-31')
    expectTable(every, table(0), [h1, h2, assigned('A3', 'zhu', 'h3', '2026-03-31')], '2026-03-31')
  })

  it('sees an assignment end while it runs', () => {
    const plan = compiled({
      ...base,
      rules: [{ ...challenge, target: { assigned: 'keyHousehold', tree: 'party' }, field: 'household' }],
    })
    const { written, played } = playTable(
      plan,
      `
      event   E1 zhu visit.done 2026-03-01T00:00 0 0 created household=h1
      tally   C  zhu year       2026             _ 0 _
      advance _  _   _          2026-03-20T11:59 _ 0 _
      tally   C  zhu year       2026             _ 0 _
      advance _  _   _          2026-03-20T12:00 _ 5 _
      tally   C  zhu year       2026             _ 5 _
      advance _  _   _          2026-05-31T23:59 _ _ _
      tally   C  zhu year       2026             _ 5 _
      `,
      '2026-03-10',
      [
        ...roster,
        assigned('A1', 'zhu', 'h1', '2026-01-01'),
        assigned('A2', 'huang', 'h2', '2026-01-01', '2026-03-20T12:00:00+08:00'),
      ],
    )
    expect(played).toEqual(written)
  })

  it('asks its condition of the unit', () => {
    const attribute = {
      kind: 'attribute',
      id: 'T',
      subject: { kind: 'branch', id: 'first' },
      name: 'pilot',
      value: true,
      start: '2026-01-01',
    }
    const table = (points: number): string => `
      event   E1 zhu visit.done 2026-03-01T00:00 0 0 created
      tally   C  zhu year       2026             _ ${points} _
    `
    expectTable({ target: 1, when: { attribute: 'pilot' } }, table(0))
    expectTable({ target: 1, when: { attribute: 'pilot' } }, table(5), [attribute])
  })

  it('is refused with every mistake at its place', () => {
    const issuesOf = (rule: object): string[] => {
      const parsed = parseProgram({ ...base, rules: [{ ...challenge, ...rule }] })
      return parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${path} ${code}`)
    }
    expect(issuesOf({ until: '2026-03-01' })).toEqual(['/rules/0/until end_before_start'])
    expect(issuesOf({ target: { assigned: 'keyHousehold', tree: 'party' } })).toEqual(['/rules/0/field missing_key'])
    expect(issuesOf({ target: { assigned: 'keyHousehold', tree: 'part' }, field: 'household' })).toEqual([
      '/rules/0/target/tree unknown_tree',
    ])
    expect(issuesOf({ on: ['service.done'], value: { field: 'hours' }, field: 'household' })).toEqual([
      '/rules/0 needs_one_of',
    ])
    expect(issuesOf({ unit: { kind: 'brunch', id: 'x' }, points: '0.01', honour: 'x' })).toEqual([
      '/rules/0/unit/kind unknown_kind',
      '/rules/0/points too_many_decimals',
      '/rules/0/honour unknown_honour',
    ])
  })
})
