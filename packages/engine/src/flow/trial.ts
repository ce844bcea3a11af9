import { compare, type Exact } from '../base/exact.ts'
import type { Plan } from '../rules/plan.ts'
import type { Result } from './result.ts'
import { scoreAgain, withoutFreezes } from './score-again.ts'
import { type Spread, spreadOf } from './spread.ts'

/** A score that a candidate would change. */
export interface ScoreMove {
  readonly score: string
  readonly key: string
  readonly subject: string
  readonly before: Exact | undefined
  readonly after: Exact | undefined
}

/** A place in a ranking that a candidate would change. */
export interface RankMove {
  readonly ranking: string
  readonly key: string
  readonly subject: string
  readonly before: number | null
  readonly after: number | null
}

/** A subject that would cross from one band of a tier into another. */
export interface TierMove {
  readonly tier: string
  readonly key: string
  readonly subject: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What a candidate program would change over the same log at the same instant (试算); only changes are listed. */
export interface Trial {
  readonly before: Result
  readonly after: Result
  readonly scores: readonly ScoreMove[]
  readonly ranks: readonly RankMove[]
  readonly tiers: readonly TierMove[]
  /** Granted units in total by rule, changed or not. */
  readonly rules: readonly { readonly rule: string; readonly before: number; readonly after: number }[]
  /** How many awards each limit withheld something from. */
  readonly limits: readonly { readonly limit: string; readonly before: number; readonly after: number }[]
  readonly spread: readonly {
    readonly ranking: string
    readonly key: string
    readonly before: Spread
    readonly after: Spread
  }[]
}

/** Scores the whole log by a candidate, without freezes on either side, and returns what would be different. */
export function trial(before: Result, candidate: Plan): Trial {
  return difference(withoutFreezes(before), scoreAgain(before, candidate))
}

/** Returns the difference between two results over the same log. */
export function difference(before: Result, after: Result): Trial {
  return {
    before,
    after,
    scores: scoreMoves(before, after),
    ranks: rankMoves(before, after),
    tiers: tierMoves(before, after),
    rules: totals(before, after, (result) => result.plan.rules, grantedByRule),
    limits: totals(before, after, (result) => result.plan.limits, boundByLimit).map(({ rule, ...rest }) => ({
      limit: rule,
      ...rest,
    })),
    spread: spreads(before, after),
  }
}

const ids = (result: Result, part: 'scores' | 'rankings' | 'tiers'): string[] => [
  ...new Set([...result.plan.versions].reverse().flatMap((program) => (program[part] ?? []).map((one) => one.id))),
]
const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])]

/** The keys of the periods a ranking has in either result. */
function keysOf(before: Result, after: Result, ranking: string): string[] {
  const keys = (result: Result): string[] => {
    const level = result.scorer.levelOf(ranking)
    return level === undefined ? [] : result.periods(level).map((period) => period.key)
  }
  return union(keys(before), keys(after))
}

function same(a: Exact | undefined, b: Exact | undefined): boolean {
  return a === undefined || b === undefined ? a === b : compare(a, b) === 0
}

function scoreMoves(before: Result, after: Result): ScoreMove[] {
  const moves: ScoreMove[] = []
  for (const id of union(ids(before, 'scores'), ids(after, 'scores'))) {
    const definition = [after, before]
      .flatMap((result) => result.plan.versions.flatMap((program) => program.scores ?? []))
      .find((one) => one.id === id)
    if (!definition) continue
    const subjects = union(
      before.subjects(definition.kind).map((one) => one.id),
      after.subjects(definition.kind).map((one) => one.id),
    )
    const keysIn = (result: Result): string[] => result.periods(definition.period).map((period) => period.key)
    for (const key of union(keysIn(after), keysIn(before))) {
      for (const subject of subjects) {
        const [old, next] = [before.value(id, subject, key), after.value(id, subject, key)]
        if (!same(old, next)) moves.push({ score: id, key, subject, before: old, after: next })
      }
    }
  }
  return moves
}

function rankMoves(before: Result, after: Result): RankMove[] {
  const moves: RankMove[] = []
  for (const ranking of union(ids(before, 'rankings'), ids(after, 'rankings'))) {
    for (const key of keysOf(before, after, ranking)) {
      const old = new Map(before.standings(ranking, key).map((one) => [one.subject, one.rank]))
      const next = new Map(after.standings(ranking, key).map((one) => [one.subject, one.rank]))
      for (const subject of union([...old.keys()], [...next.keys()])) {
        const [was, is] = [old.get(subject) ?? null, next.get(subject) ?? null]
        if (was !== is) moves.push({ ranking, key, subject, before: was, after: is })
      }
    }
  }
  return moves
}

function tierMoves(before: Result, after: Result): TierMove[] {
  const moves: TierMove[] = []
  const rankingOf = (tier: string): string | undefined =>
    [after, before]
      .flatMap((result) => result.plan.versions.flatMap((program) => program.tiers ?? []))
      .find((one) => one.id === tier)?.ranking
  for (const tier of union(ids(before, 'tiers'), ids(after, 'tiers'))) {
    const ranking = rankingOf(tier)
    if (ranking === undefined) continue
    for (const key of keysOf(before, after, ranking)) {
      const subjects = union(
        before.standings(ranking, key).map((one) => one.subject),
        after.standings(ranking, key).map((one) => one.subject),
      )
      for (const subject of subjects) {
        const [was, is] = [before.tier(tier, subject, key), after.tier(tier, subject, key)]
        if (was !== is) moves.push({ tier, key, subject, before: was, after: is })
      }
    }
  }
  return moves
}

function totals(
  before: Result,
  after: Result,
  names: (result: Result) => readonly string[],
  count: (result: Result) => Float64Array,
): { rule: string; before: number; after: number }[] {
  const [old, next] = [count(before), count(after)]
  return union(names(after), names(before)).map((rule) => ({
    rule,
    before: old[names(before).indexOf(rule)] ?? 0,
    after: next[names(after).indexOf(rule)] ?? 0,
  }))
}

function grantedByRule(result: Result): Float64Array {
  const { size, rule, granted } = result.scorer.input.awards
  const sums = new Float64Array(result.plan.rules.length)
  for (let i = 0; i < size; i++) {
    const code = rule[i] as number
    if (code >= 0) sums[code] = (sums[code] as number) + (granted[i] as number)
  }
  return sums
}

function boundByLimit(result: Result): Float64Array {
  return result.scorer.input.awards.countWithheld(result.plan.limits.length)
}

function spreads(before: Result, after: Result): Trial['spread'] {
  return ids(after, 'rankings').flatMap((ranking) =>
    keysOf(before, after, ranking).map((key) => ({
      ranking,
      key,
      before: spreadOf(before, ranking, key),
      after: spreadOf(after, ranking, key),
    })),
  )
}
