/** One plain value for everything a log and its programs give, so that two ways of computing it can be compared. */
import { exactText } from '../base/exact.ts'
import type { Result } from '../flow/result.ts'
import type { Program } from '../rules/program.ts'

/** An award in a canonical result; amounts are signed smallest units. */
export interface CanonicalAward {
  readonly source: string
  readonly id: string
  readonly rule: string
  readonly version: number
  readonly kind: string
  readonly subject: string
  readonly requested: number
  readonly granted: number
  readonly withheld: readonly (readonly [limit: string, amount: number])[]
}

/** An honour in a canonical result: who holds it, since when, and the derived award that it comes with. */
export interface CanonicalHonour {
  readonly honour: string
  readonly rule: string
  readonly subject: string
  readonly id: string
  readonly at: number
}

/** Everything that a log and its programs give at one instant, as sorted JSON without zeros and missing values. */
export interface Canonical {
  /** In the total order, then by rule and subject. */
  readonly awards: readonly CanonicalAward[]
  /** By date, then honour, subject and id. */
  readonly honours: readonly CanonicalHonour[]
  /** Subject → period → category → units. */
  readonly tallies: Nested<number>
  /** Measure → period → subject → exact value. */
  readonly measures: Nested<string>
  /** Score → period → subject → exact value, vetoes included. */
  readonly scores: Nested<string>
  /** Ranking → period → unit (or the empty text) → subjects with their rank. */
  readonly standings: Nested<readonly (readonly [subject: string, rank: number | null])[]>
  /** Tier → period → subject → band. */
  readonly tiers: Nested<string>
}

/** A record of records of records: three names lead to a value. */
export type Nested<T> = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, T>>>>>>

/** Gathers values under three names each, and gives them back with every name in order. */
export class Gathering<T> {
  private readonly rows: [string, string, string, T][] = []

  /** Notes a value; undefined is left out. */
  put(first: string, second: string, third: string, value: T | undefined): void {
    if (value !== undefined) this.rows.push([first, second, third, value])
  }

