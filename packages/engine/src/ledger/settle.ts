import type { Log } from '../event/log.ts'
import type { Plan } from '../rules/plan.ts'
import type { AwardTable } from './award-table.ts'
import { type Layer, type LimitStep, layersOf, type Shelf } from './layers.ts'

/**
 * Settles every limit over a set of awards, in the order the limits are declared; each takes what the one before
 * granted. Requires the awards in the total order and all awards of each subject that share a limit's window.
 */
export type Settle = (awards: AwardTable) => void

/** Returns the settling of a plan's limits; it keeps its cells from one set of awards to the next, not what is in them. */
export function createSettle(plan: Plan, log: Log): Settle {
  const layers = layersOf(plan, log)
  return (awards) => {
    if (awards.size === 0) return
    const first = firstSubject(awards)
    for (const layer of layers) serveLayer(layer, awards, first)
  }
}

function firstSubject({ subject, size }: AwardTable): number {
  let first = subject[0] as number
  for (let i = 1; i < size; i++) if ((subject[i] as number) < first) first = subject[i] as number
  return first
}

/** Serves one layer: the only loop that all awards of a year go through for their limits. */
function serveLayer(layer: Layer, awards: AwardTable, first: number): void {
  const { steps, width } = layer
  const { size, row, subject, rule, version, time, granted } = awards
  for (const { cells, rolling } of layer.shelves) {
    cells.turn()
    rolling?.clear()
  }
  let turn = Number.NEGATIVE_INFINITY
  for (let i = 0; i < size; i++) {
    const code = rule[i] as number
    if (code < 0) continue
    const own = steps[(version[i] as number) * width + code] as readonly LimitStep[]
    if (own.length === 0) continue
    const at = time[i] as number
    if (at >= turn) turn = turnWindows(layer, awards, at)
    for (let k = 0; k < own.length; k++) {
      const step = own[k] as LimitStep
      const amount = granted[i] as number
      if (amount === 0 || step.deductions !== amount < 0) continue
      const cell = step.shelf.cells.of((subject[i] as number) - first, row[i] as number)
      if (step.highest) wait(step.shelf, cell, i)
      else serve(awards, step, cell, i)
    }
  }
  for (const shelf of layer.shelves) serveWaiting(layer, awards, shelf)
}

/** Moves the clocks of a layer to an instant, and returns when the next window ends. */
function turnWindows(layer: Layer, awards: AwardTable, at: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const clock of layer.clocks) {
    if (!clock.shows(at)) {
      clock.move(at)
      for (const shelf of layer.shelves) {
        if (shelf.unit !== clock.unit) continue
        serveWaiting(layer, awards, shelf)
        shelf.cells.turn()
      }
    }
    next = Math.min(next, clock.end)
  }
  return next
}

/** Lets an award wait for the end of its window. */
function wait({ waiting }: Shelf, cell: number, i: number): void {
  const list = waiting.get(cell)
  if (list) list.push(i)
  else waiting.set(cell, [i])
}

/** Serves what waited in a window, cell by cell: the highest first, equal ones in the total order. */
function serveWaiting({ steps, width }: Layer, awards: AwardTable, { waiting }: Shelf): void {
  if (waiting.size === 0) return
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
