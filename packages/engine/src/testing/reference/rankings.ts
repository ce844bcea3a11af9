/** Rankings: groups of equals in order, ranks by method, and who is shown without a rank. */
import type { Population, Ranking } from '../../rules/program.ts'
import { versionFrom } from './events.ts'
import { byBytes } from './items.ts'
import { unitIn } from './populations.ts'
import type { Line, Period, Results } from './results.ts'
import { evaluateIn, populationIn } from './scores.ts'
import { byValue, type Entrant, refined } from './tie-breakers.ts'

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
    const byScore = byValue(here.filter(isRanked), (entrant) => entrant.value, ranking.order)
    const groups = (ranking.tieBreakers ?? []).reduce((some, one) => refined(results, period, one, some), byScore)
    const rest = here.filter((entrant) => !isRanked(entrant))
    return [
      ...ranksOf(groups, ranking.method ?? 'standard'),
      ...rest.map((entrant) => ({ ...entrant, subject: entrant.subject.id, rank: undefined })),
    ]
  })
}

/** Returns the lines of groups of equals, the highest first; inside a group they stand by id. */
function ranksOf(groups: readonly Entrant[][], method: string): Line[] {
  return groups.flatMap((group, i) => {
    const higher = groups.slice(0, i).flat().length
    return group.map((entrant, j) => {
      const ranks: Record<string, number> = {
        standard: higher + 1,
        modified: higher + group.length,
        dense: i + 1,
        ordinal: higher + j + 1,
      }
      return { ...entrant, subject: entrant.subject.id, rank: ranks[method] }
    })
  })
}
