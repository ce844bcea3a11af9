import { type Label, type Program, type Result, spreadOf, type Standing, toNumber } from '@jixing/engine'
import type { DrawnSpread, KindView, Moved, StudioPeriod, Total } from './protocol.ts'

const MOST = 40

function newest(result: Result): Program {
  return result.plan.versions[result.plan.versions.length - 1] as Program
}

/** Returns the periods of the levels that rankings stand on, quarters before years. */
export function periodsOf(result: Result): StudioPeriod[] {
  const program = newest(result)
  const levels = new Set((program.rankings ?? []).map((one) => program.scores?.find((score) => score.id === one.score)?.period))
  return [...levels].flatMap((level) => {
    if (level === undefined || !('window' in (program.periods[level] ?? {})) || level === 'ever') return []
    return result.periods(level).map(({ key }) => ({ level, key }))
  })
}

/** Returns the first ranking over all of a kind on a level, with the tier that goes by the same score. */
function lens(program: Program, kind: string, level: string): { ranking: string; label: Label | undefined; tier: NonNullable<Program['tiers']>[number] | undefined } | undefined {
  const scores = program.scores ?? []
  const ranking = program.rankings?.find((one) => {
    const score = scores.find((two) => two.id === one.score)
    return score?.kind === kind && score.period === level && one.within === undefined
  })
  if (!ranking) return undefined
  const tier = program.tiers?.find((one) => program.rankings?.find((two) => two.id === one.ranking)?.score === ranking.score)
  return { ranking: ranking.id, label: ranking.label, tier }
}

const numberOf = (standing: Standing | undefined): number | null => (standing?.value === undefined ? null : toNumber(standing.value))

function drawn(result: Result, ranking: string, key: string): DrawnSpread {
  const { n, lower, median, upper, gini } = spreadOf(result, ranking, key)
  const draw = (value: typeof median): number => (value === undefined ? 0 : toNumber(value))
  return { n, lower: draw(lower), median: draw(median), upper: draw(upper), gini }
}

/** Compares one kind of subject in one period. */
export function compareKind(before: Result, after: Result, kind: string, period: StudioPeriod, pinned: readonly string[]): KindView | undefined {
  const found = lens(newest(after), kind, period.level)
  if (!found) return undefined
  const { ranking, label, tier } = found
  const old = new Map(before.standings(ranking, period.key).map((one) => [one.subject, one]))
  const next = new Map(after.standings(ranking, period.key).map((one) => [one.subject, one]))
  const band = (result: Result, subject: string): string | undefined => (tier ? result.tier(tier.id, subject, period.key) : undefined)
  const all = [...new Set([...next.keys(), ...old.keys()])].map((subject): Moved => ({
    subject,
    rank: { before: old.get(subject)?.rank ?? null, after: next.get(subject)?.rank ?? null },
    value: { before: numberOf(old.get(subject)), after: numberOf(next.get(subject)) },
    band: { before: band(before, subject), after: band(after, subject) },
  }))
  const values = (side: 'before' | 'after'): number[] => all.flatMap((one) => (one.rank[side] === null || one.value[side] === null ? [] : [one.value[side]]))
  const step = (one: Moved): number => (one.rank.before === null || one.rank.after === null ? 0 : Math.abs(one.rank.before - one.rank.after))
  return {
    kind,
    ranking: { id: ranking, label },
    tier: tier && { id: tier.id, label: tier.label, bands: tier.bands.map((one) => ({ id: one.id, label: one.label, from: one.from === undefined ? undefined : Number(one.from) })) },
    before: values('before'),
    after: values('after'),
    counts: (tier?.bands ?? []).map((one) => ({
      band: one.id,
      before: all.filter((two) => two.band.before === one.id).length,
      after: all.filter((two) => two.band.after === one.id).length,
    })),
    spread: { before: drawn(before, ranking, period.key), after: drawn(after, ranking, period.key) },
    crossings: all.filter((one) => one.band.before !== one.band.after).sort((a, b) => (a.rank.after ?? 1e9) - (b.rank.after ?? 1e9)).slice(0, MOST),
    movers: all.filter((one) => step(one) > 0).sort((a, b) => step(b) - step(a)).slice(0, 10),
    pinned: all.filter((one) => pinned.includes(`${kind}/${one.subject}`)),
    moved: all.filter((one) => one.value.before !== one.value.after).length,
  }
}

/** Returns granted points by rule, before and after. */
export function ruleTotals(before: Result, after: Result): Total[] {
  const sums = (result: Result): Map<string, number> => {
    const { size, rule, granted } = result.scorer.input.awards
    const byRule = new Float64Array(result.plan.rules.length)
    for (let i = 0; i < size; i++) {
      const code = rule[i] as number
      if (code >= 0) byRule[code] = (byRule[code] as number) + (granted[i] as number)
    }
    const scale = 10 ** result.plan.decimals
    return new Map(result.plan.rules.map((id, i) => [id, (byRule[i] as number) / scale]))
  }
  const [old, next] = [sums(before), sums(after)]
  return newest(after).rules.map(({ id, label }) => ({ id, label, before: old.get(id) ?? 0, after: next.get(id) ?? 0 }))
}

/** Returns how many awards each limit cut, before and after. */
export function limitBindings(before: Result, after: Result): Total[] {
  const counts = (result: Result): Map<string, number> => {
    const found = result.scorer.input.awards.countWithheld(result.plan.limits.length)
    return new Map(result.plan.limits.map((id, i) => [id, found[i] as number]))
  }
  const [old, next] = [counts(before), counts(after)]
  return (newest(after).limits ?? []).map(({ id, label }) => ({ id, label, before: old.get(id) ?? 0, after: next.get(id) ?? 0 }))
}
