import { describe, expect, it } from 'vitest'
import { parseProgram } from '../../src/index.ts'
import { playTable } from '../../src/testing/index.ts'
import { compiled, small } from '../small-program.ts'

const place = {
  id: 'P',
  kind: 'place',
  category: 'C',
  period: 'round',
  measure: 'marks',
  points: [5, 3, 2],
  honours: ['gold', 'silver'],
}
const base = {
  ...small,
  periods: {
    ...small.periods,
    round: { fields: ['season', 'round'] },
    season: { fields: ['season'] },
    course: { fields: ['course'] },
  },
  activities: {
    ...small.activities,
    'room.judged': {
      fields: {
        marks: { type: 'number', decimals: 1 },
        season: { type: 'text' },
        round: { type: 'number' },
        course: { type: 'text' },
      },
    },
  },
  honours: { gold: {}, silver: {} },
  measures: [
    { id: 'marks', on: ['room.judged'], to: { kind: 'member', from: 'subject' }, value: { field: 'marks' }, as: 'max' },
  ],
}

function expectTable(rule: object, table: string, more: object = {}, asOf = '2027-01-01'): void {
  const plan = compiled({ ...base, ...more, rules: [{ ...place, ...rule }] })
  const { written, played } = playTable(plan, table, asOf)
  expect(played).toEqual(written)
}

/** Four rooms of round 1 of a season, two of them equal at the top, and a weak fifth. */
const round = `
  event E1 huang room.judged 2026-03-01T09:00 0 0 created season=s26 round=1 marks=9.5
  event E2 zhu   room.judged 2026-03-01T10:00 0 0 created season=s26 round=1 marks=9.5
  event E3 lin   room.judged 2026-03-01T11:00 0 0 created season=s26 round=1 marks=8
  event E4 chen  room.judged 2026-03-02T09:00 0 0 created season=s26 round=1 marks=7
`
const given = (...points: readonly (number | string)[]): string =>
  ['huang', 'zhu', 'lin', 'chen']
    .map((who, i) => `settled P/member/${who}/s26/1 ${who} _ _ ${points[i]} ${points[i]} _`)
    .join('\n')
const honoured = (...held: readonly [gold: number, silver: number][]): string =>
  ['huang', 'zhu', 'lin', 'chen']
    .map((who, i) => `honour gold ${who} _ _ _ ${held[i]?.[0]} _\nhonour silver ${who} _ _ _ ${held[i]?.[1]} _`)
    .join('\n')

