import { operatorOf } from '../rules/expression.ts'
import type { Program } from '../rules/program.ts'
import { ANY_NUMBER, exactly, heldBetween, hull, type NumberSpan, opposite, over, plus, times } from './number-span.ts'

const NOT_NEGATIVE: NumberSpan = { min: 0, max: Number.POSITIVE_INFINITY }

/** The spans of the scores of a program, by id; a score may only use earlier ones. */
export type ScoreSpans = ReadonlyMap<string, NumberSpan>

/** Returns the span of every score of a program. */
export function scoreSpans(program: Program): ScoreSpans {
  const spans = new Map<string, NumberSpan>()
  for (const score of program.scores ?? []) {
    const span = spanOf(program, score.value, spans)
    spans.set(score.id, score.round ? rounded(span, score.round.places, score.round.mode) : span)
  }
  return spans
}

function rounded(span: NumberSpan, places: number, mode: string): NumberSpan {
  const scale = 10 ** places
  const to = (x: number): number => {
    if (!Number.isFinite(x)) return x
    return (mode === 'floor' ? Math.floor(x * scale + 1e-9) : Math.round(x * scale)) / scale
  }
  return { min: to(span.min), max: to(span.max) }
}

/** Returns the numbers that a formula may give, leaving out the missing value. */
export function spanOf(program: Program, expression: unknown, scores: ScoreSpans = new Map()): NumberSpan {
  const of = (part: unknown): NumberSpan => spanOf(program, part, scores)
  const all = (parts: unknown): NumberSpan[] => (parts as readonly unknown[]).map(of)
  if (typeof expression === 'number') return exactly(expression)
  if (typeof expression !== 'object' || expression === null) return ANY_NUMBER
  const [operator, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
  const parts = argument as Readonly<Record<string, unknown>>
  const list = argument as readonly unknown[]
  switch (operator) {
    case 'add':
      return all(list).reduce(plus, exactly(0))
    case 'mul':
      return all(list).reduce(times, exactly(1))
    case 'sub':
      return plus(of(list[0]), opposite(of(list[1])))
    case 'div':
      return over(of(list[0]), of(list[1]))
    case 'neg':
      return opposite(of(argument))
    case 'abs': {
      const span = of(argument)
      const ends = [Math.abs(span.min), Math.abs(span.max)]
      return { min: span.min <= 0 && span.max >= 0 ? 0 : Math.min(...ends), max: Math.max(...ends) }
    }
    case 'min':
      return { min: Math.min(...all(list).map((one) => one.min)), max: Math.min(...all(list).map((one) => one.max)) }
    case 'max':
      return { min: Math.max(...all(list).map((one) => one.min)), max: Math.max(...all(list).map((one) => one.max)) }
    case 'clamp':
      return heldBetween(of(list[0]), of(list[1]), of(list[2]))
    case 'coalesce':
      return hull(all(list))
    case 'if':
      return hull(all(list.slice(1)))
    case 'lookup':
      return hull(all([...Object.values(parts.table as object), ...(parts.else === undefined ? [] : [parts.else])]))
    case 'round':
      return rounded(of(parts.of), parts.places as number, parts.mode as string)
    case 'perUnit': {
      const most = parts.max === undefined ? Number.POSITIVE_INFINITY : of(parts.max).max
      const least = parts.min === undefined ? Math.min(0, of(parts.of).min) : Math.min(0, of(parts.min).min)
      return times(of(parts.rate), { min: least, max: Math.min(most, Math.max(0, of(parts.of).max)) })
    }
    default:
      return leafSpan(program, operator, argument, of, scores)
  }
}

function leafSpan(
  program: Program,
  operator: string,
  argument: unknown,
  of: (part: unknown) => NumberSpan,
  scores: ScoreSpans,
): NumberSpan {
  const parts = argument as Readonly<Record<string, unknown>>
  switch (operator) {
    case 'weekday':
      return { min: 1, max: 7 }
    case 'hour':
      return { min: 0, max: 23 }
    case 'days':
    case 'count':
      return NOT_NEGATIVE
    case 'share':
      return { min: 0, max: 1 }
    case 'score':
      return scores.get(argument as string) ?? ANY_NUMBER
    case 'measure': {
      const measure = program.measures?.find((one) => one.id === argument)
      const counts =
        measure?.as === 'distinct' || (measure?.as ?? (measure?.value === undefined ? 'count' : '')) === 'count'
      return counts ? NOT_NEGATIVE : ANY_NUMBER
    }
    case 'mean':
    case 'least':
    case 'greatest':
      return of(parts.of)
    case 'sum': {
      const span = of(parts.of)
      return {
        min: span.min >= 0 ? 0 : Number.NEGATIVE_INFINITY,
        max: span.max <= 0 ? 0 : Number.POSITIVE_INFINITY,
      }
    }
    case 'shrunkenMean':
      return of(parts.k).min >= 0 ? hull([of(parts.of), of(parts.toward)]) : ANY_NUMBER
    default:
      return ANY_NUMBER
  }
}
