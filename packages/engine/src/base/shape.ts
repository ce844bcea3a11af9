import { exactOf } from './exact.ts'
import { at, type Issue, nearest, shown } from './issue.ts'

/** A JSON Schema (2020-12) fragment. */
export type JsonSchema = Record<string, unknown>

/** One description of a JSON value that both validates it and writes its JSON Schema. */
export interface Shape {
  /** Adds every mistake of `value` to `issues`, each with its JSON pointer. */
  check(value: unknown, path: string, issues: Issue[]): void
  readonly schema: JsonSchema
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
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: max,
      ...(options.pattern && { pattern: options.pattern.source }),
    },
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
    schema: { enum: values },
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
    schema: { type: 'integer', minimum: min, maximum: max },
    check(value, path, issues) {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) wrong(issues, path, 'whole number', value)
      else if (value < min || value > max) issues.push({ code: 'out_of_range', path, params: { min, max, value } })
    },
  }
}

/** An exact decimal: a JSON number or a decimal text, refused where it would have to be rounded. */
export function decimal(options: { min?: number } = {}): Shape {
  const least = options.min ?? Number.NEGATIVE_INFINITY
  const range = options.min === undefined ? {} : { minimum: options.min }
  return {
    schema: {
      anyOf: [
        { type: 'number', ...range },
        { type: 'string', pattern: '^-?\\d{1,18}(\\.\\d{1,12})?$' },
      ],
    },
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
  schema: { type: 'boolean' },
  check(value, path, issues) {
    if (typeof value !== 'boolean') wrong(issues, path, 'true or false', value)
  },
}

/** An array of one shape with `min` to `max` elements (default 0 to 1,000). */
export function list(shape: Shape, options: { min?: number; max?: number } = {}): Shape {
  const { min = 0, max = 1000 } = options
  return {
    schema: { type: 'array', items: shape.schema, minItems: min, maxItems: max },
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
    schema: { type: 'object', additionalProperties: shape.schema, maxProperties: max },
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
export function object(keys: Readonly<Record<string, Key>>, open: readonly string[] = []): Shape {
  const names = Object.keys(keys)
  const properties = Object.fromEntries(names.map((name) => [name, (keys[name] as Key).shape.schema]))
  return {
    schema: {
      type: 'object',
      properties,
      required: names.filter((name) => !(keys[name] as Key).optional),
      additionalProperties: false,
    },
    check(value, path, issues) {
      if (!isObject(value)) return wrong(issues, path, 'object', value)
      for (const name of Object.keys(value)) {
        if (Object.hasOwn(keys, name) || open.includes(name)) continue
        issues.push({
          code: 'unknown_key',
          path: at(path, name),
          params: { name: name.slice(0, 80), nearest: nearest(name, names) },
        })
      }
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
    schema: { oneOf: Object.values(variants).map((shape) => shape.schema) },
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
    schema: { oneOf: Object.values(variants).map((shape) => shape.schema) },
    check(value, path, issues) {
      if (!isObject(value)) return wrong(issues, path, 'object', value)
      const kind = value.kind
      if (typeof kind === 'string' && Object.hasOwn(variants, kind))
        return (variants[kind] as Shape).check(value, path, issues)
      oneOf(kinds).check(kind, at(path, 'kind'), issues)
    },
  }
}

/** A value that may have one of several JSON types; `pick` says which shape describes it. */
export function either(pick: (value: unknown) => Shape, schemas: readonly JsonSchema[]): Shape {
  return { schema: { anyOf: schemas }, check: (value, path, issues) => pick(value).check(value, path, issues) }
}