describe('places', () => {
  it('are skipped, shared or split between equals', () => {
    const skipped = honoured([1, 0], [1, 0], [0, 0], [0, 0])
    expectTable({}, `${round} ${given(5, 5, 2, 0)}\n${skipped}`)
    expectTable({ ties: 'shared' }, `${round} ${given(5, 5, 3, 2)}\n${honoured([1, 0], [1, 0], [0, 1], [0, 0])}`)
    expectTable({ ties: 'split' }, `${round} ${given(4, 4, 2, 0)}\n${skipped}`)
    // 1.5 for two is 0.7 each: what cannot be split stays with nobody, and a loss is rounded away from 0
    expectTable({ ties: 'split', points: ['0.5', 1] }, `${round} ${given('0.7', '0.7', 0, 0)}`)
    expectTable({ ties: 'split', points: ['-0.5', -1] }, `${round} ${given('-0.8', '-0.8', 0, 0)}`)
    expectTable({ order: 'asc' }, `${round} ${given(2, 2, 3, 5)}`)
  })

  it('in a field period count at once, dated at its last fact, and move with it', () => {
    expectTable(
      {},
      `
      event   E1 huang room.judged 2026-03-01T09:00 0 0 created season=s26 round=1 marks=9
      settled P/member/huang/s26/1 huang _ _       5 5 _
      event   E2 zhu   room.judged 2026-03-01T10:00 0 0 created season=s26 round=1 marks=9.5
      settled P/member/huang/s26/1 huang _ _       3 3 _
      settled P/member/zhu/s26/1   zhu   _ _       5 5 _
      event   E3 zhu   room.judged 2026-04-01T09:00 0 0 created season=s26 round=1 marks=1
      tally   C  zhu   month       2026-03          _ 0 _
      tally   C  zhu   month       2026-04          _ 5 _
      tally   C  huang month       2026-04          _ 3 _
      retract E2 zhu   _           2026-04-02T09:00 _ 0 created
      settled P/member/huang/s26/1 huang _ _       5 5 _
      honour  gold zhu _           _                _ 0 _
      `,
    )
  })

  it('count in the periods that have the fields of their own, and in no others', () => {
    expectTable(
      {},
      `
      event   E1 huang room.judged 2026-03-01T09:00 0 0 created season=s26 round=1 marks=9 course=a
      event   E2 huang room.judged 2026-03-08T09:00 0 0 created season=s26 round=2 marks=9 course=a
      tally   C  huang round       s26/1            _ 5 _
      tally   C  huang season      s26              _ 10 _
      tally   C  huang course      a                _ 0 _
      tally   C  huang year        2026             _ 10 _
      `,
    )
  })

  it('are told apart by the fields of their period in a limit, and by no others', () => {
    const table = (second: number, third: number): string => `
      event   E1 huang room.judged 2026-03-01T09:00 0 0 created season=s26 round=1 marks=9 course=a
      event   E2 huang room.judged 2026-03-02T09:00 0 0 created season=s26 round=2 marks=9 course=b
      event   E3 huang room.judged 2026-03-03T09:00 0 0 created season=s27 round=1 marks=9 course=c
      settled P/member/huang/s26/1 huang _ _ 5 5 _
      settled P/member/huang/s26/2 huang _ _ 5 ${second} _
      settled P/member/huang/s27/1 huang _ _ 5 ${third} _
    `
    const limit = (field: string): object => ({ limits: [{ id: 'once', times: 1, per: { fields: [field] } }] })
    expectTable({}, table(0, 5), limit('season'))
    expectTable({}, table(5, 0), limit('round'))
    expectTable({}, table(0, 0), limit('course'))
  })

  it('in a calendar period count once it is over, dated at its last instant', () => {
    expectTable(
      { period: 'month' },
      `
      event   E1 huang room.judged 2026-03-01T09:00 0 0 created marks=9
      event   E2 zhu   room.judged 2026-03-31T09:00 0 0 created marks=8
      advance _  _     _           2026-03-31T23:59 _ 0 _
      tally   C  huang month       2026-03          _ 0 _
      advance _  _     _           2026-04-01T00:00 _ 8 _
      tally   C  huang month       2026-03          _ 5 _
      tally   C  zhu   month       2026-03          _ 3 _
      settled P/member/zhu/2026-03 zhu _ _          3 3 _
      `,
      {},
      '2026-03-31',
    )
  })

  it('may wait for a person to close the period', () => {
    const plan = compiled({
      ...base,
      rules: [
        { ...place, closed: true },
        { ...place, id: 'Q', period: 'month', closed: true },
      ],
    })
    const close = (id: string, level: string, key: string): object => ({
      kind: 'decision',
      decision: 'close',
      id,
      at: '2026-03-15T00:00:00Z',
      period: { level, key },
    })
    const table = (round: number, month: number): string => `
      event   E1 huang room.judged 2026-03-01T09:00 0 0 created season=s26 round=1 marks=9
      settled P/member/huang/s26/1  huang _ _ ${round} ${round} _
      settled Q/member/huang/2026-03 huang _ _ ${month} ${month} _
    `
    const play = (text: string, asOf: string, items: readonly object[]): void => {
      const { written, played } = playTable(plan, text, asOf, items)
      expect(played).toEqual(written)
    }
    play(table(0, 0), '2027-01-01', [])
    play(table(5, 0), '2027-01-01', [close('C1', 'round', 's26/1'), close('C2', 'month', '2026-04')])
    play(table(0, 5), '2027-01-01', [close('C1', 'round', 's26/2'), close('C2', 'month', '2026-03')])
    play(table(0, 0), '2026-03-20', [close('C2', 'month', '2026-03')]) // closed, but not over
  })

  it('go by the version in force when their period began', () => {
    const plan = compiled(
      { ...base, rules: [{ ...place, period: 'month' }] },
      { ...base, version: 2, effectiveFrom: '2026-03-15', rules: [{ ...place, period: 'month', points: [9] }] },
    )
    const { written, played } = playTable(
      plan,
      `
      event   E1 huang room.judged 2026-03-20T09:00 0 0 created marks=9
      event   E2 huang room.judged 2026-04-20T09:00 0 0 created marks=9
      tally   C  huang month       2026-03          _ 5 _
      tally   C  huang month       2026-04          _ 9 _
      `,
      '2027-01-01',
    )
    expect(played).toEqual(written)
  })

  it('are refused with every mistake at its place', () => {
    const parsed = parseProgram({
      ...base,
      rules: [{ ...place, period: 'rounds', measure: 'mark', points: [1, '0.01'], honours: ['gold', 'sliver'] }],
    })
    expect(parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${path} ${code}`)).toEqual([
      '/rules/0/period unknown_period',
      '/rules/0/measure unknown_measure',
      '/rules/0/points/1 too_many_decimals',
      '/rules/0/honours/1 unknown_honour',
    ])
  })
})
