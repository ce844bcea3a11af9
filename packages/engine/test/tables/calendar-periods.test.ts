import { describe, expect, it } from 'vitest'
import { dayOf, formatDay } from '../../src/base/civil.ts'
import {
  type CalendarWindow,
  firstDay,
  windowAt,
  windowKey,
  windowNamed,
  windowOfDay,
  windowSpan,
} from '../../src/base/window.ts'
import { type Zone, zoneNamed } from '../../src/base/zone.ts'
import { createLog, score } from '../../src/index.ts'
import { compiled, small } from '../small-program.ts'

type Row = readonly [unit: CalendarWindow['unit'], startMonth: number, on: string, key: string, first: string]

const day = (text: string): number => {
  const [year, month, date] = text.split('-').map(Number)
  return dayOf(year as number, month as number, date as number)
}

describe('a calendar period', () => {
  it.each<Row>([
    ['day', 1, '2026-02-28', '2026-02-28', '2026-02-28'],
    ['week', 1, '2026-01-04', '2026-W01', '2025-12-29'],
    ['week', 1, '2026-01-05', '2026-W02', '2026-01-05'],
    ['week', 1, '2027-01-03', '2026-W53', '2026-12-28'],
    ['week', 1, '1969-12-28', '1969-W52', '1969-12-22'],
    ['month', 1, '2026-02-28', '2026-02', '2026-02-01'],
    ['month', 1, '2026-12-31', '2026-12', '2026-12-01'],
    ['month', 1, '1969-12-31', '1969-12', '1969-12-01'],
    ['quarter', 1, '2026-03-31', '2026-Q1', '2026-01-01'],
    ['quarter', 1, '2026-04-01', '2026-Q2', '2026-04-01'],
    ['half', 1, '2026-06-30', '2026-H1', '2026-01-01'],
    ['half', 1, '2026-07-01', '2026-H2', '2026-07-01'],
    ['year', 1, '2026-12-31', '2026', '2026-01-01'],
    ['year', 9, '2026-08-31', '2025', '2025-09-01'],
    ['year', 9, '2026-09-01', '2026', '2026-09-01'],
    ['year', 12, '2026-11-30', '2025', '2025-12-01'],
    ['year', 12, '2026-12-01', '2026', '2026-12-01'],
    ['year', 4, '1969-03-31', '1968', '1968-04-01'],
  ])('%s from month %d: %s is in %s, which begins on %s', (unit, startMonth, on, key, first) => {
    const window = { unit, startMonth }
    const index = windowOfDay(window, day(on))
    expect(windowKey(window, index)).toBe(key)
    expect(formatDay(firstDay(window, index))).toBe(first)
    expect(windowNamed(window, key)).toBe(index)
    expect(windowOfDay(window, day(first))).toBe(index)
    expect(windowOfDay(window, day(first) - 1)).toBe(index - 1)
  })

  it.each<[CalendarWindow['unit'], string]>([
    ['week', '2026-W00'],
    ['week', '2025-W53'],
    ['month', '2026-13'],
    ['month', '2026-00'],
    ['quarter', '2026-Q5'],
    ['half', '2026-H3'],
    ['day', '2026-02-30'],
    ['year', '26'],
    ['ever', '2026'],
  ])('%s is not called %s', (unit, key) => {
    expect(windowNamed({ unit, startMonth: 1 }, key)).toBeUndefined()
  })

  it('that never ends is one and holds every instant', () => {
    const ever = { unit: 'ever', startMonth: 1 } as const
    const zone = zoneNamed('Asia/Shanghai') as Zone
    expect([windowOfDay(ever, -99), windowAt(ever, zone, 8e15), windowKey(ever, 0), windowNamed(ever, 'ever')]).toEqual(
      [0, 0, 'ever', 0],
    )
    const all = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }
    expect(windowSpan(ever, zone, 0)).toEqual(all)
    expect([firstDay(ever, 0), firstDay(ever, 1)]).toEqual([all.start, all.end])
  })

  it('begins at midnight of its zone, and the millisecond before is in the one before', () => {
    const zone = zoneNamed('Asia/Shanghai') as Zone
    const month = { unit: 'month', startMonth: 1 } as const
    const march = windowOfDay(month, day('2026-03-01'))
    const start = Date.parse('2026-03-01T00:00:00+08:00')
    expect(windowSpan(month, zone, march)).toEqual({ start, end: Date.parse('2026-04-01T00:00:00+08:00') })
    expect([windowAt(month, zone, start), windowAt(month, zone, start - 1)]).toEqual([march, march - 1])
  })

  it('of a school year begins in September, for scores as for the rest', () => {
    const plan = compiled({
      ...small,
      effectiveFrom: '2025-01-01',
      periods: { term: { window: 'year', startMonth: 9 } },
      scores: [{ id: 'S', kind: 'member', period: 'term', value: { tally: 'B' } }],
    })
    const log = createLog(plan)
    for (const on of ['2025-08-31', '2025-09-01', '2026-08-31', '2026-09-01']) {
      log.add({ id: on, type: 'visit.done', occurredAt: on, subject: 'zhu', participants: ['zhu'] })
    }
    const result = score(plan, log, { asOf: '2026-12-31' })
    expect(['2024', '2025', '2026'].map((key) => result.value('S', 'zhu', key))).toEqual([2, 4, 2])
  })
})
