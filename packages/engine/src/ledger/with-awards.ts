import { type AwardTable, comparePlaced, createAwardTable, type Placed, type PlacedAward } from './award-table.ts'
import type { Basis } from './basis.ts'

/**
 * Returns a table with more awards in it, in the total order, all of them as they were asked for: it must be settled
 * again. Requires both in the total order.
 */
export function withAwards(basis: Basis, awards: AwardTable, more: readonly PlacedAward[]): AwardTable {
  return merged(basis, awards, more, (table, i) => table.takeAsked(awards, i))
}

/** Returns a table with more awards in it, in the total order; what limits withheld stays withheld. */
export function withSettled(basis: Basis, awards: AwardTable, more: readonly PlacedAward[]): AwardTable {
  return merged(basis, awards, more, (table, i) => table.take(awards, i))
}

function merged(
  { plan, log }: Basis,
  awards: AwardTable,
  more: readonly PlacedAward[],
  take: (table: AwardTable, i: number) => void,
): AwardTable {
  const table = createAwardTable(awards.size + more.length)
  const placeOf = (i: number): Placed => {
    const row = awards.row[i] as number
    const ref = row >= 0 ? { source: log.source(row), id: log.id(row) } : awards.ref(i)
    return {
      time: awards.time[i] as number,
      source: ref?.source ?? '',
      id: ref?.id ?? '',
      ruleId: plan.rules[awards.rule[i] as number] ?? '',
    }
  }
  let next = 0
  for (let i = 0; i < awards.size; i++) {
    const time = awards.time[i] as number
    for (let one = more[next]; one && one.time <= time; one = more[next]) {
      if (one.time === time && comparePlaced(one, placeOf(i)) >= 0) break
      table.add(one)
      next++
    }
    take(table, i)
  }
  for (; next < more.length; next++) table.add(more[next] as PlacedAward)
  return table
}
