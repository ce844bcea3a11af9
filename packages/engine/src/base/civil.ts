/** The length of a civil day without a clock change, in milliseconds. */
export const DAY = 86_400_000

/** A civil date of the proleptic Gregorian calendar; `month` 1–12, `day` 1–31. */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Returns the number of days from 1970-01-01 to a civil date (Howard Hinnant's days_from_civil). */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Returns the civil date of a day number (Howard Hinnant's civil_from_days). */
export function civilOf(dayNumber: number): CivilDate {
  const z = dayNumber + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted + (shifted < 10 ? 3 : -9)
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

const pad = (n: number, width: number): string => String(n).padStart(width, '0')

/** Returns a day number as `YYYY-MM-DD`. */
export function formatDay(dayNumber: number): string {
  const { year, month, day } = civilOf(dayNumber)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** Returns an instant as RFC 3339 in UTC. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString()
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** Returns the day number of `YYYY-MM-DD`, or undefined when the text is not a real date of the years 1600–9999. */
export function parseDay(text: string): number | undefined {
  if (text.length < 10 || text[4] !== '-' || text[7] !== '-') return undefined
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  if (!(year >= 1600 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined
  const number = dayOf(year, month, day)
  return day <= 28 || civilOf(number).day === day ? number : undefined
}

/** Returns the instant of an RFC 3339 date-time with offset in UTC milliseconds, or undefined when it is not one. */
export function parseInstant(text: string): number | undefined {
  const day = parseDay(text)
  if (day === undefined || (text[10] !== 'T' && text[10] !== ' ') || text[13] !== ':' || text.length > 40)
    return undefined
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  let second = 0
  let millis = 0
  let next = 16
  if (text[next] === ':') {
    second = digits(text, 17, 19)
    next = 19
    if (text[next] === '.') {
      let end = next + 1
      while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++
      if (end === next + 1) return undefined
      for (let i = next + 1; i < next + 4; i++) millis = millis * 10 + (i < end ? text.charCodeAt(i) - 48 : 0)
      next = end
    }
  }
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined
  const sign = text[next]
  let offset = 0
  if (sign === '+' || sign === '-') {
    const hours = digits(text, next + 1, next + 3)
    const minutes = digits(text, next + 4, next + 6)
    if (text.length !== next + 6 || text[next + 3] !== ':' || !(hours <= 23 && minutes <= 59)) return undefined
    offset = (sign === '-' ? -1 : 1) * (hours * 60 + minutes)
  } else if ((sign !== 'Z' && sign !== 'z') || text.length !== next + 1) {
    return undefined
  }
  return day * DAY + hour * 3_600_000 + minute * 60_000 + second * 1000 + millis - offset * 60_000
}
