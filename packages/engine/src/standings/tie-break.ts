import { compare, type Exact } from '../base/exact.ts'
import type { TieBreaker } from '../rules/program.ts'
import { compareBest, refine, type TieBreak } from './rank.ts'

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
  /** A measure counted over the events in which the subject meets an opponent, as a field names it. */
  against(id: string, subject: string, opponent: string, meets: (other: string) => boolean): Exact | undefined
}

type MiniLeague = Extract<TieBreaker, { readonly miniLeague: unknown }>

/** Returns how one step of a ranking splits a group of equals. */
export function tieBreak(step: TieBreaker, facts: TieFacts): TieBreak {
  if ('score' in step) {
    return splitBy(
      (subject) => facts.score(step.score, subject),
      (a, b) => compareBest(a, b, step.order),
    )
  }
  if ('measure' in step) {
    return splitBy(
      (subject) => facts.measure(step.measure, subject),
      (a, b) => compareBest(a, b, step.order),
    )
  }
  if ('countBack' in step) {
    const { countBack, depth } = step
    return splitBy((subject) => countPlaces(facts.reached(countBack, subject), depth), compareCounts)
  }
  if ('earliestBest' in step) {
    return splitBy((subject) => bestOf(facts.reached(step.earliestBest, subject)), compareReached)
  }
  return miniLeague(step, facts)
}

/**
 * Returns the step that counts measures anew over the events that name two of the tied; with `again`, those still equal
 * begin again among themselves as long as that separates anyone.
 */
function miniLeague(step: MiniLeague, facts: TieFacts): TieBreak {
  const { opponent, again } = step
  const league: TieBreak = (tied) => {
    const among = new Set(tied)
    const steps = step.miniLeague.map((measure) =>
      splitBy(
        (subject) => facts.against(measure, subject, opponent, (other) => other !== subject && among.has(other)),
        (a, b) => compareBest(a, b),
      ),
    )
    const groups = refine(tied, steps)
    if (!again || groups.length === 1) return groups
    return groups.flatMap((group) => (group.length < 2 ? [group] : league(group)))
  }
  return league
}

/**
 * Returns the step that asks something of each subject once and compares what came out; negative when the first is better.
 * Requires a comparison under which being equal passes on, from a to b and from b to c.
 */
export function splitBy<Key>(keyOf: (subject: string) => Key, better: (a: Key, b: Key) => number): TieBreak {
  return (tied) => {
    const keyed = tied.map((subject) => ({ subject, key: keyOf(subject) })).sort((a, b) => better(a.key, b.key))
    const groups: string[][] = []
    keyed.forEach(({ subject, key }, i) => {
      const before = keyed[i - 1]
      if (before && better(before.key, key) === 0) groups.at(-1)?.push(subject)
      else groups.push([subject])
    })
    return groups
  }
}

/** Counts how often each place was reached, down to a depth. */
function countPlaces(reached: readonly Reached[], depth = Number.POSITIVE_INFINITY): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const { value } of reached) {
    if (typeof value === 'number' && value >= 1 && value <= depth) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

/** More firsts win, then more seconds, and so on down to the deepest place of either. */
function compareCounts(first: ReadonlyMap<number, number>, second: ReadonlyMap<number, number>): number {
  const places = [...new Set([...first.keys(), ...second.keys()])].sort((a, b) => a - b)
  for (const place of places) {
    const order = (second.get(place) ?? 0) - (first.get(place) ?? 0)
    if (order !== 0) return order
  }
  return 0
}

/** Returns the lowest value, and of several the one that was reached first. */
function bestOf(reached: readonly Reached[]): Reached | undefined {
  return reached.reduce<Reached | undefined>(
    (one, next) => (one && compare(one.value, next.value) <= 0 ? one : next),
    undefined,
  )
}

/** The lowest value wins, and where it is equal, who reached it first; without one is last. */
function compareReached(first: Reached | undefined, second: Reached | undefined): number {
  if (!first || !second) return first === second ? 0 : first ? -1 : 1
  return compare(first.value, second.value) || first.at - second.at
}
