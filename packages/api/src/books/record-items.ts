import {
  type Book,
  type Entry,
  type Issue,
  type ItemRef,
  type Log,
  type Outcome,
  openBook,
  type Plan,
} from '@jixing/engine'
import type { NewItem } from '../store/items.ts'
import type { Profile } from '../store/profiles.ts'
import { type Incoming, prepareItem } from './incoming.ts'
import { ledgerDifference, sumsOf } from './ledger-difference.ts'
import type { FindSubjects } from './named-subjects.ts'

/** A booking as the book made it, still without its number in the ledger. */
export type Booking = Omit<Entry, 'seq'>

/** What became of one record: its outcome with all issues, and the bookings it led to. */
export interface Recording {
  readonly outcome: Outcome['outcome']
  readonly issues: readonly Issue[]
  readonly entries: readonly Booking[]
  /** The source and id, when the record could be read. */
  readonly ref: ItemRef | undefined
}

/**
 * Asks whether an item may be recorded, before anything is: returns the issues for which it is refused, or throws to
 * end the whole request.
 */
export type Guard = (incoming: Incoming, now: number, log: Log) => readonly Issue[]

/** What records brought about in the book, and what of it must be stored. */
export interface Recorded {
  readonly book: Book
  readonly recordings: readonly Recording[]
  readonly rows: readonly Omit<NewItem, 'seq'>[]
  readonly bookings: readonly Booking[]
  readonly profiles: readonly Profile[]
}

/**
 * From this many records on they are put into the log together and scored once. One by one is cheaper for a few, but a
 * roster fact or a late event may make the book score everything again, and a hundred of those would hold up the server.
 */
const TOGETHER = 40

/** A record that may be put into the book, or the issues for which it may not. */
export type Prepared = { readonly incoming: Incoming } | { readonly issues: readonly Issue[] }

/** Who sends records, and when they are received. */
export interface Receipt {
  readonly by: string
  readonly at: number
}

/** Reads what one request brings and asks the guard about each; the book is not touched. Throws what the guard throws. */
export function prepareItems(
  volume: { readonly plan: Plan; readonly book: Book; readonly findSubjects: FindSubjects },
  raw: readonly unknown[],
  receipt: Receipt,
  guard: Guard,
): Prepared[] {
  return raw.map((one) => {
    const made = prepareItem(volume.plan, volume.findSubjects, one, receipt)
    if ('issues' in made) return made
    const issues = guard(made.incoming, receipt.at, volume.book.log)
    return issues.length > 0 ? { issues } : made
  })
}

/** Records what was prepared, in its order. What is refused leaves no trace. */
export function recordItems(book: Book, prepared: readonly Prepared[], at: number): Recorded {
  const accepted = prepared.flatMap((one) => ('incoming' in one ? [one.incoming] : []))
  const done = accepted.length < TOGETHER ? oneByOne(book, accepted) : together(book, accepted, at)
  const results = new Map(accepted.map((incoming, i) => [incoming, done.results[i] as Result]))
  const created = accepted.filter((incoming) => results.get(incoming)?.outcome === 'created')
  return {
    book: done.book,
    recordings: prepared.map((one): Recording => {
      if (!('incoming' in one)) return { outcome: 'refused', issues: one.issues, entries: [], ref: undefined }
      const { source, id } = one.incoming.item
      return { ...(results.get(one.incoming) as Result), ref: { source, id } }
    }),
    rows: created.map(({ row }) => row),
    bookings: done.bookings,
    profiles: created.flatMap(({ profile }) => (profile ? [profile] : [])),
  }
}

type Result = Omit<Recording, 'ref'>

interface Done {
  readonly book: Book
  readonly results: readonly Result[]
  readonly bookings: readonly Booking[]
}

function oneByOne(book: Book, accepted: readonly Incoming[]): Done {
  const results = accepted.map(({ record }) => book.record(record))
  return { book, results, bookings: results.flatMap(({ entries }) => entries) }
}

function together(book: Book, accepted: readonly Incoming[], now: number): Done {
  const before = sumsOf(book.result().awards())
  const outcomes = accepted.map(({ record }) => book.log.add(record))
  const fresh = new Set(
    accepted.flatMap(({ item }, i) => (outcomes[i]?.outcome === 'created' ? [`${item.source}\u0000${item.id}`] : [])),
  )
  const again = openBook(book.plan, { log: book.log, asOf: book.asOf })
  const isNew = ({ source, id }: ItemRef) => fresh.has(`${source}\u0000${id}`)
  const bookings = ledgerDifference(before, again.result().awards(), { asOf: now }, isNew) as Booking[]
  const own = Map.groupBy(bookings, ({ event }) => `${event.source}\u0000${event.id}`)
  const results = accepted.map(({ item }, i): Result => {
    const { outcome, issues } = outcomes[i] as Outcome
    const entries = outcome === 'created' ? (own.get(`${item.source}\u0000${item.id}`) ?? []) : []
    return { outcome, issues, entries }
  })
  return { book: again, results, bookings }
}
