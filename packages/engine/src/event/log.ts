import { compare, type Exact } from '../base/exact.ts'
import type { Issue } from '../base/issue.ts'
import { compareText } from '../base/order.ts'
import { createTexts, type Texts } from '../base/texts.ts'
import type { Vocabulary } from './activity.ts'
import { type Column, createColumn } from './column.ts'
import { EventTable } from './event-table.ts'
import { type ActivityEvent, type Item, type ItemRef, itemKey, type Retraction } from './item.ts'
import { ItemIndex } from './item-index.ts'
import { orderRows } from './order-rows.ts'
import { readItem } from './read-item.ts'

/** What became of a record: stored, already there, there with other content (the first stands), or refused. */
export interface Outcome {
  readonly outcome: 'created' | 'exists' | 'refused' | `exists_with_different_${string}`
  readonly issues: readonly Issue[]
}

/** An item that is not an event, with its place in the order of arrival. */
export type OtherItem = Exclude<Item, ActivityEvent>

/**
 * The log: a set of items that only grows. Events stand in columns, one row an event in order of arrival, so that a
 * year of a street is scored without an object per event; the few other items stand as they are.
 */
export interface Log {
  readonly words: Vocabulary
  readonly texts: Texts
  /** How many items the log holds. */
  readonly size: number
  readonly rows: number
  readonly others: readonly OtherItem[]
  /** The events' own columns, for loops over many of them. */
  readonly table: EventTable
  /** The bytes that events take, their ids and attributes included; texts are held once for all that share them. */
  readonly byteLength: number
  /** Adds one record: an item as docs/language.md writes it, or a flat record through the program's `input`. */
  add(record: unknown): Outcome
  /** Adds an item that `readItem` gave. */
  addItem(item: Item): Outcome
  item(ref: ItemRef): Item | undefined
  row(ref: ItemRef): number | undefined
  /** The retractions that target an item, valid or not, in order of arrival. */
  retractionsOf(ref: ItemRef): readonly Retraction[]
  event(row: number): ActivityEvent
  time(row: number): number
  received(row: number): number
  type(row: number): string
  source(row: number): string
  id(row: number): string
  /** The code of the event's subject in `texts`, or -1. */
  subject(row: number): number
  participantCount(row: number): number
  participant(row: number, i: number): number
  column(field: string): Column
  /** Compares two rows by the total order `(occurredAt, source, id)`. */
  compareRows(a: number, b: number): number
  /** All rows in the total order. */
  ordered(): Int32Array
  /** The rows of the given activities in the total order; kept until the log grows. */
  orderedOf(types: readonly string[]): Int32Array
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Returns the name of the first part in which two items differ, or undefined; when they were received is no part. */
function difference(a: Item, b: Item): string | undefined {
  const left = a as unknown as Record<string, unknown>
  const right = b as unknown as Record<string, unknown>
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (key === 'receivedAt') continue
    if (key === 'attributes') {
      const names = new Set([...Object.keys(left[key] as object), ...Object.keys(right[key] as object)])
      for (const name of names)
        if (!same((left[key] as Record<string, unknown>)[name], (right[key] as Record<string, unknown>)[name]))
          return snake(name)
    } else if (!same(left[key], right[key])) return snake(key)
  }
  return undefined
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b))
    return (
      a.length === b.length &&
      [...a].sort(compareText as never).every((one, i) => one === [...b].sort(compareText as never)[i])
    )
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if ('d' in a && 'd' in b && !('kind' in a)) return compare(a as Exact, b as Exact) === 0
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}

const CREATED: Outcome = { outcome: 'created', issues: [] }
const EXISTS: Outcome = { outcome: 'exists', issues: [] }

