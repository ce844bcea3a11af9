import { parseDay, parseInstant } from '../base/civil.ts'
import { decimalsOf, type Exact, exactOf, multiply } from '../base/exact.ts'
import { at, type Issue, nearest, type Parsed, unknownName } from '../base/issue.ts'
import type { Label } from '../base/label.ts'
import { isObject } from '../base/shape.ts'
import { startOfDay } from '../base/zone.ts'
import type { SubjectRef } from '../subjects/fact.ts'
import type { Field, Vocabulary } from './activity.ts'
import { type Item, type ItemRef, instantOf, type PeriodRef } from './item.ts'

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
const DECISIONS = ['close', 'freeze', 'veto', 'lift', 'mark', 'publish']

/** Reads untrusted parts of one item and gathers what is wrong with them. */
class Reader {
  readonly issues: Issue[] = []
  readonly words: Vocabulary

  constructor(words: Vocabulary) {
    this.words = words
  }

  fail(code: string, path: string, params: Issue['params'] = {}): undefined {
    this.issues.push({ code, path, params })
    return undefined
  }

  text(value: unknown, path: string, max = 200): string | undefined {
    if (value === undefined || value === null)
      return this.fail('missing_key', path, { name: path.slice(path.lastIndexOf('/') + 1) })
    if (typeof value !== 'string') return this.fail('wrong_type', path, { expected: 'text', found: typeof value })
    if (value.length === 0) return this.fail('empty_text', path)
    if (value.length > max) return this.fail('text_too_long', path, { max, length: value.length })
    if (/\p{Cc}/u.test(value)) return this.fail('control_character', path)
    return value
  }

  among(value: unknown, known: readonly string[], what: string, path: string): string | undefined {
    const name = this.text(value, path)
    if (name === undefined || known.includes(name)) return name
    unknownName(this.issues, path, what, name, known)
    return undefined
  }

  instant(value: unknown, path: string): number | undefined {
    const text = this.text(value, path, 40)
    if (text === undefined) return undefined
    if (text.length === 10) {
      const day = parseDay(text)
      if (day !== undefined) return startOfDay(this.words.zone, day)
    }
    return parseInstant(text) ?? this.fail('wrong_format', path, { expected: 'RFC 3339', value: text })
  }

  object(value: unknown, path: string): Record<string, unknown> | undefined {
    if (isObject(value)) return value
    return value === undefined
      ? this.fail('missing_key', path, { name: path.slice(path.lastIndexOf('/') + 1) })
      : this.fail('wrong_type', path, { expected: 'object', found: value === null ? 'null' : typeof value })
  }

  subject(value: unknown, path: string): SubjectRef {
    const parts = this.object(value, path)
    const kind = parts && this.among(parts.kind, this.words.kinds, 'kind', at(path, 'kind'))
    const id = parts && this.text(parts.id, at(path, 'id'))
    return { kind: kind ?? '', id: id ?? '' }
  }

  ref(value: unknown, path: string): ItemRef {
    const parts = this.object(value, path)
    return {
      source:
        parts?.source === undefined || parts.source === '' ? '' : (this.text(parts.source, at(path, 'source')) ?? ''),
      id: (parts && this.text(parts.id, at(path, 'id'))) ?? '',
    }
  }

  period(value: unknown, path: string): PeriodRef {
    const parts = this.object(value, path)
    const level = parts && this.among(parts.level, [...this.words.levels.keys()], 'period', at(path, 'level'))
    const key = parts && this.text(parts.key, at(path, 'key'))
    return { level: level ?? '', key: key ?? '' }
  }

