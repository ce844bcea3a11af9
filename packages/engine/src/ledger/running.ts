import { createPairs, type Pairs } from '../base/pairs.ts'
import { grown } from '../event/column.ts'
import type { Log } from '../event/log.ts'
import { limitOf, type Plan } from '../rules/plan.ts'
import type { AwardTable } from './award-table.ts'
import { bindLimit, coveredBy } from './bound-limit.ts'
import type { SettlementGroup } from './groups.ts'
import { fieldCodes } from './lent-fields.ts'
import { createWindowFinder, plainWindow } from './windows.ts'

const NO_WINDOW = -0x8000_0000

/** What one limit has granted in each cell's latest window; limits of one shape share it in all versions. */
class Shelf {
  readonly rolling: number | undefined
  private readonly windowAt: (at: number) => number
  private readonly fields: readonly { readonly codeOf: (row: number) => number; readonly pairs: Pairs }[]
  private windows = new Int32Array(0)
  private points = new Float64Array(0)
  private times = new Int32Array(0)
  /** The pass that counted a cell last. */
  private passes = new Int32Array(0)
  /** What a rolling window was granted, by cell; what came before `next` has left it. */
  private readonly queues = new Map<number, { next: number; readonly at: number[]; readonly points: number[] }>()

  constructor(
    plan: Plan,
    log: Log,
    windowAt: (at: number) => number,
    fields: readonly string[],
    rolling: number | undefined,
  ) {
    this.windowAt = windowAt
    this.rolling = rolling
    this.fields = fields.map((field) => ({ codeOf: fieldCodes(plan, log, field), pairs: createPairs() }))
  }

  /** The cell of a subject and of the field values of an event. */
  cell(subject: number, row: number): number {
    let cell = subject
    for (let i = 0; i < this.fields.length; i++) {
      const { codeOf, pairs } = this.fields[i] as Shelf['fields'][number]
      cell = pairs.code(cell, codeOf(row))
    }
    return cell
  }

  private clear(cell: number, window: number): void {
    if (cell >= this.windows.length) {
      this.windows = grown(this.windows, cell + 1, NO_WINDOW)
      this.points = grown(this.points, cell + 1, 0)
      this.times = grown(this.times, cell + 1, 0)
      this.passes = grown(this.passes, cell + 1, 0)
    }
    this.windows[cell] = window
    this.points[cell] = 0
    this.times[cell] = 0
  }

  /** Forgets what a cell granted. */
  reset(cell: number): void {
    this.clear(cell, NO_WINDOW)
    if (this.rolling !== undefined) this.queues.delete(cell)
  }

  /** Begins to count a cell anew when a pass comes to it first. */
  enter(cell: number, pass: number): void {
    if (this.passes[cell] === pass) return
    this.reset(cell)
    this.passes[cell] = pass
  }

  /** Grants what fits of an amount below a limit of points and times, and returns it. */
  take(cell: number, at: number, amount: number, points: number, times: number): number {
    const window = this.windowAt(at)
    if (this.windows[cell] !== window) this.clear(cell, window)
    if (this.rolling !== undefined) this.rollOn(cell, at - this.rolling)
    const used = this.points[cell] as number
    const count = this.times[cell] as number
    if (count >= times || used >= points) return 0
    const left = points - used
    const fits = amount < left ? amount : left
    this.points[cell] = used + fits
    this.times[cell] = count + 1
    if (this.rolling !== undefined) this.note(cell, at, fits)
    return fits
  }

  private note(cell: number, at: number, points: number): void {
    const queue = this.queues.get(cell)
    if (!queue) this.queues.set(cell, { next: 0, at: [at], points: [points] })
    else {
      queue.at.push(at)
      queue.points.push(points)
    }
  }

