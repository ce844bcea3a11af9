import type { Log } from '../event/log.ts'
import { limitOf, type Plan } from '../rules/plan.ts'
import type { AwardTable } from './award-table.ts'
import { type BoundLimit, bindLimit } from './bound-limit.ts'
import { type Cells, createAwardWindows, createCells } from './cells.ts'

/** One limit in all its versions. */
interface LimitLine {
  /** Its place in `plan.limits`. */
  readonly index: number
  readonly versions: readonly (BoundLimit | undefined)[]
  readonly highest: boolean
}

/** Consecutive limits that one pass over the awards can serve, by version and rule. */
interface Layer {
  readonly highest: boolean
  readonly lines: readonly LimitLine[]
  readonly byRule: readonly (readonly (readonly LimitLine[])[])[]
}

const layers = new WeakMap<Plan, readonly Layer[]>()

/**
 * Gathers the limits of a plan into layers. Limits that serve the earliest first can share a pass: what one grants an
 * award depends on earlier awards only. A limit that serves the highest first needs a pass of its own.
 */
function layersOf(plan: Plan): readonly Layer[] {
  const known = layers.get(plan)
  if (known) return known
  const groups: LimitLine[][] = []
  for (const [index, id] of plan.limits.entries()) {
    const shapes: string[] = []
    const versions = plan.versions.map((program, version) => {
      const limit = limitOf(program, id)
      return limit && bindLimit(plan, version, limit, shapes)
    })
    const line = { index, versions, highest: versions.some((one) => one?.highest) }
    const last = groups[groups.length - 1]
    if (last && !line.highest && !last[0]?.highest) last.push(line)
    else groups.push([line])
  }
  const made = groups.map((lines): Layer => {
    const covering = (version: number, rule: number): readonly LimitLine[] =>
      lines.filter((line) => line.versions[version]?.rules[rule] === 1)
    const byRule = plan.versions.map((_, version) => plan.rules.map((_, rule) => covering(version, rule)))
    return { highest: lines[0]?.highest === true, lines, byRule }
  })
  layers.set(plan, made)
  return made
}

/**
 * Settles every limit over a set of awards, in the order the limits are declared; each takes what the one before
 * granted. Requires the awards in the total order and all awards of each subject that share a limit's window.
 */
export function settle(plan: Plan, log: Log, awards: AwardTable): void {
  if (awards.size === 0) return
  const windows = createAwardWindows(plan, awards)
  for (const { highest, lines, byRule } of layersOf(plan)) {
    const made: (Cells | undefined)[] = []
    const cellsOf = (line: LimitLine): Cells => {
      const cells = made[line.index] ?? createCells(log, awards, windows, line)
      made[line.index] = cells
      return cells
    }
    const waiting = new Map<number, number[]>()
    const { size, rule, version, granted } = awards
    for (let i = 0; i < size; i++) {
      const covering = byRule[version[i] as number]?.[rule[i] as number]
      if (!covering) continue
      for (const line of covering) {
        const bound = line.versions[version[i] as number] as BoundLimit
        const amount = granted[i] as number
        if (amount === 0 || bound.deductions !== amount < 0) continue
        const own = cellsOf(line)
        if (!highest) serve(awards, line.index, bound, own, own.of(i, bound), i)
        else {
          const cell = own.of(i, bound)
          const list = waiting.get(cell)
          if (list) list.push(i)
          else waiting.set(cell, [i])
        }
      }
    }
    for (const [cell, list] of waiting) {
      const [line] = lines as readonly [LimitLine]
      // All awards of a cell share the shape of their limit, so one of them tells whom it serves first.
      if (line.versions[version[list[0] as number] as number]?.highest) {
        list.sort((a, b) => Math.abs(granted[b] as number) - Math.abs(granted[a] as number) || a - b)
      }
      for (const i of list) {
        const bound = line.versions[version[i] as number] as BoundLimit
        serve(awards, line.index, bound, cellsOf(line), cell, i)
      }
    }
  }
}

/** Grants what fits of award `i`, and withholds the rest. */
function serve(awards: AwardTable, index: number, bound: BoundLimit, cells: Cells, cell: number, i: number): void {
  const signed = awards.granted[i] as number
  const amount = signed < 0 ? -signed : signed
  if (bound.rolling !== undefined) cells.rollOn(cell, (awards.time[i] as number) - bound.rolling)
  const used = cells.points(cell)
  let fits = Math.min(amount, Math.max(0, bound.points - used))
  if (cells.times(cell) >= bound.times) fits = 0
  if (fits < amount) awards.withhold(i, index, signed < 0 ? fits - amount : amount - fits)
  if (fits > 0) cells.use(cell, fits, bound.rolling === undefined ? undefined : (awards.time[i] as number))
}
