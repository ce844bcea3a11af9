import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** A booking on its way into the ledger; `points` are whole signed units of the program's decimals. */
export interface NewEntry {
  readonly seq: number
  readonly kind: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly rule: string
  readonly version: number
  readonly category: string
  readonly event: { readonly source: string; readonly id: string }
  readonly cause: unknown
  readonly points: number
  readonly occurredAt: number
  readonly recordedAt: number
}

const CHUNK = 5000

/** Appends bookings to the ledger. */
export async function insertEntries(db: Db, organisation: string, entries: readonly NewEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += CHUNK) {
    const rows = entries
      .slice(from, from + CHUNK)
      .map((entry) => [
        entry.seq,
        entry.kind,
        entry.subject.kind,
        entry.subject.id,
        entry.rule,
        entry.version,
        entry.category,
        entry.event.source,
        entry.event.id,
        JSON.stringify(entry.cause),
        entry.points,
        entry.occurredAt,
        entry.recordedAt,
      ])
    await sql`insert into ledger_entry
        (organisation, seq, kind, subject_kind, subject, rule, version, category, event_source, event_id, cause, points,
        occurred_at, recorded_at)
      select ${organisation}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
        value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12
      from json_each(${JSON.stringify(rows)})`.execute(db)
  }
}

/** Returns the highest booking number of the organisation, 0 when its ledger is empty. */
export async function newestEntry(db: Db, organisation: string): Promise<number> {
  const row = await db
    .selectFrom('ledger_entry')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('organisation', '=', organisation)
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** What the ledger holds for one rule, event, date and subject: the sum of its bookings. */
export interface BookedSum {
  readonly subject: { readonly kind: string; readonly id: string }
  readonly rule: string
  readonly version: number
  readonly category: string
  readonly event: { readonly source: string; readonly id: string }
  readonly points: number
  readonly occurredAt: number
}

/** Returns the sums of the ledger per rule, event, date and subject, without those that come to 0. */
export async function bookedSums(db: Db, organisation: string): Promise<BookedSum[]> {
  const rows = await db
    .selectFrom('ledger_entry')
    .select(['subject_kind', 'subject', 'rule', 'category', 'event_source', 'event_id', 'occurred_at'])
    .select(({ fn }) => [fn.sum<number>('points').as('points'), fn.max('version').as('version')])
    .where('organisation', '=', organisation)
    .groupBy(['subject_kind', 'subject', 'rule', 'category', 'event_source', 'event_id', 'occurred_at'])
    .having(({ fn }) => fn.sum<number>('points'), '!=', 0)
    .execute()
  return rows.map((row) => ({
    subject: { kind: row.subject_kind, id: row.subject },
    rule: row.rule,
    version: row.version,
    category: row.category,
    event: { source: row.event_source, id: row.event_id },
    points: row.points,
    occurredAt: row.occurred_at,
  }))
}

/** Returns the sum of all bookings of one subject, in units. */
export async function subjectSum(db: Db, organisation: string, subject: { kind: string; id: string }): Promise<number> {
  const row = await db
    .selectFrom('ledger_entry')
    .select(({ fn }) => fn.sum<number | null>('points').as('points'))
    .where('organisation', '=', organisation)
    .where('subject_kind', '=', subject.kind)
    .where('subject', '=', subject.id)
    .executeTakeFirst()
  return row?.points ?? 0
}
