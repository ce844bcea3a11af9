/** The expression language of section 3, as one function; what only an event or a period can answer is asked of `leaf`. */
import type { Expression } from '../../rules/expression.ts'
import { dateAt } from './civil-time.ts'
import {
  type Fraction,
  floor,
  fraction,
  minus,
  over,
  plus,
  roundedTo,
  sign,
  spelled,
  times,
  total,
  whole,
  written,
} from './fraction.ts'

/** A value: number or instant (milliseconds), text, flag, or missing. */
export type Value = Fraction | string | boolean | undefined

/** Answers an operator that only its place knows. */
export type Leaf = (operator: string, argument: unknown) => Value

type Parts = { readonly [key: string]: Expression }

const isNumber = (value: Value): value is Fraction => typeof value === 'object'

function comparison(a: Value, b: Value): number | undefined {
  if (isNumber(a) && isNumber(b)) return sign(a, b)
  if (a === undefined || b === undefined || typeof a !== typeof b) return undefined
  return a === b ? 0 : 1
}

const comparisons: Record<string, (difference: number) => boolean> = {
  eq: (difference) => difference === 0,
  ne: (difference) => difference !== 0,
  lt: (difference) => difference < 0,
  lte: (difference) => difference <= 0,
  gt: (difference) => difference > 0,
  gte: (difference) => difference >= 0,
}

const smaller = (a: Fraction, b: Fraction): Fraction => (sign(a, b) <= 0 ? a : b)
const larger = (a: Fraction, b: Fraction): Fraction => (sign(a, b) >= 0 ? a : b)

const arithmetic: Record<string, (numbers: readonly Fraction[]) => Value> = {
  add: (numbers) => total(numbers),
  mul: (numbers) => numbers.reduce(times),
  min: (numbers) => numbers.reduce(smaller),
  max: (numbers) => numbers.reduce(larger),
  sub: ([a, b]) => a && b && minus(a, b),
  div: ([a, b]) => a && b && over(a, b),
  neg: ([a]) => a && minus(whole(0), a),
  abs: ([a]) => a && larger(a, minus(whole(0), a)),
  clamp: ([x, low, high]) => x && low && high && smaller(larger(x, low), high),
}

/** Evaluates an expression that has been checked. */
export function evaluate(expression: Expression, leaf: Leaf): Value {
  if (typeof expression === 'number') return spelled(expression)
  if (typeof expression !== 'object') return expression
  const [[operator, argument] = ['missing', true]] = Object.entries(expression)
  const value = (inner: unknown): Value => evaluate(inner as Expression, leaf)
  const holds = (inner: unknown): boolean => value(inner) === true
  const list = (Array.isArray(argument) ? argument : [argument]) as unknown[]
  const parts = argument as Parts

  const compare = comparisons[operator]
  if (compare) {
    const difference = comparison(value(list[0]), value(list[1]))
    return difference !== undefined && compare(difference)
  }
  const compute = arithmetic[operator]
  if (compute) {
    const numbers = list.map(value)
    return numbers.every(isNumber) ? compute(numbers) : undefined
  }
  switch (operator) {
    case 'and':
      return list.every(holds)
    case 'or':
      return list.some(holds)
    case 'not':
      return !holds(argument)
    case 'has':
      return value(argument) !== undefined
    case 'in':
      return (list[1] as unknown[]).some((literal) => comparison(value(list[0]), value(literal)) === 0)
    case 'if':
      return holds(list[0]) ? value(list[1]) : list.length > 2 ? value(list[2]) : undefined
    case 'coalesce':
      return list.map(value).find((one) => one !== undefined)
    case 'missing':
      return undefined
    case 'round': {
      const of = value(parts.of)
      return isNumber(of) ? roundedTo(of, Number(parts.places), String(parts.mode)) : undefined
    }
    case 'lookup': {
      const of = value(parts.of)
      if (of === undefined) return undefined
      const key = isNumber(of) ? written(of) : String(of)
      const table = parts.table as unknown as Parts
      if (Object.hasOwn(table, key)) return value(table[key])
      return parts.else === undefined ? undefined : value(parts.else)
    }
    case 'perUnit':
      return perUnit(parts, value)
    default:
      return leaf(operator, argument)
  }
}

function perUnit(parts: Parts, value: (inner: unknown) => Value): Value {
  const [of, rate, step] = [parts.of, parts.rate, parts.step].map(value)
  const least = parts.min === undefined ? undefined : value(parts.min)
  const most = parts.max === undefined ? undefined : value(parts.max)
  if (!isNumber(of) || !isNumber(rate) || !isNumber(step) || step.n <= 0n) return undefined
  if (parts.min !== undefined && !isNumber(least)) return undefined
  if (parts.max !== undefined && !isNumber(most)) return undefined
  const steps = fraction(floor(over(of, step) as Fraction))
  const amount = times(steps, step)
  if (isNumber(least) && sign(amount, least) < 0) return whole(0)
  return times(rate, isNumber(most) ? smaller(amount, most) : amount)
}

/** Returns the whole civil days from one date to another, both formulas that `leaf` answers. */
export function daysBetween(zone: string, dates: unknown, leaf: Leaf): Value {
  const [from, to] = (dates as Expression[]).map((one) => evaluate(one, leaf))
  if (!isNumber(from) || !isNumber(to)) return undefined
  const day = ({ n }: Fraction): number => Date.parse(dateAt(zone, Number(n))) / 86_400_000
  return whole(day(to) - day(from))
}

/** Returns the sum of the numbers among values, and how many there are. */
export function summed(values: readonly Value[]): { sum: Fraction; n: number } {
  const numbers = values.filter(isNumber)
  return { sum: numbers.reduce(plus, whole(0)), n: numbers.length }
}

/** Returns the numbers among values, the highest first. */
export const highestFirst = (values: readonly Value[]): Fraction[] => values.filter(isNumber).sort((a, b) => sign(b, a))
