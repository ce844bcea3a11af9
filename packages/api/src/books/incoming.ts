import { type Issue, type Item, instantOf, type Plan } from '@jixing/engine'
import type { NewItem } from '../store/items.ts'
import type { Profile } from '../store/profiles.ts'
import type { FindSubjects } from './named-subjects.ts'
import { readForeignItem } from './read-untrusted.ts'
import { instantText, writeEvent } from './write-item.ts'

/** An item that the engine can read, with all that is stored of it except its number. */
export interface Incoming {
  readonly item: Item
  /** What the book is given: without a name, and with the instant of receipt. */
  readonly record: Readonly<Record<string, unknown>>
  readonly row: Omit<NewItem, 'seq'>
  readonly profile: Profile | undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Prepares one record from outside for the book and the store. Takes the name out of a `subject` item, since names of
 * people are kept apart from the log, and dates the receipt by the server's clock: whoever could date it could slip an
 * item into a frozen period. Returns the engine's issues when the record is no item.
 */
export function prepareItem(
  plan: Plan,
  findSubjects: FindSubjects,
  raw: unknown,
  receipt: { readonly by: string; readonly at: number | 'as written' },
): { readonly incoming: Incoming } | { readonly issues: readonly Issue[] } {
  const read = readForeignItem(plan, raw)
  if (!read.ok) return { issues: read.issues }
  const item = read.value
  const written = raw as Record<string, unknown>
  const isNested = written.kind !== undefined || isObject(written.attributes) || !plan.input
  const { label, ...whole } = isNested || item.kind !== 'event' ? written : writeEvent(plan, item)
  const receivedAt = receipt.at === 'as written' ? item.receivedAt : receipt.at
  const record = { ...whole, receivedAt: instantText(receivedAt) }
  const profile =
    item.kind === 'subject' && item.label
      ? { kind: item.subject.kind, id: item.subject.id, label: item.label, since: item.start }
      : undefined
  const row = {
    source: item.source,
    id: item.id,
    kind: item.kind,
    type: item.kind === 'event' ? item.type : null,
    occurredAt: instantOf(item),
    receivedAt,
    body: JSON.stringify(record),
    recordedBy: receipt.by,
    subjects: findSubjects(item),
  }
  return { incoming: { item, record, row, profile } }
}
