import { decimalsOf, exactOf } from '../base/exact.ts'
import { operatorOf } from '../rules/expression.ts'
import type { Program } from '../rules/program.ts'
import { decimalsKept, domainOf } from './domain-of.ts'
import { isAbove, type NumberSpan } from './number-span.ts'
import { type ScoreSpans, spanOf } from './span-of.ts'

/** Whether a condition is true in every case, in none, or in some. */
export type Truth = 'always' | 'never' | 'open'

/** Where a condition stands: what its leaves may take. */
export interface TruthPlace {
  readonly program: Program
  readonly on: readonly string[] | undefined
  readonly scores: ScoreSpans
}

/** The leaves that are conditions by themselves. */
const FLAGS = ['field', 'exempt', 'isSubject', 'workday', 'caseReached', 'caseOverdue']

type Operands = readonly [operator: string, left: unknown, right: unknown]

/** Returns whether a condition can be told to be true always or never; a missing value makes comparisons false. */
export function truthOf(place: TruthPlace, expression: unknown): Truth {
  if (typeof expression === 'boolean') return expression ? 'always' : 'never'
  if (typeof expression !== 'object' || expression === null) return 'open'
  const [operator, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
  const parts = Array.isArray(argument) ? (argument as readonly unknown[]) : []
  switch (operator) {
    case 'and': {
      const truths = conjuncts(expression).map((part) => truthOf(place, part))
      if (truths.includes('never') || contradicts(conjuncts(expression))) return 'never'
      return truths.every((one) => one === 'always') ? 'always' : 'open'
    }
    case 'or': {
      const truths = parts.map((part) => truthOf(place, part))
      if (truths.includes('always')) return 'always'
      return truths.every((one) => one === 'never') ? 'never' : 'open'
    }
    case 'not': {
      const truth = truthOf(place, argument)
      return truth === 'open' ? 'open' : truth === 'always' ? 'never' : 'always'
    }
    case 'missing':
      return 'never'
    case 'has':
      return typeof argument !== 'object' ? 'always' : 'missing' in (argument as object) ? 'never' : 'open'
    case 'in':
      return (parts[1] as readonly unknown[]).every((literal) => isImpossible(place, ['eq', parts[0], literal]))
        ? 'never'
        : 'open'
    case 'eq':
    case 'ne':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return comparison(place, [operator, parts[0], parts[1]])
    default:
      return 'open'
  }
}

function comparison(place: TruthPlace, [operator, left, right]: Operands): Truth {
  if (typeof left !== 'object' && typeof right !== 'object' && typeof left === typeof right) {
    const order = (left as number) < (right as number) ? -1 : left === right ? 0 : 1
    const holds = { eq: order === 0, ne: order !== 0, lt: order < 0, lte: order <= 0, gt: order > 0, gte: order >= 0 }
    return holds[operator as keyof typeof holds] ? 'always' : 'never'
  }
  return isImpossible(place, [operator, left, right]) ? 'never' : 'open'
}

/** Returns whether a comparison can never hold, by the values that its sides may take. */
export function isImpossible(place: TruthPlace, [operator, left, right]: Operands): boolean {
  const { program, on, scores } = place
  if (operator === 'eq') {
    for (const [a, b] of [
      [left, right],
      [right, left],
    ]) {
      const domain = typeof b === 'string' ? domainOf(program, a, on) : undefined
      if (domain && !domain.values.includes(b as string)) return true
      const kept = typeof b === 'number' ? decimalsKept(program, a) : undefined
      if (kept !== undefined && (decimalsOf(exactOf(b) ?? 0) ?? 0) > kept) return true
    }
  }
  const [a, b] = [spanOf(program, left, scores), spanOf(program, right, scores)]
  return lies(operator, a, b)
}

function lies(operator: string, a: NumberSpan, b: NumberSpan): boolean {
  const atLeast = (x: number, y: number): boolean => x === y || isAbove(x, y)
  switch (operator) {
    case 'eq':
      return isAbove(a.min, b.max) || isAbove(b.min, a.max)
    case 'lt':
      return Number.isFinite(a.min) && atLeast(a.min, b.max)
    case 'lte':
      return isAbove(a.min, b.max)
    case 'gt':
      return Number.isFinite(a.max) && atLeast(b.min, a.max)
    case 'gte':
      return isAbove(b.min, a.max)
    default:
      return false
  }
}

/** The conditions that `and` asks for at once, those of inner `and` included. */
function conjuncts(expression: unknown): unknown[] {
  if (typeof expression !== 'object' || expression === null || !('and' in expression)) return [expression]
  return (expression.and as readonly unknown[]).flatMap(conjuncts)
}

interface Demands {
  allowed: Set<unknown> | undefined
  readonly excluded: Set<unknown>
  low: number
  high: number
  openLow: boolean
  openHigh: boolean
}

/** Whether conditions that must hold together ask one value for two things at once. */
function contradicts(conditions: readonly unknown[]): boolean {
  const asked = new Map<string, Demands>()
  const demandsOn = (value: unknown): Demands => {
    const key = JSON.stringify(value)
    const known = asked.get(key) ?? {
      allowed: undefined,
      excluded: new Set(),
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
      openLow: false,
      openHigh: false,
    }
    asked.set(key, known)
    return known
  }
  for (const condition of conditions) demand(condition, demandsOn)
  return [...asked.values()].some(cannotBe)
}

function demand(condition: unknown, demandsOn: (value: unknown) => Demands): void {
  if (typeof condition !== 'object' || condition === null) return
  const [operator, argument] = operatorOf(condition as { readonly [operator: string]: unknown })
  const [left, right] = Array.isArray(argument) ? (argument as readonly unknown[]) : [argument, undefined]
  const allow = (values: readonly unknown[]): void => {
    const demands = demandsOn(left)
    const { allowed } = demands
    demands.allowed = new Set(allowed ? values.filter((value) => allowed.has(value)) : values)
  }
  if (operator === 'in') allow(right as readonly unknown[])
  else if (operator === 'eq' && typeof right !== 'object') allow([right])
  else if (operator === 'not' && typeof argument === 'object' && argument !== null) {
    const [inner, parts] = operatorOf(argument as { readonly [operator: string]: unknown })
    const [of, literal] = Array.isArray(parts) ? (parts as readonly unknown[]) : []
    if (inner === 'eq' && typeof literal !== 'object') demandsOn(of).excluded.add(literal)
    else if (FLAGS.includes(inner)) demandsOn(argument).excluded.add(true)
  } else if (FLAGS.includes(operator)) {
    const demands = demandsOn(condition)
    demands.allowed = new Set([true])
  } else if (typeof right === 'number') bound(demandsOn(left), operator, right)
}

function bound(demands: Demands, operator: string, value: number): void {
  if (operator === 'gt' || operator === 'gte') {
    if (value > demands.low || (value === demands.low && operator === 'gt')) demands.openLow = operator === 'gt'
    demands.low = Math.max(demands.low, value)
  } else if (operator === 'lt' || operator === 'lte') {
    if (value < demands.high || (value === demands.high && operator === 'lt')) demands.openHigh = operator === 'lt'
    demands.high = Math.min(demands.high, value)
  }
}

function cannotBe({ allowed, excluded, low, high, openLow, openHigh }: Demands): boolean {
  if (low > high || (low === high && (openLow || openHigh))) return true
  if (!allowed) return false
  return [...allowed].every((value) => {
    if (excluded.has(value)) return true
    if (typeof value !== 'number') return false
    return value < low || value > high || (value === low && openLow) || (value === high && openHigh)
  })
}
