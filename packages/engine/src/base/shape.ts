import { exactOf } from './exact.ts'
import { at, type Issue, nearest, shown, unknownKeys } from './issue.ts'

/** What a shape says, as data: its JSON Schema is written from it. */
export type Form =
  | { readonly is: 'text'; readonly max: number; readonly pattern?: RegExp | undefined }
  | { readonly is: 'one of'; readonly values: readonly string[] }
  | { readonly is: 'integer'; readonly min: number; readonly max: number }
  | { readonly is: 'decimal'; readonly min?: number | undefined }
  | { readonly is: 'flag' | 'day' | 'instant' }
  | { readonly is: 'list'; readonly of: Shape; readonly min: number; readonly max: number }
  | { readonly is: 'named'; readonly of: Shape; readonly max: number }
  | { readonly is: 'object'; readonly keys: Readonly<Record<string, Key>> }
  | { readonly is: 'any of'; readonly shapes: readonly Shape[] }
  | { readonly is: 'variants'; readonly shapes: Readonly<Record<string, Shape>> }
  | { readonly is: 'reference'; readonly to: string }

/** One description of a JSON value that both validates it and writes its JSON Schema. */
export interface Shape {
  /** Adds every mistake of `value` to `issues`, each with its JSON pointer. */
  check(value: unknown, path: string, issues: Issue[]): void
  readonly form: Form
}

/** A key of an object: its shape and whether it may be left out. */
export interface Key {
  readonly shape: Shape
  readonly optional: boolean
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

function wrong(issues: Issue[], path: string, expected: string, value: unknown): void {
  const found = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  issues.push({ code: 'wrong_type', path, params: { expected, found } })
}

/** Returns whether `value` is a plain JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns an optional key. */
export function optional(shape: Shape): Key {
  return { shape, optional: true }
}

/** Returns a required key. */
export function required(shape: Shape): Key {
  return { shape, optional: false }
}

/** A text of at most `max` characters (default 200), not empty, optionally of a pattern given with its name. */
export function text(options: { max?: number; pattern?: RegExp; expected?: string } = {}): Shape {
  const max = options.max ?? 200
  return {
    form: { is: 'text', max, pattern: options.pattern },
    check(value, path, issues) {
      if (typeof value !== 'string') wrong(issues, path, 'text', value)
      else if (value.length === 0) issues.push({ code: 'empty_text', path, params: {} })
      else if (value.length > max) issues.push({ code: 'text_too_long', path, params: { max, length: value.length } })
      else if (options.pattern && !options.pattern.test(value)) {
        issues.push({
          code: 'wrong_format',
          path,
          params: { expected: options.expected ?? options.pattern.source, value: value.slice(0, 80) },
        })
      }
    },
  }
}

/** One of the given texts. */
export function oneOf(values: readonly string[]): Shape {
  return {
    form: { is: 'one of', values },
    check(value, path, issues) {
      if (typeof value === 'string' && values.includes(value)) return
      const name = typeof value === 'string' ? value.slice(0, 80) : typeof value
      issues.push({
        code: 'not_one_of',
        path,
        params: { value: name, expected: values, nearest: nearest(name, values) },
      })
    },
  }
}

/** A whole number between `min` and `max`, both included. */
export function integer(min: number, max: number): Shape {
  return {
    form: { is: 'integer', min, max },
    check(value, path, issues) {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) wrong(issues, path, 'whole number', value)
      else if (value < min || value > max) issues.push({ code: 'out_of_range', path, params: { min, max, value } })
    },
  }
}

/** An exact decimal: a JSON number or a decimal text, refused where it would have to be rounded. */
export function decimal(options: { min?: number } = {}): Shape {
  const least = options.min ?? Number.NEGATIVE_INFINITY
  return {
    form: { is: 'decimal', min: options.min },
    check(value, path, issues) {
      const exact = exactOf(value)
      if (typeof value !== 'number' && typeof value !== 'string') wrong(issues, path, 'number', value)
      else if (exact === undefined) issues.push({ code: 'not_exact', path, params: { value: shown(value, 40) } })
      else if (Number(value) < least)
        issues.push({ code: 'out_of_range', path, params: { min: least, value: shown(value) } })
    },
  }
}

