import { describe, expect, it } from 'vitest'
import type { Program } from '../../src/index.ts'
import { createLog, openBook, score } from '../../src/index.ts'
import { playTable } from '../../src/testing/index.ts'
import { compiled, small } from '../small-program.ts'

const to = { kind: 'member', from: 'subject' } as const
const visits = (id: string, points: number) =>
  ({ id, kind: 'award', category: 'B', on: ['visit.done'], to, points }) as const

function expectTable(parts: Partial<Program>, table: string): void {
  const { written, played } = playTable(compiled({ ...small, ...parts }), table, '2027-01-01')
  expect(played).toEqual(written)
}

describe('a book with limits of two windows', () => {
  type Units = readonly ['day' | 'month' | 'week' | 'quarter', 'month' | 'quarter' | 'half' | 'year' | 'week']

  it.each<Units>([
    ['day', 'month'],
    ['day', 'quarter'],
    ['day', 'half'],
    ['day', 'year'],
    ['day', 'week'],
    ['month', 'quarter'],
    ['month', 'half'],
    ['month', 'year'],
    ['week', 'month'],
    ['quarter', 'half'],
    ['quarter', 'year'],
  ])('of a %s and a %s settles what comes late as a log scored at once', (short, long) => {
    const limits = [
      { id: 'S', points: 3, per: { window: short } },
      { id: 'L', points: 7, per: { window: long } },
    ]
    const plan = compiled({ ...small, rules: [visits('B1', 2)], limits })
    const days = [
      '05-04',
      '05-04',
      '01-05',
      '01-31',
      '02-01',
      '03-31',
      '04-01',
      '06-30',
      '07-01',
      '12-31',
      '05-03',
      '01-05',
    ]
    const items = days.map((day, i) => ({ id: `E${i}`, type: 'visit.done', occurredAt: `2026-${day}`, subject: 'zhu' }))
    const book = openBook(plan, { asOf: '2027-01-01' })
    const log = createLog(plan)
    for (const item of items) {
      expect(book.record(item)).toMatchObject({ outcome: 'created' })
      log.add(item)
    }
    const granted = (awards: readonly { readonly event: { readonly id: string }; readonly granted: number }[]) =>
      awards.map((one) => `${one.event.id} ${one.granted}`).sort()
    expect(granted(book.result().awards())).toEqual(granted(score(plan, log, { asOf: '2027-01-01' }).awards()))
  })
})

describe('a book', () => {
  it('tells the awards of several rules for one event apart when it decides again', () => {
    expectTable(
      {
        rules: [
          visits('B1', 2),
          { ...visits('B2', 3), when: { not: { caseReached: ['appeal', 'upheld'] } } },
          visits('B3', 4),
        ],
        activities: {
          'visit.done': { fields: { household: { type: 'text' } } },
          'duty.missed': { fields: { household: { type: 'text' } } },
        },
        cases: { appeal: { key: 'household', states: { 'visit.done': 'filed', 'duty.missed': 'upheld' } } },
      },
      `
      event   E1  zhu     visit.done  2026-03-02T09:00 9 9  created household=h1
      event   E2  zhu     visit.done  2026-03-03T09:00 9 9  created household=h2
      event   E3  huang   duty.missed 2026-03-04T09:00 0 0  created household=h1
      settled E1  zhu     _           _                6 6  _                    // one of three is gone
      settled E2  zhu     _           _                9 9  _
      retract E3  huang   _           2026-03-05T09:00 _ 0  created
      settled E1  zhu     _           _                9 9  _                    // and back
      `,
    )
  })
})