  /** Returns what was noted, sorted by name. */
  sorted(): Nested<T> {
    const all = new Map<string, Map<string, Map<string, T>>>()
    const inOrder = this.rows.sort(([a, b, c], [x, y, z]) => order(a, x) || order(b, y) || order(c, z))
    for (const [first, second, third, value] of inOrder) {
      const middle = all.get(first) ?? new Map<string, Map<string, T>>()
      all.set(first, middle.set(second, (middle.get(second) ?? new Map<string, T>()).set(third, value)))
    }
    const record = <V, W>(map: Map<string, V>, of: (value: V) => W): Record<string, W> =>
      Object.fromEntries([...map].map(([name, value]) => [name, of(value)]))
    return record(all, (middle) => record(middle, (inner) => Object.fromEntries(inner)))
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Returns awards in a fixed order: by place in time as given, then rule and subject. */
export function sortedAwards<T extends CanonicalAward & { readonly at: number }>(
  awards: readonly T[],
): CanonicalAward[] {
  const sorted = [...awards].sort(
    (a, b) =>
      a.at - b.at ||
      order(a.source, b.source) ||
      order(a.id, b.id) ||
      order(a.rule, b.rule) ||
      order(a.subject, b.subject),
  )
  return sorted.map(({ source, id, rule, version, kind, subject, requested, granted, withheld }) => ({
    source,
    id,
    rule,
    version,
    kind,
    subject,
    requested,
    granted,
    withheld,
  }))
}

/** Returns honours in a fixed order. */
export const sortedHonours = (honours: readonly CanonicalHonour[]): CanonicalHonour[] =>
  [...honours].sort(
    (a, b) =>
      a.at - b.at ||
      order(a.honour, b.honour) ||
      order(a.subject, b.subject) ||
      order(a.id, b.id) ||
      order(a.rule, b.rule),
  )

/** Returns the ids that any version declares in one of its parts. */
export const declared = (
  programs: readonly Program[],
  part: (program: Program) => readonly { readonly id: string }[] | undefined,
): string[] => [...new Set(programs.flatMap((program) => (part(program) ?? []).map((one) => one.id)))]

/** Returns everything that a result gives, through its public questions only. */
export function canonicalOf(result: Result): Canonical {
  const programs = result.plan.versions
  const [first] = programs as [Program, ...Program[]]
  const levels = Object.keys(first.periods)
  const keysAt = new Map(levels.map((level) => [level, result.periods(level).map((period) => period.key)]))
  const named = new Map(
    Object.keys(first.subjects).map((kind) => [kind, result.subjects(kind).map((subject) => subject.id)]),
  )
  const keys = (level: string): string[] => keysAt.get(level) ?? []
  const subjects = (kind: string): string[] => named.get(kind) ?? []
  const categories = [...new Set(programs.flatMap((program) => Object.keys(program.categories ?? {})))]
  const tallies = new Gathering<number>()
  const measures = new Gathering<string>()
  const scores = new Gathering<string>()
  const standings = new Gathering<[string, number | null][]>()
  const tiers = new Gathering<string>()
  for (const level of levels) {
    for (const key of keys(level)) {
      for (const kind of Object.keys(first.subjects)) {
        for (const id of subjects(kind)) {
          for (const category of categories) {
            const units = result.tally({ kind, id }, { level, key }, { category })
            tallies.put(`${kind}/${id}`, `${level}:${key}`, category, units === 0 ? undefined : units)
          }
        }
      }
      for (const measure of declared(programs, (program) => program.measures)) {
        const kinds = new Set(
          programs.flatMap((program) => program.measures?.find((one) => one.id === measure)?.to.kind ?? []),
        )
        for (const kind of kinds) {
          for (const id of subjects(kind)) {
            const value = result.measure(measure, id, { level, key })
            measures.put(
              measure,
              `${level}:${key}`,
              id,
              value === undefined || value === 0 ? undefined : exactText(value),
            )
          }
        }
      }
    }
  }
  for (const score of declared(programs, (program) => program.scores)) {
    for (const { kind, period } of variants(programs, score)) {
      for (const key of keys(period)) {
        for (const id of subjects(kind)) {
          const value = result.value(score, id, key)
          scores.put(score, key, id, value === undefined ? undefined : exactText(value))
        }
      }
    }
  }
  for (const ranking of declared(programs, (program) => program.rankings)) {
    for (const level of levels) {
      for (const key of keys(level)) {
        const lines = result.standings(ranking, key)
        for (const unit of new Set(lines.map((line) => line.unit ?? ''))) {
          const here = lines.filter((line) => (line.unit ?? '') === unit)
          standings.put(
            ranking,
            key,
            unit,
            here.map((line) => [line.subject, line.rank]),
          )
        }
      }
    }
  }
  for (const tier of declared(programs, (program) => program.tiers)) {
    for (const { kind, period } of programs.flatMap((program) => variants(programs, scoreOfTier(program, tier)))) {
      for (const key of keys(period)) {
        for (const id of subjects(kind)) tiers.put(tier, key, id, result.tier(tier, id, key))
      }
    }
  }
  const honours = Object.keys(first.subjects).flatMap((kind) =>
    subjects(kind).flatMap((id) =>
      result.honours(kind, id).map(({ honour, rule, at, ref }) => {
        const subject = `${kind}/${id}`
        return { honour, rule, subject, id: ref.id, at }
      }),
    ),
  )
  const awards = result
    .awards()
    .map(({ event, rule, version, kind, subject, requested, granted, withheld, occurredAt }) => ({
      ...event,
      rule,
      version: rule === '' ? 0 : version,
      kind,
      subject: `${subject.kind}/${subject.id}`,
      requested,
      granted,
      withheld: withheld.map(({ limit, amount }) => [limit, amount] as const),
      at: occurredAt,
    }))
  return {
    awards: sortedAwards(awards),
    honours: sortedHonours(honours),
    tallies: tallies.sorted(),
    measures: measures.sorted(),
    scores: scores.sorted(),
    standings: standings.sorted(),
    tiers: tiers.sorted(),
  }
}

/** Returns the kinds and period levels that the versions give a score. */
export function variants(programs: readonly Program[], score: string | undefined): { kind: string; period: string }[] {
  const all = programs.flatMap((program) => program.scores?.find((one) => one.id === score) ?? [])
  return [...new Map(all.map(({ kind, period }) => [`${kind} ${period}`, { kind, period }])).values()]
}

/** Returns the score that a tier of a version goes by. */
export function scoreOfTier(program: Program, tier: string): string | undefined {
  const ranking = program.tiers?.find((one) => one.id === tier)?.ranking
  return program.rankings?.find((one) => one.id === ranking)?.score
}
