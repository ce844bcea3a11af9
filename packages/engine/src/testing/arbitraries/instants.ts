/**
 * Generators of small but nasty worlds. A world is a programme of one or two versions and a log of at most 25 items or
 * so: ties in time, boundaries of months and quarters, clock changes, lateness, duplicates, retractions and decisions.
 */
import * as fc from 'fast-check'
import { daysLater, startOfDate } from '../reference/civil-time.ts'

/** The time zones of the worlds: without clock changes, with them, across the date line, and none at all. */
export const ZONES = ['Asia/Shanghai', 'America/New_York', 'Pacific/Apia', 'UTC'] as const

/** When a world plays: its zone, its first version's date, its last date, and whether that is weeks, months or years. */
export interface Stage {
  readonly zone: string
  readonly from: string
  readonly to: string
  readonly length: 'short' | 'middle' | 'long'
}

/** Returns stages; a short one is about six weeks and a long one holds a whole year. */
export const stages: fc.Arbitrary<Stage> = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    length: fc.constantFrom('short', 'middle', 'middle', 'long'),
    from: fc.constantFrom('2021-03-01', '2021-03-08', '2021-03-15', '2021-09-27', '2021-10-15'),
  })
  .map(({ zone, length, from }): Stage => {
    if (length === 'short') return { zone, from, to: daysLater(from, 45), length }
    if (length === 'middle') return { zone, from: '2021-01-01', to: '2021-08-20', length }
    return { zone, from: '2020-12-31', to: '2022-02-10', length: 'long' }
  })

const HOUR = 3_600_000
const TIMES = [0, 0, -1, 1, 9 * HOUR, 9 * HOUR, 9.5 * HOUR, 14 * HOUR, 24 * HOUR - 1]

/** The dates of a stage at which something changes: months, quarters, weeks, clocks, and the middle of May. */
function edges({ from, to, length }: Stage): string[] {
  const dates: string[] = []
  for (let date = from; date <= to; date = daysLater(date, 1)) {
    const isMonday = length === 'short' && new Date(`${date}T00:00:00Z`).getUTCDay() === 1
    const isOther = ['2021-03-14', '2021-03-15', '2021-04-04', '2021-05-15', '2021-11-07'].includes(date)
    if (date.endsWith('-01') || isMonday || isOther) dates.push(date)
  }
  return dates.length > 0 ? dates : [from]
}

/** Returns civil dates of a stage, mostly its edges. */
export function dates(stage: Stage): fc.Arbitrary<string> {
  const days = Math.round((Date.parse(stage.to) - Date.parse(stage.from)) / (24 * HOUR))
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...edges(stage)) },
    { weight: 2, arbitrary: fc.nat({ max: days }).map((day) => daysLater(stage.from, day)) },
  )
}

/** Returns instants one after the other, about a day, a week or a month apart, perhaps with a gap, as streaks have them. */
export const series = (stage: Stage): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      dates(stage),
      fc.constantFrom(1, 7, 30, 31, 91),
      fc.array(fc.constantFrom(...TIMES), { minLength: 5, maxLength: 5 }),
      fc.constantFrom([0, 1, 2, 3, 4], [0, 1, 3, 4, 5], [0, 2, 3, 5, 6]),
    )
    .map(([from, days, times, steps]) =>
      times.map((time, i) =>
        new Date(startOfDate(stage.zone, daysLater(from, days * (steps[i] ?? i))) + time).toISOString(),
      ),
    )

/** Returns instants of a stage in RFC 3339: often the same one, the first of a day, or the last before it. */
export const instants = (stage: Stage): fc.Arbitrary<string> =>
  fc
    .tuple(dates(stage), fc.constantFrom(...TIMES))
    .map(([date, time]) => new Date(startOfDate(stage.zone, date) + time).toISOString())
