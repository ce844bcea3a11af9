import { type Exact, multiply, ratio } from '../base/exact.ts'
import type { Texts } from '../base/texts.ts'
import type { Field } from './activity.ts'
import { Narrow, roomFor } from './narrow.ts'

type Data = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** One attribute of all events, as whole numbers: numbers scaled, dates in milliseconds, texts coded, flags 0 or 1. */
export interface Column {
  readonly field: Field
  /** The whole numbers behind the values: NaN is a missing number or date, -1 a missing text. */
  readonly values: Narrow
  /** What a number is multiplied by to be whole. */
  readonly scale: number
  set(row: number, value: Exact | string | boolean): void
  /** The value of a row as expressions see it; undefined is missing. */
  value(row: number): Exact | string | boolean | undefined
  /** A whole number that is equal for equal values, for cells of limits; -1 is missing. */
  code(row: number): number
}

/** Returns `data` with room for at least `size` elements, new ones filled with `empty`. */
export function grown<T extends Data>(data: T, size: number, empty: number): T {
  if (size <= data.length) return data
  const larger = new (data.constructor as new (n: number) => T)(roomFor(size, data.length))
  larger.set(data as never)
  if (empty !== 0) larger.fill(empty, data.length)
  return larger
}

/** Returns an empty column of a field; texts are coded in `texts`. */
export function createColumn(field: Field, texts: Texts): Column {
  if (field.type === 'number' || field.type === 'date') return numberColumn(field)
  return field.type === 'flag' ? flagColumn(field) : textColumn(field, texts)
}

function numberColumn(field: Field): Column {
  const scale = field.type === 'number' ? 10 ** (field.decimals ?? 0) : 1
  const values = new Narrow(Number.NaN)
  const codes = new Map<number, number>()
  return {
    field,
    values,
    scale,
    set: (row, value) => values.set(row, multiply(value as Exact, scale) as number),
    value(row) {
      const whole = values.at(row)
      if (Number.isNaN(whole)) return undefined
      return scale === 1 ? whole : ratio(whole, scale)
    },
    code(row) {
      const whole = values.at(row)
      if (Number.isNaN(whole)) return -1
      const code = codes.get(whole) ?? codes.size
      if (code === codes.size) codes.set(whole, code)
      return code
    },
  }
}

function textColumn(field: Field, texts: Texts): Column {
  const values = new Narrow(-1)
  return {
    field,
    values,
    scale: 1,
    set: (row, value) => values.set(row, texts.code(value as string)),
    value(row) {
      const code = values.at(row)
      return code < 0 ? undefined : texts.text(code)
    },
    code: (row) => values.at(row),
  }
}

function flagColumn(field: Field): Column {
  const values = new Narrow(field.absent === true ? 1 : 0)
  return {
    field,
    values,
    scale: 1,
    set: (row, value) => values.set(row, value === true ? 1 : 0),
    value: (row) => values.at(row) === 1,
    code: (row) => values.at(row),
  }
}