  attribute(field: Field, value: unknown, path: string): Exact | string | boolean | undefined {
    switch (field.type) {
      case 'flag':
        return typeof value === 'boolean'
          ? value
          : this.fail('wrong_type', path, { expected: 'true or false', found: typeof value })
      case 'date':
        return this.instant(value, path)
      case 'number': {
        const exact = exactOf(value)
        const places = exact === undefined ? undefined : decimalsOf(exact)
        if (exact === undefined || places === undefined)
          return this.fail('not_exact', path, { value: String(value).slice(0, 40) })
        if (places > (field.decimals ?? 0))
          return this.fail('too_many_decimals', path, { max: field.decimals ?? 0, value: String(value) })
        return typeof multiply(exact, 10 ** (field.decimals ?? 0)) === 'number'
          ? exact
          : this.fail('not_exact', path, { value: String(value) })
      }
      default: {
        const text =
          typeof value === 'string' ? value : this.fail('wrong_type', path, { expected: 'text', found: typeof value })
        if (text === undefined) return undefined
        if (text.length > 2000) return this.fail('text_too_long', path, { max: 2000, length: text.length })
        if (field.type === 'choice' && !field.of?.includes(text)) {
          return this.fail('not_one_of', path, {
            value: text.slice(0, 80),
            expected: field.of ?? [],
            nearest: nearest(text, field.of ?? []),
          })
        }
        return text
      }
    }
  }
}

/** An item that still lacks when it was received. */
type Unreceived<T> = T extends Item ? Omit<T, 'receivedAt'> : never

/** Reads one record into an item: as written, or through the program's `input` when it is flat. Never throws. */
export function readItem(words: Vocabulary, record: unknown): Parsed<Item> {
  const reader = new Reader(words)
  if (!isObject(record))
    return {
      ok: false,
      issues: [
        {
          code: 'wrong_type',
          path: '',
          params: {
            expected: 'object',
            found: record === null ? 'null' : Array.isArray(record) ? 'array' : typeof record,
          },
        },
      ],
    }
  const flat = words.input && record.kind === undefined && record.attributes === undefined
  const raw = flat ? unflatten(words, record) : record
  const item = readKind(reader, raw, Boolean(flat))
  return reader.issues.length > 0 || !item ? { ok: false, issues: reader.issues } : { ok: true, value: item }
}

