import { at, shown } from '../base/issue.ts'
import { isObject } from '../base/shape.ts'
import type { ScorePlace } from './leaves.ts'
import type { MeaningChecker } from './meaning-checker.ts'
import type { Ranking, Tier } from './program.ts'

/**
 * Checks what populations, scores, rankings and tiers mean. Each may only use what stands before it, so that there is
 * always an order to evaluate them in.
 */
export function checkScores(check: MeaningChecker): void {
  const { program, scores } = check
  for (const [i, population] of (program.populations ?? []).entries()) {
    const path = `/populations/${i}`
    check.known(check.kinds, 'kind', population.kind, `${path}/kind`)
    check.treeWith(population.tree, population.kind, path)
    const place: ScorePlace = { kind: population.kind, level: undefined, scores: [], tiers: [] }
    const before = { ...check.names, populations: check.names.populations.slice(0, i) }
    check.score(population.when, `${path}/when`, place, 'flag', before)
  }
  for (const [i, score] of (program.scores ?? []).entries()) {
    const path = `/scores/${i}`
    check.known(check.kinds, 'kind', score.kind, `${path}/kind`)
    check.known(Object.keys(program.periods), 'period', score.period, `${path}/period`)
    const place = { kind: score.kind, level: score.period, scores: scores.slice(0, i), tiers: tiersBelow(check, i) }
    check.score(score.value, `${path}/value`, place, 'number')
  }
  for (const [i, ranking] of (program.rankings ?? []).entries()) checkRanking(check, ranking, `/rankings/${i}`)
  for (const [i, tier] of (program.tiers ?? []).entries()) checkTier(check, tier, `/tiers/${i}`)
}

/** The place of the last score that a ranking uses: a tier over it may serve only scores after that. */
function heightOf(check: MeaningChecker, ranking: Ranking | undefined): number {
  const steps = Array.isArray(ranking?.tieBreakers) ? ranking.tieBreakers : []
  const used = [ranking?.score, ...steps.map((step) => (isObject(step) && 'score' in step ? step.score : undefined))]
  return Math.max(-1, ...used.map((id) => check.scores.findIndex((one) => one.id === id)))
}

function tiersBelow(check: MeaningChecker, height: number): string[] {
  const { rankings, tiers } = check.program
  const heightOfTier = (tier: Tier): number =>
    heightOf(
      check,
      rankings?.find((ranking) => ranking.id === tier.ranking),
    )
  return (tiers ?? []).filter((tier) => heightOfTier(tier) < height).map((tier) => tier.id)
}

function checkRanking(check: MeaningChecker, ranking: Ranking, path: string): void {
  const ids = check.scores.map((score) => score.id)
  const score = check.scores.find((one) => one.id === ranking.score)
  check.known(ids, 'score', ranking.score, `${path}/score`)
  check.known(check.kinds, 'kind', ranking.within, `${path}/within`)
  const { populations } = check.names
  if (check.known(populations, 'population', ranking.population, `${path}/population`) && score) {
    const found = String(check.program.populations?.find((one) => one.id === ranking.population)?.kind)
    if (found !== score.kind) check.fail('kind_differs', `${path}/population`, { expected: score.kind, found })
  }
  if (score) {
    const height = heightOf(check, ranking)
    const before = { scores: check.scores.slice(0, height + 1), tiers: tiersBelow(check, height) }
    const place: ScorePlace = { kind: score.kind, level: score.period, ...before }
    check.score(ranking.unranked, `${path}/unranked`, place, 'flag')
  }
  check.each(ranking.tieBreakers, `${path}/tieBreakers`, (step, place) => {
    if (!isObject(step)) return
    check.known(ids, 'score', step.score, at(place, 'score'))
    check.known(check.names.measures, 'measure', step.measure, at(place, 'measure'))
    for (const key of ['countBack', 'earliestBest']) {
      if (step[key] === undefined || !check.known(check.names.measures, 'measure', step[key], at(place, key))) continue
      const measure = check.program.measures?.find((one) => one.id === step[key])
      if (measure?.value === undefined) {
        check.fail('measure_without_value', at(place, key), { name: shown(step[key]) })
      }
    }
  })
}

function checkTier(check: MeaningChecker, tier: Tier, path: string): void {
  const { rankings } = check.program
  const ranking = rankings?.find((one) => one.id === tier.ranking)
  check.known(
    (rankings ?? []).map((one) => one.id),
    'ranking',
    tier.ranking,
    `${path}/ranking`,
  )
  if (Array.isArray(tier.bands)) {
    const ids = tier.bands.map((band) => shown(band?.id))
    for (const [i, name] of ids.entries()) {
      if (ids.indexOf(name) !== i) check.fail('duplicate_id', `${path}/bands/${i}/id`, { name })
    }
    const last = tier.bands[tier.bands.length - 1]
    if (last && (last.from !== undefined || last.share !== undefined || last.floor !== undefined)) {
      check.fail('last_band_takes_rest', `${path}/bands/${tier.bands.length - 1}`)
    }
    check.known(ids, 'band', tier.share?.band, `${path}/share/band`)
    check.known(check.kinds, 'kind', tier.share?.within, `${path}/share/within`)
  }
  const score = check.scores.find((one) => one.id === ranking?.score)
  if (!score || !isObject(tier.sizeBands)) return
  const before = check.scores.slice(0, heightOf(check, ranking) + 1)
  const place: ScorePlace = { kind: score.kind, level: score.period, scores: before, tiers: [] }
  check.score(tier.sizeBands.by, `${path}/sizeBands/by`, place, 'number')
}
