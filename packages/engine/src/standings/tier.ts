import { compare, divide, type Exact, exactOf, multiply, scaled } from '../base/exact.ts'
import type { Band, Tier } from '../rules/program.ts'
import type { Standing } from './rank.ts'
import { type Fulfils, holdMoves, holdNeeds } from './tier-moves.ts'

/** What placing in bands needs to know beside the standings. */
export interface TierPlace {
  /** Whether more is better in the ranking. */
  readonly order: 'desc' | 'asc'
  /** The size that a size band goes by. */
  readonly size?: (subject: string) => Exact | undefined
  /** The unit that a share is taken within. */
  readonly unitOf?: (subject: string) => string | undefined
  /** Whether a subject fulfils one of the needs. */
  readonly fulfils?: Fulfils
  /** The band of the period before. */
  readonly bandBefore?: (subject: string) => string | undefined
}

const reaches = (value: Exact | undefined, mark: number | string | undefined, order: 'desc' | 'asc'): boolean => {
  if (mark === undefined) return true
  const exact = exactOf(mark)
  if (value === undefined || exact === undefined) return false
  return order === 'desc' ? compare(value, exact) >= 0 : compare(value, exact) <= 0
}

/** Returns the number of places that a share of `n` gives, rounded down. */
export function placesOf(n: number, share: Exact): number {
  return Number(scaled(multiply(n, share), 0, 'floor'))
}

/** Returns a share written as `1/3` or `0.25`. */
export function shareOf(written: number | string): Exact {
  const [top, bottom] = String(written).split('/')
  const share = exactOf(top) ?? 0
  return bottom === undefined ? share : (divide(share, exactOf(bottom) ?? 1) ?? 0)
}

/** Takes the first `places` of a list ordered by rank; a tie at the edge is in or out as a whole. */
function cut(list: readonly Standing[], places: number, edge: 'in' | 'out'): number {
  if (places <= 0) return 0
  if (places >= list.length) return list.length
  let end = places
  const last = (list[places - 1] as Standing).rank
  if ((list[places] as Standing).rank !== last) return places
  if (edge === 'in') while (end < list.length && (list[end] as Standing).rank === last) end++
  else while (end > 0 && (list[end - 1] as Standing).rank === last) end--
  return end
}

/** Places one group of ranked standings in bands, best first. */
function placeGroup(tier: Tier, group: readonly Standing[], order: 'desc' | 'asc', bands: Map<string, string>): void {
  let left = group
  tier.bands.forEach((band, i) => {
    let taken: number
    if (i === tier.bands.length - 1) taken = left.length
    else {
      const mark = band.from ?? band.floor
      const fit = left.findIndex((one) => !reaches(one.value, mark, order))
      const able = fit < 0 ? left : left.slice(0, fit)
      taken =
        band.share === undefined
          ? able.length
          : cut(able, placesOf(group.length, shareOf(band.share)), tier.edge ?? 'in')
    }
    for (const one of left.slice(0, taken)) bands.set(one.subject, band.id)
    left = left.slice(taken)
  })
}

/** Groups ranked standings by size band; bands with too few are taken together. */
function sizeGroups(tier: Tier, ranked: readonly Standing[], place: TierPlace): Standing[][] {
  const { sizeBands } = tier
  if (!sizeBands || !place.size) return [[...ranked]]
  const groups = new Map<number, Standing[]>()
  for (const one of ranked) {
    const size = place.size(one.subject)
    const band = size === undefined ? -1 : sizeBands.from.filter((from) => compare(size, from) >= 0).length
    groups.set(band, [...(groups.get(band) ?? []), one])
  }
  const own = [...groups.values()].filter((group) => group.length >= sizeBands.atLeast)
  const chosen = new Set(own.flat())
  return [...own, ranked.filter((one) => !chosen.has(one))]
}

/** Keeps the best band within its share of each unit; the others fall to the next band. */
function keepShare(tier: Tier, ranked: readonly Standing[], place: TierPlace, bands: Map<string, string>): void {
  const { share } = tier
  const next = share && tier.bands[tier.bands.findIndex((band) => band.id === share.band) + 1]
  if (!share || !next || !place.unitOf) return
  const units = new Map<string, Standing[]>()
  for (const one of ranked) {
    const unit = place.unitOf(one.subject)
    if (unit !== undefined) units.set(unit, [...(units.get(unit) ?? []), one])
  }
  for (const members of units.values()) {
    const n = members.length
    const least = share.leastOneFrom !== undefined && n >= share.leastOneFrom ? 1 : 0
    const inside = members.filter((one) => bands.get(one.subject) === share.band)
    const kept = cut(inside, Math.max(least, placesOf(n, shareOf(share.atMost))), tier.edge ?? 'in')
    for (const one of inside.slice(kept)) bands.set(one.subject, next.id)
  }
}

/** Returns the band of every ranked subject: by thresholds, or by quotas with floors. Decides on exact values. */
export function placeInBands(tier: Tier, standings: readonly Standing[], place: TierPlace): Map<string, string> {
  const bands = new Map<string, string>()
  const ranked = standings.filter((one) => one.rank !== null)
  for (const group of sizeGroups(tier, ranked, place)) placeGroup(tier, group, place.order, bands)
  keepShare(tier, ranked, place, bands)
  if (place.fulfils) holdNeeds(tier, bands, place.fulfils)
  if (place.bandBefore) holdMoves(tier, ranked, place.order, place.bandBefore, bands)
  return bands
}

/** Returns the worse of a band and the best one that a veto leaves. */
export function atMostBand(bands: readonly Band[], band: string | undefined, cap: string): string | undefined {
  const place = (id: string): number => bands.findIndex((one) => one.id === id)
  return band === undefined || place(band) >= place(cap) ? band : cap
}
