import type { Zone } from '../base/zone.ts'
import type { Log } from '../event/log.ts'
import { fieldNamed, rangesOf } from './column-range.ts'
import type { Evaluate } from './evaluate.ts'
import { type Expression, operatorOf } from './expression.ts'

/** What a test of a column needs to know of its context: the row. */
interface AtRow {
  readonly row: number
}

/**
 * Compiles a comparison of one field with a literal, over the whole numbers of the field's column: no exact number is
 * made and no text is looked up. Returns undefined for any other expression.
 */
export function compileColumnTest(expression: Expression, log: Log, zone: Zone): Evaluate<AtRow> | undefined {
  if (typeof expression !== 'object') return undefined
  const [operator, argument] = operatorOf(expression)
  if (operator === 'and' || operator === 'field') return undefined
  const [range] = rangesOf(expression, log, zone) ?? []
  if (range) {
    const { values, least, most } = range
    return (context) => {
      const value = values.at(context.row)
      return value >= least && value <= most
    }
  }
  return Array.isArray(argument) ? compileTextTest(operator, argument, log) : undefined
}

function compileTextTest(operator: string, argument: readonly unknown[], log: Log): Evaluate<AtRow> | undefined {
  const field = fieldNamed(argument[0])
  const column = field === undefined ? undefined : log.column(field)
  if (column?.field.type !== 'text' && column?.field.type !== 'choice') return undefined
  const { values } = column
  const literal = argument[1]
  if (operator === 'in' && Array.isArray(literal) && literal.every((one) => typeof one === 'string')) {
    const codes = new Set(literal.map((one) => log.texts.code(one)))
    return (context) => codes.has(values.at(context.row))
  }
  if (operator !== 'ne' || typeof literal !== 'string') return undefined
  const code = log.texts.code(literal)
  return (context) => {
    const value = values.at(context.row)
    return value >= 0 && value !== code
  }
}
