import type { CalendarUnit, CalendarWindow } from '../base/window.ts'
import { firstDay, windowOfDay, windowSpan } from '../base/window.ts'
import { dayAt, type Zone } from '../base/zone.ts'

/** Returns the calendar window of a limit or expectation: years start in January. */
export function plainWindow(unit: CalendarUnit): CalendarWindow {
  return { unit, startMonth: 1 }
}

/** Numbers the calendar windows that instants fall into, remembering each day's window. */
export function createWindowFinder(window: CalendarWindow, zone: Zone): (at: number) => number {
  if (window.unit === 'ever') return () => 0
  const known = new Map<number, number>()
  let start = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  let current = 0
  return (at) => {
    if (at >= start && at < end) return current
    const day = dayAt(zone, at)
    let index = known.get(day)
    if (index === undefined) {
      index = windowOfDay(window, day)
      known.set(day, index)
    }
    current = index
    ;({ start, end } = windowSpan(window, zone, index))
    return index
  }
}

/** A calendar window with its span and number of civil days. */
export interface WindowSpan {
  readonly index: number
  readonly start: number
  readonly end: number
  readonly days: number
}

/** Returns the windows that start in `[from, until]`, in order. */
export function windowsStartingIn(window: CalendarWindow, zone: Zone, from: number, until: number): WindowSpan[] {
  const spans: WindowSpan[] = []
  if (window.unit === 'ever' || !(until >= from)) return spans
  for (let index = windowOfDay(window, dayAt(zone, from)); ; index++) {
    const { start, end } = windowSpan(window, zone, index)
    if (start > until) return spans
    if (start >= from) spans.push({ index, start, end, days: firstDay(window, index + 1) - firstDay(window, index) })
  }
}
