import { comparePlaced, type Placed } from './award-table.ts'
import type { Change, Holdings } from './holdings.ts'

/** A change of an award of either of two holdings. */
export interface HeldChange {
  readonly holdings: Holdings
  readonly change: Change
}

type PlacedChange = HeldChange & { readonly subject: number; readonly place: Placed }

/** Returns what the awards of new holdings hold more or less than those of old ones over the same log, in the order of entries. */
export function changesBetween(before: Holdings, after: Holdings): readonly HeldChange[] {
  const found = [...gained(before, after), ...lost(before, after)]
  return found.sort((a, b) => a.subject - b.subject || comparePlaced(a.place, b.place))
}

function placed(holdings: Holdings, change: Change): PlacedChange {
  const { subject, time, rule } = holdings.table
  const i = change.award
  const ruleId = holdings.basis.plan.rules[rule[i] as number] ?? ''
  const place = { time: time[i] as number, ...holdings.refOf(i), ruleId }
  return { holdings, change, subject: subject[i] as number, place }
}

/**
 * The place of the same award in other holdings, or -1. What several events give may move with them: at another date (or
 * in another category) it is booked off and booked anew, so that the ledger's sums by date stay right.
 */
function sameIn(other: Holdings, own: Holdings, i: number): number {
  const found = other.find(own, i)
  if (found < 0 || other.table.time[found] !== own.table.time[i]) return -1
  return other.table.category[found] === own.table.category[i] ? found : -1
}

function* gained(before: Holdings, after: Holdings): Iterable<PlacedChange> {
  for (const i of after.held()) {
    const old = sameIn(before, after, i)
    const points = (after.table.granted[i] as number) - (old < 0 ? 0 : (before.table.granted[old] as number))
    if (points !== 0) yield placed(after, { award: i, points, held: old >= 0 })
  }
}

/** What awards of old holdings held that new ones do not have. */
function* lost(before: Holdings, after: Holdings): Iterable<PlacedChange> {
  for (const i of before.held()) {
    const points = -(before.table.granted[i] as number)
    if (points !== 0 && sameIn(after, before, i) < 0) yield placed(before, { award: i, points, held: true })
  }
}
