import { readItem } from '@jixing/engine'
import type { SubjectId, User } from '../auth/roles.ts'
import { isRetracted } from '../books/retracted.ts'
import { type View, viewOf } from '../books/view.ts'
import { instantText } from '../books/write-item.ts'
import type { Deps } from '../deps.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { listItems, type NamedSubject, type StoredItem } from '../store/items.ts'
import type { ItemPage, ListedItem } from '../wire/event.ts'
import { requireRight, visibleTo } from './require-right.ts'

/** Returns a subject that a query parameter names as `kind/id`. */
export function subjectOf(text: string): SubjectId {
  const cut = text.indexOf('/')
  return { kind: text.slice(0, cut), id: text.slice(cut + 1) }
}

/** The parts of an item's JSON that a list shows elsewhere. */
const shown = new Set(['kind', 'id', 'source', 'type', 'occurredAt', 'receivedAt', 'subject', 'participants'])

/** Returns an item as a list shows it to a user: other people's subjects only as a number. */
export function listedItemOf(item: StoredItem, view: View, isVisible: (subject: SubjectId) => boolean): ListedItem {
  const body = JSON.parse(item.body) as Record<string, unknown>
  const read = readItem(view.result.plan, body)
  const subjects = read.ok ? view.findSubjects(read.value) : []
  const visible = subjects.filter(isVisible)
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => !shown.has(name)))
  const label = item.type === null ? undefined : view.newest.activities[item.type]?.label
  return {
    source: item.source,
    id: item.id,
    kind: item.kind,
    ...(item.type !== null && { type: item.type }),
    ...(label && { label }),
    occurredAt: instantText(item.occurredAt),
    receivedAt: instantText(item.receivedAt),
    recordedBy: item.recordedBy,
    details: item.kind === 'event' ? ((body.attributes as Record<string, unknown> | undefined) ?? {}) : rest,
    subjects: visible.map((subject) => view.named(subject)),
    others: subjects.length - visible.length,
    retracted: isRetracted(view.result.log, item),
  }
}

/** What a list of items is narrowed to. */
export interface EventQuery {
  readonly type?: string | undefined
  readonly kind: string
  readonly subject?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Lists the items that name a subject in the user's reach, the latest first. */
export async function listEvents(deps: Deps, user: User, query: EventQuery): Promise<ItemPage> {
  const { books, store } = deps
  const view = viewOf(await books.result(user.account), books.names)
  const place = readCursor(query.cursor, 2)
  const isVisible = visibleTo(user, 'event.list', view)
  const subject = query.subject === undefined ? undefined : subjectOf(query.subject)
  if (subject) requireRight(user, 'event.list', subject, view)
  const found = await listItems(store.read, books.organisation.id, {
    kinds: [query.kind],
    type: query.type,
    subjects: subject ? [subject] : reachable(user, view, isVisible),
    before: place && { occurredAt: place[0] as number, seq: place[1] as number },
    limit: query.limit + 1,
  })
  const shownItems = found.slice(0, query.limit)
  const last = found.length > query.limit ? shownItems.at(-1) : undefined
  return {
    items: shownItems.map((item) => listedItemOf(item, view, isVisible)),
    next: last ? writeCursor([last.occurredAt, last.seq]) : null,
  }
}

/** The subjects whose items a user may list; undefined when that is all of them. */
function reachable(user: User, view: View, isVisible: (subject: SubjectId) => boolean): NamedSubject[] | undefined {
  if (user.role === 'street-admin') return undefined
  return view.result.plan.kinds.flatMap((kind) =>
    view.result
      .subjects(kind)
      .map(({ id }) => ({ kind, id }))
      .filter(isVisible),
  )
}
