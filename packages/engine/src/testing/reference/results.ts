/** The shape of one computation of the reference: everything about one set of items at one instant. */
import type { Ranking, Tier } from '../../rules/program.ts'
import type { Award } from './awards.ts'
import type { Fraction } from './fraction.ts'
import type { Item, SubjectName } from './items.ts'
import type { Facts } from './roster.ts'

/** A period: a calendar window or the events that share the values of some fields. */
export interface Period {
  readonly level: string
  readonly key: string
  readonly start: number
  readonly end: number
  /** The fields and values of a field period. */
  readonly fields: Readonly<Record<string, string>> | undefined
}

/** A score's value as computed, as it stands under vetoes, and as the aggregates of others see it. */
export interface Scored {
  readonly underlying: Fraction | undefined
  readonly standing: Fraction | undefined
  readonly toOthers: Fraction | undefined
}

/** An honour that a subject holds: its name, and the derived award that it comes with. */
export interface Honour {
  readonly honour: string
  readonly rule: string
  readonly subject: SubjectName
  readonly id: string
  readonly at: number
}

/** Points carried from a frozen period into an open one. */
export interface Carried {
  readonly category: string
  readonly rule: string
  readonly units: bigint
}

/** A line of a ranking. */
export interface Line {
  readonly subject: string
  readonly unit: string | undefined
  readonly value: Fraction | undefined
  readonly rank: number | undefined
}

/** Everything about one set of items at one instant. A frozen period is asked of the computation that `home` gives. */
export interface Results {
  readonly facts: Facts
  /** The vetoes that stand: valid and not lifted here and, for a frozen period, still so today. */
  readonly vetoes: readonly Item[]
  /** The past computations in which frozen periods are read. */
  pasts(): readonly Results[]
  readonly awards: readonly Award[]
  readonly honours: readonly Honour[]
  home(period: Period): Results
  /** What later items of frozen periods bring into an open one, by category and rule. */
  carried(subject: SubjectName, period: Period): readonly Carried[]
  score(id: string, subject: SubjectName, period: Period): Scored
  standings(ranking: Ranking, period: Period): Line[]
  /** The bands by subject id, before vetoes. */
  bands(tier: Tier, period: Period): Map<string, string>
  tier(tier: Tier, subject: SubjectName, period: Period): string | undefined
}
