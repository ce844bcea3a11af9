/** Rankings: order by score and tie-breakers, ranks by method, and who is shown without a rank. */
import type { Population, Ranking, TieBreaker } from '../../rules/program.ts'
import { versionFrom } from './events.ts'
import { type Fraction, floor, sign } from './fraction.ts'
import { byBytes, type SubjectName } from './items.ts'
import { measureOf, rowsOf, unitIn } from './measures.ts'
import type { Line, Period, Results } from './results.ts'
import { evaluateIn, populationIn } from './scores.ts'

interface Entrant {
  readonly subject: SubjectName
  readonly unit: string | undefined
  readonly value: Fraction | undefined
}

/** Compares two entrants; negative when the first one stands higher. */
type Comparison = (a: Entrant, b: Entrant) => number

/** Computes the lines of a ranking in a period that is not frozen for `results`: each unit's by rank, then the unranked. */
export function standingsOf(results: Results, ranking: Ranking, period: Period): Line[] {
  const program = versionFrom(results.facts, period.start)
  const population = program.populations?.find((one) => one.id === ranking.population) as Population
  const all = populationIn(results, program, population, period).map((subject): Entrant => {
    const { within } = ranking
    const unit = within && unitIn(results.facts, population.tree ?? '', subject, within, period)
    return { subject, unit, value: results.score(ranking.score, subject, period).standing }
  })
  const entrants = all.filter((entrant) => ranking.within === undefined || entrant.unit !== undefined)
  const isRanked = ({ subject, value }: Entrant): boolean =>
    value !== undefined &&
    (ranking.unranked === undefined || evaluateIn(results, program, subject, period, ranking.unranked) !== true)
  const units = [...new Set(entrants.map((entrant) => entrant.unit))]
  return units.flatMap((unit) => {
    const here = entrants.filter((entrant) => entrant.unit === unit).sort((a, b) => byBytes(a.subject.id, b.subject.id))
    const ranked = here.filter(isRanked)
    const compare = comparisonOf(results, ranking, period)
    const lines = ranksOf(ranked, compare, ranking.method ?? 'standard')
    const rest = here.filter((entrant) => !isRanked(entrant))
    return [...lines, ...rest.map((entrant) => ({ ...entrant, subject: entrant.subject.id, rank: undefined }))]
  })
}

function ranksOf(ranked: readonly Entrant[], compare: Comparison, method: string): Line[] {
  const order = [...ranked].sort((a, b) => compare(a, b) || byBytes(a.subject.id, b.subject.id))
  return order.map((entrant, i) => {
    const higher = order.filter((other) => compare(other, entrant) < 0)
    const equal = order.filter((other) => compare(other, entrant) === 0)
    const steps = higher.filter((other, j) => j === 0 || compare(higher[j - 1] as Entrant, other) < 0)
    const ranks: Record<string, number> = {
      standard: higher.length + 1,
      modified: higher.length + equal.length,
      dense: steps.length + 1,
      ordinal: i + 1,
    }
    return { ...entrant, subject: entrant.subject.id, rank: ranks[method] }
  })
}

function comparisonOf(results: Results, ranking: Ranking, period: Period): Comparison {
  const byValue = inOrder((entrant) => entrant.value, ranking.order)
  const breakers = (ranking.tieBreakers ?? []).map((one) => breakerOf(results, period, one))
  return (a, b) => [byValue, ...breakers].map((compare) => compare(a, b)).find((result) => result !== 0) ?? 0
}

/** Compares by a value, the highest first unless `asc`; a missing value stands last. */
function inOrder(pick: (entrant: Entrant) => Fraction | undefined, order: 'asc' | 'desc' = 'desc'): Comparison {
  return (a, b) => {
    const [left, right] = [pick(a), pick(b)]
    if (!left || !right) return (left ? 0 : 1) - (right ? 0 : 1)
    return order === 'asc' ? sign(left, right) : sign(right, left)
  }
}

function breakerOf(results: Results, period: Period, one: TieBreaker): Comparison {
  if ('score' in one) return inOrder(({ subject }) => results.score(one.score, subject, period).standing, one.order)
  if ('measure' in one) {
    return inOrder(({ subject }) => {
      const value = measureOf(results.facts, one.measure, subject, period)
      return typeof value === 'object' ? value : undefined
    }, one.order)
  }
  if ('miniLeague' in one) return () => 0
  const id = 'countBack' in one ? one.countBack : one.earliestBest
  const values = ({ subject }: Entrant): { value: Fraction; at: number }[] =>
    rowsOf(results.facts, id, subject, period).map(({ event, value }) => ({ value, at: event.at }))
  if ('countBack' in one) return countBack(values, one.depth)
  return (a, b) => {
    const [left, right] = [a, b].map((entrant) => {
      const rows = values(entrant)
      const best = rows.find((row) => rows.every((other) => sign(row.value, other.value) <= 0))
      return best
    })
    if (!left || !right) return (left ? 0 : 1) - (right ? 0 : 1)
    return sign(left.value, right.value) || left.at - right.at
  }
}

function countBack(values: (entrant: Entrant) => { value: Fraction }[], depth = Number.POSITIVE_INFINITY): Comparison {
  const places = (entrant: Entrant): number[] =>
    values(entrant).flatMap(({ value }) => (value.d === 1n && value.n > 0n ? [Number(floor(value))] : []))
  return (a, b) => {
    const [left, right] = [places(a), places(b)]
    const seen = [...new Set([...left, ...right])].filter((place) => place <= depth).sort((x, y) => x - y)
    const count = (all: readonly number[], place: number): number => all.filter((one) => one === place).length
    const decisive = seen.find((place) => count(left, place) !== count(right, place))
    return decisive === undefined ? 0 : count(right, decisive) - count(left, decisive)
  }
}
