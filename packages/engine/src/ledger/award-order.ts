import { compareText } from '../base/order.ts'
import type { ItemRef } from '../event/item.ts'
import type { Log } from '../event/log.ts'
import type { Plan } from '../rules/plan.ts'
import type { AwardTable } from './award-table.ts'

/** Returns the event of an award, or the name of what time or several events brought. */
export function refOfAward(log: Log, table: AwardTable, i: number): ItemRef {
  const row = table.row[i] as number
  return row >= 0 ? { source: log.source(row), id: log.id(row) } : (table.ref(i) as ItemRef)
}

/** Returns the total order of the awards of a table: by their events, then by rule id. */
export function awardOrder(plan: Plan, log: Log, table: AwardTable): (a: number, b: number) => number {
  const byId = [...plan.rules].sort(compareText)
  const places = plan.rules.map((id) => byId.indexOf(id))
  const compareRefs = (a: number, b: number): number => {
    const [one, other] = [refOfAward(log, table, a), refOfAward(log, table, b)]
    return compareText(one.source, other.source) || compareText(one.id, other.id)
  }
  return (a, b) => {
    const { time, row, rule } = table
    const byTime = (time[a] as number) - (time[b] as number)
    if (byTime !== 0) return byTime
    const [one, other] = [row[a] as number, row[b] as number]
    if (one !== other || one < 0) {
      const byEvent = one >= 0 && other >= 0 ? log.compareRows(one, other) : compareRefs(a, b)
      if (byEvent !== 0) return byEvent
    }
    return (places[rule[a] as number] ?? -1) - (places[rule[b] as number] ?? -1)
  }
}

/** Awards of a table that are not where the total order wants them, or not wanted at all; the others are in order. */
export interface Apart {
  readonly gone: ReadonlySet<number>
  readonly strays: readonly number[]
}

/** Returns the places of a table's awards but those that are gone, in the total order. */
export function placesInOrder(
  size: number,
  { gone, strays }: Apart,
  compare: (a: number, b: number) => number,
): Int32Array {
  const apart = new Uint8Array(size)
  for (const i of gone) apart[i] = 1
  const between = strays.filter((i) => apart[i] === 0).sort(compare)
  for (const i of between) apart[i] = 1
  const places = new Int32Array(size - gone.size)
  let count = 0
  let next = 0
  for (let i = 0; i < size; i++) {
    if (apart[i] === 1) continue
    while (next < between.length && compare(between[next] as number, i) < 0) places[count++] = between[next++] as number
    places[count++] = i
  }
  while (next < between.length) places[count++] = between[next++] as number
  return places
}
