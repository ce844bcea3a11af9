import type { CalendarUnit } from '../base/window.ts'
import { windowAt, windowSpan } from '../base/window.ts'
import type { Zone } from '../base/zone.ts'
import type { Log } from '../event/log.ts'
import { limitOf, type Plan } from '../rules/plan.ts'
import { type BoundLimit, bindLimit, coveredBy } from './bound-limit.ts'
import { Cells, RollingGrants } from './cells.ts'
import { plainWindow } from './windows.ts'

/** The cells of one shape of a limit, with what waits to be served where the highest comes first. */
export interface Shelf {
  /** Whether only points of awards are limited, per subject and calendar window, the earliest first. */
  readonly isPlain: boolean
  readonly cells: Cells
  readonly unit: CalendarUnit
  readonly rolling: RollingGrants | undefined
  /** Awards waiting for the end of their window, by cell. */
  readonly waiting: Map<number, number[]>
}

/** One limit of one version as it meets an award. */
export interface LimitStep extends BoundLimit {
  /** The limit's place in `plan.limits`. */
  readonly index: number
  readonly shelf: Shelf
}

/** Consecutive limits that one pass over the awards serves. */
export interface Layer {
  /** The limits that cover a rule, by version × width + rule. */
  readonly steps: readonly (readonly LimitStep[])[]
  readonly width: number
  readonly shelves: readonly Shelf[]
  readonly clocks: readonly Clock[]
}

/** The calendar window under way, of one unit. */
export class Clock {
  readonly unit: CalendarUnit
  start = Number.POSITIVE_INFINITY
  end = Number.NEGATIVE_INFINITY
  private readonly zone: Zone

  constructor(unit: CalendarUnit, zone: Zone) {
    this.unit = unit
    this.zone = zone
  }

  /** Whether an instant lies in the window under way. */
  shows(at: number): boolean {
    return at >= this.start && at < this.end
  }

  /** Moves to the window of an instant. */
  move(at: number): void {
    const window = plainWindow(this.unit)
    const { start, end } = windowSpan(window, this.zone, windowAt(window, this.zone, at))
    this.start = start
    this.end = end
  }
}

/**
 * Gathers the limits of a plan into layers. Limits that serve the earliest first can share a pass: what one grants an
 * award depends on earlier awards only. A limit that serves the highest first needs a pass of its own.
 */
export function layersOf(plan: Plan, log: Log): Layer[] {
  const groups: { readonly highest: boolean; readonly ids: string[] }[] = []
  for (const id of plan.limits) {
    const highest = plan.versions.some((program) => limitOf(program, id)?.keep === 'highest')
    const last = groups[groups.length - 1]
    if (last && !last.highest && !highest) last.ids.push(id)
    else groups.push({ highest, ids: [id] })
  }
  return groups.map(({ ids }) => layerOf(plan, log, ids))
}

function layerOf(plan: Plan, log: Log, ids: readonly string[]): Layer {
  const places = new Map(plan.rules.map((id, i) => [id, i]))
  const steps: LimitStep[][] = Array.from({ length: plan.versions.length * places.size }, () => [])
  const shelves = new Map<string, Shelf>()
  for (const id of ids) {
    const counted = plan.versions.some((program) => limitOf(program, id)?.times !== undefined)
    for (const [version, program] of plan.versions.entries()) {
      const limit = limitOf(program, id)
      if (!limit) continue
      const bound = bindLimit(plan, limit)
      const name = `${id}\u0000${bound.shape}`
      const shelf = shelves.get(name) ?? shelfFor(plan, log, bound, counted)
      shelves.set(name, shelf)
      const step: LimitStep = { ...bound, index: plan.limits.indexOf(id), shelf }
      for (const rule of coveredBy(program, limit)) {
        steps[version * places.size + (places.get(rule) as number)]?.push(step)
      }
    }
  }
  const units = new Set([...shelves.values()].map((shelf) => shelf.unit))
  const clocks = [...units].map((unit) => new Clock(unit, plan.zone))
  return { steps, width: places.size, shelves: [...shelves.values()], clocks }
}

function shelfFor(plan: Plan, log: Log, bound: BoundLimit, counted: boolean): Shelf {
  const { fields, unit, rolling, highest, deductions } = bound
  return {
    isPlain: fields.length === 0 && rolling === undefined && !highest && !deductions && !counted,
    cells: new Cells(plan, log, fields, counted),
    unit,
    rolling: rolling === undefined ? undefined : new RollingGrants(),
    waiting: new Map(),
  }
}
