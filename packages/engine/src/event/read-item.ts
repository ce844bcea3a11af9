import { exactOf, multiply } from '../base/exact.ts'
import { at, nearest, type Parsed, shown } from '../base/issue.ts'
import type { Label } from '../base/label.ts'
import { plainCopy } from '../base/plain-copy.ts'
import type { Vocabulary } from './activity.ts'
import { type Item, instantOf } from './item.ts'
import { type ItemBase, ItemReader, type Unreceived } from './item-reader.ts'
import { readDecision } from './read-decision.ts'
import { readEvent, unflatten } from './read-event.ts'

const KEYS: Readonly<Record<string, readonly string[]>> = {
  event: ['type', 'occurredAt', 'subject', 'participants', 'attributes'],
  retraction: ['target', 'at', 'reason'],
  adjustment: ['subject', 'category', 'points', 'occurredAt', 'reason'],
  subject: ['subject', 'label', 'start', 'end'],
  membership: ['tree', 'subject', 'unit', 'start', 'end'],
  exemption: ['subject', 'start', 'end', 'reason'],
  attribute: ['subject', 'name', 'value', 'start', 'end'],
  assignment: ['subject', 'name', 'object', 'start', 'end'],
  decision: [
    'decision',
    'at',
    'by',
    'period',
    'rule',
    'subject',
    'reason',
    'document',
    'target',
    'name',
    'value',
    'what',
  ],
}

/** All keys of an item of each kind. */
const ALLOWED = new Map(
  Object.entries(KEYS).map(([kind, keys]) => [kind, ['kind', 'id', 'source', 'receivedAt', ...keys]]),
)

/** Reads one record into an item: as written, or through the program's `input` when it is flat. Never throws. */
export function readItem(words: Vocabulary, record: unknown): Parsed<Item> {
  try {
    return readRecord(words, record)
  } catch {
    // No JSON that came over a wire gets here, only objects that fail when they are read or asked for their text.
    const plain = plainCopy(record, 80, 100_000)
    return readRecord(words, typeof plain === 'string' ? null : plain.copy)
  }
}

function readRecord(words: Vocabulary, record: unknown): Parsed<Item> {
  const reader = new ItemReader(words)
  const parts = reader.object(record, '')
  if (!parts) return { ok: false, issues: reader.issues }
  const flat = words.input !== undefined && parts.kind === undefined && parts.attributes === undefined
  const item = readKind(reader, flat ? unflatten(words, parts) : parts, flat)
  return reader.issues.length > 0 || !item ? { ok: false, issues: reader.issues } : { ok: true, value: item }
}

function readKind(reader: ItemReader, raw: Record<string, unknown>, flat: boolean): Item | undefined {
  const kind = raw.kind === undefined && raw.type !== undefined ? 'event' : raw.kind
  const allowed = typeof kind === 'string' ? ALLOWED.get(kind) : undefined
  if (typeof kind !== 'string' || !allowed) {
    const name = shown(kind, 40)
    const expected = Object.keys(KEYS)
    return reader.fail('not_one_of', '/kind', { value: name, expected, nearest: nearest(name, expected) })
  }
  for (const key of Object.keys(raw)) {
    if (allowed.includes(key)) continue
    reader.fail('unknown_key', at('', key), { name: key.slice(0, 80), nearest: nearest(key, allowed) })
  }
  const id = reader.text(raw.id, '/id') ?? ''
  const source = raw.source === undefined || raw.source === '' ? '' : (reader.text(raw.source, '/source') ?? '')
  const received = raw.receivedAt === undefined ? undefined : reader.instant(raw.receivedAt, '/receivedAt')
  if (kind === 'event') return readEvent(reader, raw, { id, source }, received, flat)
  const item = readParts(reader, kind, raw, { id, source }) as Item | undefined
  return item && { ...item, receivedAt: received ?? instantOf(item) }
}

function readParts(
  reader: ItemReader,
  kind: string,
  raw: Record<string, unknown>,
  base: ItemBase,
): Unreceived<Item> | undefined {
  const instant = (key: string): number => reader.instant(raw[key], at('', key)) ?? 0
  switch (kind) {
    case 'retraction': {
      const target = reader.ref(raw.target, '/target')
      return { kind, ...base, target, at: instant('at'), reason: reader.reason(raw.reason) }
    }
    case 'decision':
      return readDecision(reader, raw, { ...base, at: instant('at') })
    case 'adjustment': {
      const points = exactOf(raw.points)
      const units = points === undefined ? undefined : multiply(points, 10 ** reader.words.decimals)
      if (typeof units !== 'number') reader.fail('not_exact', '/points', { value: shown(raw.points, 40) })
      const subject = reader.subject(raw.subject, '/subject')
      const category = reader.among(raw.category, reader.words.categories, 'category', '/category') ?? ''
      const booked = { category, points: typeof units === 'number' ? units : 0, occurredAt: instant('occurredAt') }
      return { kind, ...base, subject, ...booked, reason: reader.reason(raw.reason) }
    }
    default:
      return readFact(reader, kind, raw, base)
  }
}

function readFact(
  reader: ItemReader,
  kind: string,
  raw: Record<string, unknown>,
  base: ItemBase,
): Unreceived<Item> | undefined {
  const subject = reader.subject(raw.subject, '/subject')
  const whole = { ...base, subject, ...reader.span(raw) }
  const text = (key: string): string => reader.text(raw[key], at('', key)) ?? ''
  switch (kind) {
    case 'subject':
      return { kind, ...whole, ...(raw.label !== undefined && { label: readLabel(reader, raw.label) }) }
    case 'membership': {
      const { trees } = reader.words
      const tree = reader.among(raw.tree, Object.keys(trees), 'tree', '/tree') ?? ''
      const levels = trees[tree]
      if (levels && subject.kind && !levels.slice(0, -1).includes(subject.kind)) {
        reader.fail('kind_not_in_tree', '/subject/kind', { kind: subject.kind, tree })
      }
      return { kind, ...whole, tree, unit: raw.unit === null ? null : text('unit') }
    }
    case 'exemption':
      return { kind, ...whole, reason: reader.reason(raw.reason) }
    case 'assignment':
      return { kind, ...whole, name: text('name'), object: text('object') }
    case 'attribute': {
      const { value } = raw
      const exact = typeof value === 'number' && exactOf(value) !== undefined
      const ok = exact || typeof value === 'string' || typeof value === 'boolean'
      if (!ok) reader.fail('wrong_type', '/value', { expected: 'text, number, true or false', found: typeof value })
      return { kind, ...whole, name: text('name'), value: ok ? value : '' }
    }
    default:
      return undefined
  }
}

function readLabel(reader: ItemReader, written: unknown): Label {
  const raw = reader.object(written, '/label') ?? {}
  const zh = raw['zh-CN'] === undefined ? undefined : reader.text(raw['zh-CN'], '/label/zh-CN', 400)
  const en = raw.en === undefined ? undefined : reader.text(raw.en, '/label/en', 400)
  return { ...(zh !== undefined && { 'zh-CN': zh }), ...(en !== undefined && { en }) }
}