/** Returns a flat record in the form of an event, by the names the program's `input` gives. */
function unflatten(words: Vocabulary, record: Record<string, unknown>): Record<string, unknown> {
  const input = words.input ?? {}
  const part = (place: string | { readonly constant: string } | undefined, name: string): unknown =>
    typeof place === 'object' ? place.constant : (record[place ?? name] ?? undefined)
  const type = part(input.type, 'type')
  const attributes: Record<string, unknown> = {}
  for (const name of words.activities.get(type as string) ?? []) {
    const value = record[name]
    if (value === undefined || value === null) continue
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
function periodStart(reader: Reader, attributes: Readonly<Record<string, unknown>>): number | undefined {
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

function readKind(reader: Reader, raw: Record<string, unknown>, flat: boolean): Item | undefined {
  const { words } = reader
  const kind = raw.kind === undefined && raw.type !== undefined ? 'event' : raw.kind
  if (typeof kind !== 'string' || !Object.hasOwn(KEYS, kind)) {
    return reader.fail('not_one_of', '/kind', {
      value: String(kind).slice(0, 80),
      expected: Object.keys(KEYS),
      nearest: nearest(String(kind).slice(0, 40), Object.keys(KEYS)),
    })
  }
  const allowed = ['kind', 'id', 'source', 'receivedAt', ...(KEYS[kind] as readonly string[])]
  for (const key of Object.keys(raw)) {
    if (!allowed.includes(key))
      reader.fail('unknown_key', at('', key), { name: key.slice(0, 80), nearest: nearest(key, allowed) })
  }
  const id = reader.text(raw.id, '/id') ?? ''
  const source = raw.source === undefined || raw.source === '' ? '' : (reader.text(raw.source, '/source') ?? '')
  const received = raw.receivedAt === undefined ? undefined : reader.instant(raw.receivedAt, '/receivedAt')
  const finish = (item: Unreceived<Item>): Item => {
    const whole = item as Item
    return { ...whole, receivedAt: received ?? instantOf(whole) }
  }
  const base = { id, source }
  const instant = (key: string): number => reader.instant(raw[key], at('', key)) ?? 0
  const span = (): { start: number; end?: number } => {
    const start = instant('start')
    if (raw.end === undefined || raw.end === null) return { start }
    const end = instant('end')
    if (end < start) reader.fail('end_before_start', '/end')
    return { start, end }
  }
  switch (kind) {
    case 'event': {
      const known = typeof raw.type === 'string' && words.activities.has(raw.type)
      const type = known
        ? (raw.type as string)
        : (reader.among(raw.type, [...words.activities.keys()], 'activity', '/type') ?? '')
      const attributes = readAttributes(reader, type, raw.attributes, flat)
      const occurredAt =
        raw.occurredAt === undefined || raw.occurredAt === null
          ? (periodStart(reader, attributes) ?? 0)
          : instant('occurredAt')
      const participants = readParticipants(reader, raw.participants)
      const subject = raw.subject === undefined ? undefined : reader.text(raw.subject, '/subject')
      return finish({
        kind,
        ...base,
        type,
        occurredAt,
        participants,
        attributes,
        ...(subject !== undefined && { subject }),
      })
    }
    case 'retraction':
      return finish({
        kind,
        ...base,
        target: reader.ref(raw.target, '/target'),
        at: instant('at'),
        reason: reader.text(raw.reason, '/reason', 2000) ?? '',
      })
    case 'adjustment': {
      const points = exactOf(raw.points)
      const units = points === undefined ? undefined : multiply(points, 10 ** words.decimals)
      if (typeof units !== 'number') reader.fail('not_exact', '/points', { value: String(raw.points).slice(0, 40) })
      const category = reader.among(raw.category, words.categories, 'category', '/category') ?? ''
      return finish({
        kind,
        ...base,
        subject: reader.subject(raw.subject, '/subject'),
        category,
        points: typeof units === 'number' ? units : 0,
        occurredAt: instant('occurredAt'),
        reason: reader.text(raw.reason, '/reason', 2000) ?? '',
      })
    }
    case 'subject':
      return finish({
        kind,
        ...base,
        subject: reader.subject(raw.subject, '/subject'),
        ...span(),
        ...(isObject(raw.label) && { label: readLabel(reader, raw.label) }),
      })
    case 'membership': {
      const tree = reader.among(raw.tree, Object.keys(words.trees), 'tree', '/tree') ?? ''
      const unit = raw.unit === null ? null : (reader.text(raw.unit, '/unit') ?? null)
      const subject = reader.subject(raw.subject, '/subject')
      const levels = words.trees[tree]
      if (levels && subject.kind && !levels.slice(0, -1).includes(subject.kind))
        reader.fail('kind_not_in_tree', '/subject/kind', { kind: subject.kind, tree })
      return finish({ kind, ...base, tree, subject, unit, ...span() })
    }
    case 'exemption':
      return finish({
        kind,
        ...base,
        subject: reader.subject(raw.subject, '/subject'),
        ...span(),
        reason: reader.text(raw.reason, '/reason', 2000) ?? '',
      })
    case 'attribute': {
      const { value } = raw
      const ok =
        typeof value === 'string' ||
        typeof value === 'boolean' ||
        (typeof value === 'number' && exactOf(value) !== undefined)
      if (!ok) reader.fail('wrong_type', '/value', { expected: 'text, number, true or false', found: typeof value })
      return finish({
        kind,
        ...base,
        subject: reader.subject(raw.subject, '/subject'),
        name: reader.text(raw.name, '/name') ?? '',
        value: ok ? value : '',
        ...span(),
      })
    }
    case 'assignment':
      return finish({
        kind,
        ...base,
        subject: reader.subject(raw.subject, '/subject'),
        name: reader.text(raw.name, '/name') ?? '',
        object: reader.text(raw.object, '/object') ?? '',
        ...span(),
      })
    default:
      return readDecision(reader, raw, finish, { ...base, at: instant('at') })
  }
}

function readDecision(
  reader: Reader,
  raw: Record<string, unknown>,
  finish: (item: Unreceived<Item>) => Item,
  dated: { id: string; source: string; at: number },
): Item | undefined {
  const by = raw.by === undefined ? {} : { by: reader.text(raw.by, '/by') ?? '' }
  const base = { kind: 'decision' as const, ...dated, ...by }
  const reason = (): string => reader.text(raw.reason, '/reason', 2000) ?? ''
  switch (raw.decision) {
    case 'close':
    case 'freeze':
      return finish({ ...base, decision: raw.decision, period: reader.period(raw.period, '/period') })
    case 'veto': {
      const document = raw.document === undefined ? {} : { document: reader.text(raw.document, '/document', 400) ?? '' }
      return finish({
        ...base,
        decision: 'veto',
        rule: reader.text(raw.rule, '/rule') ?? '',
        subject: reader.subject(raw.subject, '/subject'),
        period: reader.period(raw.period, '/period'),
        reason: reason(),
        ...document,
      })
    }
    case 'lift':
      return finish({ ...base, decision: 'lift', target: reader.ref(raw.target, '/target'), reason: reason() })
    case 'mark': {
      const value = exactOf(raw.value)
      if (value === undefined) reader.fail('not_exact', '/value', { value: String(raw.value).slice(0, 40) })
      return finish({
        ...base,
        decision: 'mark',
        name: reader.text(raw.name, '/name') ?? '',
        subject: reader.subject(raw.subject, '/subject'),
        period: reader.period(raw.period, '/period'),
        value: value ?? 0,
      })
    }
    case 'publish':
      return finish({
        ...base,
        decision: 'publish',
        what: reader.text(raw.what, '/what') ?? '',
        period: reader.period(raw.period, '/period'),
      })
    default:
      return reader.fail('not_one_of', '/decision', {
        value: String(raw.decision).slice(0, 80),
        expected: DECISIONS,
        nearest: nearest(String(raw.decision).slice(0, 40), DECISIONS),
      })
  }
}

function readLabel(reader: Reader, raw: Record<string, unknown>): Label {
  const zh = raw['zh-CN'] === undefined ? undefined : reader.text(raw['zh-CN'], '/label/zh-CN', 400)
  const en = raw.en === undefined ? undefined : reader.text(raw.en, '/label/en', 400)
  return { ...(zh !== undefined && { 'zh-CN': zh }), ...(en !== undefined && { en }) }
}

function readParticipants(reader: Reader, raw: unknown): string[] {
  if (raw === undefined || raw === null) return []
  if (!Array.isArray(raw)) {
    reader.fail('wrong_type', '/participants', { expected: 'array', found: typeof raw })
    return []
  }
  if (raw.length > 1000) {
    reader.fail('wrong_length', '/participants', { max: 1000, length: raw.length })
    return []
  }
  return [...new Set(raw.map((one, i) => reader.text(one, at('/participants', i)) ?? ''))]
}

/** Reads attributes; an absent flag is false, so a false one is left out. */
function readAttributes(
  reader: Reader,
  type: string,
  raw: unknown,
  flat: boolean,
): Record<string, Exact | string | boolean> {
  const attributes: Record<string, Exact | string | boolean> = {}
  if (raw === undefined) return attributes
  const parts = reader.object(raw, '/attributes')
  const declared = reader.words.activities.get(type) ?? []
  for (const name of Object.keys(parts ?? {})) {
    const value = parts?.[name]
    const path = flat ? at('', name) : at('/attributes', name)
    const field = declared.includes(name) ? reader.words.fields.get(name) : undefined
    if (!field) {
      if (type !== '') unknownName(reader.issues, path, 'field', name, declared)
    } else if (value !== undefined && value !== null) {
      const read = reader.attribute(field, value, path)
      if (read !== undefined && read !== false) attributes[name] = read
    }
  }
  return attributes
}
