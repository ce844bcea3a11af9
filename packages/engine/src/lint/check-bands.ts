import type { Program, Ranking, Tier } from '../rules/program.ts'
import { exactly, isAbove, type NumberSpan, opposite } from './number-span.ts'
import { type ScoreSpans, scoreSpans } from './span-of.ts'
import { truthOf } from './truth-of.ts'
import type { Warn } from './warning.ts'

/** Warns of bands of tiers that no score can reach, and of quotas that leave nothing over. */
export function checkBands(program: Program, warn: Warn): void {
  const spans = scoreSpans(program)
  for (const [i, tier] of (program.tiers ?? []).entries()) {
    const ranking = program.rankings?.find((one) => one.id === tier.ranking)
    const span = spans.get(ranking?.score ?? '')
    if (span) checkTierBands(tier, `/tiers/${i}/bands`, span, ranking?.order === 'asc', warn)
    checkNeeds(program, tier, `/tiers/${i}`, spans, warn)
    if (span) checkMoves(program, tier, `/tiers/${i}/moves`, span, ranking, warn)
    const quotas = tier.bands.reduce((sum, band) => sum + Number(band.share ?? 0), 0)
    if (isAbove(quotas, 1)) warn('quotas_above_all', `/tiers/${i}/bands`, { tier: tier.id, percent: percentOf(quotas) })
  }
}

/** Warns of needs that are never or always fulfilled, and of those of the last band, which takes everyone. */
function checkNeeds(program: Program, tier: Tier, path: string, scores: ScoreSpans, warn: Warn): void {
  const last = tier.bands[tier.bands.length - 1]?.id
  for (const [j, need] of (tier.needs ?? []).entries()) {
    const place = `${path}/needs/${j}`
    const truth = truthOf({ program, on: undefined, scores }, need.when)
    if (need.band === last) warn('need_without_effect', place, { tier: tier.id, band: need.band })
    else if (truth === 'never') warn('band_never_given', place, { tier: tier.id, band: need.band })
    else if (truth === 'always') warn('need_without_effect', place, { tier: tier.id, band: need.band })
  }
}

/** Warns of moves that say nothing, that let nobody rise, and of bands that their buffer puts out of reach. */
function checkMoves(
  program: Program,
  tier: Tier,
  path: string,
  span: NumberSpan,
  ranking: Ranking | undefined,
  warn: Warn,
): void {
  const { moves } = tier
  if (!moves) return
  const period = program.scores?.find((score) => score.id === ranking?.score)?.period
  const level = period === undefined ? undefined : program.periods[period]
  const follows = level !== undefined && 'window' in level && level.window !== 'ever'
  if (!follows || Object.keys(moves).length === 0) {
    warn('moves_without_effect', path, { tier: tier.id })
    return
  }
  if (moves.up === 0) warn('nobody_rises', `${path}/up`, { tier: tier.id })
  const ascending = ranking?.order === 'asc'
  const best = ascending ? opposite(span).max : span.max
  for (const band of moves.buffer === undefined ? [] : tier.bands) {
    if (band.from === undefined) continue
    const from = ascending ? -Number(band.from) : Number(band.from)
    const edge = from + Number(moves.buffer)
    // What lies out of reach without the buffer is said already.
    if (isAbove(from, best) || !isAbove(edge, best)) continue
    const sign = (value: number): string => String(ascending ? opposite(exactly(value)).min : value)
    warn('band_not_entered', `${path}/buffer`, { tier: tier.id, band: band.id, value: sign(edge), best: sign(best) })
  }
}

function percentOf(part: number): number {
  return Number((part * 100).toFixed(2))
}

/** In an ascending ranking less is better: everything is compared with its sign turned. */
function checkTierBands(tier: Tier, path: string, span: NumberSpan, ascending: boolean, warn: Warn): void {
  const turned = (value: number): number => (ascending ? opposite(exactly(value)).min : value)
  const best = ascending ? opposite(span).max : span.max
  let above = Number.POSITIVE_INFINITY
  for (const [j, band] of tier.bands.entries()) {
    const bar = band.from ?? band.floor
    if (bar === undefined) continue
    const value = turned(Number(bar))
    const params = { tier: tier.id, band: band.id, value: String(bar) }
    if (isAbove(value, best)) warn('band_out_of_reach', `${path}/${j}`, { ...params, best: String(turned(best)) })
    else if (band.from !== undefined && !isAbove(above, value)) warn('band_below_none', `${path}/${j}`, params)
    if (band.from !== undefined) above = value
  }
}
