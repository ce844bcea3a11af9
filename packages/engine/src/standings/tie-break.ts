import { compare, type Exact } from '../base/exact.ts'
import type { TieBreaker } from '../rules/program.ts'
import { compareBest, type TieBreak } from './rank.ts'

/** A value of a measure and when it was reached. */
export interface Reached {
  readonly value: Exact
  readonly at: number
}

/** What tie-breakers ask about a subject. */
export interface TieFacts {
  score(id: string, subject: string): Exact | undefined
  measure(id: string, subject: string): Exact | undefined
  /** The values of a measure of the subject, in the order they were reached. */
  reached(id: string, subject: string): readonly Reached[]
}

/** Returns how one step decides between two subjects that are equal so far. */
export function tieBreak(step: TieBreaker, facts: TieFacts): TieBreak {
  if ('score' in step) return (a, b) => compareBest(facts.score(step.score, a), facts.score(step.score, b), step.order)
  if ('measure' in step) {
    return (a, b) => compareBest(facts.measure(step.measure, a), facts.measure(step.measure, b), step.order)
  }
  if ('countBack' in step) return countBack(step.countBack, step.depth, facts)
  if ('earliestBest' in step) return earliestBest(step.earliestBest, facts)
  return () => 0
}

/** More firsts win, then more seconds, and so on down to a depth (or the deepest place of either). */
function countBack(measure: string, depth: number | undefined, facts: TieFacts): TieBreak {
  const known = new Map<string, ReadonlyMap<number, number>>()
  const counts = (subject: string): ReadonlyMap<number, number> => {
    const found = known.get(subject) ?? countPlaces(facts.reached(measure, subject))
    known.set(subject, found)
    return found
  }
  return (a, b) => {
    const [first, second] = [counts(a), counts(b)]
    const deepest = depth ?? Number.POSITIVE_INFINITY
    const places = [...new Set([...first.keys(), ...second.keys()])].filter((place) => place >= 1 && place <= deepest)
    for (const place of places.sort((x, y) => x - y)) {
      const order = (second.get(place) ?? 0) - (first.get(place) ?? 0)
      if (order !== 0) return order
    }
    return 0
  }
}

function countPlaces(reached: readonly Reached[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const { value } of reached) {
    if (typeof value === 'number') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

/** The lowest value wins, and where it is equal, who reached it first. */
function earliestBest(measure: string, facts: TieFacts): TieBreak {
  const best = (subject: string): Reached | undefined =>
    facts
      .reached(measure, subject)
      .reduce<Reached | undefined>((one, next) => (one && compare(one.value, next.value) <= 0 ? one : next), undefined)
  return (a, b) => {
    const [first, second] = [best(a), best(b)]
    if (!first || !second) return first === second ? 0 : first ? -1 : 1
    return compare(first.value, second.value) || first.at - second.at
  }
}
