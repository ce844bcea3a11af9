import type { Log } from '../event/log.ts'
import type { Plan } from '../rules/plan.ts'
import type { AwardTable } from './award-table.ts'
import { LayerPass } from './layer-pass.ts'
import { layersOf } from './layers.ts'

/**
 * Settles every limit over a set of awards, in the order the limits are declared; each takes what the one before
 * granted. Requires the awards in the total order and all awards of each subject that share a limit's window.
 */
export type Settle = (awards: AwardTable) => void

/** So many cells of plain limits lie open in one array; beyond that each limit makes room for the subjects it meets. */
const MOST_OPEN = 16_000_000

/** Returns the settling of a plan's limits; it keeps its cells from one set of awards to the next, not what is in them. */
export function createSettle(plan: Plan, log: Log, mostOpen = MOST_OPEN): Settle {
  const passes = layersOf(plan, log).map((layer) => new LayerPass(layer, mostOpen))
  return (awards) => {
    if (awards.size === 0) return
    const { subject, size } = awards
    let first = subject[0] as number
    let last = first
    for (let i = 1; i < size; i++) {
      const one = subject[i] as number
      if (one < first) first = one
      else if (one > last) last = one
    }
    for (const pass of passes) pass.run(awards, first, last - first + 1)
  }
}
