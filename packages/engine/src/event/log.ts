import { compare, type Exact } from '../base/exact.ts'
import type { Issue } from '../base/issue.ts'
import { compareText } from '../base/order.ts'
import { createTexts, type Texts } from '../base/texts.ts'
import type { Vocabulary } from './activity.ts'
import { type Column, createColumn, grown } from './column.ts'
import { type ActivityEvent, type Item, type ItemRef, itemKey, type Retraction } from './item.ts'
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
  /** Adds one record: an item as docs/language.md writes it, or a flat record through the program's `input`. */
  add(record: unknown): Outcome
  item(ref: ItemRef): Item | undefined
  row(ref: ItemRef): number | undefined
  /** The retractions that target an item, valid or not, in order of arrival. */
  retractionsOf(ref: ItemRef): readonly Retraction[]
  event(row: number): ActivityEvent
  time(row: number): number
  received(row: number): number
  type(row: number): string
  typeCode(row: number): number
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

/** Returns an empty log that reads items in the words of the given programs. */
export function createLog(words: Vocabulary): Log {
  const texts = createTexts()
  const types: string[] = []
  const typeCodes = new Map<string, number>()
  const sources = createTexts()
  const index = new Map<string, number>()
  const others: OtherItem[] = []
  const retractions = new Map<string, Retraction[]>()
  const ids: string[] = []
  const columns = new Map<string, Column>()
  let times = new Float64Array(0)
  let receipts = new Float64Array(0)
  let typeOf = new Int32Array(0)
  let sourceOf = new Int32Array(0)
  let subjectOf = new Int32Array(0)
  let participantEnds = new Int32Array(0)
  let participants = new Int32Array(0)
  let participantTotal = 0
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
  const participantStart = (row: number): number => (row === 0 ? 0 : (participantEnds[row - 1] as number))

  const addEvent = (event: ActivityEvent): number => {
    const row = ids.length
    times = grown(times, row + 1, 0)
    receipts = grown(receipts, row + 1, 0)
    typeOf = grown(typeOf, row + 1, 0)
    sourceOf = grown(sourceOf, row + 1, 0)
    subjectOf = grown(subjectOf, row + 1, -1)
    participantEnds = grown(participantEnds, row + 1, 0)
    let type = typeCodes.get(event.type)
    if (type === undefined) {
      type = types.push(event.type) - 1
      typeCodes.set(event.type, type)
    }
    ids.push(event.id)
    times[row] = event.occurredAt
    receipts[row] = event.receivedAt
    typeOf[row] = type
    sourceOf[row] = sources.code(event.source)
    subjectOf[row] = event.subject === undefined ? -1 : texts.code(event.subject)
    participants = grown(participants, participantTotal + event.participants.length, 0)
    for (const one of event.participants) participants[participantTotal++] = texts.code(one)
    participantEnds[row] = participantTotal
    for (const [name, value] of Object.entries(event.attributes)) column(name).set(row, value)
    if (row > 0 && inOrder && log.compareRows(row - 1, row) > 0) inOrder = false
    ordered = undefined
    byTypes.clear()
    return row
  }

  const log: Log = {
    words,
    texts,
    others,
    column,
    get size() {
      return index.size
    },
    get rows() {
      return ids.length
    },
    add(record) {
      const read = readItem(words, record)
      if (!read.ok) return { outcome: 'refused', issues: read.issues }
      const key = itemKey(read.value)
      if (index.has(key)) {
        const field = difference(log.item(read.value) as Item, read.value)
        return { outcome: field === undefined ? 'exists' : `exists_with_different_${field}`, issues: [] }
      }
      if (read.value.kind === 'event') index.set(key, addEvent(read.value))
      else index.set(key, -others.push(read.value))
      if (read.value.kind === 'retraction') {
        const target = itemKey(read.value.target)
        retractions.set(target, [...(retractions.get(target) ?? []), read.value])
      }
      return { outcome: 'created', issues: [] }
    },
    item(ref) {
      const place = index.get(itemKey(ref))
      if (place === undefined) return undefined
      return place >= 0 ? log.event(place) : others[-place - 1]
    },
    row(ref) {
      const place = index.get(itemKey(ref))
      return place !== undefined && place >= 0 ? place : undefined
    },
    retractionsOf: (ref) => retractions.get(itemKey(ref)) ?? [],
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
    time: (row) => times[row] as number,
    received: (row) => receipts[row] as number,
    type: (row) => types[typeOf[row] as number] as string,
    typeCode: (row) => typeOf[row] as number,
    source: (row) => sources.text(sourceOf[row] as number),
    id: (row) => ids[row] as string,
    subject: (row) => subjectOf[row] as number,
    participantCount: (row) => (participantEnds[row] as number) - participantStart(row),
    participant: (row, i) => participants[participantStart(row) + i] as number,
    compareRows(a, b) {
      return (
        (times[a] as number) - (times[b] as number) ||
        (sourceOf[a] === sourceOf[b] ? 0 : compareText(log.source(a), log.source(b))) ||
        compareText(ids[a] as string, ids[b] as string)
      )
    },
    orderedOf(types) {
      const key = types.join('\u0000')
      let rows = byTypes.get(key)
      if (!rows) {
        const wanted = new Set(types.map((type) => typeCodes.get(type)))
        rows = log.ordered().filter((row) => wanted.has(typeOf[row]))
        byTypes.set(key, rows)
      }
      return rows
    },
    ordered() {
      if (!ordered) {
        ordered = Int32Array.from({ length: ids.length }, (_, i) => i)
        if (!inOrder) ordered.sort(log.compareRows)
      }
      return ordered
    },
  }
  return log
}
