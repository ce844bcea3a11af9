import type { Ranking } from '../rules/program.ts'
import { orderValues } from './order-values.ts'

/** How ties count: `standard` 1224, `dense` 1223, `modified` 1334, `ordinal` 1234. */
export type RankMethod = NonNullable<Ranking['method']>

/** A column of values in order of rank. */
export interface RankedValues {
  /** Positions in the column, the best value first; equal values in the order of the column. */
  readonly order: Uint32Array
  /** The rank of each position of the column. */
  readonly ranks: Uint32Array
}

/**
 * Returns the rank of the one at `place` (from 0) in a group of equals that begins at `start` and ends before `end`;
 * `groups` counts the groups up to and with this one.
 */
export function rankInGroup(method: RankMethod, place: number, start: number, end: number, groups: number): number {
  switch (method) {
    case 'dense':
      return groups
    case 'modified':
      return end
    case 'ordinal':
      return place + 1
    default:
      return start + 1
  }
}

/**
 * Ranks a column of whole-number values, for as many subjects as fit in memory and without an object for each. Requires
 * safe integers; under `ordinal`, equal values stand in the order of the column. `desc`, the default, ranks the greatest first.
 */
export function rankValues(
  values: Int32Array | Float64Array,
  options: { readonly method?: RankMethod; readonly order?: 'desc' | 'asc' } = {},
): RankedValues {
  const { method = 'standard' } = options
  const { order, ends } = orderValues(values, options.order)
  const ranks = new Uint32Array(values.length)
  for (let group = 0, start = 0; group < ends.length; start = ends[group++] as number) {
    const end = ends[group] as number
    const shared = rankInGroup(method, start, start, end, group + 1)
    for (let place = start; place < end; place++)
      ranks[order[place] as number] = method === 'ordinal' ? place + 1 : shared
  }
  return { order, ranks }
}
