import type { Step } from '../../src/index.ts'
import { evaluate, type Value } from '../../src/testing/reference/expression.ts'
import {
  type Fraction,
  fraction,
  over,
  plus,
  roundedTo,
  sign,
  spelled,
  total,
  whole,
  written,
} from '../../src/testing/reference/fraction.ts'

const isNumber = (value: Value): value is Fraction => typeof value === 'object'

function saidBy(step: Step | undefined): Value {
  if (step?.value === undefined) return undefined
  if (step.value === 'true' || step.value === 'false') return step.value === 'true'
  return /^-?\d+(\/\d+)?$/.test(step.value) ? spelled(step.value) : step.value
}

const textOf = (value: Value): string | undefined =>
  value === undefined ? undefined : isNumber(value) ? written(value) : String(value)

const OPERATORS = [
  'and',
  'or',
  'not',
  'has',
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'add',
  'mul',
  'min',
  'max',
  'sub',
  'div',
  'neg',
  'abs',
  'clamp',
  'coalesce',
]
const SINGLE = ['not', 'has', 'neg', 'abs']

/** Returns what the steps below a step make of it, or `open` where a step has a value of its own. */
function madeOf(step: Step): Value | 'open' {
  const parts = step.steps ?? []
  const values = parts.map(saidBy)
  const numbers = values.filter(isNumber)
  if (OPERATORS.includes(step.code)) {
    // The parts are put back as leaves, so that the operator itself is computed by the reference.
    const leaves = values.map((_, i) => ({ part: i }))
    const argument = SINGLE.includes(step.code) ? leaves[0] : leaves
    return evaluate({ [step.code]: argument }, (_, i) => values[i as number])
  }
  switch (step.code) {
    case 'score':
    case 'frozen_score': {
      if (parts.length === 0) return 'open'
      return saidBy(parts.filter((part) => part.code === 'veto').at(-1) ?? parts[0])
    }
    case 'asked':
    case 'rounded':
    case 'round': {
      const [of] = values
      return isNumber(of) ? roundedTo(of, Number(step.params.places), String(step.params.mode)) : undefined
    }
    case 'if':
      return parts.length < 2 ? undefined : values[1]
    case 'tally':
    case 'carried':
      return step.steps === undefined ? 'open' : total(numbers)
    case 'award':
    case 'expectation':
    case 'grant':
    case 'adjustment':
      return plus(
        spelled(String(step.params.requested)),
        total(
          parts
            .filter((part) => part.code !== 'asked')
            .map(saidBy)
            .filter(isNumber),
        ),
      )
    case 'split_among':
      return over(numbers[0] as Fraction, whole(Number(step.params.among)))
    case 'multiplied':
      return multipliedBy(String(step.params.stacking), numbers[0] as Fraction, numbers.slice(1))
    default:
      return madeOfMany(step)
  }
}

/** The points with several factors on them. */
function multipliedBy(stacking: string, points: Fraction, factors: readonly Fraction[]): Fraction {
  const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d)
  const sorted = [...factors].sort((a, b) => sign(b, a))
  if (stacking === 'highest') return times(points, sorted[0] as Fraction)
  if (stacking !== 'add') return factors.reduce(times, points)
  const added = factors.reduce((sum, one) => plus(sum, plus(one, whole(-1))), whole(1))
  return times(points, sign(added, whole(0)) < 0 ? whole(0) : added)
}

function madeOfMany(step: Step): Value | 'open' {
  const parts = step.steps ?? []
  const inner = parts.filter((part) => ['member', 'period', 'counted'].includes(part.code))
  const numbers = inner
    .map(saidBy)
    .filter(isNumber)
    .sort((a, b) => sign(b, a))
  const best = numbers.slice(0, typeof step.params.best === 'number' ? step.params.best : undefined)
  const hits = inner.filter((part) => part.code === 'counted' || saidBy(part) === true).length
  switch (step.code) {
    case 'sum':
      return total(best)
    case 'mean':
      return over(total(best), whole(best.length))
    case 'least':
      return best.at(-1)
    case 'greatest':
      return best[0]
    case 'count':
      return whole(hits)
    case 'share':
      return over(whole(hits), whole(inner.length))
    case 'shrunkenMean': {
      const [k, toward] = ['k', 'toward'].map((code) => saidBy(parts.find((part) => part.code === code)))
      if (!isNumber(k) || !isNumber(toward)) return undefined
      const pulled = fraction(k.n * toward.n, k.d * toward.d)
      return over(plus(total(best), pulled), plus(whole(best.length), k))
    }
    default:
      return 'open'
  }
}

/** Returns the steps of an explanation that do not follow from the steps below them. */
export function addsUp(step: Step): string[] {
  const made = madeOf(step)
  const isRight = made === 'open' || textOf(made) === step.value
  const own = isRight
    ? []
    : [`${step.code} says ${step.value}, its steps make ${textOf(made)}: ${JSON.stringify(step).slice(0, 600)}`]
  return [...own, ...(step.steps ?? []).flatMap(addsUp)]
}