/** Returns an empty log that reads items in the words of the given programs. */
export function createLog(words: Vocabulary): Log {
  const texts = createTexts()
  const index = new ItemIndex()
  const table = new EventTable()
  const others: OtherItem[] = []
  const retractions = new Map<string, Retraction[]>()
  const columns = new Map<string, Column>()
  let ordered: Int32Array | undefined
  const byTypes = new Map<string, Int32Array>()
  let inOrder = true

  const column = (field: string): Column => {
    let found = columns.get(field)
    if (!found) {
      found = createColumn(words.fields.get(field) ?? { type: 'text' }, texts)
      columns.set(field, found)
    }
    return found
  }

  const itemAt = (place: number): Item => (place >= 0 ? log.event(place) : (others[-place - 1] as Item))

  const addEvent = (event: ActivityEvent): void => {
    const { subject, participants, attributes } = event
    const row = table.add(
      event,
      subject === undefined ? -1 : texts.code(subject),
      participants.map((one) => texts.code(one)),
    )
    for (const name of Object.keys(attributes)) column(name).set(row, attributes[name] as Exact | string | boolean)
    if (row > 0 && inOrder && log.compareRows(row - 1, row) > 0) inOrder = false
    ordered = undefined
    byTypes.clear()
  }

  const log: Log = {
    words,
    texts,
    others,
    table,
    column,
    get size() {
      return index.size
    },
    get rows() {
      return table.size
    },
    get byteLength() {
      return [...columns.values()].reduce(
        (sum, { values }) => sum + values.byteLength,
        index.byteLength + table.byteLength,
      )
    },
    add(record) {
      const read = readItem(words, record)
      return read.ok ? log.addItem(read.value) : { outcome: 'refused', issues: read.issues }
    },
    addItem(item) {
      const known = index.put(item, item.kind === 'event')
      if (known !== undefined) {
        const field = difference(itemAt(known), item)
        return field === undefined ? EXISTS : { outcome: `exists_with_different_${field}`, issues: [] }
      }
      if (item.kind === 'event') addEvent(item)
      else others.push(item)
      if (item.kind === 'retraction') {
        const target = itemKey(item.target)
        retractions.set(target, [...(retractions.get(target) ?? []), item])
      }
      return CREATED
    },
    item(ref) {
      const place = index.find(ref)
      return place === undefined ? undefined : itemAt(place)
    },
    row(ref) {
      const place = index.find(ref)
      return place !== undefined && place >= 0 ? place : undefined
    },
    retractionsOf: (ref) => (retractions.size === 0 ? [] : (retractions.get(itemKey(ref)) ?? [])),
    event(row) {
      const attributes: Record<string, Exact | string | boolean> = {}
      for (const name of words.activities.get(log.type(row)) ?? []) {
        const { field, value } = column(name)
        const stated = value(row)
        if (stated !== undefined && stated !== (field.absent ?? false)) attributes[name] = stated
      }
      const subject = log.subject(row)
      return {
        kind: 'event',
        id: log.id(row),
        source: log.source(row),
        receivedAt: log.received(row),
        type: log.type(row),
        occurredAt: log.time(row),
        participants: Array.from({ length: log.participantCount(row) }, (_, i) => texts.text(log.participant(row, i))),
        attributes,
        ...(subject >= 0 && { subject: texts.text(subject) }),
      }
    },
    time: (row) => table.times[row] as number,
    received: (row) => table.received(row),
    type: (row) => table.type(row),
    source: (row) => index.source(row),
    id: (row) => index.id(row),
    subject: (row) => table.subjects[row] as number,
    participantCount: (row) => table.participantCount(row),
    participant: (row, i) => table.participant(row, i),
    compareRows: (a, b) => (table.times[a] as number) - (table.times[b] as number) || index.compare(a, b),
    orderedOf(types) {
      const key = types.join('\u0000')
      let rows = byTypes.get(key)
      if (!rows) {
        const wanted = new Set(types.map((type) => table.typeCode(type)))
        rows = log.ordered().filter((row) => wanted.has(table.types[row]))
        byTypes.set(key, rows)
      }
      return rows
    },
    ordered() {
      ordered ??= inOrder
        ? Int32Array.from({ length: table.size }, (_, i) => i)
        : orderRows(table.times, table.size, (a, b) => index.compare(a, b))
      return ordered
    },
  }
  return log
}
