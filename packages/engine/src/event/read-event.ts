import { parseDay } from '../base/civil.ts'
import type { Exact } from '../base/exact.ts'
import { at, unknownName } from '../base/issue.ts'
import { startOfDay } from '../base/zone.ts'
import type { Vocabulary } from './activity.ts'
import type { ActivityEvent } from './item.ts'
import type { ItemBase, ItemReader } from './item-reader.ts'

/** Reads an event; `flat` says that its attributes stood beside its other parts. */
export function readEvent(
  reader: ItemReader,
  raw: Record<string, unknown>,
  base: ItemBase,
  received: number | undefined,
  flat: boolean,
): ActivityEvent {
  const { activities } = reader.words
  const known = typeof raw.type === 'string' && activities.has(raw.type)
  const named = known ? (raw.type as string) : reader.among(raw.type, [...activities.keys()], 'activity', '/type')
  const type = named ?? ''
  const attributes = readAttributes(reader, type, raw.attributes, flat)
  const undated = raw.occurredAt === undefined || raw.occurredAt === null
  const occurredAt = undated ? periodStart(reader, attributes) : reader.instant(raw.occurredAt, '/occurredAt')
  const participants = readParticipants(reader, raw.participants)
  const subject = raw.subject === undefined ? undefined : reader.text(raw.subject, '/subject')
  const { id, source } = base
  const when = occurredAt ?? 0
  // Two literals instead of one with parts spread in: this is the path that every event takes.
  return subject === undefined
    ? { kind: 'event', id, source, receivedAt: received ?? when, type, occurredAt: when, participants, attributes }
    : {
        kind: 'event',
        id,
        source,
        receivedAt: received ?? when,
        type,
        occurredAt: when,
        participants,
        subject,
        attributes,
      }
}

/** Returns a flat record in the form of an event, by the names the program's `input` gives. */
export function unflatten(words: Vocabulary, record: Record<string, unknown>): Record<string, unknown> {
  const input = words.input ?? {}
  const own = (name: string): unknown => (Object.hasOwn(record, name) ? (record[name] ?? undefined) : undefined)
  const part = (place: string | { readonly constant: string } | undefined, name: string): unknown =>
    typeof place === 'object' ? place.constant : own(place ?? name)
  const type = part(input.type, 'type')
  const attributes: Record<string, unknown> = {}
  for (const name of words.activities.get(type as string) ?? []) {
    const value = own(input.attributes?.[name] ?? name)
    if (value === undefined) continue
    attributes[name] = typeof value === 'number' && words.fields.get(name)?.type === 'text' ? String(value) : value
  }
  const event: Record<string, unknown> = { kind: 'event', id: part(input.id, 'id'), type, attributes }
  const rest = {
    occurredAt: part(input.occurredAt, 'occurredAt'),
    source: part(input.source, 'source'),
    subject: part(input.subject, 'subject'),
    participants: part(input.participants, 'participants'),
    receivedAt: record.receivedAt,
  }
  for (const [key, value] of Object.entries(rest)) if (value !== undefined && value !== null) event[key] = value
  return event
}

/** Returns the date that an event without a time takes from the one field period whose start its fields name. */
function periodStart(reader: ItemReader, attributes: Readonly<Record<string, unknown>>): number | undefined {
  const dated = [...reader.words.levels.values()].filter((level) => level.fields && level.startsOn !== undefined)
  const level = dated.length === 1 ? dated[0] : undefined
  if (!level?.fields || level.startsOn === undefined || !level.fields.every((name) => attributes[name] !== undefined)) {
    return reader.fail('missing_key', '/occurredAt', { name: 'occurredAt' })
  }
  const date = level.startsOn.replace(/\{([^}]*)\}/g, (_, name: string) => String(attributes[name]))
  const day = parseDay(date)
  return day === undefined || date.length !== 10
    ? reader.fail('wrong_format', '/occurredAt', { expected: 'YYYY-MM-DD', value: date })
    : startOfDay(reader.words.zone, day)
}

function readParticipants(reader: ItemReader, raw: unknown): string[] {
  if (raw === undefined || raw === null) return []
  if (!Array.isArray(raw)) {
    reader.fail('wrong_type', '/participants', { expected: 'array', found: typeof raw })
    return []
  }
  if (raw.length > 1000) {
    reader.fail('wrong_length', '/participants', { max: 1000, length: raw.length })
    return []
  }
  if (raw.length === 0) return []
  return [...new Set(raw.map((one, i) => reader.text(one, at('/participants', i)) ?? ''))]
}

/** Reads attributes; a flag that says what its absence means is left out. */
function readAttributes(
  reader: ItemReader,
  type: string,
  raw: unknown,
  flat: boolean,
): Record<string, Exact | string | boolean> {
  const attributes: Record<string, Exact | string | boolean> = {}
  if (raw === undefined) return attributes
  const parts = reader.object(raw, '/attributes')
  if (!parts) return attributes
  const declared = reader.words.activities.get(type) ?? []
  for (const name of Object.keys(parts)) {
    const value = parts[name]
    const pathOf = (): string =>
      flat ? at('', reader.words.input?.attributes?.[name] ?? name) : at('/attributes', name)
    const field = declared.includes(name) ? reader.words.fields.get(name) : undefined
    if (!field) {
      if (type !== '') unknownName(reader.issues, pathOf(), 'field', name, declared)
    } else if (value !== undefined && value !== null) {
      const read = reader.attribute(field, value, pathOf)
      if (read !== undefined && read !== (field.absent ?? false)) attributes[name] = read
    }
  }
  return attributes
}
