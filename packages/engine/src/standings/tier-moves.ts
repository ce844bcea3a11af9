import { add, compare, type Exact, exactOf, subtract } from '../base/exact.ts'
import type { Tier } from '../rules/program.ts'
import type { Standing } from './rank.ts'

/** Returns whether a subject fulfils a need of a tier, by the place of the need. */
export type Fulfils = (need: number, subject: string) => boolean

/** Lets those fall who do not fulfil what their band needs, to the next band whose needs they fulfil. */
export function holdNeeds(tier: Tier, bands: Map<string, string>, fulfils: Fulfils): void {
  const needsOf = tier.bands.map((band) => (tier.needs ?? []).flatMap((need, i) => (need.band === band.id ? [i] : [])))
  const last = tier.bands.length - 1
  for (const [subject, band] of bands) {
    const start = tier.bands.findIndex((one) => one.id === band)
    let place = start
    while (place < last && !needsOf[place]?.every((need) => fulfils(need, subject))) place++
    if (place !== start) bands.set(subject, tier.bands[place]?.id ?? band)
  }
}

/** Holds everyone to how far a subject may move from its band of the period before. */
export function holdMoves(
  tier: Tier,
  ranked: readonly Standing[],
  order: 'desc' | 'asc',
  bandBefore: (subject: string) => string | undefined,
  bands: Map<string, string>,
): void {
  if (!tier.moves) return
  const placeOf = (band: string | undefined): number => tier.bands.findIndex((one) => one.id === band)
  for (const { subject, value } of ranked) {
    const before = placeOf(bandBefore(subject))
    const now = placeOf(bands.get(subject))
    if (before < 0 || now < 0 || before === now || value === undefined) continue
    const place = now < before ? rise(tier, value, order, before, now) : fall(tier, value, order, before, now)
    bands.set(subject, (tier.bands[place] as { readonly id: string }).id)
  }
}

/** The best band that a subject may enter on its way up. */
function rise(tier: Tier, value: Exact, order: 'desc' | 'asc', before: number, now: number): number {
  const { up, buffer } = tier.moves ?? {}
  const highest = up === undefined ? now : Math.max(now, before - up)
  for (let place = highest; place < before; place++) {
    const mark = markOf(tier, place)
    if (buffer === undefined || mark === undefined) return place
    const edge = order === 'desc' ? add(mark, exactOf(buffer) ?? 0) : subtract(mark, exactOf(buffer) ?? 0)
    if (order === 'desc' ? compare(value, edge) >= 0 : compare(value, edge) <= 0) return place
  }
  return before
}

/** The band that a subject falls to, or the one it had while its value is not clearly below that. */
function fall(tier: Tier, value: Exact, order: 'desc' | 'asc', before: number, now: number): number {
  const { down, buffer } = tier.moves ?? {}
  const mark = markOf(tier, before)
  if (buffer !== undefined && mark !== undefined) {
    const edge = order === 'desc' ? subtract(mark, exactOf(buffer) ?? 0) : add(mark, exactOf(buffer) ?? 0)
    if (order === 'desc' ? compare(value, edge) >= 0 : compare(value, edge) <= 0) return before
  }
  return down === undefined ? now : Math.min(now, before + down)
}

function markOf(tier: Tier, place: number): Exact | undefined {
  const from = tier.bands[place]?.from
  return from === undefined ? undefined : exactOf(from)
}
