import { parseDay } from '../base/civil.ts'
import { exactOf, multiply } from '../base/exact.ts'
import { startOfDay, type Zone } from '../base/zone.ts'
import type { Column } from '../event/column.ts'
import type { Log } from '../event/log.ts'
import type { Narrow } from '../event/narrow.ts'
import type { Evaluate } from './evaluate.ts'
import { type Expression, operatorOf } from './expression.ts'

/** What a test of a column needs to know of its context: the row. */
interface AtRow {
  readonly row: number
}

/** The comparisons of a field with a whole number: a missing one (NaN) fails each of them. */
const NUMBER_TESTS: Readonly<Record<string, (values: Narrow, literal: number) => Evaluate<AtRow>>> = {
  eq: (values, literal) => (context) => values.at(context.row) === literal,
  ne: (values, literal) => (context) => {
    const value = values.at(context.row)
    return value !== literal && !Number.isNaN(value)
  },
  lt: (values, literal) => (context) => values.at(context.row) < literal,
  lte: (values, literal) => (context) => values.at(context.row) <= literal,
  gt: (values, literal) => (context) => values.at(context.row) > literal,
  gte: (values, literal) => (context) => values.at(context.row) >= literal,
}

const isFieldOf = (part: unknown): part is { readonly field: string } =>
  typeof part === 'object' && part !== null && Object.keys(part).length === 1 && Object.hasOwn(part, 'field')

/**
 * Compiles a comparison of one field with a literal, which is what most conditions are made of, over the whole numbers
 * of the field's column: no exact number is made and no text is looked up. Returns undefined for any other expression.
 */
export function compileColumnTest(expression: Expression, log: Log, zone: Zone): Evaluate<AtRow> | undefined {
  if (typeof expression !== 'object') return undefined
  const [operator, argument] = operatorOf(expression)
  if (!Array.isArray(argument) || !isFieldOf(argument[0])) return undefined
  const [{ field }, literal] = argument as [{ readonly field: string }, unknown]
  const column = log.column(field)
  if (column.field.type === 'flag') return undefined
  if (column.field.type === 'text' || column.field.type === 'choice') {
    return compileTextTest(operator, literal, column.values, log)
  }
  const whole = wholeOf(literal, column, zone)
  return whole === undefined ? undefined : NUMBER_TESTS[operator]?.(column.values, whole)
}

function compileTextTest(operator: string, literal: unknown, values: Narrow, log: Log): Evaluate<AtRow> | undefined {
  if (operator === 'in' && Array.isArray(literal) && literal.every((one) => typeof one === 'string')) {
    const codes = new Set(literal.map((one) => log.texts.code(one)))
    return (context) => codes.has(values.at(context.row))
  }
  if (typeof literal !== 'string') return undefined
  const code = log.texts.code(literal)
  if (operator === 'eq') return (context) => values.at(context.row) === code
  if (operator !== 'ne') return undefined
  return (context) => {
    const value = values.at(context.row)
    return value >= 0 && value !== code
  }
}

/** The whole number that a literal is in a column, or undefined where it is no literal or not whole there. */
function wholeOf(literal: unknown, column: Column, zone: Zone): number | undefined {
  if (typeof literal === 'number') {
    const exact = exactOf(literal)
    const whole = exact === undefined ? undefined : multiply(exact, column.scale)
    return typeof whole === 'number' ? whole : undefined
  }
  if (typeof literal !== 'object' || literal === null || Object.keys(literal).length !== 1) return undefined
  const day = parseDay((literal as { readonly date?: string }).date ?? '')
  return day === undefined ? undefined : startOfDay(zone, day)
}
