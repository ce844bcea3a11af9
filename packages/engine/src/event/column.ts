import { type Exact, multiply, ratio } from '../base/exact.ts'
import type { Texts } from '../base/texts.ts'
import type { Field } from './activity.ts'

type Data = Float64Array | Int32Array | Int8Array

/** One attribute of all events, in a typed array: numbers scaled to whole, texts coded, flags 0 or 1. */
export interface Column {
  readonly field: Field
  set(row: number, value: Exact | string | boolean): void
  /** The value of a row as expressions see it; undefined is missing. */
  value(row: number): Exact | string | boolean | undefined
  /** A whole number that is equal for equal values, for cells of limits; -1 is missing. */
  code(row: number): number
}

/** Returns `data` with room for at least `size` elements, new ones filled with `empty`. */
export function grown<T extends Data>(data: T, size: number, empty: number): T {
  if (size <= data.length) return data
  const larger = new (data.constructor as new (n: number) => T)(Math.max(size, data.length * 2, 64))
  larger.set(data as never)
  if (empty !== 0) larger.fill(empty, data.length)
  return larger
}

/** Returns an empty column of a field; texts are coded in `texts`. */
export function createColumn(field: Field, texts: Texts): Column {
  if (field.type === 'number' || field.type === 'date') return numberColumn(field, texts)
  return field.type === 'flag' ? flagColumn(field) : textColumn(field, texts)
}

function numberColumn(field: Field, texts: Texts): Column {
  const scale = field.type === 'number' ? 10 ** (field.decimals ?? 0) : 1
  let data = new Float64Array(0)
  return {
    field,
    set(row, value) {
      data = grown(data, row + 1, Number.NaN)
      data[row] = multiply(value as Exact, scale) as number
    },
    value(row) {
      const whole = row < data.length ? (data[row] as number) : Number.NaN
      if (Number.isNaN(whole)) return undefined
      return scale === 1 ? whole : ratio(whole, scale)
    },
    code(row) {
      const whole = row < data.length ? (data[row] as number) : Number.NaN
      return Number.isNaN(whole) ? -1 : texts.code(String(whole))
    },
  }
}

function textColumn(field: Field, texts: Texts): Column {
  let data = new Int32Array(0)
  const code = (row: number): number => (row < data.length ? (data[row] as number) : -1)
  return {
    field,
    code,
    set(row, value) {
      data = grown(data, row + 1, -1)
      data[row] = texts.code(value as string)
    },
    value(row) {
      const found = code(row)
      return found < 0 ? undefined : texts.text(found)
    },
  }
}

function flagColumn(field: Field): Column {
  const absent = field.absent === true ? 1 : 0
  let data = new Int8Array(0)
  const at = (row: number): number => data[row] ?? absent
  return {
    field,
    set(row, value) {
      data = grown(data, row + 1, absent)
      data[row] = value === true ? 1 : 0
    },
    value: (row) => at(row) === 1,
    code: at,
  }
}
