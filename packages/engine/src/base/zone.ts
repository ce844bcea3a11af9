import { DAY } from './civil.ts'
import { nearest } from './issue.ts'

/**
 * A time zone as data: from `starts[i]` (UTC milliseconds) on, local time is UTC + `offsets[i]` milliseconds. It is
 * plain JSON, so a plan's zone can be kept and given to another machine, whatever time-zone data that one has.
 */
export interface Zone {
  readonly name: string
  readonly starts: readonly number[]
  readonly offsets: readonly number[]
}

/** The first instant there is. */
const BEGINNING = -8_640_000_000_000_000
const FARTHEST = 26 * 3_600_000
const FIRST = Date.UTC(1900, 0, 1)
const LAST = Date.UTC(2100, 0, 1)
const zones = new Map<string, Zone>()

function offsetReader(name: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' })
  return (at) => {
    const text = format.format(at)
    const found = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text)
    if (!found) return 0
    const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0)
    return (found[1] === '-' ? -1 : 1) * seconds * 1000
  }
}

/** Returns the transitions of an IANA zone between 1900 and 2100, or undefined when the zone is unknown here. */
export function zoneNamed(name: string): Zone | undefined {
  const known = zones.get(name)
  if (known) return known
  let offsetAt: (at: number) => number
  try {
    offsetAt = offsetReader(name)
  } catch {
    return undefined
  }
  const starts = [BEGINNING]
  const offsets = [offsetAt(FIRST)]
  for (let at = FIRST; at < LAST; at += 10 * DAY) {
    let low = at
    const high = at + 10 * DAY
    if (offsetAt(high) === offsets[offsets.length - 1]) continue
    let end = high
    while (end - low > 1000) {
      const middle = Math.floor((low + end) / 2000) * 1000
      if (offsetAt(middle) === offsets[offsets.length - 1]) low = middle
      else end = middle
    }
    starts.push(end)
    offsets.push(offsetAt(end))
  }
  const zone = { name, starts, offsets }
  zones.set(name, zone)
  return zone
}

/** Returns the zone known here whose name is closest to `wrong`, or an empty text when none is near. */
export function nearestZone(wrong: string): string {
  return nearest(wrong, Intl.supportedValuesOf('timeZone'))
}

/** Returns whether a value is a table of a zone of that name, as a plan has it. */
export function isZone(value: unknown, name: string): value is Zone {
  if (typeof value !== 'object' || value === null) return false
  const { name: own, starts, offsets } = value as Partial<Record<keyof Zone, unknown>>
  if (own !== name || !Array.isArray(starts) || !Array.isArray(offsets)) return false
  const rises = (at: unknown, i: number): boolean =>
    Number.isSafeInteger(at) && (i === 0 || (at as number) > starts[i - 1])
  const inReach = (offset: unknown): boolean => Number.isSafeInteger(offset) && Math.abs(offset as number) <= FARTHEST
  return (
    starts[0] === BEGINNING &&
    starts.length <= 10_000 &&
    starts.length === offsets.length &&
    [...starts].every(rises) &&
    [...offsets].every(inReach)
  )
}

function segmentAt(zone: Zone, at: number): number {
  let low = 0
  let high = zone.starts.length - 1
  if (at >= (zone.starts[high] as number)) return high
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((zone.starts[middle] as number) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** Returns the local time at an instant, as milliseconds since local 1970-01-01T00:00. */
export function localTime(zone: Zone, at: number): number {
  return at + (zone.offsets[segmentAt(zone, at)] as number)
}

/**
 * Returns the civil day number of an instant. Guarantees that it never falls as time passes: where clocks go back over
 * midnight, the repeated hour belongs to the day that had already begun.
 */
export function dayAt(zone: Zone, at: number): number {
  const segment = segmentAt(zone, at)
  const day = Math.floor((at + (zone.offsets[segment] as number)) / DAY)
  if (segment === 0) return day
  const before = (zone.starts[segment] as number) - 1 + (zone.offsets[segment - 1] as number)
  return Math.max(day, Math.floor(before / DAY))
}

/** Returns the first instant of a civil day: local midnight, or the moment after it where midnight is skipped. */
export function startOfDay(zone: Zone, day: number): number {
  const midnight = day * DAY
  for (let i = segmentAt(zone, midnight - 16 * 3_600_000); i < zone.starts.length; i++) {
    const start = Math.max(midnight - (zone.offsets[i] as number), zone.starts[i] as number)
    if (start < (zone.starts[i + 1] ?? Number.POSITIVE_INFINITY)) return start
  }
  return midnight
}
