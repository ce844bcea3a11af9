import type { ItemRef } from '../event/item.ts'
import type { SubjectRef } from '../subjects/fact.ts'

/** What a ledger entry (台账分录) books. */
export type EntryKind =
  | 'award'
  | 'settlement'
  | 'reversal'
  | 'adjustment'
  | 'grant'
  | 'milestone'
  | 'streak'
  | 'place'
  | 'challenge'
  | 'expiry'

/** Why an entry was booked: an item, or time that moved. */
export type Cause = ItemRef | { readonly asOf: number }

/** One immutable signed booking; the sum of all entries of an award is what it holds. */
export interface Entry {
  readonly seq: number
  /** `award` a new event, `settlement` another award's change, `reversal` a retraction, `adjustment` a frozen period or a manual booking; the others what their rule gives first. */
  readonly kind: EntryKind
  readonly subject: SubjectRef
  readonly rule: string
  readonly version: number
  readonly category: string
  readonly event: ItemRef
  readonly cause: Cause
  /** Whole units of the program's decimals, negative for what is taken. */
  readonly points: number
  readonly occurredAt: number
}
