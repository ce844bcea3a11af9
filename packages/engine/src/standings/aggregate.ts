import { add, compare, divide, type Exact, multiply } from '../base/exact.ts'
import type { Evaluate } from '../rules/evaluate.ts'
import type { Value } from '../rules/expression.ts'

/** One subject in one period, as formulas of scores see them. */
export interface ScoreContext {
  readonly kind: string
  readonly subject: string
  readonly level: string
  readonly period: number
  /** Whether the value serves another subject's aggregate, where a veto may be out of sight. */
  readonly inner: boolean
}

/** What an aggregate goes across: members of this unit, everyone of a population, or the periods inside this one. */
export interface Across {
  readonly members?: string
  readonly everyone?: string
  readonly periods?: string
  readonly in?: string
}

/** The parts of an aggregate, compiled. */
export interface AggregateParts {
  readonly across: (context: ScoreContext) => readonly ScoreContext[]
  readonly of: Evaluate<ScoreContext> | undefined
  readonly when: Evaluate<ScoreContext> | undefined
  readonly k: Evaluate<ScoreContext> | undefined
  readonly toward: Evaluate<ScoreContext> | undefined
  readonly best: number | undefined
}

/** Returns whether a value is a number; a missing one is not. */
export function isNumber(value: Value): value is Exact {
  return typeof value === 'number' || typeof value === 'object'
}

const total = (values: readonly Exact[]): Exact => values.reduce((sum, value) => add(sum, value), 0 as Exact)

/** Compiles an aggregate by its operator; missing values are left out of it and of n. */
export function compileAggregate(operator: string, parts: AggregateParts): Evaluate<ScoreContext> {
  const { across, of, when, k, toward, best } = parts
  const numbers = (context: ScoreContext): Exact[] => {
    const values: Exact[] = []
    for (const inner of across(context)) {
      const value = of?.(inner)
      if (isNumber(value)) values.push(value)
    }
    return best === undefined ? values : values.sort((a, b) => compare(b, a)).slice(0, best)
  }
  switch (operator) {
    case 'sum':
      return (context) => total(numbers(context))
    case 'mean':
      return (context) => {
        const values = numbers(context)
        return divide(total(values), values.length)
      }
    case 'least':
      return (context) => numbers(context).sort(compare)[0]
    case 'greatest':
      return (context) => numbers(context).sort((a, b) => compare(b, a))[0]
    case 'count':
      return (context) => across(context).filter((inner) => !when || when(inner) === true).length
    case 'share':
      return (context) => {
        const all = across(context)
        return divide(all.filter((inner) => when?.(inner) === true).length, all.length)
      }
    default:
      return (context) => {
        const values = numbers(context)
        const [weight, target] = [k?.(context), toward?.(context)]
        if (!isNumber(weight) || !isNumber(target)) return undefined
        return divide(add(total(values), multiply(weight, target)), add(values.length, weight))
      }
  }
}
