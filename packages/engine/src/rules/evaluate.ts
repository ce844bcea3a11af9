import { parseDay } from '../base/civil.ts'
import {
  add,
  compare,
  divide,
  type Exact,
  exactOf,
  exactText,
  multiply,
  negate,
  type RoundingMode,
  round,
  roundDownTo,
  subtract,
} from '../base/exact.ts'
import { dayAt, startOfDay, type Zone } from '../base/zone.ts'
import { type Expression, operatorOf, type Value } from './expression.ts'

/** A compiled expression: total, without side effects, missing (undefined) where a value it needs is missing. */
export type Evaluate<C> = (context: C) => Value

/** Compiles a leaf of the place an expression stands in; `compile` serves expressions nested in the leaf's argument. */
export type CompileLeaf<C> = (operator: string, argument: unknown) => Evaluate<C>

const isNumber = (value: Value): value is Exact => typeof value === 'number' || typeof value === 'object'

/** Compares two values of one type; undefined when either is missing or their types differ. */
export function compareValues(a: Value, b: Value): number | undefined {
  if (isNumber(a) && isNumber(b)) return compare(a, b)
  if (typeof a === 'string' && typeof b === 'string') return a === b ? 0 : a < b ? -1 : 1
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  return undefined
}

/** The arithmetic of the language on exact numbers, by operator name. */
const FOLDS: Readonly<Record<string, (a: Exact, b: Exact) => Exact | undefined>> = {
  add,
  mul: multiply,
  min: (a, b) => (compare(a, b) <= 0 ? a : b),
  max: (a, b) => (compare(a, b) >= 0 ? a : b),
  sub: subtract,
  div: divide,
}

const TESTS: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
}

/** Returns `rate × a`, where `a` is `of` rounded down to a multiple of `step`, 0 below `min`, at most `max`. */
export function perUnit(
  of: Exact,
  rate: Exact,
  step: Exact,
  min: Exact | undefined,
  max: Exact | undefined,
): Exact | undefined {
  if (compare(step, 0) <= 0) return undefined
  let amount = roundDownTo(of, step)
  if (min !== undefined && compare(amount, min) < 0) amount = 0
  if (max !== undefined && compare(amount, max) > 0) amount = max
  return multiply(rate, amount)
}

/** Compiles an expression in a way of its own where the place it stands in has one that is quicker. */
export type Shortcut<C> = (expression: Expression) => Evaluate<C> | undefined

