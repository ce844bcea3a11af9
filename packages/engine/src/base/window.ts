import { civilOf, dayOf, formatDay, parseDay } from './civil.ts'
import { dayAt, startOfDay, type Zone } from './zone.ts'

/** The calendar windows from short to long; `ever` is one window without an end. Weeks start on Monday. */
export const CALENDAR_UNITS = ['day', 'week', 'month', 'quarter', 'half', 'year', 'ever'] as const

/** One of the calendar windows. */
export type CalendarUnit = (typeof CALENDAR_UNITS)[number]

/** A kind of calendar window; a year may start in another month than January (1–12). */
export interface CalendarWindow {
  readonly unit: CalendarUnit
  readonly startMonth: number
}

const MONTHS: Record<'month' | 'quarter' | 'half' | 'year', number> = { month: 1, quarter: 3, half: 6, year: 12 }

/** Returns the number of the window that holds a civil day; windows of a kind are numbered without gaps. */
export function windowOfDay(window: CalendarWindow, day: number): number {
  switch (window.unit) {
    case 'ever':
      return 0
    case 'day':
      return day
    case 'week':
      return Math.floor((day + 3) / 7)
    default: {
      const { year, month } = civilOf(day)
      return Math.floor((year * 12 + month - window.startMonth) / MONTHS[window.unit])
    }
  }
}

/** Returns the first civil day of a window; minus infinity for `ever`. */
export function firstDay(window: CalendarWindow, index: number): number {
  switch (window.unit) {
    case 'ever':
      return index > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    case 'day':
      return index
    case 'week':
      return index * 7 - 3
    default: {
      const months = index * MONTHS[window.unit] + window.startMonth - 1
      return dayOf(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1)
    }
  }
}

/** Returns the number of the window that holds an instant. */
export function windowAt(window: CalendarWindow, zone: Zone, at: number): number {
  return window.unit === 'ever' ? 0 : windowOfDay(window, dayAt(zone, at))
}

/** Returns the half-open span `[start, end)` of a window in UTC milliseconds. */
export function windowSpan(window: CalendarWindow, zone: Zone, index: number): { start: number; end: number } {
  if (window.unit === 'ever') return { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }
  return { start: startOfDay(zone, firstDay(window, index)), end: startOfDay(zone, firstDay(window, index + 1)) }
}

/** Returns the name of a window: `2021-03-31`, `2021-W13`, `2021-03`, `2021-Q1`, `2021-H1`, `2021` or `ever`. */
export function windowKey(window: CalendarWindow, index: number): string {
  if (window.unit === 'ever') return 'ever'
  const day = firstDay(window, index)
  if (window.unit === 'day') return formatDay(day)
  if (window.unit === 'week') {
    const year = civilOf(day + 3).year
    const week = Math.floor((day + 3 - dayOf(year, 1, 1)) / 7) + 1
    return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`
  }
  const { year, month } = civilOf(day)
  const name = String(year).padStart(4, '0')
  if (window.unit === 'year') return name
  if (window.unit === 'month') return `${name}-${String(month).padStart(2, '0')}`
  return window.unit === 'quarter' ? `${name}-Q${Math.ceil(month / 3)}` : `${name}-H${Math.ceil(month / 6)}`
}

/** Returns the number of the window that `key` names, or undefined when it names none of this kind. */
export function windowNamed(window: CalendarWindow, key: string): number | undefined {
  if (window.unit === 'ever') return key === 'ever' ? 0 : undefined
  const guess = parseDay(
    window.unit === 'day' ? key : `${key.slice(0, 4)}-${String(firstMonth(window, key)).padStart(2, '0')}-01`,
  )
  if (guess === undefined) return undefined
  const index = windowOfDay(window, guess) + (window.unit === 'week' ? Number(key.slice(6)) : 0)
  for (let i = index - 2; i <= index + 2; i++) if (windowKey(window, i) === key) return i
  return undefined
}

function firstMonth(window: CalendarWindow, key: string): number {
  if (window.unit === 'month') return Number(key.slice(5))
  if (window.unit === 'quarter') return Number(key.slice(6)) * 3 - 2
  if (window.unit === 'half') return Number(key.slice(6)) * 6 - 5
  return window.unit === 'year' ? window.startMonth : 1
}
