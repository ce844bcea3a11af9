import { describe, expect, it } from 'vitest'
import { playTable } from '../../src/testing/index.ts'
import { compiled, small } from '../small-program.ts'

const plan = compiled({ ...small, limits: [{ id: 'B-month', categories: ['B'], points: 3, per: { window: 'month' } }] })

function expectTable(table: string, asOf = '2027-01-01'): void {
  const { written, played } = playTable(plan, table, asOf)
  expect(played).toEqual(written)
}

describe('late and retracted events', () => {
  it('free what they had used: the waiting one counts', () => {
    expectTable(`
      //      id  subject type       occurredAt       requested granted outcome
      event   E1  zhu     visit.done 2026-03-02T09:00 2         2       created
      event   E2  zhu     visit.done 2026-03-09T09:00 2         1       created                          // 3 a month
      event   E1  zhu     visit.done 2026-03-03T09:00 _         _       exists_with_different_occurred_at
      event   E1  zhu     visit.done 2026-03-02T09:00 2         2       exists
      retract E1  zhu     _          2026-03-10T09:00 _         -2      created
      settled E1  zhu     _          _                0         0       _
      settled E2  zhu     _          _                2         2       _                                // +1 booked now
      tally   B   zhu     month      2026-03          _         2       _
    `)
  })

  it('may be retracted before they come', () => {
    expectTable(`
      retract E1  zhu     _          2026-03-10T09:00 _         0       created
      event   E1  zhu     visit.done 2026-03-02T09:00 0         0       created
      event   E2  zhu     visit.done 2026-03-09T09:00 2         2       created
      tally   B   zhu     month      2026-03          _         2       _
    `)
  })

  it('are retracted once, however often that is said', () => {
    expectTable(`
      event   E1  zhu     visit.done 2026-03-02T09:00 2         2       created
      retract E1  zhu     _          2026-03-10T09:00 _         -2      created
      retract E1  zhu     _          2026-03-10T09:00 _         0       exists
      retract E1  zhu     _          2026-03-11T09:00 _         0       created
      tally   B   zhu     month      2026-03          _         0       _
    `)
  })

  it('come back when the retraction is retracted', () => {
    expectTable(`
      event   E1  zhu     visit.done 2026-03-02T09:00 2         2       created
      event   E2  zhu     visit.done 2026-03-09T09:00 2         1       created
      retract E1  zhu     _          2026-03-10T09:00 _         -2      created
      settled E2  zhu     _          _                2         2       _
      retract retract-E1-at-2026-03-10T09:00 _ _ 2026-03-11T09:00 _ _   created
      settled E1  zhu     _          _                2         2       _
      settled E2  zhu     _          _                2         1       _
    `)
  })

  it('count from their own instant on, not from when they came', () => {
    expectTable(
      `
      event   E1  zhu     visit.done 2026-03-20T09:00 0         0       created   // in the future of this book
      event   E2  zhu     visit.done 2026-03-09T09:00 2         2       created
      event   E3  zhu     visit.done 2026-03-10T09:00 2         1       created
      retract E2  zhu     _          2026-03-25T09:00 _         0       created   // not yet
      settled E2  zhu     _          _                2         2       _
      advance _   _       _          2026-03-21T00:00 _         _       _
      settled E1  zhu     _          _                2         0       _
      advance _   _       _          2026-03-26T00:00 _         _       _
      settled E3  zhu     _          _                2         2       _
      settled E1  zhu     _          _                2         1       _
      `,
      '2026-03-15',
    )
  })
})
