/** Tiers: bands by threshold or quota with floors, shares within units, then needs and moves, and vetoes over all. */
import type { Band, Program, Ranking, Tier } from '../../rules/program.ts'
import { versionFrom } from './events.ts'
import { type Fraction, floor, sign, spelled, times, whole } from './fraction.ts'
import type { SubjectName } from './items.ts'
import { unitIn } from './populations.ts'
import type { Line, Period, Results } from './results.ts'
import { evaluateIn } from './scores.ts'
import { afterMoves } from './tier-moves.ts'
import { afterNeeds } from './tier-needs.ts'
import { vetoesOn } from './vetoes.ts'

type Ranked = Line & { readonly value: Fraction; readonly rank: number }

/** Returns the band of a subject under the vetoes that stand today; they may lie over a frozen band too. */
export function tierUnder(
  results: Results,
  tier: Tier,
  subject: SubjectName,
  period: Period,
  band: string | undefined,
): string | undefined {
  if (band === undefined) return undefined
  const order = tier.bands.map((one) => one.id)
  const caps = vetoesOn(results, subject, period).flatMap((rule) =>
    rule.effects.flatMap((effect) => ('tier' in effect && effect.tier === tier.id ? [effect.atMost] : [])),
  )
  return order[Math.max(order.indexOf(band), ...caps.map((cap) => order.indexOf(cap)))]
}

/** Computes the bands of a period that is not frozen for `results`, before vetoes. */
export function bandsOf(results: Results, tier: Tier, period: Period): Map<string, string> {
  const program = versionFrom(results.facts, period.start)
  const ranking = program.rankings?.find((one) => one.id === tier.ranking) as Ranking
  const lines = results.standings(ranking, period)
  const ranked = lines.filter((line): line is Ranked => line.rank !== undefined && line.value !== undefined)
  const isQuota = tier.bands.some((band) => band.share !== undefined || band.floor !== undefined)
  const groups = isQuota ? groupsOf(results, program, tier, ranking, period, ranked) : [ranked]
  const found = new Map(
    groups.flatMap((group) => [...(isQuota ? byQuota(tier, ranking, group) : byThreshold(tier, ranking, group))]),
  )
  if (tier.share) shareWithin(results, program, tier, ranking, period, ranked, found)
  const { kind } = program.scores?.find((score) => score.id === ranking.score) ?? { kind: '' }
  return new Map(
    ranked.map((line) => {
      const subject = { kind, id: line.subject }
      const band = afterNeeds(results, program, tier, subject, period, found.get(line.subject) ?? '')
      return [line.subject, afterMoves(results, tier, ranking, subject, period, line.value, band)]
    }),
  )
}

/** Returns whether a value is at least as good as a mark: not below it or, in an ascending ranking, not above it. */
const reaches = (ranking: Ranking, value: Fraction, mark: number | string | undefined): boolean =>
  mark === undefined || (ranking.order === 'asc' ? sign(value, spelled(mark)) <= 0 : sign(value, spelled(mark)) >= 0)

function byThreshold(tier: Tier, ranking: Ranking, ranked: readonly Ranked[]): Map<string, string> {
  const bandOf = (value: Fraction): Band | undefined => tier.bands.find((band) => reaches(ranking, value, band.from))
  return new Map(ranked.map((line) => [line.subject, bandOf(line.value)?.id ?? '']))
}

/** Returns the groups that have quotas of their own: units of the ranking, and size bands with enough subjects. */
function groupsOf(
  results: Results,
  program: Program,
  tier: Tier,
  ranking: Ranking,
  period: Period,
  ranked: readonly Ranked[],
): Ranked[][] {
  const units = [...new Set(ranked.map((line) => line.unit))]
  return units.flatMap((unit) => {
    const here = ranked.filter((line) => line.unit === unit)
    const sizes = tier.sizeBands
    if (!sizes) return [here]
    const { kind } = program.scores?.find((score) => score.id === ranking.score) ?? { kind: '' }
    const size = (line: Ranked): number | undefined => {
      const by = evaluateIn(results, program, { kind, id: line.subject }, period, sizes.by)
      return typeof by === 'object' ? sizes.from.filter((from) => sign(by, whole(from)) >= 0).length : undefined
    }
    const all = [...new Set(here.map(size))].map((one) => ({
      size: one,
      lines: here.filter((line) => size(line) === one),
    }))
    const isOwn = (group: (typeof all)[number]): boolean => group.lines.length >= sizes.atLeast
    const own = all.filter(isOwn).map((group) => group.lines)
    const rest = here.filter((line) => !own.some((lines) => lines.includes(line)))
    return rest.length > 0 ? [...own, rest] : own
  })
}

/** Takes lines from the top, rank by rank, while they fit into `places`; a tie at the edge is in or out as a whole. */
function take(lines: readonly Ranked[], places: number, edge: 'in' | 'out'): Ranked[] {
  const ranks = [...new Set(lines.map((line) => line.rank))]
  const taken: Ranked[] = []
  for (const rank of ranks) {
    const tie = lines.filter((line) => line.rank === rank)
    if (taken.length >= places || (edge === 'out' && taken.length + tie.length > places)) break
    taken.push(...tie)
  }
  return taken
}

function byQuota(tier: Tier, ranking: Ranking, ranked: readonly Ranked[]): Map<string, string> {
  const found = new Map<string, string>()
  const inRankOrder = [...ranked].sort((a, b) => a.rank - b.rank)
  for (const band of tier.bands) {
    const isLast = band === tier.bands.at(-1)
    const left = inRankOrder.filter((line) => !found.has(line.subject))
    const able = left.filter((line) => reaches(ranking, line.value, band.floor))
    const places = band.share === undefined ? able.length : placesOf(ranked.length, spelled(band.share))
    const taken = isLast ? left : take(able, places, band.share === undefined ? 'in' : (tier.edge ?? 'in'))
    for (const line of taken) found.set(line.subject, band.id)
  }
  return found
}

const placesOf = (n: number, share: Fraction): number => Number(floor(times(whole(n), share)))

/** Moves those who do not fit into a unit's share of a band to the next band. */
function shareWithin(
  results: Results,
  program: Program,
  tier: Tier,
  ranking: Ranking,
  period: Period,
  ranked: readonly Ranked[],
  found: Map<string, string>,
): void {
  const share = tier.share as NonNullable<Tier['share']>
  const population = program.populations?.find((one) => one.id === ranking.population)
  const { kind } = program.scores?.find((score) => score.id === ranking.score) ?? { kind: '' }
  const unitOf = (line: Ranked): string | undefined =>
    unitIn(results.facts, population?.tree ?? '', { kind, id: line.subject }, share.within, period)
  const next = tier.bands[tier.bands.findIndex((band) => band.id === share.band) + 1]
  for (const unit of new Set(ranked.map(unitOf))) {
    const here = ranked.filter((line) => unitOf(line) === unit)
    const atLeast = here.length >= (share.leastOneFrom ?? Number.POSITIVE_INFINITY) ? 1 : 0
    const places = Math.max(placesOf(here.length, spelled(share.atMost)), atLeast)
    const inBand = here.filter((line) => found.get(line.subject) === share.band).sort((a, b) => a.rank - b.rank)
    const kept = take(inBand, places, tier.edge ?? 'in')
    if (unit === undefined || !next) continue
    for (const line of inBand.filter((one) => !kept.includes(one))) found.set(line.subject, next.id)
  }
}