/** Compiles a checked expression. Requires that `checkExpression` found nothing. */
export function compileExpression<C>(
  expression: Expression,
  zone: Zone,
  leaf: CompileLeaf<C>,
  shortcut?: Shortcut<C>,
): Evaluate<C> {
  const short = shortcut?.(expression)
  if (short) return short
  const compile = (part: unknown): Evaluate<C> => compileExpression(part as Expression, zone, leaf, shortcut)
  if (typeof expression === 'number') {
    const exact = exactOf(expression)
    return () => exact
  }
  if (typeof expression !== 'object') return () => expression
  const [operator, argument] = operatorOf(expression)
  const parts = argument as Record<string, unknown>
  const fold = FOLDS[operator]
  if (fold) return compileFold((argument as unknown[]).map(compile), fold)
  const test = TESTS[operator]
  if (test) return compileTest((argument as unknown[]).map(compile), argument as readonly unknown[], test)
  switch (operator) {
    case 'and':
      return (argument as unknown[]).map(compile).reduce(both)
    case 'or':
      return (argument as unknown[]).map(compile).reduce(either)
    case 'not': {
      const of = compile(argument)
      return (context) => of(context) !== true
    }
    case 'has': {
      const of = compile(argument)
      return (context) => of(context) !== undefined
    }
    case 'neg':
      return compileNumber(compile(argument), negate)
    case 'abs':
      return compileNumber(compile(argument), (value) => (compare(value, 0) < 0 ? negate(value) : value))
    case 'clamp': {
      const [of, low, high] = (argument as unknown[]).map(compile) as [Evaluate<C>, Evaluate<C>, Evaluate<C>]
      return (context) => {
        const [value, least, most] = [of(context), low(context), high(context)]
        if (!isNumber(value) || !isNumber(least) || !isNumber(most)) return undefined
        if (compare(value, least) < 0) return least
        return compare(value, most) > 0 ? most : value
      }
    }
    case 'daysBetween': {
      const [from, to] = (argument as unknown[]).map(compile) as [Evaluate<C>, Evaluate<C>]
      return (context) => {
        const [start, end] = [from(context), to(context)]
        return typeof start === 'number' && typeof end === 'number' ? dayAt(zone, end) - dayAt(zone, start) : undefined
      }
    }
    case 'coalesce': {
      const all = (argument as unknown[]).map(compile)
      return (context) => {
        for (const each of all) {
          const value = each(context)
          if (value !== undefined) return value
        }
        return undefined
      }
    }
    case 'if': {
      const [when, then, otherwise] = (argument as unknown[]).map(compile) as [
        Evaluate<C>,
        Evaluate<C>,
        Evaluate<C> | undefined,
      ]
      return (context) => (when(context) === true ? then(context) : otherwise?.(context))
    }
    case 'in': {
      const [of, literals] = argument as [unknown, readonly unknown[]]
      const value = compile(of)
      const among = new Set(
        literals.map((literal) => (typeof literal === 'number' ? exactText(exactOf(literal) ?? 0) : literal)),
      )
      return (context) => {
        const found = value(context)
        return found !== undefined && among.has(isNumber(found) ? exactText(found) : found)
      }
    }
    case 'round': {
      const { places, mode } = parts as { places: number; mode: RoundingMode }
      return compileNumber(compile(parts.of), (value) => round(value, places, mode))
    }
    case 'lookup': {
      const of = compile(parts.of)
      const otherwise = parts.else === undefined ? undefined : compile(parts.else)
      const table = new Map(Object.entries(parts.table as object).map(([key, row]) => [key, compile(row)]))
      return (context) => {
        const found = of(context)
        if (found === undefined) return undefined
        const row = table.get(isNumber(found) ? exactText(found) : String(found))
        return row ? row(context) : otherwise?.(context)
      }
    }
    case 'perUnit': {
      const [of, rate, step] = [compile(parts.of), compile(parts.rate), compile(parts.step)]
      const min = parts.min === undefined ? undefined : compile(parts.min)
      const max = parts.max === undefined ? undefined : compile(parts.max)
      return (context) => {
        const [amount, each, by, least, most] = [
          of(context),
          rate(context),
          step(context),
          min?.(context),
          max?.(context),
        ]
        if (!isNumber(amount) || !isNumber(each) || !isNumber(by)) return undefined
        if ((min && !isNumber(least)) || (max && !isNumber(most))) return undefined
        return perUnit(amount, each, by, least as Exact | undefined, most as Exact | undefined)
      }
    }
    case 'missing':
      return () => undefined
    case 'date': {
      const instant = startOfDay(zone, parseDay(argument as string) ?? 0)
      return () => instant
    }
    default:
      return leaf(operator, argument)
  }
}

function both<C>(a: Evaluate<C>, b: Evaluate<C>): Evaluate<C> {
  return (context) => a(context) === true && b(context) === true
}

function either<C>(a: Evaluate<C>, b: Evaluate<C>): Evaluate<C> {
  return (context) => a(context) === true || b(context) === true
}

function compileNumber<C>(of: Evaluate<C>, apply: (value: Exact) => Value): Evaluate<C> {
  return (context) => {
    const value = of(context)
    return isNumber(value) ? apply(value) : undefined
  }
}

function compileFold<C>(all: readonly Evaluate<C>[], fold: (a: Exact, b: Exact) => Exact | undefined): Evaluate<C> {
  const [first, ...rest] = all as [Evaluate<C>, ...Evaluate<C>[]]
  return (context) => {
    let sum = first(context)
    for (const each of rest) {
      const next = each(context)
      if (!isNumber(sum) || !isNumber(next)) return undefined
      sum = fold(sum, next)
    }
    return isNumber(sum) ? sum : undefined
  }
}

function compileTest<C>(
  sides: readonly Evaluate<C>[],
  written: readonly unknown[],
  test: (order: number) => boolean,
): Evaluate<C> {
  const [a, b] = sides as [Evaluate<C>, Evaluate<C>]
  const literal = Number.isSafeInteger(written[1]) ? (written[1] as number) : undefined
  return (context) => {
    const value = a(context)
    if (literal !== undefined && typeof value === 'number') return test(value - literal)
    const order = compareValues(value, b(context))
    return order !== undefined && test(order)
  }
}
