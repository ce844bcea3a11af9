import type { Random } from './seeded-random.ts'

/** Days are counted from 1 January 2021, which is day 0; later years go on counting. */
export const DAYS_OF_2021 = 365

const DAY = 86_400_000
const START = Date.UTC(2021, 0, 1)
const MONTH_STARTS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

/** How lively each month is: the Spring Festival lull in February, the heat of August, the anniversary in June. */
const SEASON = [0.85, 0.5, 1.05, 1.1, 1.05, 1.2, 0.95, 0.75, 1.05, 0.95, 1.1, 1.0]

/** Returns the day of a date. */
export function dayOf(month: number, date: number, year = 2021): number {
  return (Date.UTC(year, month - 1, date) - START) / DAY
}

/** Returns the civil date of a day, `2021-03-31`. */
export function dateOf(day: number): string {
  return new Date(START + day * DAY).toISOString().slice(0, 10)
}

/** Returns an instant of a day in Shanghai, `2021-03-31T19:30:00+08:00`; minutes may run into later days. */
export function at(day: number, minutes: number): string {
  return `${new Date(START + day * DAY + minutes * 60_000).toISOString().slice(0, 19)}+08:00`
}

/** Returns an instant that lies some minutes after another. */
export function minutesAfter(instant: string, minutes: number): string {
  const shanghai = Date.parse(instant) + 8 * 3_600_000 - START
  return at(0, shanghai / 60_000 + minutes)
}

/** Returns the day that an instant or date lies on. */
export function dayAt(instant: string): number {
  return dayOf(Number(instant.slice(5, 7)), Number(instant.slice(8, 10)), Number(instant.slice(0, 4)))
}

/** Returns 1 (Monday) to 7. */
export function weekdayOf(day: number): number {
  return ((day + 4) % 7) + 1
}

/** Returns the month of a day of 2021, 0 for January; 11 for later days. */
export function monthOf(day: number): number {
  const month = MONTH_STARTS.findIndex((start) => start > day) - 1
  return month < 0 ? 11 : month
}

/** Returns the first day of a month of 2021 (0 for January); month 12 is the day after the year. */
export function startOfMonth(month: number): number {
  return MONTH_STARTS[month] as number
}

/** Returns the key of the quarter of a month of 2021. */
export function quarterOf(month: number): string {
  return `2021-Q${Math.floor(month / 3) + 1}`
}

/** Returns how lively a month is, 1 being usual. */
export function seasonOf(month: number): number {
  return SEASON[month] as number
}

/** Returns whether a day is in the Spring Festival or National Day holidays. */
export function isHoliday(day: number): boolean {
  const inside = (from: number, until: number): boolean => day >= from && day <= until
  return inside(dayOf(2, 10), dayOf(2, 18)) || inside(dayOf(10, 1), dayOf(10, 7)) || day === 0
}

/** Returns a day of a month, rarely in the holidays, more often at the weekend when `weekend` is above 1. */
export function dayInMonth(random: Random, month: number, weekend = 1.4): number {
  const days = Array.from({ length: startOfMonth(month + 1) - startOfMonth(month) }, (_, i) => startOfMonth(month) + i)
  return random.weighted(days, (day) => (isHoliday(day) ? 0.15 : 1) * (weekdayOf(day) > 5 ? weekend : 1))
}

/** Returns a month of 2021 by its season and a weight of one's own. */
export function someMonth(random: Random, weight: (month: number) => number = () => 1): number {
  return random.weighted([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], (month) => seasonOf(month) * weight(month))
}

/** Returns the minute of a day at which people have time: working evenings, weekends from nine to five. */
export function freeTime(random: Random, day: number): number {
  const start = weekdayOf(day) > 5 ? random.between(9 * 12, 16 * 12) : random.between(18 * 12 + 6, 20 * 12 + 3)
  return start * 5
}

/** Returns a minute of the office hours of a day. */
export function officeTime(random: Random): number {
  return random.between(9 * 12, 17 * 12) * 5
}
