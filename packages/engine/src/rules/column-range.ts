import { parseDay } from '../base/civil.ts'
import { type Exact, exactOf, multiply, scaledNumber } from '../base/exact.ts'
import { startOfDay, type Zone } from '../base/zone.ts'
import type { Column } from '../event/column.ts'
import type { Log } from '../event/log.ts'
import type { Narrow } from '../event/narrow.ts'
import { type Expression, operatorOf } from './expression.ts'

/** A condition as data: true where the whole number of a column lies in `[least, most]`; a missing one (NaN) never does. */
export interface ColumnRange {
  readonly values: Narrow
  readonly least: number
  readonly most: number
}

/** What a comparison with `exact` asks of a whole number: its floor, and whether it is whole itself. */
const BOUNDS: Readonly<Record<string, (floor: number, isWhole: boolean) => readonly [least: number, most: number]>> = {
  eq: (floor, isWhole) => (isWhole ? [floor, floor] : [1, 0]),
  gte: (floor, isWhole) => [isWhole ? floor : floor + 1, Number.POSITIVE_INFINITY],
  gt: (floor) => [floor + 1, Number.POSITIVE_INFINITY],
  lte: (floor) => [Number.NEGATIVE_INFINITY, floor],
  lt: (floor, isWhole) => [Number.NEGATIVE_INFINITY, isWhole ? floor - 1 : floor],
}

/** Returns the name of the field that a part of an expression is, or undefined. */
export function fieldNamed(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null || Object.keys(part).length !== 1) return undefined
  const { field } = part as { readonly field?: unknown }
  return typeof field === 'string' ? field : undefined
}

/**
 * Returns the ranges that hold together exactly where a condition is true, or undefined for a condition that is no such
 * conjunction. Most conditions are one: then no event of a year needs more for them than two comparisons of numbers.
 */
export function rangesOf(condition: Expression, log: Log, zone: Zone): readonly ColumnRange[] | undefined {
  if (typeof condition !== 'object') return undefined
  const [operator, argument] = operatorOf(condition)
  if (operator === 'and') {
    const parts = (argument as readonly Expression[]).map((part) => rangesOf(part, log, zone))
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined
  }
  const range = operator === 'not' ? flagRange(argument, 0, log) : rangeOf(condition, operator, argument, log, zone)
  return range && [range]
}

function flagRange(part: unknown, value: number, log: Log): ColumnRange | undefined {
  const field = fieldNamed(part)
  const column = field === undefined ? undefined : log.column(field)
  return column?.field.type === 'flag' ? { values: column.values, least: value, most: value } : undefined
}

function rangeOf(
  condition: Expression,
  operator: string,
  argument: unknown,
  log: Log,
  zone: Zone,
): ColumnRange | undefined {
  if (operator === 'field') return flagRange(condition, 1, log)
  const bounds = BOUNDS[operator]
  if (!bounds || !Array.isArray(argument)) return undefined
  const field = fieldNamed(argument[0])
  if (field === undefined) return undefined
  const column = log.column(field)
  const { values } = column
  if (column.field.type === 'text' || column.field.type === 'choice') {
    if (operator !== 'eq' || typeof argument[1] !== 'string') return undefined
    const code = log.texts.code(argument[1])
    return { values, least: code, most: code }
  }
  const exact = exactIn(column, argument[1], zone)
  const floor = exact === undefined ? undefined : scaledNumber(exact, 0, 'floor')
  if (floor === undefined) return undefined
  const [least, most] = bounds(floor, typeof exact === 'number')
  return { values, least, most }
}

/** The number that a literal is in a column of numbers, dates or flags, or undefined where it is no literal. */
function exactIn({ field, scale }: Column, literal: unknown, zone: Zone): Exact | undefined {
  if (typeof literal === 'boolean') return field.type === 'flag' ? Number(literal) : undefined
  if (field.type === 'flag') return undefined
  if (typeof literal === 'number') {
    const exact = exactOf(literal)
    return exact === undefined ? undefined : multiply(exact, scale)
  }
  if (typeof literal !== 'object' || literal === null || Object.keys(literal).length !== 1) return undefined
  const day = parseDay((literal as { readonly date?: string }).date ?? '')
  return day === undefined ? undefined : startOfDay(zone, day)
}
