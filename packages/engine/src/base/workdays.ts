import { parseDay } from './civil.ts'
import { dayAt, startOfDay, type Zone } from './zone.ts'

/**
 * A holiday calendar: civil dates that are off although they fall on a weekday, and make-up working days (调休) that are
 * worked although they fall on a weekend.
 */
export interface HolidayCalendar {
  readonly holidays?: readonly string[]
  readonly workdays?: readonly string[]
}

/** Which civil days of a time zone are worked. */
export interface Workdays {
  readonly zone: Zone
  isWorkday(day: number): boolean
}

/** Returns the working days of a calendar: Monday to Friday, less its holidays, with its make-up working days. */
export function workdaysOf(calendar: HolidayCalendar, zone: Zone): Workdays {
  const days = (dates: readonly string[] = []): Set<number> =>
    new Set(dates.map((date) => parseDay(date) ?? Number.NaN))
  const off = days(calendar.holidays)
  const worked = days(calendar.workdays)
  return { zone, isWorkday: (day) => worked.has(day) || (!isWeekend(day) && !off.has(day)) }
}

/** Whether a day number is a Saturday or a Sunday; day 0, 1970-01-01, was a Thursday. */
function isWeekend(day: number): boolean {
  return (((day + 3) % 7) + 7) % 7 >= 5
}

/**
 * Returns the end of the `count`th working day after the day of an instant, which is not counted itself: the first
 * instant that is too late. With 0 days it is the instant itself. Requires a whole count that is not negative.
 */
export function addWorkdays(workdays: Workdays, at: number, count: number): number {
  if (count === 0) return at
  let day = dayAt(workdays.zone, at)
  for (let left = count; left > 0; ) if (workdays.isWorkday(++day)) left--
  return startOfDay(workdays.zone, day + 1)
}

/** Returns how many working days after the day of `start` are over at `end`; never negative. */
export function workdaysBetween(workdays: Workdays, start: number, end: number): number {
  const last = dayAt(workdays.zone, end)
  let count = 0
  for (let day = dayAt(workdays.zone, start) + 1; day < last; day++) if (workdays.isWorkday(day)) count++
  return count
}

/** Returns the instant at which `count` civil days after the day of an instant are over. */
export function addDays(zone: Zone, at: number, count: number): number {
  return startOfDay(zone, dayAt(zone, at) + count + 1)
}
