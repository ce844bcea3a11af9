import type { ItemRef } from '../event/item.ts'
import type { AwardKind } from '../ledger/award-table.ts'
import type { Cause, Entry, EntryKind } from '../ledger/entry.ts'
import type { Change, Holdings } from '../ledger/holdings.ts'

/** Why entries are booked, and the item that is the cause itself or is taken back by it. */
export interface Booking {
  readonly cause: Cause
  readonly own: ItemRef | undefined
  /** The row of `own`, where it is known to be an event. */
  readonly row?: number
  readonly reversed: boolean
}

/** A span whose awards are fixed by a freeze. */
export interface FrozenSpan {
  readonly start: number
  readonly end: number
}

/** Returns the ledger entry of a change. */
export function entryOf(
  holdings: Holdings,
  { award: i, points, held }: Change,
  booking: Booking,
  { seq, frozen }: { readonly seq: number; readonly frozen: readonly FrozenSpan[] },
): Entry {
  const { plan, subjects } = holdings.basis
  const { table } = holdings
  const isOwn = booking.row !== undefined && table.row[i] === booking.row
  const event = isOwn ? (booking.own as ItemRef) : holdings.refOf(i)
  const occurredAt = table.time[i] as number
  const isFrozen = frozen.some((span) => span.start <= occurredAt && occurredAt < span.end)
  return {
    seq,
    kind: kindOf(table.kind(i), isOwn || isSame(event, booking.own), isFrozen, held, booking.reversed),
    subject: subjects.ref(table.subject[i] as number),
    rule: plan.rules[table.rule[i] as number] ?? '',
    version: (plan.versions[table.version[i] as number] as { version: number }).version,
    category: plan.categories[table.category[i] as number] ?? '',
    event,
    cause: booking.cause,
    points,
    occurredAt,
  }
}

const isSame = (a: ItemRef, b: ItemRef | undefined): boolean =>
  b !== undefined && a.id === b.id && a.source === b.source

function kindOf(kind: AwardKind, isOwn: boolean, isFrozen: boolean, held: boolean, reversed: boolean): EntryKind {
  if (isOwn && reversed) return 'reversal'
  if (isFrozen) return 'adjustment'
  if (held) return 'settlement'
  if (kind === 'award') return isOwn ? 'award' : 'settlement'
  return kind === 'expectation' ? 'award' : kind
}
