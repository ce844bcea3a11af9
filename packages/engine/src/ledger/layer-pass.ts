import type { AwardTable } from './award-table.ts'
import type { Layer, LimitStep, Shelf } from './layers.ts'

/**
 * The pass of one layer of limits over a table. Plain limits, which are nearly all, lie open: their steps stand in typed
 * arrays one after another, their cells in one array (limit after limit, a cell for each subject) that is emptied when a
 * window ends. Any other limit serves through its shelf.
 */
export class LayerPass {
  private readonly layer: Layer
  private readonly mostOpen: number
  private readonly steps: readonly LimitStep[]
  /** Where the steps of each rule end, by version × width + rule. */
  private readonly ends: Int32Array
  /** The number of each step's limit among the plain ones, -1 for any other. */
  private readonly open: Int32Array
  private readonly limits: Int32Array
  private readonly points: Float64Array
  private readonly openShelves: readonly Shelf[]
  private used = new Float64Array(0)
  /** The first award of the window under way, by clock. */
  private readonly begun: number[]
  private first = 0
  private count = 0

  constructor(layer: Layer, mostOpen: number) {
    const steps = layer.steps.flat()
    this.layer = layer
    this.mostOpen = mostOpen
    this.steps = steps
    this.begun = layer.clocks.map(() => 0)
    this.openShelves = layer.shelves.filter((shelf) => shelf.isPlain)
    this.open = Int32Array.from(steps, ({ shelf }) => this.openShelves.indexOf(shelf))
    this.limits = Int32Array.from(steps, (step) => step.index)
    this.points = Float64Array.from(steps, (step) => step.points)
    let end = 0
    this.ends = Int32Array.from(layer.steps, (own) => {
      end += own.length
      return end
    })
  }

  /** Serves the awards of a table, whose subjects are `count` from `first` on. */
  run(awards: AwardTable, first: number, count: number): void {
    const { shelves } = this.layer
    this.first = first
    this.count = count
    this.begun.fill(0)
    for (const { cells, rolling } of shelves) {
      cells.turn()
      rolling?.clear()
    }
    const isOpen = this.openShelves.length * count <= this.mostOpen
    if (isOpen) this.empty()
    let from = 0
    while (from < awards.size) {
      const until = this.turn(awards, from)
      if (isOpen) this.serveOpen(awards, from, until)
      else for (let i = from; i < until; i++) this.serveAll(awards, i)
      from = until
    }
    for (const shelf of shelves) this.serveWaiting(awards, shelf)
  }

  private empty(): void {
    const size = this.openShelves.length * this.count
    if (size > this.used.length) this.used = new Float64Array(size)
    else this.used.fill(0, 0, size)
  }

  /** Moves to the windows of award `from`, and returns the first award after it for which one of them is over. */
  private turn(awards: AwardTable, from: number): number {
    const at = awards.time[from] as number
    let end = Number.POSITIVE_INFINITY
    for (const [i, clock] of this.layer.clocks.entries()) {
      if (!clock.shows(at)) {
        clock.move(at)
        for (const shelf of this.layer.shelves) if (shelf.unit === clock.unit) this.turnShelf(awards, shelf, i, from)
        this.begun[i] = from
      }
      end = Math.min(end, clock.end)
    }
    return firstFrom(awards, from, end)
  }

  private turnShelf(awards: AwardTable, shelf: Shelf, clock: number, from: number): void {
    this.serveWaiting(awards, shelf)
    shelf.cells.turn()
    const place = this.openShelves.indexOf(shelf) * this.count
    if (place < 0) return
    const begun = this.begun[clock] as number
    // Whatever is less: all cells, or those of the awards that the window had.
    if (from - begun >= this.count) this.used.fill(0, place, place + this.count)
    else for (let i = begun; i < from; i++) this.used[place + (awards.subject[i] as number) - this.first] = 0
  }

  /** Serves awards of one stretch without a turn: the only loop that all awards of a year go through for their limits. */
  private serveOpen(awards: AwardTable, from: number, until: number): void {
    const { ends, open, limits, points, used, first, count } = this
    const { width } = this.layer
    const { subject, rule, version, granted } = awards
    for (let i = from; i < until; i++) {
      const code = rule[i] as number
      if (code < 0) continue
      const own = (version[i] as number) * width + code
      const end = ends[own] as number
      let k = own === 0 ? 0 : (ends[own - 1] as number)
      if (k === end) continue
      const who = (subject[i] as number) - first
      let amount = granted[i] as number
      for (; k < end; k++) {
        const place = open[k] as number
        if (place < 0) {
          this.serveShelf(awards, this.steps[k] as LimitStep, i)
          amount = granted[i] as number
        } else if (amount > 0) {
          const cell = place * count + who
          const before = used[cell] as number
          const left = (points[k] as number) - before
          if (amount <= left) used[cell] = before + amount
          else {
            const fits = left > 0 ? left : 0
            used[cell] = before + fits
            awards.withhold(i, limits[k] as number, amount - fits)
            amount = fits
          }
        }
      }
    }
  }

  private serveAll(awards: AwardTable, i: number): void {
    const own = (awards.version[i] as number) * this.layer.width + (awards.rule[i] as number)
    if ((awards.rule[i] as number) < 0) return
    for (const step of this.layer.steps[own] as readonly LimitStep[]) this.serveShelf(awards, step, i)
  }

  /** Serves one limit through its shelf, now or, where the highest comes first, when its window is over. */
  private serveShelf(awards: AwardTable, step: LimitStep, i: number): void {
    const amount = awards.granted[i] as number
    if (amount === 0 || step.deductions !== amount < 0) return
    const { cells, waiting } = step.shelf
    const cell = cells.of((awards.subject[i] as number) - this.first, awards.row[i] as number)
    if (!step.highest) serve(awards, step, cell, i)
    else {
      const list = waiting.get(cell)
      if (list) list.push(i)
      else waiting.set(cell, [i])
    }
  }

  /** Serves what waited in a window, cell by cell: the highest first, equal ones in the total order. */
  private serveWaiting(awards: AwardTable, { waiting }: Shelf): void {
    if (waiting.size === 0) return
    const { steps, width } = this.layer
    const { rule, version, granted } = awards
    for (const [cell, list] of waiting) {
      list.sort((a, b) => Math.abs(granted[b] as number) - Math.abs(granted[a] as number) || a - b)
      for (const i of list) {
        const [step] = steps[(version[i] as number) * width + (rule[i] as number)] as readonly [LimitStep]
        serve(awards, step, cell, i)
      }
    }
    waiting.clear()
  }
}

/** Returns the first award from `from` on that is not before an instant. */
function firstFrom({ time, size }: AwardTable, from: number, at: number): number {
  let low = from
  let high = size
  while (low < high) {
    const middle = (low + high) >> 1
    if ((time[middle] as number) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Grants what fits of award `i`, and withholds the rest. */
function serve(awards: AwardTable, step: LimitStep, cell: number, i: number): void {
  const { cells, rolling } = step.shelf
  const signed = awards.granted[i] as number
  const amount = signed < 0 ? -signed : signed
  if (rolling) rolling.rollOn(cells, cell, (awards.time[i] as number) - (step.rolling as number))
  const fits = cells.take(cell, amount, step.points, step.times)
  if (fits < amount) awards.withhold(i, step.index, signed < 0 ? fits - amount : amount - fits)
  if (rolling && fits > 0) rolling.note(cell, awards.time[i] as number, fits)
}
