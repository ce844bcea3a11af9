import { parseDay } from '../base/civil.ts'
import { exactText } from '../base/exact.ts'
import { windowAt, windowKey, windowNamed, windowSpan } from '../base/window.ts'
import { startOfDay } from '../base/zone.ts'
import type { Level } from '../event/activity.ts'
import type { Log } from '../event/log.ts'
import { type Plan, versionFrom } from '../rules/plan.ts'
import { createWindowFinder } from './windows.ts'

/** A period of a level: its key, its span, and the version it uses. */
export interface PeriodSpan {
  readonly key: string
  readonly start: number
  /** The first instant after the period; infinity while a field period has no end. */
  readonly end: number
  /** The program version whose scores, rankings and tiers it uses. */
  readonly version: number
}

/** All periods of one level that have begun by asOf, and which of them an event falls into. */
export interface PeriodTable {
  readonly level: Level
  readonly periods: readonly PeriodSpan[]
  find(key: string): number
  /** The period of an instant (calendar) or of an event row (fields), or -1. */
  of(time: number, row: number): number
  /** The row of the first event of a field period, -1 for a calendar one. */
  firstRow(period: number): number
  /** The value of one of the fields that name a period, or undefined. */
  fieldValue(period: number, field: string): string | number | undefined
}

/** Returns the periods of a level. */
export function periodTable(plan: Plan, log: Log, level: Level, valid: Uint8Array, asOf: number): PeriodTable {
  return level.window ? calendarTable(plan, level, asOf) : fieldTable(plan, log, level, valid)
}

function calendarTable(plan: Plan, level: Level & { readonly window: object }, asOf: number): PeriodTable {
  const { zone } = plan
  const first = windowAt(level.window, zone, plan.starts[0] as number)
  const last = windowAt(level.window, zone, asOf)
  const periods: PeriodSpan[] = []
  for (let index = first; index <= last; index++) {
    const span = windowSpan(level.window, zone, index)
    if (span.end > span.start)
      periods.push({ key: windowKey(level.window, index), ...span, version: versionFrom(plan, span.start) })
  }
  const finder = createWindowFinder(level.window, zone)
  const place = new Map(periods.map((period, i) => [windowNamed(level.window, period.key), i]))
  // Windows of no length (a skipped day) leave gaps; without them a window's number is its place.
  const dense = periods.length === last - first + 1
  return {
    level,
    periods,
    find: (key) => place.get(windowNamed(level.window, key)) ?? -1,
    of(time) {
      const window = finder(time)
      if (!dense) return place.get(window) ?? -1
      return window >= first && window <= last ? window - first : -1
    },
    firstRow: () => -1,
    fieldValue: () => undefined,
  }
}

function fieldTable(
  plan: Plan,
  log: Log,
  level: Level & { readonly fields: readonly string[] },
  valid: Uint8Array,
): PeriodTable {
  const columns = level.fields.map((field) => log.column(field))
  const keys = new Map<string, number>()
  const found: { key: string; row: number; start: number }[] = []
  const ofRow = new Int32Array(log.rows).fill(-1)
  const text = (value: unknown): string => (typeof value === 'object' ? exactText(value as never) : String(value))
  for (const row of log.ordered()) {
    if (valid[row] !== 1) continue
    const values = columns.map((column) => column.value(row))
    if (values.some((value) => value === undefined)) continue
    const key = values.map(text).join('/')
    let place = keys.get(key)
    if (place === undefined) {
      place =
        found.push({
          key,
          row,
          start: startOf(
            plan,
            level,
            columns.map((column) => text(column.value(row))),
            log.time(row),
          ),
        }) - 1
      keys.set(key, place)
    }
    ofRow[row] = place
  }
  const periods = found.map(({ key, start }) => ({
    key,
    start,
    end: Number.POSITIVE_INFINITY,
    version: versionFrom(plan, start),
  }))
  return {
    level,
    periods,
    find: (key) => keys.get(key) ?? -1,
    of: (_, row) => (row < 0 ? -1 : (ofRow[row] as number)),
    firstRow: (period) => (found[period] as { row: number }).row,
    fieldValue(period, field) {
      const column = columns[level.fields.indexOf(field)]
      const value = column?.value((found[period] as { row: number }).row)
      return typeof value === 'number' || typeof value === 'string' ? value : undefined
    },
  }
}

function startOf(
  plan: Plan,
  level: Level & { readonly fields: readonly string[]; readonly startsOn?: string },
  values: readonly string[],
  earliest: number,
): number {
  if (level.startsOn === undefined) return earliest
  const day = parseDay(
    level.startsOn.replace(/\{([^}]*)\}/g, (_, name: string) => values[level.fields.indexOf(name)] ?? ''),
  )
  return day === undefined ? earliest : startOfDay(plan.zone, day)
}

/** Returns the periods of `inner` that lie within one period of `outer`. */
export function periodsWithin(outer: PeriodTable, period: number, inner: PeriodTable): number[] {
  const span = outer.periods[period] as PeriodSpan
  const inside = (i: number): boolean => {
    const one = inner.periods[i] as PeriodSpan
    if (outer.level.window)
      return one.start >= span.start && (inner.level.window ? one.end <= span.end : one.start < span.end)
    if (!inner.level.fields) return false
    return outer.level.fields.every(
      (field) =>
        inner.fieldValue(i, field) !== undefined && inner.fieldValue(i, field) === outer.fieldValue(period, field),
    )
  }
  return inner.periods.map((_, i) => i).filter(inside)
}
