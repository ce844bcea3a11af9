import type { Award, ItemRef } from '@jixing/engine'
import type { BookedSum, NewEntry } from '../store/entries.ts'

/** A booking that brings the ledger to what the awards say, still without its number and time. */
export type Correction = Omit<NewEntry, 'seq' | 'recordedAt'>

// What several events give keeps its id when it moves: at another date it is booked off and booked anew.
const keyOf = ({ subject, rule, category, event, occurredAt }: Omit<BookedSum, 'version' | 'points'>): string =>
  [subject.kind, subject.id, rule, category, event.source, event.id, occurredAt].join('\u0000')

/** What the first booking of an award is called: a missed expectation reads like any other award. */
const firstKind = (kind: Award['kind']): string => (kind === 'expectation' ? 'award' : kind)

/**
 * Returns the bookings that are missing when the ledger holds `booked` and the awards are `awards`, so that afterwards
 * the sum of the ledger equals a full scoring. For a new log these are its first bookings; after a new program version
 * they are the settlements it brings. `isNew` tells the events that the ledger has not seen before.
 */
export function ledgerDifference(
  booked: readonly BookedSum[],
  awards: readonly Award[],
  cause: unknown,
  isNew: (event: ItemRef) => boolean = () => false,
): Correction[] {
  const open = new Map(booked.map((sum) => [keyOf(sum), sum]))
  const corrections: Correction[] = []
  for (const award of awards) {
    const key = keyOf(award)
    const points = award.granted - (open.get(key)?.points ?? 0)
    open.delete(key)
    if (points === 0) continue
    const { subject, rule, version, category, event, occurredAt } = award
    const own = isNew(event) ? { kind: firstKind(award.kind), cause: event } : { kind: 'settlement', cause }
    corrections.push({ ...own, subject, rule, version, category, event, points, occurredAt })
  }
  for (const { subject, rule, version, category, event, occurredAt, points } of open.values()) {
    const gone = { kind: 'settlement', subject, rule, version, category, event, cause, points: -points, occurredAt }
    if (points !== 0) corrections.push(gone)
  }
  return corrections
}

/** Returns what awards hold in the form of ledger sums. */
export function sumsOf(awards: readonly Award[]): BookedSum[] {
  return awards.map((award) => ({ ...award, points: award.granted }))
}
