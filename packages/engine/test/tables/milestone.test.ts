import { describe, expect, it } from 'vitest'
import { compile, formatDay, openBook, type Program, parseProgram } from '../../src/index.ts'
import { playTable } from '../../src/testing/index.ts'
import { compiled, small, visited } from '../small-program.ts'

const hours = {
  id: 'hours',
  on: ['service.done'],
  to: { kind: 'member', from: 'subject' },
  value: { field: 'hours' },
} as const
const base = {
  ...small,
  categories: { ...small.categories, M: {} },
  honours: { star: {}, sun: {} },
  measures: [hours],
}
const milestone = {
  id: 'H',
  kind: 'milestone',
  category: 'M',
  to: { kind: 'member' },
  measure: 'hours',
  steps: [
    { at: 10, points: 1, honour: 'star' },
    { at: 20, points: 2 },
    { at: '25.5', points: 0, honour: 'sun' },
  ],
}

function expectTable(rule: object, table: string, more: object = {}): void {
  const plan = compiled({ ...base, ...more, rules: [{ ...milestone, ...rule }] })
  const { written, played } = playTable(plan, table, '2027-01-01')
  expect(played).toEqual(written)
}

describe('a milestone over a measure', () => {
  it('is reached by the event that takes the value to the step, and by one event several times over', () => {
    expectTable(
      {},
      `
      //      id                       subject type         occurredAt       requested granted outcome
      event   E1                       zhu     service.done 2026-03-01T09:00 0         0       created hours=9.99
      settled H/member/zhu/10/1/ever   zhu     _            _                0         0       _
      event   E2                       zhu     service.done 2026-03-02T09:00 0         0       created hours=0.01
      settled H/member/zhu/10/1/ever   zhu     _            _                1         1       _
      honour  star                     zhu     _            _                _         1       _
      event   E3                       zhu     service.done 2026-04-02T09:00 0         0       created hours=15.5
      settled H/member/zhu/20/1/ever   zhu     _            _                2         2       _
      settled H/member/zhu/51/2/1/ever zhu     _            _                0         0       _   // an honour alone
      honour  sun                      zhu     _            _                _         1       _
      honour  sun                      huang   _            _                _         0       _
      tally   M                        zhu     month        2026-03          _         1       _
      tally   M                        zhu     month        2026-04          _         2       _
      `,
    )
  })

  it('moves to the event that crosses when an earlier one comes late, and back when it is retracted', () => {
    expectTable(
      {},
      `
      event   E1 zhu service.done 2026-03-01T09:00 0 0  created hours=9
      event   E2 zhu service.done 2026-04-01T09:00 0 0  created hours=1
      tally   M  zhu month        2026-04          _ 1  _
      event   E3 zhu service.done 2026-03-15T09:00 0 0  created hours=1
      tally   M  zhu month        2026-03          _ 1  _
      tally   M  zhu month        2026-04          _ 0  _
      retract E3 zhu _            2026-05-01T09:00 _ 0  created
      tally   M  zhu month        2026-04          _ 1  _
      retract E1 zhu _            2026-05-02T09:00 _ 0  created
      tally   M  zhu year         2026             _ 0  _
      honour  star zhu _          _                _ 0  _
      `,
    )
  })

  it('is booked off and booked anew when its crossing moves', () => {
    const book = openBook(compiled({ ...base, rules: [milestone] }), { asOf: '2027-01-01' })
    const serve = (id: string, occurredAt: string, hours: number): object[] =>
      book
        .record({
          id,
          type: 'service.done',
          occurredAt: `${occurredAt}T09:00:00+08:00`,
          subject: 'zhu',
          attributes: { hours },
        })
        .entries.map(({ kind, event, points, occurredAt: at }) => [
          kind,
          event.id,
          points,
          formatDay(Math.floor(at / 86_400_000)),
        ])
    expect(serve('E1', '2026-03-01', 9)).toEqual([])
    expect(serve('E2', '2026-04-01', 1)).toEqual([['milestone', 'H/member/zhu/10/1/ever', 10, '2026-04-01']])
    expect(serve('E3', '2026-03-15', 1)).toEqual([
      ['milestone', 'H/member/zhu/10/1/ever', 10, '2026-03-15'],
      ['settlement', 'H/member/zhu/10/1/ever', -10, '2026-04-01'],
    ])
  })

  it('begins anew in each window', () => {
    expectTable(
      { window: 'month' },
      `
      event   E1 zhu service.done 2026-03-31T23:59 0 0 created hours=9
      event   E2 zhu service.done 2026-04-01T00:00 0 0 created hours=9
      tally   M  zhu year         2026             _ 0 _
      event   E3 zhu service.done 2026-03-01T00:00 0 0 created hours=1
      event   E4 zhu service.done 2026-04-30T23:59 0 0 created hours=1
      settled H/member/zhu/10/1/2026-03 zhu _ _      1 1 _
      settled H/member/zhu/10/1/2026-04 zhu _ _      1 1 _
      honour  star zhu _          _                _ 2 _
      `,
    )
  })

  it('counts a step once, or each time with `again`', () => {
    const measures = [{ ...hours, value: { if: [{ eq: [{ field: 'hours' }, 1] }, -5, { field: 'hours' }] } }]
    const table = (second: string): string => `
      event   E1 zhu service.done 2026-03-01T09:00 0 0 created hours=12
      event   E2 zhu service.done 2026-03-02T09:00 0 0 created hours=1   // takes 5
      event   E3 zhu service.done 2026-03-03T09:00 0 0 created hours=3
      settled H/member/zhu/10/1/ever zhu _ _        1 1 _
      settled H/member/zhu/10/2/ever zhu _ _        ${second} ${second} _
      honour  star zhu _          _                _ ${1 + Number(second)} _
      `
    expectTable({}, table('0'), { measures })
    expectTable({ again: true }, table('1'), { measures })
  })

  it('sets a step at every multiple, up to the last, without those that are given', () => {
    expectTable(
      { every: { of: 5, points: 3, upTo: 30 } },
      `
      event   E1 zhu service.done 2026-03-01T09:00 0 0 created hours=100
      settled H/member/zhu/5/1/ever  zhu _ _        3 3 _
      settled H/member/zhu/10/1/ever zhu _ _        1 1 _
      settled H/member/zhu/30/1/ever zhu _ _        3 3 _
      settled H/member/zhu/35/1/ever zhu _ _        0 0 _
      tally   M  zhu year         2026             _ 15 _   // 5, 15, 25 and 30; 10; 20
      `,
    )
  })

  it('never sets more than a thousand', () => {
    expectTable(
      { steps: undefined, every: { of: '0.01', points: 1 } },
      `
      event   E1 zhu service.done 2026-03-01T09:00 0 0 created hours=100000
      tally   M  zhu year         2026             _ 1000 _
      `,
    )
  })

  it('counts, tells apart, and takes the greatest', () => {
    const steps = [{ at: 2, points: 1 }]
    const table = (third: string, fourth: string): string => `
      event   E1 zhu visit.done 2026-03-01T09:00 0 0 created household=h1
      event   E2 zhu visit.done 2026-03-02T09:00 0 0 created household=h1
      tally   M  zhu year       2026             _ ${third} _
      event   E3 zhu visit.done 2026-03-03T09:00 0 0 created household=h2
      tally   M  zhu year       2026             _ ${fourth} _
      `
    const visits = { id: 'hours', on: ['visit.done'], to: { kind: 'member', from: 'all' } }
    expectTable({ steps }, table('1', '1'), { measures: [visits] })
    expectTable({ steps }, table('0', '1'), { measures: [{ ...visits, as: 'distinct', field: 'household' }] })
    const best = { if: [{ eq: [{ field: 'household' }, 'h2'] }, 2, 1] }
    expectTable({ steps }, table('0', '1'), { measures: [{ ...visits, as: 'max', value: best }] })
  })

  it('takes a greatest value below 0 for a step of its own', () => {
    const steps = [{ at: -1, points: 1 }]
    const measures = [{ ...hours, as: 'max', value: { sub: [{ field: 'hours' }, 10] } }]
    expectTable(
      { steps },
      `
      event   E1 zhu service.done 2026-03-01T09:00 0 0 created hours=8
      tally   M  zhu year         2026             _ 0 _
      event   E2 zhu service.done 2026-03-02T09:00 0 0 created hours=9
      tally   M  zhu year         2026             _ 1 _
      `,
      { measures },
    )
  })

  it('is limited like any award, and its honour is not', () => {
    expectTable(
      {},
      `
      event   E1 zhu service.done 2026-03-01T09:00 0 0   created hours=30
      settled H/member/zhu/10/1/ever zhu _ _        1 1   _
      settled H/member/zhu/20/1/ever zhu _ _        2 0.5 _
      honour  sun zhu _           _                _ 1   _
      `,
      { limits: [{ id: 'm', categories: ['M'], points: '1.5' }] },
    )
  })

  it('uses the definition in force at its date, over everything that happened', () => {
    const plan = compiled(
      { ...base, rules: [milestone] },
      {
        ...base,
        version: 2,
        effectiveFrom: '2026-07-01',
        rules: [
          {
            ...milestone,
            steps: [
              { at: 10, points: 5 },
              { at: 40, points: 7 },
            ],
          },
        ],
      },
    )
    const { written, played } = playTable(
      plan,
      `
      event   E1 zhu   service.done 2026-03-01T09:00 0 0 created hours=15   // 10 by version 1
      event   E2 zhu   service.done 2026-07-01T00:00 0 0 created hours=15   // 20 is no step any more
      event   E3 zhu   service.done 2026-07-02T00:00 0 0 created hours=15   // 40 by version 2
      tally   M  zhu   month        2026-03          _ 1 _
      tally   M  zhu   month        2026-07          _ 7 _
      event   E4 huang service.done 2026-07-01T00:00 0 0 created hours=15
      tally   M  huang year         2026             _ 5 _
      `,
      '2027-01-01',
    )
    expect(played).toEqual(written)
  })

  it('is not there before its time', () => {
    const plan = compiled({ ...base, rules: [milestone] })
    const { written, played } = playTable(
      plan,
      `
      event   E1 zhu service.done 2026-03-20T09:00 0 0 created hours=15
      honour  star zhu _          _                _ 0 _
      advance _  _   _            2026-03-20T09:00 _ _ _
      honour  star zhu _          _                _ 1 _
      tally   M  zhu year         2026             _ 1 _
      `,
      '2026-03-15',
    )
    expect(played).toEqual(written)
  })
})

