/** Tie-breakers: each takes the groups of those that are equal so far and puts every group in order. */
import type { TieBreaker } from '../../rules/program.ts'
import { type Fraction, floor, fraction, sign } from './fraction.ts'
import type { SubjectName } from './items.ts'
import { miniLeague } from './mini-league.ts'
import type { Period, Results } from './results.ts'
import { measureOf, rowsOf } from './rows.ts'

/** A subject that is to be ranked. */
export interface Entrant {
  readonly subject: SubjectName
  readonly unit: string | undefined
  readonly value: Fraction | undefined
}

/** Returns groups of equals, the best first: by a value, the highest first unless `asc`; a missing one stands last. */
export function byValue(
  group: readonly Entrant[],
  pick: (entrant: Entrant) => Fraction | undefined,
  order: 'asc' | 'desc' = 'desc',
): Entrant[][] {
  return inGroups(group, (a, b) => {
    const [left, right] = [pick(a), pick(b)]
    if (!left || !right) return (left ? 0 : 1) - (right ? 0 : 1)
    return order === 'asc' ? sign(left, right) : sign(right, left)
  })
}

function inGroups(group: readonly Entrant[], compare: (a: Entrant, b: Entrant) => number): Entrant[][] {
  const sorted = [...group].sort(compare)
  const starts = sorted.flatMap((entrant, i) => {
    const above = sorted[i - 1]
    return above === undefined || compare(above, entrant) !== 0 ? [i] : []
  })
  return starts.map((start, i) => sorted.slice(start, starts[i + 1]))
}

/** Returns the groups, each put in order by a tie-breaker. */
export function refined(
  results: Results,
  period: Period,
  one: TieBreaker,
  groups: readonly (readonly Entrant[])[],
): Entrant[][] {
  return groups.flatMap((group) => inOrder(results, period, one, group))
}

function inOrder(results: Results, period: Period, one: TieBreaker, group: readonly Entrant[]): Entrant[][] {
  if ('score' in one) {
    return byValue(group, ({ subject }) => results.score(one.score, subject, period).standing, one.order)
  }
  if ('measure' in one) {
    return byValue(
      group,
      ({ subject }) => {
        const value = measureOf(results.facts, one.measure, subject, period)
        return typeof value === 'object' ? value : undefined
      },
      one.order,
    )
  }
  if ('miniLeague' in one) return miniLeague(results, period, one, group)
  const id = 'countBack' in one ? one.countBack : one.earliestBest
  const rows = ({ subject }: Entrant) => rowsOf(results.facts, id, subject, period)
  if ('countBack' in one) return countedBack(group, (entrant) => rows(entrant).map((row) => row.value), one.depth)
  const best = (entrant: Entrant) =>
    rows(entrant).find((row) => rows(entrant).every((other) => sign(row.value, other.value) <= 0))
  const byBest = byValue(group, (entrant) => best(entrant)?.value, 'asc')
  const reachedAt = (entrant: Entrant): Fraction | undefined => {
    const row = best(entrant)
    return row && fraction(BigInt(row.event.at))
  }
  return byBest.flatMap((some) => byValue(some, reachedAt, 'asc'))
}

/** More first places stand higher; among equals more second places, and so on to the depth. */
function countedBack(
  group: readonly Entrant[],
  values: (entrant: Entrant) => readonly Fraction[],
  depth = Number.POSITIVE_INFINITY,
): Entrant[][] {
  const places = (entrant: Entrant): number[] =>
    values(entrant).flatMap((value) => (value.d === 1n && value.n > 0n ? [Number(floor(value))] : []))
  const seen = [...new Set(group.flatMap(places))].filter((place) => place <= depth).sort((a, b) => a - b)
  const count = (entrant: Entrant, place: number): Fraction =>
    fraction(BigInt(places(entrant).filter((one) => one === place).length))
  return seen.reduce<Entrant[][]>(
    (groups, place) => groups.flatMap((some) => byValue(some, (entrant) => count(entrant, place))),
    [[...group]],
  )
}
