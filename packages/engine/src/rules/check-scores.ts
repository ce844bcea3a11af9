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

function heightOfTier(check: MeaningChecker, tier: Tier): number {
  const ranking = check.program.rankings?.find((one) => one.id === tier.ranking)
  return heightOf(check, ranking)
}

function tiersBelow(check: MeaningChecker, height: number): string[] {
  const tiers = check.program.tiers ?? []
  return tiers.filter((tier) => heightOfTier(check, tier) < height).map((tier) => tier.id)
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
    if ('miniLeague' in step) checkMiniLeague(check, step, place, score?.kind)
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

/** A mini-league counts what the ranked did against each other, so its measures are of their kind. */
function checkMiniLeague(
  check: MeaningChecker,
  step: Record<string, unknown>,
  path: string,
  kind: string | undefined,
): void {
  check.known(check.fields, 'field', step.opponent, at(path, 'opponent'))
  check.each(step.miniLeague, at(path, 'miniLeague'), (name, place) => {
    if (!check.known(check.names.measures, 'measure', name, place) || kind === undefined) return
    const found = shown(check.program.measures?.find((one) => one.id === name)?.to?.kind)
    if (found !== kind) check.fail('measure_kind_differs', place, { expected: kind, found })
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
  if (!score) return
  const before = check.scores.slice(0, heightOf(check, ranking) + 1)
  const place: ScorePlace = { kind: score.kind, level: score.period, scores: before, tiers: [] }
  if (isObject(tier.sizeBands)) check.score(tier.sizeBands.by, `${path}/sizeBands/by`, place, 'number')
  checkNeeds(check, tier, path, { ...place, tiers: tiersBefore(check, tier) })
}

/**
 * The tiers that the needs of a tier may look at: those that stand below the scores it uses, and of those that stand on
 * the same score the ones declared before it. So there is always one to place first.
 */
function tiersBefore(check: MeaningChecker, tier: Tier): string[] {
  const height = heightOfTier(check, tier)
  const all = check.program.tiers ?? []
  const own = all.indexOf(tier)
  const isBefore = (one: Tier, i: number): boolean => {
    const other = heightOfTier(check, one)
    return other < height || (other === height && i < own)
  }
  return all.filter(isBefore).map((one) => one.id)
}

function checkNeeds(check: MeaningChecker, tier: Tier, path: string, place: ScorePlace): void {
  check.each(tier.needs, `${path}/needs`, (need, where) => {
    if (!isObject(need)) return
    const bands = Array.isArray(tier.bands) ? tier.bands.map((band) => shown(band?.id)) : []
    check.known(bands, 'band', need.band, at(where, 'band'))
    check.score(need.when, at(where, 'when'), place, 'flag')
  })
}
