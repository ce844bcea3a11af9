/** Promotion and demotion: how far a subject may move from the band of the period before, and by which margin. */
import type { Ranking, Tier } from '../../rules/program.ts'
import { versionFrom } from './events.ts'
import { type Fraction, minus, plus, sign, spelled } from './fraction.ts'
import type { SubjectName } from './items.ts'
import { periodsOf } from './periods.ts'
import type { Period, Results } from './results.ts'

/** Returns the band of a subject after `moves`. */
export function afterMoves(
  results: Results,
  tier: Tier,
  ranking: Ranking,
  subject: SubjectName,
  period: Period,
  value: Fraction,
  band: string,
): string {
  const order = tier.bands.map((one) => one.id)
  const [now, before] = [order.indexOf(band), order.indexOf(bandBefore(results, tier, subject, period) ?? '')]
  if (!tier.moves || before === -1 || now === before) return band
  const { up = order.length, down = order.length, buffer } = tier.moves
  /** Whether a value lies at or beyond the `from` of a band, once the buffer has moved it one way or the other. */
  const reaches = (i: number, way: 'harder' | 'easier'): boolean => {
    const from = tier.bands[i]?.from
    if (from === undefined || buffer === undefined) return way === 'harder'
    const isRaised = (way === 'harder') === (ranking.order !== 'asc')
    const mark = isRaised ? plus(spelled(from), spelled(buffer)) : minus(spelled(from), spelled(buffer))
    return ranking.order === 'asc' ? sign(value, mark) <= 0 : sign(value, mark) >= 0
  }
  if (now > before) return order[reaches(before, 'easier') ? before : Math.min(now, before + down)] as string
  const entered = order.findIndex((_, i) => i >= Math.max(now, before - up) && i < before && reaches(i, 'harder'))
  return order[entered === -1 ? before : entered] as string
}

/** Returns the band in the calendar period before, vetoes included, by the tier as that period had it. */
function bandBefore(results: Results, tier: Tier, subject: SubjectName, period: Period): string | undefined {
  if (period.fields) return undefined
  const earlier = periodsOf(results.facts, period.level).find((one) => one.end === period.start)
  const program = earlier && versionFrom(results.facts, earlier.start)
  const own = program?.tiers?.find((one) => one.id === tier.id)
  const ranking = program?.rankings?.find((one) => one.id === own?.ranking)
  const score = program?.scores?.find((one) => one.id === ranking?.score)
  if (!earlier || !own || score?.period !== period.level || score.kind !== subject.kind) return undefined
  return results.tier(own, subject, earlier)
}
