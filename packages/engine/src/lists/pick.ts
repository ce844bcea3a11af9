import type { Standing } from '../standings/rank.ts'

/** What a cut did to those who are equal at it: how many places there were, who was equal, and whether they are in. */
export interface EdgeTie {
  /** The criterion that cut, or `most` for the list itself. */
  readonly cut: string
  readonly unit?: string
  readonly places: number
  readonly tied: readonly string[]
  readonly in: boolean
}

/** What a cut lets through: the first of a list in groups of equals, and the tie at its edge where there was one. */
export interface Picked<T> {
  readonly chosen: readonly T[]
  readonly edge?: { readonly tied: readonly T[]; readonly in: boolean }
}

/**
 * Picks the first `places` of things that stand in groups of equals, best group first. A group that does not fit as a
 * whole is in or out as a whole, never by chance.
 */
export function pickFirst<T>(groups: readonly (readonly T[])[], places: number, edge: 'in' | 'out'): Picked<T> {
  const chosen: T[] = []
  for (const group of groups) {
    if (chosen.length >= places) break
    if (chosen.length + group.length <= places) {
      chosen.push(...group)
      continue
    }
    if (edge === 'in') chosen.push(...group)
    return { chosen, edge: { tied: group, in: edge === 'in' } }
  }
  return { chosen }
}

/** Returns things in groups of equals, in the order in which they stand. */
export function groupsOfEquals<T>(things: readonly T[], equal: (a: T, b: T) => boolean): T[][] {
  const groups: T[][] = []
  for (const thing of things) {
    const last = groups[groups.length - 1]
    if (last && equal(last[0] as T, thing)) last.push(thing)
    else groups.push([thing])
  }
  return groups
}

/** Returns the ranked of a ranking by unit, best first, in groups of equal rank. */
export function rankedGroups(standings: readonly Standing[]): Map<string | undefined, Standing[][]> {
  const ranked = standings.filter((one) => one.rank !== null)
  const units = Map.groupBy(ranked, (one) => one.unit)
  return new Map([...units].map(([unit, list]) => [unit, groupsOfEquals(list, (a, b) => a.rank === b.rank)]))
}
