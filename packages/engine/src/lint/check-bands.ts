import type { Program, Tier } from '../rules/program.ts'
import { exactly, isAbove, type NumberSpan, opposite } from './number-span.ts'
import { scoreSpans } from './span-of.ts'
import type { Warn } from './warning.ts'

/** Warns of bands of tiers that no score can reach, and of quotas that leave nothing over. */
export function checkBands(program: Program, warn: Warn): void {
  const spans = scoreSpans(program)
  for (const [i, tier] of (program.tiers ?? []).entries()) {
    const ranking = program.rankings?.find((one) => one.id === tier.ranking)
    const span = spans.get(ranking?.score ?? '')
    if (span) checkTierBands(tier, `/tiers/${i}/bands`, span, ranking?.order === 'asc', warn)
    const quotas = tier.bands.reduce((sum, band) => sum + Number(band.share ?? 0), 0)
    if (isAbove(quotas, 1)) warn('quotas_above_all', `/tiers/${i}/bands`, { tier: tier.id, percent: percentOf(quotas) })
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
