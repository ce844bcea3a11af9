import { createPairs, type Pairs } from '../base/texts.ts'
import { CALENDAR_UNITS } from '../base/window.ts'
import type { Log } from '../event/log.ts'
import { limitOf, type Plan, unitsOf } from '../rules/plan.ts'
import type { Limit } from '../rules/program.ts'
import type { AwardTable } from './award-table.ts'
import { createWindowFinder, plainWindow } from './windows.ts'

const DAY = 86_400_000

/** One limit of one version, ready to serve. */
interface BoundLimit {
  readonly covers: (rule: number, category: number) => boolean
  readonly points: number | undefined
  readonly times: number | undefined
  readonly deductions: boolean
  readonly highest: boolean
  readonly rolling: number | undefined
  readonly windowAt: ((at: number) => number) | undefined
  readonly fields: readonly string[]
  /** Versions whose limit has the same shape share cells. */
  readonly shape: number
}

/** What one cell of a limit has granted so far. */
interface Cell {
  points: number
  times: number
  /** Awards still to be served, for `keep: highest`. */
  waiting: number[]
  /** What was granted when, for a rolling window. */
  recent: { at: number; points: number }[]
}

function bindLimit(plan: Plan, limit: Limit, shapes: string[]): BoundLimit {
  const rules = limit.rules && new Set(limit.rules.map((id) => plan.rules.indexOf(id)))
  const categories = limit.categories && new Set(limit.categories.map((id) => plan.categories.indexOf(id)))
  const window = limit.per?.window ?? 'ever'
  const fields = limit.per?.fields ?? []
  const shape = JSON.stringify([window, fields, limit.keep ?? 'earliest', limit.side ?? 'awards'])
  if (!shapes.includes(shape)) shapes.push(shape)
  return {
    covers: (rule, category) => rule >= 0 && (rules ? rules.has(rule) : categories ? categories.has(category) : true),
    points: limit.points === undefined ? undefined : unitsOf(plan, limit.points),
    times: limit.times,
    deductions: limit.side === 'deductions',
    highest: limit.keep === 'highest',
    rolling: typeof window === 'object' ? window.rollingDays * DAY : undefined,
    windowAt:
      typeof window === 'string' && CALENDAR_UNITS.includes(window)
        ? createWindowFinder(plainWindow(window), plan.zone)
        : undefined,
    fields,
    shape: shapes.indexOf(shape),
  }
}

/**
 * Settles every limit over a set of awards, in the order the limits are declared; each takes what the one before
 * granted. Requires the awards in the total order and all awards of each subject that share a limit's window.
 */
export function settle(plan: Plan, log: Log, awards: AwardTable): void {
  plan.limits.forEach((id, index) => {
    const shapes: string[] = []
    const versions = plan.versions.map((program) => {
      const limit = limitOf(program, id)
      return limit && bindLimit(plan, limit, shapes)
    })
    settleOne(log, awards, index, versions)
  })
}

function settleOne(log: Log, awards: AwardTable, index: number, versions: readonly (BoundLimit | undefined)[]): void {
  const { subject, rule, version, category, time, row, granted } = awards
  const shapes: { pairs: Pairs; cells: Cell[] }[] = []
  for (let i = 0; i < awards.size; i++) {
    const bound = versions[version[i] as number]
    const amount = granted[i] as number
    if (
      !bound ||
      amount === 0 ||
      bound.deductions !== amount < 0 ||
      !bound.covers(rule[i] as number, category[i] as number)
    )
      continue
    let shape = shapes[bound.shape]
    if (!shape) {
      shape = { pairs: createPairs(), cells: [] }
      shapes[bound.shape] = shape
    }
    const { pairs, cells } = shape
    let key = subject[i] as number
    if (bound.windowAt) key = pairs.code(key, bound.windowAt(time[i] as number) + 1_000_000)
    for (const field of bound.fields)
      key = pairs.code(key, (row[i] as number) >= 0 ? log.column(field).code(row[i] as number) + 1 : 0)
    let cell = cells[key]
    if (!cell) {
      cell = { points: 0, times: 0, waiting: [], recent: [] }
      cells[key] = cell
    }
    if (bound.highest) cell.waiting.push(i)
    else serve(awards, index, bound, cell, i)
  }
  for (const cell of shapes.flatMap((shape) => shape?.cells ?? [])) {
    if (!cell) continue
    cell.waiting.sort((a, b) => Math.abs(granted[b] as number) - Math.abs(granted[a] as number) || a - b)
    for (const i of cell.waiting) serve(awards, index, versions[version[i] as number] as BoundLimit, cell, i)
  }
}

/** Grants what fits of award `i` and withholds the rest. */
function serve(awards: AwardTable, index: number, bound: BoundLimit, cell: Cell, i: number): void {
  const signed = awards.granted[i] as number
  const amount = Math.abs(signed)
  if (bound.rolling !== undefined) {
    const from = (awards.time[i] as number) - bound.rolling
    while (cell.recent.length > 0 && (cell.recent[0] as { at: number }).at <= from) cell.recent.shift()
    cell.points = cell.recent.reduce((sum, one) => sum + one.points, 0)
    cell.times = cell.recent.length
  }
  let fits = amount
  if (bound.points !== undefined) fits = Math.min(amount, Math.max(0, bound.points - cell.points))
  if (bound.times !== undefined && cell.times >= bound.times) fits = 0
  if (fits < amount) awards.withhold(i, index, signed < 0 ? fits - amount : amount - fits)
  if (fits === 0) return
  cell.points += fits
  cell.times += 1
  if (bound.rolling !== undefined) cell.recent.push({ at: awards.time[i] as number, points: fits })
}
