import { sql } from 'kysely'
import type { Db, ItemTable } from './tables.ts'

/** A subject that an item names. */
export interface NamedSubject {
  readonly kind: string
  readonly id: string
}

/** An accepted item on its way into the store. */
export interface NewItem {
  readonly seq: number
  readonly source: string
  readonly id: string
  readonly kind: string
  readonly type: string | null
  readonly occurredAt: number
  readonly receivedAt: number
  readonly body: string
  readonly recordedBy: string
  /** Each subject at most once. */
  readonly subjects: readonly NamedSubject[]
}

/** A stored item as lists show it. */
export type StoredItem = Pick<ItemTable, 'seq' | 'source' | 'id' | 'kind' | 'type' | 'body'> & {
  occurredAt: number
  receivedAt: number
  recordedBy: string
}

/** Rows in one statement: large enough to spare statements, small enough not to hold the writer for long. */
const CHUNK = 5000

/** Stores items and which subjects they name, as one JSON parameter a few thousand rows long. */
export async function insertItems(db: Db, organisation: string, items: readonly NewItem[]): Promise<void> {
  for (let from = 0; from < items.length; from += CHUNK) {
    const part = items.slice(from, from + CHUNK)
    const rows = part.map((item) => [
      item.seq,
      item.source,
      item.id,
      item.kind,
      item.type,
      item.occurredAt,
      item.receivedAt,
      item.body,
      item.recordedBy,
    ])
    await sql`insert into item
        (organisation, seq, source, id, kind, type, occurred_at, received_at, body, recorded_by)
      select ${organisation}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
        value ->> 7, value ->> 8
      from json_each(${JSON.stringify(rows)})`.execute(db)
    const named = part.flatMap(({ seq, occurredAt, subjects }) =>
      subjects.map(({ kind, id }) => [kind, id, occurredAt, seq]),
    )
    await sql`insert into item_subject (organisation, kind, subject, occurred_at, seq)
      select ${organisation}, value ->> 0, value ->> 1, value ->> 2, value ->> 3
      from json_each(${JSON.stringify(named)})`.execute(db)
  }
}

/** Returns the highest item number of the organisation, 0 when it has none. */
export async function newestItem(db: Db, organisation: string): Promise<number> {
  const row = await db
    .selectFrom('item')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('organisation', '=', organisation)
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** Returns the bodies of at most `limit` items after number `after`, in the order of arrival. */
export async function itemBodies(db: Db, organisation: string, after: number, limit: number): Promise<ItemBody[]> {
  return await db
    .selectFrom('item')
    .select(['seq', 'body'])
    .where('organisation', '=', organisation)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** An item's number and its JSON. */
export interface ItemBody {
  readonly seq: number
  readonly body: string
}

const listed = [
  'seq',
  'source',
  'id',
  'kind',
  'type',
  'body',
  'occurred_at as occurredAt',
  'received_at as receivedAt',
  'recorded_by as recordedBy',
] as const

/** Returns the item with that source and id, or undefined. */
export async function itemByRef(
  db: Db,
  organisation: string,
  ref: { source: string; id: string },
): Promise<StoredItem | undefined> {
  return await db
    .selectFrom('item')
    .select(listed)
    .where('organisation', '=', organisation)
    .where('source', '=', ref.source)
    .where('id', '=', ref.id)
    .executeTakeFirst()
}

/** What a list of items is narrowed to, and where its page begins. */
export interface ItemFilter {
  readonly kinds?: readonly string[] | undefined
  readonly type?: string | undefined
  /** Only items that name at least one of these. */
  readonly subjects?: readonly NamedSubject[] | undefined
  /** Only items before this place in the listing order. */
  readonly before?: { readonly occurredAt: number; readonly seq: number } | undefined
  readonly limit: number
}

/** Returns stored items, the latest first. */
export async function listItems(db: Db, organisation: string, filter: ItemFilter): Promise<StoredItem[]> {
  const { kinds, type, subjects, before, limit } = filter
  let query = db
    .selectFrom('item')
    .select(listed)
    .where('item.organisation', '=', organisation)
    .orderBy('occurred_at', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
  if (kinds) query = query.where('item.kind', 'in', [...kinds])
  if (type !== undefined) query = query.where('type', '=', type)
  if (before) query = query.where(sql<boolean>`(item.occurred_at, item.seq) < (${before.occurredAt}, ${before.seq})`)
  if (subjects) {
    const named = JSON.stringify(subjects.map(({ kind, id }) => [kind, id]))
    query = query.where(
      'item.seq',
      'in',
      sql<number>`(select s.seq from json_each(${named}) as n cross join item_subject as s
        on s.organisation = ${organisation} and s.kind = n.value ->> 0 and s.subject = n.value ->> 1)`,
    )
  }
  return await query.execute()
}
