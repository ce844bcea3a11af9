import { insertEntries } from '../store/entries.ts'
import { insertItems } from '../store/items.ts'
import type { Store } from '../store/open-store.ts'
import { saveSetting } from '../store/organisations.ts'
import { type Profile, saveProfiles } from '../store/profiles.ts'
import type { Db } from '../store/tables.ts'
import type { Volume } from './load-book.ts'
import {
  type Booking,
  type Guard,
  type Prepared,
  prepareItems,
  type Recorded,
  type Recording,
  recordItems,
} from './record-items.ts'

/** A request to record, waiting for its turn. */
export interface RecordJob {
  readonly raw: readonly unknown[]
  readonly by: string
  readonly guard: Guard
  /** What else belongs into the transaction of the request. */
  readonly also: ((tx: Db, recordings: readonly Recording[]) => Promise<void>) | undefined
  readonly done: (recordings: readonly Recording[]) => void
  readonly failed: (error: unknown) => void
}

/** What a group of requests led to, once it is stored. */
export interface Committed {
  readonly volume: Volume
  /** Whether anything was stored. */
  readonly grown: boolean
  readonly profiles: readonly Profile[]
  /** Who recorded something. */
  readonly recorders: readonly string[]
  /** Answers every request of the group. */
  readonly answer: () => void
}

interface Made {
  readonly job: RecordJob
  readonly recorded: Recorded
}

/**
 * Records the requests of a group in the book and stores what came of them in one transaction. When it throws, the book
 * holds what was not stored and must be thrown away; nobody has been answered then.
 */
export async function commitGroup(
  store: Store,
  organisation: string,
  opened: Volume,
  group: readonly RecordJob[],
  at: number,
): Promise<Committed> {
  const advanced = opened.book.advance(at)
  const answers: (() => void)[] = []
  const made: Made[] = []
  let { book } = opened
  for (const job of group) {
    const prepared = prepare({ ...opened, book }, job, at)
    if ('error' in prepared) {
      answers.push(() => job.failed(prepared.error))
      continue
    }
    const recorded = recordItems(book, prepared.items, at)
    book = recorded.book
    made.push({ job, recorded })
    answers.push(() => job.done(recorded.recordings))
  }
  const rows = made.flatMap(({ recorded }) => recorded.rows)
  const bookings = [...advanced, ...made.flatMap(({ recorded }) => recorded.bookings)]
  const grown = rows.length > 0 || bookings.length > 0
  if (grown) await save(store, organisation, { ...opened, book }, { at, rows, bookings, made })
  const newestItem = opened.newestItem + rows.length
  const newestEntry = opened.newestEntry + bookings.length
  return {
    volume: { ...opened, book, newestItem, newestEntry },
    grown,
    profiles: made.flatMap(({ recorded }) => recorded.profiles),
    recorders: made.flatMap(({ job, recorded }) => (recorded.rows.length > 0 ? [job.by] : [])),
    answer: () => {
      for (const answer of answers) answer()
    },
  }
}

/** A guard that throws ends its own request, before anything of it is recorded. */
function prepare(volume: Volume, job: RecordJob, at: number): { items: Prepared[] } | { error: unknown } {
  try {
    return { items: prepareItems(volume, job.raw, { by: job.by, at }, job.guard) }
  } catch (error) {
    return { error }
  }
}

async function save(
  store: Store,
  organisation: string,
  volume: Volume,
  what: {
    readonly at: number
    readonly rows: Recorded['rows']
    readonly bookings: readonly Booking[]
    readonly made: readonly Made[]
  },
): Promise<void> {
  const items = what.rows.map((row, i) => ({ ...row, seq: volume.newestItem + 1 + i }))
  const entries = what.bookings.map((one, i) => ({ ...one, seq: volume.newestEntry + 1 + i, recordedAt: what.at }))
  await store.write(async (tx) => {
    await insertItems(tx, organisation, items)
    await insertEntries(tx, organisation, entries)
    for (const { job, recorded } of what.made) {
      if (recorded.profiles.length > 0) await saveProfiles(tx, organisation, recorded.profiles)
      await job.also?.(tx, recorded.recordings)
    }
    // With the bookings of one transaction goes the instant they are complete for: a restart goes on from there.
    await saveSetting(tx, organisation, 'advanced_to', String(volume.book.asOf))
  })
}