describe('the program of a milestone', () => {
  const issuesOf = (rule: object, more: object = {}): string[] => {
    const parsed = parseProgram({ ...base, ...more, rules: [{ ...milestone, ...rule }] })
    return parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${path} ${code}`)
  }

  it('says what is wrong and where', () => {
    expect(issuesOf({})).toEqual([])
    expect(issuesOf({ measure: undefined })).toEqual(['/rules/0 needs_one_of'])
    expect(issuesOf({ of: { categories: ['B'] } })).toEqual(['/rules/0 needs_one_of'])
    expect(issuesOf({ steps: undefined })).toEqual(['/rules/0/steps missing_key'])
    expect(issuesOf({ measure: 'hour' })).toEqual(['/rules/0/measure unknown_measure'])
    expect(issuesOf({ to: { kind: 'branch' } })).toEqual(['/rules/0/measure measure_kind_differs'])
    expect(issuesOf({}, { measures: [{ ...hours, as: 'min' }] })).toEqual(['/rules/0/measure measure_only_falls'])
    expect(issuesOf({ steps: [{ at: 1, points: '0.05', honour: 'stars' }] })).toEqual([
      '/rules/0/steps/0/points too_many_decimals',
      '/rules/0/steps/0/honour unknown_honour',
    ])
    expect(
      issuesOf({
        steps: [
          { at: 1, points: 1 },
          { at: '1.0', points: 2 },
        ],
      }),
    ).toEqual(['/rules/0/steps/1/at duplicate_step'])
    expect(issuesOf({ every: { of: 0, points: 1 } })).toEqual(['/rules/0/every/of not_positive'])
    expect(issuesOf({ every: { of: 1, points: 1, upTo: 1001 } })).toEqual(['/rules/0/every/upTo too_many_steps'])
  })
})

describe('a milestone over points of earlier categories', () => {
  const total: object = {
    id: 'T',
    kind: 'milestone',
    category: 'M',
    to: { kind: 'member' },
    of: { categories: ['B'] },
    steps: [
      { at: 4, points: 3, honour: 'star' },
      { at: 7, points: 1 },
    ],
  }
  const play = (parts: object, table: string): void => {
    const plan = compiled({ ...base, measures: undefined, rules: [visited, total], ...parts })
    const { written, played } = playTable(plan, table, '2027-01-01')
    expect(played).toEqual(written)
  }

  it('counts what was granted after all limits, in the total order', () => {
    play(
      { limits: [{ id: 'B-month', categories: ['B'], points: 3, per: { window: 'month' } }] },
      `
      event   E1 zhu visit.done 2026-03-01T09:00 2 2 created
      event   E2 zhu visit.done 2026-03-02T09:00 2 1 created   // 3 a month
      tally   M  zhu year       2026             _ 0 _
      event   E3 zhu visit.done 2026-04-02T09:00 2 2 created
      settled T/member/zhu/4/1/ever zhu _ _      3 3 _
      honour  star zhu _        _                _ 1 _
      tally   M  zhu month      2026-04          _ 3 _
      event   E4 zhu visit.done 2026-04-01T09:00 2 2 created   // reached a day earlier; E3 now gives 1
      event   E5 zhu visit.done 2026-05-01T09:00 2 2 created
      settled T/member/zhu/7/1/ever zhu _ _      1 1 _
      retract E1 zhu _          2026-06-01T09:00 _ -2 created  // E2 gives 2 then
      tally   M  zhu month      2026-04          _ 3 _
      tally   M  zhu month      2026-05          _ 1 _
      retract E2 zhu _          2026-06-01T09:00 _ -2 created
      tally   M  zhu month      2026-05          _ 3 _
      settled T/member/zhu/7/1/ever zhu _ _      0 0 _
      `,
    )
  })

  it('counts deductions and adjustments, and what rules alone gave without adjustments', () => {
    const missed = { ...visited, id: 'B02', on: ['duty.missed'], to: { kind: 'member', from: 'subject' }, points: -3 }
    const adjusted = (points: number): object => ({
      kind: 'adjustment',
      id: 'A1',
      subject: { kind: 'member', id: 'zhu' },
      category: 'B',
      points,
      occurredAt: '2026-03-01',
      reason: 'kept by hand',
    })
    const table = (visits: number, steps: number): string => `
      event   E1 zhu duty.missed 2026-03-02T09:00 -3 -3 created
      event   E2 zhu visit.done  2026-03-03T09:00 2 2 created
      event   E3 zhu visit.done  2026-03-04T09:00 2 2 created
      tally   M  zhu year        2026             _ ${visits} _
      event   E4 zhu visit.done  2026-03-05T09:00 2 2 created
      tally   M  zhu year        2026             _ ${steps} _
    `
    const run = (of: object, text: string, adjustment: object[]): void => {
      const plan = compiled({ ...base, measures: undefined, rules: [visited, missed, { ...total, of }] })
      const { written, played } = playTable(plan, text, '2027-01-01', adjustment)
      expect(played).toEqual(written)
    }
    run({ categories: ['B'] }, table(0, 0), []) // −3, −1, 1, 3
    run({ categories: ['B'] }, table(3, 3), [adjusted(3)]) // 3, 0, 2, 4, 6
    run({ rules: ['B01'] }, table(3, 3), [adjusted(3)]) // 2, 4, 6
    run({ rules: ['B02', 'B01'] }, table(0, 0), [adjusted(3)])
  })

  it('may stand on another milestone, level upon level', () => {
    play(
      {
        categories: { B: {}, M: {}, C: {} },
        rules: [visited, total, { ...total, id: 'U', category: 'C', of: { categories: ['M', 'B'] } }],
        limits: [{ id: 'm', categories: ['M'], points: 2 }],
      },
      `
      event   E1 zhu visit.done 2026-03-01T09:00 2 2 created
      event   E2 zhu visit.done 2026-03-02T09:00 2 2 created   // 4: T gives 3, the limit leaves 2, together 6
      settled T/member/zhu/4/1/ever zhu _ _      3 2 _
      settled U/member/zhu/4/1/ever zhu _ _      3 3 _
      settled U/member/zhu/7/1/ever zhu _ _      0 0 _
      event   E3 zhu visit.done 2026-03-03T09:00 2 2 created   // 8
      settled U/member/zhu/7/1/ever zhu _ _      1 1 _
      `,
    )
  })

  it('is refused where a limit, or a chain of them, ties it to what it counts', () => {
    const issuesOf = (parts: object): string[] => {
      const parsed = parseProgram({ ...base, measures: [], rules: [visited, total], ...parts })
      return parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${path} ${code}`)
    }
    const circle = ['/rules/1/of milestone_shares_limit']
    expect(issuesOf({})).toEqual([])
    expect(issuesOf({ limits: [{ id: 'all', points: 9 }] })).toEqual(circle)
    expect(issuesOf({ limits: [{ id: 'both', categories: ['B', 'M'], points: 9 }] })).toEqual(circle)
    const other = { ...visited, id: 'C01', category: 'C' }
    const chain = [
      { id: 'one', categories: ['B', 'C'], points: 9 },
      { id: 'two', categories: ['C', 'M'], points: 9 },
    ]
    expect(issuesOf({ rules: [visited, total, other], limits: chain.slice(0, 1) })).toEqual([])
    expect(issuesOf({ rules: [visited, total, other], limits: chain })).toEqual(circle)
    expect(issuesOf({ categories: { M: {}, B: {} } })).toEqual(['/rules/1/of/categories/0 category_not_earlier'])
    expect(issuesOf({ rules: [visited, { ...total, of: { rules: ['T'] } }] })).toEqual([
      '/rules/1/of/rules/0 category_not_earlier',
    ])
  })

  it('is refused where two versions together tie it to what it counts', () => {
    const parse = (program: object): Program => {
      const parsed = parseProgram({ ...base, measures: [], ...program })
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
      return parsed.value
    }
    const [first, second] = [
      parse({ rules: [visited], limits: [{ id: 'L', categories: ['B'], points: 9 }] }),
      parse({
        version: 2,
        effectiveFrom: '2026-07-01',
        rules: [visited, total],
        limits: [{ id: 'L', categories: ['M'], points: 9 }],
      }),
    ]
    const plan = compile([first, second])
    expect(plan.ok ? [] : plan.issues.map(({ code, path }) => `${path} ${code}`)).toEqual([
      '/1/rules/1 milestone_shares_limit',
    ])
  })
})
