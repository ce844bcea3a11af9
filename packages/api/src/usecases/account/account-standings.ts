import { add, compare, type Exact, exactOf, formatExact, type PeriodState, type Score } from '@jixing/engine'
import type { SubjectId } from '../../auth/roles.ts'
import { labelled, type View } from '../../books/view.ts'
import type { Account } from '../../wire/account.ts'
import { scoreText } from '../list-standings.ts'

/** The scores of a kind of subject in periods of a level. */
export function scoresOf(view: View, kind: string, level: string): Score[] {
  return view.scores.filter((score) => score.kind === kind && score.period === level)
}

/** Returns a subject's places in the rankings of the given scores. */
export function accountPlaces(
  view: View,
  subject: SubjectId,
  scores: readonly Score[],
  key: string,
): Account['standings'] {
  return view.rankings.flatMap((ranking) => {
    if (!scores.some(({ id }) => id === ranking.score)) return []
    const all = view.result.standings(ranking.id, key)
    const own = all.find((one) => one.subject === subject.id)
    if (!own) return []
    const beside = all.filter((one) => one.unit === own.unit && one.rank !== null)
    return { ranking: ranking.id, ...labelled(ranking), rank: own.rank, of: beside.length, tied: own.tied }
  })
}

/** Returns the bands a subject is in, and what is missing to the next one where that goes by threshold. */
export function accountTiers(view: View, subject: SubjectId, scores: readonly Score[], key: string): Account['tiers'] {
  return view.tiers.flatMap((tier) => {
    const score = view.basisOf(tier)?.score
    const band = view.result.tier(tier.id, subject.id, key)
    if (!score || band === undefined || !scores.some(({ id }) => id === score.id)) return []
    const at = tier.bands.findIndex(({ id }) => id === band)
    const better = at > 0 ? tier.bands[at - 1] : undefined
    const value = view.result.value(score.id, subject.id, key)
    const from = better?.from === undefined ? undefined : exactOf(better.from)
    const missing =
      better && value !== undefined && from !== undefined && compare(from, value) > 0
        ? {
            band: better.id,
            ...labelled(better),
            missing: formatExact(add(from, opposite(value)), score.round?.places ?? 2),
          }
        : undefined
    const bandLabel = tier.bands[at]?.label
    return { id: tier.id, ...labelled(tier), band, ...(bandLabel && { bandLabel }), ...(missing && { next: missing }) }
  })
}

function opposite(value: Exact): Exact {
  if (typeof value === 'number') return -value
  return typeof value.n === 'number' ? { n: -value.n, d: value.d as number } : { n: -value.n, d: value.d as bigint }
}

/** Returns how a subject did in every period of a level so far. */
export function accountHistory(
  view: View,
  subject: SubjectId,
  scores: readonly Score[],
  periods: readonly PeriodState[],
): Account['history'] {
  const { result } = view
  return periods.map(({ key }) => {
    const values = scores.map((score) => [score.id, scoreText(score, result.value(score.id, subject.id, key))] as const)
    const ranks = accountPlaces(view, subject, scores, key).map(({ ranking, rank }) => [ranking, rank] as const)
    const tiers = accountTiers(view, subject, scores, key).map(({ id, band }) => [id, band] as const)
    return {
      key,
      value: values[0]?.[1] ?? null,
      rank: ranks[0]?.[1] ?? null,
      tier: tiers[0]?.[1] ?? null,
      scores: Object.fromEntries(values),
      ranks: Object.fromEntries(ranks),
      tiers: Object.fromEntries(tiers),
    }
  })
}