/** `true` or `false`. */
export const flag: Shape = {
  form: { is: 'flag' },
  check(value, path, issues) {
    if (typeof value !== 'boolean') wrong(issues, path, 'true or false', value)
  },
}

/** An array of one shape with `min` to `max` elements (default 0 to 1,000). */
export function list(shape: Shape, options: { min?: number; max?: number } = {}): Shape {
  const { min = 0, max = 1000 } = options
  return {
    form: { is: 'list', of: shape, min, max },
    check(value, path, issues) {
      if (!Array.isArray(value)) return wrong(issues, path, 'array', value)
      if (value.length < min || value.length > max) {
        issues.push({ code: 'wrong_length', path, params: { min, max, length: value.length } })
      }
      for (let i = 0; i < Math.min(value.length, max); i++) shape.check(value[i], at(path, i), issues)
    },
  }
}

/** An object whose keys are free names, each value of one shape. */
export function named(shape: Shape, keys: RegExp = /^[^\s/]{1,80}$/u, max = 1000): Shape {
  return {
    form: { is: 'named', of: shape, max },
    check(value, path, issues) {
      if (!isObject(value)) return wrong(issues, path, 'object', value)
      const entries = Object.entries(value)
      if (entries.length > max) issues.push({ code: 'wrong_length', path, params: { max, length: entries.length } })
      for (const [key, child] of entries.slice(0, max)) {
        if (FORBIDDEN.has(key) || !keys.test(key))
          issues.push({ code: 'wrong_name', path: at(path, key), params: { name: key.slice(0, 80) } })
        else shape.check(child, at(path, key), issues)
      }
    },
  }
}

/** An object with exactly these keys; a missing or unknown key is named, with the nearest known one. */
export function object(keys: Readonly<Record<string, Key>>): Shape {
  const names = Object.keys(keys)
  return {
    form: { is: 'object', keys },
    check(value, path, issues) {
      if (!isObject(value)) return wrong(issues, path, 'object', value)
      unknownKeys(issues, path, value, names)
      for (const name of names) {
        const key = keys[name] as Key
        if (Object.hasOwn(value, name) && value[name] !== undefined)
          key.shape.check(value[name], at(path, name), issues)
        else if (!key.optional) issues.push({ code: 'missing_key', path: at(path, name), params: { name } })
      }
    },
  }
}

/** A value described by the one of its keys that is present: `{ "field": … }` or `{ "fields": … }`. */
export function byKey(variants: Readonly<Record<string, Shape>>): Shape {
  const names = Object.keys(variants)
  return {
    form: { is: 'variants', shapes: variants },
    check(value, path, issues) {
      if (!isObject(value)) return wrong(issues, path, 'object', value)
      const present = names.filter((name) => Object.hasOwn(value, name))
      if (present.length === 1) return (variants[present[0] as string] as Shape).check(value, path, issues)
      issues.push({ code: 'needs_one_of', path, params: { expected: names, found: Object.keys(value).slice(0, 20) } })
    },
  }
}

/** An object described by the value of its key `kind`. */
export function byKind(variants: Readonly<Record<string, Shape>>): Shape {
  const kinds = Object.keys(variants)
  return {
    form: { is: 'variants', shapes: variants },
    check(value, path, issues) {
      if (!isObject(value)) return wrong(issues, path, 'object', value)
      const kind = value.kind
      if (typeof kind === 'string' && Object.hasOwn(variants, kind))
        return (variants[kind] as Shape).check(value, path, issues)
      oneOf(kinds).check(kind, at(path, 'kind'), issues)
    },
  }
}

/** A value that may be a text (or other literal) or an object: the first shape describes what is no object. */
export function either(literal: Shape, structure: Shape): Shape {
  return {
    form: { is: 'any of', shapes: [literal, structure] },
    check: (value, path, issues) => (typeof value === 'object' ? structure : literal).check(value, path, issues),
  }
}
