import { compare, type Exact } from '../base/exact.ts'
import type { AwardTable } from '../ledger/award-table.ts'
import type { Standing } from '../standings/rank.ts'
import { type LimitWeight, limitWeights } from './analyse.ts'
import type { Result } from './result.ts'
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
  /** How often each limit binds, with the rate and what it withheld. */
  readonly binding: readonly {
    readonly limit: string
    readonly before: LimitWeight | undefined
    readonly after: LimitWeight | undefined
  }[]
  readonly spread: readonly {
    readonly ranking: string
    readonly key: string
    readonly before: Spread
    readonly after: Spread
  }[]
}

/** The difference of two results, part by part. */
export class Difference implements Trial {
  readonly before: Result
  readonly after: Result
  private readonly memo = new Map<string, unknown>()

  constructor(before: Result, after: Result) {
    this.before = before
    this.after = after
  }

  private once<T>(part: string, make: (before: Result, after: Result) => T): T {
    if (!this.memo.has(part)) this.memo.set(part, make(this.before, this.after))
    return this.memo.get(part) as T
  }

  get scores(): readonly ScoreMove[] {
    return this.once('scores', scoreMoves)
  }

  get ranks(): readonly RankMove[] {
    return this.once('ranks', rankMoves)
  }

  get tiers(): readonly TierMove[] {
    return this.once('tiers', tierMoves)
  }

  get rules(): Trial['rules'] {
    return this.once('rules', ruleTotals)
  }

  get limits(): Trial['limits'] {
    return this.once('limits', limitTotals)
  }

  get binding(): Trial['binding'] {
    return this.once('binding', bindingRates)
  }

  get spread(): Trial['spread'] {
    return this.once('spread', spreads)
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
    const { kind, period: level } = definition
    const subjects = union(
      before.subjects(kind).map((one) => one.id),
      after.subjects(kind).map((one) => one.id),
    )
    const keysIn = (result: Result): string[] => result.periods(level).map((period) => period.key)
    for (const key of union(keysIn(after), keysIn(before))) {
      const [old, next] = [valuesOf(before, id, kind, level, key), valuesOf(after, id, kind, level, key)]
      for (const subject of subjects) {
        const [was, is] = [old(subject), next(subject)]
        if (!same(was, is)) moves.push({ score: id, key, subject, before: was, after: is })
      }
    }
  }
  return moves
}

/** The values of a score in one period, by subject; missing where the result has no such score or period. */
function valuesOf(
  { scorer, plan }: Result,
  id: string,
  kind: string,
  level: string,
  key: string,
): (subject: string) => Exact | undefined {
  const period = plan.levels.has(level) ? scorer.facts.periods(level).find(key) : -1
  if (period < 0 || !scorer.scoreNamed(id, level, period)) return () => undefined
  return (subject) => scorer.score(id, { kind, subject, level, period, inner: false })
}

const ranksBySubject = new WeakMap<readonly Standing[], ReadonlyMap<string, number | null>>()

/** The ranks of standings by subject; a result is compared with many candidates, and its own ranks stay. */
function ranksOf(standings: readonly Standing[]): ReadonlyMap<string, number | null> {
  const known = ranksBySubject.get(standings) ?? new Map(standings.map((one) => [one.subject, one.rank]))
  ranksBySubject.set(standings, known)
  return known
}

function rankMoves(before: Result, after: Result): RankMove[] {
  const moves: RankMove[] = []
  for (const ranking of union(ids(before, 'rankings'), ids(after, 'rankings'))) {
    for (const key of keysOf(before, after, ranking)) {
      const old = ranksOf(before.standings(ranking, key))
      const next = after.standings(ranking, key)
      let met = 0
      for (const { subject, rank } of next) {
        const was = old.get(subject)
        if (was !== undefined) met++
        if ((was ?? null) !== rank) moves.push({ ranking, key, subject, before: was ?? null, after: rank })
      }
      if (met === old.size) continue
      const here = new Set(next.map((one) => one.subject))
      for (const [subject, rank] of old) {
        if (rank !== null && !here.has(subject)) moves.push({ ranking, key, subject, before: rank, after: null })
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
      const [old, next] = [bandsOf(before, tier, ranking, key), bandsOf(after, tier, ranking, key)]
      for (const [subject, is] of next) {
        const was = old.get(subject)
        if (was !== is) moves.push({ tier, key, subject, before: was, after: is })
      }
      for (const [subject, was] of old) {
        if (!next.has(subject)) moves.push({ tier, key, subject, before: was, after: undefined })
      }
    }
  }
  return moves
}

const NO_BANDS: ReadonlyMap<string, string> = new Map()

function bandsOf({ scorer }: Result, tier: string, ranking: string, key: string): ReadonlyMap<string, string> {
  const level = scorer.levelOf(ranking)
  const period = level === undefined ? -1 : scorer.facts.periods(level).find(key)
  return level === undefined || period < 0 ? NO_BANDS : scorer.bandsOf(tier, level, period)
}

/** Pairs what each side has under a name; what only one side has counts 0 on the other. */
function paired(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): [string, number, number][] {
  return union([...after.keys()], [...before.keys()]).map((name) => [name, before.get(name) ?? 0, after.get(name) ?? 0])
}

function ruleTotals(before: Result, after: Result): Trial['rules'] {
  const pairs = paired(grantedByRule(before), grantedByRule(after))
  return pairs.map(([rule, was, is]) => ({ rule, before: was, after: is }))
}

function limitTotals(before: Result, after: Result): Trial['limits'] {
  const pairs = paired(boundByLimit(before), boundByLimit(after))
  return pairs.map(([limit, was, is]) => ({ limit, before: was, after: is }))
}

const granted = new WeakMap<AwardTable, Float64Array>()
const bound = new WeakMap<AwardTable, Float64Array>()

/** Sums of a table by rule, each table summed once. */
function sumByRule(awards: AwardTable, rules: number): Float64Array {
  const known = granted.get(awards)
  if (known) return known
  const sums = new Float64Array(rules)
  const { size, rule, granted: points } = awards
  for (let i = 0; i < size; i++) {
    const code = rule[i] as number
    if (code >= 0) sums[code] = (sums[code] as number) + (points[i] as number)
  }
  granted.set(awards, sums)
  return sums
}

function grantedByRule({ plan, scorer }: Result): ReadonlyMap<string, number> {
  const resettled = scorer.input.inherited?.resettled
  const rules = plan.rules.length
  const sums = sumByRule(resettled ? resettled.before : scorer.input.awards, rules).slice()
  if (resettled) {
    const anew = sumByRule(resettled.part, rules)
    for (const code of resettled.rules) sums[code] = anew[code] as number
  }
  return new Map(plan.rules.map((id, i) => [id, sums[i] as number]))
}

function boundByLimit({ plan, scorer }: Result): ReadonlyMap<string, number> {
  const { awards } = scorer.input
  const counts = bound.get(awards) ?? awards.countWithheld(plan.limits.length)
  bound.set(awards, counts)
  return new Map(plan.limits.map((id, i) => [id, counts[i] as number]))
}

function bindingRates(before: Result, after: Result): Trial['binding'] {
  const [old, next] = [before, after].map((result) => new Map(limitWeights(result).map((one) => [one.limit, one])))
  return union([...(next?.keys() ?? [])], [...(old?.keys() ?? [])]).map((limit) => ({
    limit,
    before: old?.get(limit),
    after: next?.get(limit),
  }))
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
