import { createPairs } from '../base/pairs.ts'
import { grown } from '../event/column.ts'
import type { Log } from '../event/log.ts'
import type { Plan } from '../rules/plan.ts'
import { fieldCodes } from './lent-fields.ts'

/**
 * The cells of one limit: what it has granted each subject (and combination of field values) in the window under way.
 * Awards come in the total order, so a window that is over is never asked for again and its cells serve the next one.
 */
export class Cells {
  private readonly codesOf: readonly ((row: number) => number)[]
  private readonly pairs: ReturnType<typeof createPairs>[]
  private points = new Float64Array(0)
  private times = new Int32Array(0)
  /** The window that a cell was last used in: cells of older ones count as empty, so that turning costs nothing. */
  private stamps = new Int32Array(0)
  private stamp = 0
  private readonly counted: boolean

  /** `counted` says that some version of the limit is one of times. */
  constructor(plan: Plan, log: Log, fields: readonly string[], counted: boolean) {
    this.counted = counted
    this.codesOf = fields.map((field) => fieldCodes(plan, log, field))
    this.pairs = fields.map(() => createPairs())
  }

  /** Begins a window: every cell is empty. */
  turn(): void {
    if (this.stamp === 0x7fff_ffff) {
      this.stamps.fill(0)
      this.stamp = 0
    }
    this.stamp++
    for (const pairs of this.pairs) pairs.clear()
  }

  /** The cell of a subject (counted from the first of the table) and of the event in a row. */
  of(subject: number, row: number): number {
    return this.pairs.length === 0 ? subject : this.ofFields(subject, row)
  }

  private ofFields(subject: number, row: number): number {
    let cell = subject
    for (let i = 0; i < this.pairs.length; i++) {
      cell = (this.pairs[i] as ReturnType<typeof createPairs>).code(cell, this.codesOf[i]?.(row) as number)
    }
    return cell
  }

  private empty(cell: number): void {
    if (cell >= this.stamps.length) {
      this.points = grown(this.points, cell + 1, 0)
      this.times = grown(this.times, cell + 1, 0)
      this.stamps = grown(this.stamps, cell + 1, 0)
    }
    this.stamps[cell] = this.stamp
    this.points[cell] = 0
    this.times[cell] = 0
  }

  /** Grants what fits of an amount below a limit of points and times, and returns it. */
  take(cell: number, amount: number, points: number, times: number): number {
    if (this.stamps[cell] !== this.stamp) this.empty(cell)
    const used = this.points[cell] as number
    const left = points - used
    let fits = left >= amount ? amount : left > 0 ? left : 0
    if (this.counted) {
      const served = this.times[cell] as number
      if (served >= times) fits = 0
      if (fits > 0) this.times[cell] = served + 1
    }
    this.points[cell] = used + fits
    return fits
  }

  /** Frees what a cell granted before. */
  release(cell: number, amount: number): void {
    this.points[cell] = (this.points[cell] as number) - amount
    this.times[cell] = (this.times[cell] as number) - 1
  }
}

/** What cells of a rolling window have granted, each in order of time, so that the oldest can be let go. */
export class RollingGrants {
  private readonly queues = new Map<number, { next: number; readonly at: number[]; readonly points: number[] }>()

  /** Forgets everything. */
  clear(): void {
    this.queues.clear()
  }

  /** Notes what a cell granted at an instant. */
  note(cell: number, at: number, points: number): void {
    const queue = this.queues.get(cell)
    if (!queue) this.queues.set(cell, { next: 0, at: [at], points: [points] })
    else {
      queue.at.push(at)
      queue.points.push(points)
    }
  }

  /** Lets go of what a cell granted up to an instant. */
  rollOn(cells: Cells, cell: number, until: number): void {
    const queue = this.queues.get(cell)
    if (!queue) return
    while (queue.next < queue.at.length && (queue.at[queue.next] as number) <= until) {
      cells.release(cell, queue.points[queue.next++] as number)
    }
  }
}
