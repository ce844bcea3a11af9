import { createPairs } from '../base/texts.ts'
import type { CalendarUnit } from '../base/window.ts'
import { grown } from '../event/column.ts'
import type { Log } from '../event/log.ts'
import type { Plan } from '../rules/plan.ts'
import type { AwardTable } from './award-table.ts'
import type { BoundLimit } from './bound-limit.ts'
import { createWindowFinder, plainWindow } from './windows.ts'

/** The calendar window of every award of a table, found once for each unit, and the range of its subjects. */
export interface AwardWindows {
  readonly subjects: { readonly first: number; readonly count: number }
  of(unit: CalendarUnit): { readonly windows: Int32Array; readonly first: number; readonly count: number }
}

/** Returns the windows of the awards of a table. */
export function createAwardWindows(plan: Plan, awards: AwardTable): AwardWindows {
  const known = new Map<CalendarUnit, ReturnType<AwardWindows['of']>>()
  return {
    subjects: rangeOf(awards.subject, awards.size),
    of(unit) {
      let found = known.get(unit)
      if (!found) {
        const windows = new Int32Array(awards.size)
        const find = createWindowFinder(plainWindow(unit), plan.zone)
        for (let i = 0; i < windows.length; i++) windows[i] = find(awards.time[i] as number)
        const first = windows[0] ?? 0
        found = { windows, first, count: (windows[windows.length - 1] ?? 0) - first + 1 }
        known.set(unit, found)
      }
      return found
    },
  }
}

/** The cells of one limit: what each has granted so far. */
export interface Cells {
  /** The cell that an award falls into. */
  of(i: number, bound: BoundLimit): number
  points(cell: number): number
  times(cell: number): number
  /** Notes that a cell granted something; `at` where the window rolls. */
  use(cell: number, points: number, at: number | undefined): void
  /** Lets go of what was granted up to an instant. */
  rollOn(cell: number, until: number): void
}

const DENSEST = 4_000_000

/** Returns the cells of a limit over a table, in typed arrays where subjects × windows are few. */
export function createCells(
  log: Log,
  awards: AwardTable,
  windows: AwardWindows,
  line: { readonly versions: readonly (BoundLimit | undefined)[] },
): Cells {
  const { subjects } = windows
  const shapes = new Set(line.versions.flatMap((bound) => (bound ? [bound.shape] : [])))
  const [only] = line.versions.filter((bound) => bound !== undefined)
  const span = only ? windows.of(only.unit) : undefined
  const dense =
    only && span && shapes.size === 1 && only.fields.length === 0 && subjects.count * span.count <= DENSEST
      ? { span, width: subjects.count, first: subjects.first }
      : undefined
  const pairs = Array.from({ length: dense ? 0 : shapes.size }, createPairs)
  const outer = createPairs()
  let points = new Float64Array(dense ? dense.width * dense.span.count : 8)
  let times = new Int32Array(points.length)
  const recent = new Map<number, { at: number; points: number }[]>()
  return {
    of(i, bound) {
      const subject = awards.subject[i] as number
      if (dense) {
        return ((dense.span.windows[i] as number) - dense.span.first) * dense.width + subject - dense.first
      }
      const own = pairs[bound.shape] as ReturnType<typeof createPairs>
      let key = own.code(subject, (windows.of(bound.unit).windows[i] as number) + 1_000_000)
      const row = awards.row[i] as number
      for (const field of bound.fields) key = own.code(key, row >= 0 ? log.column(field).code(row) + 1 : 0)
      const cell = outer.code(bound.shape, key)
      if (cell >= points.length) {
        points = grown(points, cell + 1, 0)
        times = grown(times, cell + 1, 0)
      }
      return cell
    },
    points: (cell) => points[cell] as number,
    times: (cell) => times[cell] as number,
    use(cell, amount, at) {
      points[cell] = (points[cell] as number) + amount
      times[cell] = (times[cell] as number) + 1
      if (at !== undefined) recent.set(cell, [...(recent.get(cell) ?? []), { at, points: amount }])
    },
    rollOn(cell, until) {
      const kept = (recent.get(cell) ?? []).filter((one) => one.at > until)
      recent.set(cell, kept)
      points[cell] = kept.reduce((sum, one) => sum + one.points, 0)
      times[cell] = kept.length
    },
  }
}

function rangeOf(codes: Int32Array, size: number): { first: number; count: number } {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < size; i++) {
    const code = codes[i] as number
    if (code < first) first = code
    if (code > last) last = code
  }
  return { first, count: last - first + 1 }
}
