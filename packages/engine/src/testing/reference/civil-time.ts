/** Civil time of the reference: the time zone is asked through Intl for every instant; days and windows are texts. */

const DAY = 86_400_000
const HOUR = 3_600_000

interface Clock {
  /** The local time as the wall shows it, as `YYYY-MM-DDTHH`. */
  wall(at: number): string
  readonly starts: Map<string, number>
}

const clocks = new Map<string, Clock>()

function clockOf(zone: string): Clock {
  const known = clocks.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  })
  const walls = new Map<number, string>()
  const wall = (at: number): string => {
    const text = walls.get(at) ?? format.format(at).replace(', ', 'T')
    walls.set(at, text)
    return text
  }
  const clock = { wall, starts: new Map<string, number>() }
  clocks.set(zone, clock)
  return clock
}

const numbers = new Map<string, number>()
const names = new Map<number, string>()

/** Returns the days from 1970-01-01 to a date. */
function dayNumber(date: string): number {
  const number = numbers.get(date) ?? Date.parse(`${date}T00:00:00Z`) / DAY
  numbers.set(date, number)
  return number
}

const utc = (date: string): number => dayNumber(date) * DAY

/** Returns the civil date so many days later. */
export function daysLater(date: string, days: number): string {
  const number = dayNumber(date) + days
  const name = names.get(number) ?? new Date(number * DAY).toISOString().slice(0, 10)
  names.set(number, name)
  return name
}

/** Returns the first instant at which the calendar on the wall shows `date` or a later day. */
export function startOfDate(zone: string, date: string): number {
  const { wall, starts } = clockOf(zone)
  const known = starts.get(date)
  if (known !== undefined) return known
  // Clocks of the world change by whole minutes within a day; look through 30 hours around UTC midnight.
  let before = utc(date) - 15 * HOUR
  let after = utc(date) + 15 * HOUR
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wall(middle).slice(0, 10) >= date) after = middle
    else before = middle
  }
  starts.set(date, after)
  return after
}

/** Returns the civil date of an instant: the last one that has started. */
export function dateAt(zone: string, at: number): string {
  const near = clockOf(zone).wall(at).slice(0, 10)
  return [daysLater(near, 1), near].find((date) => startOfDate(zone, date) <= at) ?? daysLater(near, -1)
}

/** Returns the weekday of an instant, 1 (Monday) to 7. */
export const weekdayAt = (zone: string, at: number): number => new Date(utc(dateAt(zone, at))).getUTCDay() || 7

/** Returns the hour 0–23 that the wall clock shows at an instant. */
export const hourAt = (zone: string, at: number): number => Number(clockOf(zone).wall(at).slice(11, 13))

/** Returns the instant that a text says: RFC 3339 with offset, or the start of a civil date. */
export const instantOf = (zone: string, text: string): number =>
  text.length === 10 ? startOfDate(zone, text) : Date.parse(text)

/** A calendar window: its key, its first civil date and the first date after it, and the same as instants. */
export interface Span {
  readonly key: string
  readonly from: string
  readonly to: string
  readonly start: number
  readonly end: number
}

const MONTHS: Record<string, number> = { month: 1, quarter: 3, half: 6, year: 12 }
const two = (n: number): string => String(n).padStart(2, '0')

function monthsLater(date: string, months: number): string {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  return `${Math.floor(count / 12)}-${two((count % 12) + 1)}-01`
}

/** Returns the calendar window of a kind that holds an instant. */
export function windowAt(zone: string, window: string, at: number, startMonth = 1): Span {
  if (window === 'ever') {
    return { key: 'ever', from: '', to: '', start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }
  }
  return windowOfDate(zone, window, dateAt(zone, at), startMonth)
}

/** Returns the calendar window of a kind that holds a civil date; `window` is not `ever`. */
export function windowOfDate(zone: string, window: string, date: string, startMonth = 1): Span {
  const span = (key: string, from: string, to: string): Span => ({
    key,
    from,
    to,
    start: startOfDate(zone, from),
    end: startOfDate(zone, to),
  })
  if (window === 'day') return span(date, date, daysLater(date, 1))
  if (window === 'week') {
    const monday = daysLater(date, 1 - (new Date(utc(date)).getUTCDay() || 7))
    const year = daysLater(monday, 3).slice(0, 4)
    const number = 1 + Math.floor((utc(daysLater(monday, 3)) - utc(`${year}-01-01`)) / (7 * DAY))
    return span(`${year}-W${two(number)}`, monday, daysLater(monday, 7))
  }
  const length = MONTHS[window] as number
  const month = Number(date.slice(5, 7))
  const shift = (((month - (window === 'year' ? startMonth : 1)) % length) + length) % length
  const from = monthsLater(date, -shift)
  const part = Math.floor((Number(from.slice(5, 7)) - 1) / length) + 1
  const names: Record<string, string> = { month: from.slice(0, 7), quarter: `Q${part}`, half: `H${part}` }
  const key = window === 'month' ? from.slice(0, 7) : window === 'year' ? '' : `-${names[window]}`
  return span(window === 'month' ? key : from.slice(0, 4) + key, from, monthsLater(from, length))
}

/** Returns the windows of a kind that start at or after `from` and before or at `until`, in order. */
export function windowsBetween(zone: string, window: string, from: number, until: number, startMonth = 1): Span[] {
  const found: Span[] = []
  let next = windowAt(zone, window, from, startMonth)
  while (next.start <= until) {
    if (next.start >= from) found.push(next)
    next = windowOfDate(zone, window, next.to, startMonth)
  }
  return found
}

/** Returns the civil dates of a window. */
export function datesOf(span: Span): string[] {
  const dates: string[] = []
  for (let date = span.from; date < span.to; date = daysLater(date, 1)) dates.push(date)
  return dates
}
