import { describe, expect, it } from 'vitest'
import type { Program } from '../../src/index.ts'
import { playTable } from '../../src/testing/index.ts'
import { compiled, small } from '../small-program.ts'

const service = {
  id: 'C04',
  kind: 'award',
  category: 'C',
  on: ['service.done'],
  to: { kind: 'member', from: 'subject' },
  points: { field: 'hours' },
} as const
const missed = {
  id: 'N01',
  kind: 'award',
  category: 'N',
  on: ['duty.missed'],
  to: { kind: 'member', from: 'subject' },
  points: -2,
} as const

function expectTable(parts: Partial<Program>, table: string): void {
  const { written, played } = playTable(compiled({ ...small, ...parts }), table, '2027-01-01')
  expect(played).toEqual(written)
}

describe('a limit', () => {
  it('grants the part that fits, not all or nothing', () => {
    expectTable(
      { limits: [{ id: 'B-month', categories: ['B'], points: 3, per: { window: 'month' } }] },
      `
      //      id  subject type       occurredAt       requested granted outcome
      event   E1  zhu     visit.done 2026-03-02T09:00 2         2       created
      event   E2  zhu     visit.done 2026-03-09T09:00 2         1       created   // 3 a month
      event   E3  zhu     visit.done 2026-03-10T09:00 2         0       created   // kept, withheld
      event   E4  huang   visit.done 2026-03-10T09:00 2         2       created   // each has a limit of their own
      event   E5  zhu     visit.done 2026-04-01T00:00 2         2       created   // a new month
      tally   B   zhu     month      2026-03          _         3       _
      tally   B   zhu     quarter    2026-Q1          _         3       _
      `,
    )
  })

  it('serves the earliest, whenever they arrive', () => {
    expectTable(
      { limits: [{ id: 'B-month', categories: ['B'], points: 3, per: { window: 'month' } }] },
      `
      event   E1  zhu     visit.done 2026-03-20T09:00 2         2       created
      event   E2  zhu     visit.done 2026-03-10T09:00 2         2       created   // late, but earlier
      settled E1  zhu     _          _                2         1       _         // −1 booked
      event   E3  zhu     visit.done 2026-03-10T08:59 2         2       created
      settled E2  zhu     _          _                2         1       _
      settled E1  zhu     _          _                2         0       _
      `,
    )
  })

  it('serves the highest first where it keeps those', () => {
    expectTable(
      { rules: [service], limits: [{ id: 'best-2', times: 2, per: { window: 'year' }, keep: 'highest' }] },
      `
      event   E1  zhu     service.done 2026-03-01T09:00 1       1       created hours=1
      event   E2  zhu     service.done 2026-03-02T09:00 2       2       created hours=2
      event   E3  zhu     service.done 2026-03-03T09:00 3       3       created hours=3
      settled E1  zhu     _            _                1       0       _               // the two best
      event   E4  zhu     service.done 2026-03-04T09:00 2       0       created hours=2 // equals go by time
      retract E3  zhu     _            2026-03-05T09:00 _       -3      created
      settled E4  zhu     _            _                2       2       _
      settled E1  zhu     _            _                1       0       _
      `,
    )
  })

  it('counts once for each household and month', () => {
    expectTable(
      { limits: [{ id: 'once', rules: ['B01'], times: 1, per: { window: 'month', fields: ['household'] } }] },
      `
      event   E1  zhu     visit.done 2026-03-02T09:00 2         2       created household=h1
      event   E2  zhu     visit.done 2026-03-03T09:00 2         0       created household=h1
      event   E3  zhu     visit.done 2026-03-03T09:00 2         2       created household=h2
      event   E4  zhu     visit.done 2026-03-04T09:00 2         2       created              // no household is one too
      event   E5  zhu     visit.done 2026-03-05T09:00 2         0       created
      event   E6  huang   visit.done 2026-03-05T09:00 2         2       created household=h1 // by subject
      event   E7  zhu     visit.done 2026-04-01T00:00 2         2       created household=h1
      `,
    )
  })

  it('cools down over rolling days, the far end left out', () => {
    expectTable(
      { limits: [{ id: 'cool', rules: ['B01'], times: 1, per: { window: { rollingDays: 7 } } }] },
      `
      event   E1  zhu     visit.done 2026-03-02T09:00 2         2       created
      event   E2  zhu     visit.done 2026-03-09T08:59 2         0       created   // 6 days 23:59
      event   E3  zhu     visit.done 2026-03-09T09:00 2         2       created   // 7 days: E1 is no longer in (t − 7 d, t]
      retract E1  zhu     _          2026-03-10T09:00 _         -2      created
      settled E2  zhu     _          _                2         2       _         // now nothing stands before it
      settled E3  zhu     _          _                2         0       _         // and it stands before this one
      `,
    )
  })

  it('works in layers: each takes what the one before granted', () => {
    expectTable(
      {
        rules: [service],
        limits: [
          { id: 'activity', rules: ['C04'], points: 2, per: { window: 'ever', fields: ['hours'] } },
          { id: 'day', rules: ['C04'], points: 4, per: { window: 'day' } },
          { id: 'quarter', categories: ['C'], points: 5, per: { window: 'quarter' } },
        ],
      },
      `
      event   E1  zhu     service.done 2026-03-02T08:00 3         2       created hours=3
      event   E2  zhu     service.done 2026-03-02T12:00 1.5       1.5     created hours=1.5
      event   E3  zhu     service.done 2026-03-02T15:00 2.5       0.5     created hours=2.5 // 4 a day
      event   E4  zhu     service.done 2026-03-03T08:00 2         1       created hours=2   // 5 a quarter
      tally   C   zhu     quarter      2026-Q1          _         5       _
      `,
    )
  })

  it('on deductions counts by magnitude and leaves awards alone', () => {
    expectTable(
      {
        rules: [...small.rules, missed],
        limits: [
          { id: 'N-quarter', categories: ['N', 'B'], points: 3, per: { window: 'quarter' }, side: 'deductions' },
        ],
      },
      `
      event   E1  zhu     duty.missed 2026-03-02T09:00 -2        -2      created
      event   E2  zhu     duty.missed 2026-03-03T09:00 -2        -1      created
      event   E3  zhu     visit.done  2026-03-03T09:00 2         2       created
      event   E4  zhu     visit.done  2026-03-04T09:00 2         2       created
      retract E1  zhu     _           2026-03-05T09:00 _         2       created
      settled E2  zhu     _           _                -2        -2      _
      `,
    )
  })

  it('keeps its identity across versions, each award against the value in force when it occurred', () => {
    const limit = { id: 'B-month', categories: ['B'], per: { window: 'month' } } as const
    const plan = compiled(
      { ...small, limits: [{ ...limit, points: 3 }] },
      { ...small, version: 2, effectiveFrom: '2026-03-15', limits: [{ ...limit, points: 5 }] },
    )
    const { written, played } = playTable(
      plan,
      `
      event   E1  zhu     visit.done 2026-03-02T09:00 2         2       created
      event   E2  zhu     visit.done 2026-03-09T09:00 2         1       created   // 3 a month
      event   E3  zhu     visit.done 2026-03-15T00:00 2         2       created   // 5 a month, 3 are used
      event   E4  zhu     visit.done 2026-03-16T09:00 2         0       created
      retract E1  zhu     _          2026-03-20T09:00 _         -2      created
      settled E2  zhu     _          _                2         2       _
      settled E4  zhu     _          _                2         1       _         // 5 − 2 − 2
      `,
      '2027-01-01',
    )
    expect(played).toEqual(written)
  })
})