  /** Lets go of what a cell granted up to an instant. */
  private rollOn(cell: number, until: number): void {
    const queue = this.queues.get(cell)
    if (!queue) return
    while (queue.next < queue.at.length && (queue.at[queue.next] as number) <= until) {
      this.points[cell] = (this.points[cell] as number) - (queue.points[queue.next++] as number)
      this.times[cell] = (this.times[cell] as number) - 1
    }
    if (queue.next < 64 || queue.next * 2 < queue.at.length) return
    queue.at.splice(0, queue.next)
    queue.points.splice(0, queue.next)
    queue.next = 0
  }
}

/** One limit of one version as it serves the awards of one rule. */
interface Step {
  readonly limit: number
  readonly points: number
  readonly times: number
  readonly deductions: boolean
  readonly shelf: Shelf
}

const NONE: readonly Step[] = []

/**
 * The limits that serve the earliest first, as running counts: an award that is the last of its pile in the total order
 * continues them, and nothing else is settled again. `settle` does the same over a whole table.
 */
export class RunningLimits {
  private readonly width: number
  private passes = 0
  // What the limits withheld from the award being served.
  private readonly by: number[] = []
  private readonly amounts: number[] = []
  private readonly steps: readonly (readonly Step[])[]

  constructor(plan: Plan, log: Log, groups: readonly SettlementGroup[]) {
    this.width = plan.rules.length
    const steps: Step[][] = Array.from({ length: plan.versions.length * this.width }, () => [])
    const finders = new Map<string, (at: number) => number>()
    for (const [limit, id] of plan.limits.entries()) {
      const shelves = new Map<string, Shelf>()
      for (const [version, program] of plan.versions.entries()) {
        const declared = limitOf(program, id)
        if (!declared) continue
        const { points, times, deductions, highest, unit, fields, rolling, shape } = bindLimit(plan, declared)
        if (highest) continue
        const windowAt = finders.get(unit) ?? createWindowFinder(plainWindow(unit), plan.zone)
        finders.set(unit, windowAt)
        const shelf = shelves.get(shape) ?? new Shelf(plan, log, windowAt, fields, rolling)
        shelves.set(shape, shelf)
        for (const covered of coveredBy(program, declared)) {
          const rule = plan.rules.indexOf(covered)
          if (groups[rule]?.manner !== 'running') continue
          steps[version * this.width + rule]?.push({ limit, points, times, deductions, shelf })
        }
      }
    }
    this.steps = steps
  }

  private stepsOf(awards: AwardTable, i: number): readonly Step[] {
    return this.steps[(awards.version[i] as number) * this.width + (awards.rule[i] as number)] ?? NONE
  }

  /** Begins a pass: every cell that it comes to is counted anew. */
  begin(): number {
    return ++this.passes
  }

  /**
   * Grants what the limits leave of an award, going on from those before it in its pile; in a pass, from those that the
   * pass served.
   */
  serve(awards: AwardTable, i: number, pass = 0, before?: (i: number) => void): void {
    const { by, amounts } = this
    let amount = awards.requested[i] as number
    let count = 0
    const steps = this.stepsOf(awards, i)
    for (let k = 0; k < steps.length; k++) {
      const { limit, points, times, deductions, shelf } = steps[k] as Step
      if (amount === 0 || deductions !== amount < 0) continue
      const size = amount < 0 ? -amount : amount
      const cell = shelf.cell(awards.subject[i] as number, awards.row[i] as number)
      if (pass > 0) shelf.enter(cell, pass)
      const fits = shelf.take(cell, awards.time[i] as number, size, points, times)
      if (fits === size) continue
      const kept = amount < 0 ? -fits : fits
      by[count] = limit
      amounts[count++] = amount - kept
      amount = kept
    }
    awards.settleAs(i, by, amounts, count, before)
  }

  /** Forgets what the cells of an award have granted. */
  reset(awards: AwardTable, i: number): void {
    for (const { shelf } of this.stepsOf(awards, i)) {
      shelf.reset(shelf.cell(awards.subject[i] as number, awards.row[i] as number))
    }
  }
}
