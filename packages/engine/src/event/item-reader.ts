import { parseDay, parseInstant } from '../base/civil.ts'
import { decimalsOf, type Exact, exactOf, multiply } from '../base/exact.ts'
import { at, type Issue, nearest, shown, unknownName } from '../base/issue.ts'
import { isObject } from '../base/shape.ts'
import { startOfDay } from '../base/zone.ts'
import type { SubjectRef } from '../subjects/fact.ts'
import type { Field, Vocabulary } from './activity.ts'
import type { Item, ItemRef, PeriodRef } from './item.ts'

/** An item that still lacks when it was received. */
export type Unreceived<T> = T extends Item ? Omit<T, 'receivedAt'> : never

/** What every item has before its own parts are read. */
export interface ItemBase {
  readonly id: string
  readonly source: string
}

function jsonTypeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

/** Whether a text holds a control character of Unicode's category Cc. */
function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x20 || (unit >= 0x7f && unit <= 0x9f)) return true
  }
  return false
}

/** Reads untrusted parts of one item and gathers what is wrong with them. */
export class ItemReader {
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
    const ok = typeof value === 'string' && value.length > 0 && value.length <= max && !hasControl(value)
    return ok ? value : this.refuseText(value, path, max)
  }

  private refuseText(value: unknown, path: string, max: number): undefined {
    if (value === undefined || value === null)
      return this.fail('missing_key', path, { name: path.slice(path.lastIndexOf('/') + 1) })
    if (typeof value !== 'string') return this.fail('wrong_type', path, { expected: 'text', found: typeof value })
    if (value.length === 0) return this.fail('empty_text', path)
    if (value.length > max) return this.fail('text_too_long', path, { max, length: value.length })
    return this.fail('control_character', path)
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
      : this.fail('wrong_type', path, { expected: 'object', found: jsonTypeOf(value) })
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

  /** Reads an attribute; `pathOf` is asked only where it is wrong. */
  attribute(field: Field, value: unknown, pathOf: () => string): Exact | string | boolean | undefined {
    // Whole numbers and plain texts are nearly all there is.
    if (field.type === 'number' && Number.isInteger(value) && Math.abs(value as number) <= 1_000_000_000)
      return (value as number) + 0
    if (field.type === 'text' && typeof value === 'string' && value.length <= 2000) return value
    return this.anyAttribute(field, value, pathOf())
  }

  private anyAttribute(field: Field, value: unknown, path: string): Exact | string | boolean | undefined {
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
          return this.fail('not_exact', path, { value: shown(value, 40) })
        if (places > (field.decimals ?? 0))
          return this.fail('too_many_decimals', path, { max: field.decimals ?? 0, value: shown(value) })
        return typeof multiply(exact, 10 ** (field.decimals ?? 0)) === 'number'
          ? exact
          : this.fail('not_exact', path, { value: shown(value) })
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

  /** A free text such as a reason, at most 2,000 characters. */
  reason(value: unknown, path = '/reason'): string {
    return this.text(value, path, 2000) ?? ''
  }

  span(raw: Record<string, unknown>): { start: number; end?: number } {
    const start = this.instant(raw.start, '/start') ?? 0
    if (raw.end === undefined || raw.end === null) return { start }
    const end = this.instant(raw.end, '/end') ?? start
    if (end < start) this.fail('end_before_start', '/end')
    return { start, end }
  }
}
