import type { Issue, Label, Program } from '@jixing/engine'

/** What the page asks of the worker. */
export type Ask =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'try'
      readonly candidate: Program
      readonly period: StudioPeriod
      readonly ranking: string
      /** `kind/id` of the subjects that are watched. */
      readonly pinned: readonly string[]
    }

/** A period that can be looked at. */
export interface StudioPeriod {
  readonly level: string
  readonly key: string
}

/** How the values of a ranking spread. */
export interface DrawnSpread {
  readonly n: number
  readonly lower: number
  readonly median: number
  readonly upper: number
  readonly gini: number
}

/** One value now and with the candidate. */
export interface Pair<T> {
  readonly before: T
  readonly after: T
}

/** One subject now and with the candidate. */
export interface Moved {
  readonly kind: string
  readonly subject: string
  readonly rank: Pair<number | null>
  readonly value: Pair<number | null>
  /** Places in the bands of the tier, 0 the best; null for none. */
  readonly band: Pair<number | null>
}

/** A tier with its bands, best first. */
export interface DrawnTier {
  readonly id: string
  readonly label: Label | undefined
  readonly bands: readonly {
    readonly id: string
    readonly label: Label | undefined
    readonly from: number | undefined
  }[]
}

/** What is drawn of one ranking. */
export interface View {
  readonly ranking: string
  readonly label: Label | undefined
  readonly kind: string
  readonly tier: DrawnTier | undefined
  readonly values: Pair<Float64Array>
  /** How many are in each band of the tier. */
  readonly counts: readonly Pair<number>[]
  readonly spread: Pair<DrawnSpread>
  /** How many have another value. */
  readonly moved: number
  /** Those whose band gets better, the greatest step first, and those whose band gets worse. */
  readonly up: readonly Moved[]
  readonly down: readonly Moved[]
  readonly upCount: number
  readonly downCount: number
  /** Those whose place moves furthest. */
  readonly movers: readonly Moved[]
  readonly pinned: readonly Moved[]
}

/** Points of a rule or cuts of a limit, now and with the candidate, over the whole log. */
export interface Total extends Pair<number> {
  readonly id: string
  readonly label: Label | undefined
}

/** What the candidate makes of the period and ranking that are looked at. */
export interface Tried {
  readonly kind: 'tried'
  readonly period: StudioPeriod
  readonly milliseconds: number
  /** Members, branches, and the ranking that was chosen. */
  readonly members: View | undefined
  readonly branches: View | undefined
  readonly chosen: View | undefined
  readonly rules: readonly Total[]
  readonly limits: readonly Total[]
  /** What looks like a mistake in the candidate and did not in the newest version. */
  readonly warnings: readonly Issue[]
}

/** A ranking that can be chosen. */
export interface StudioRanking {
  readonly id: string
  readonly label: Label | undefined
  readonly level: string
  readonly kind: string
}

/** What the worker answers. */
export type Answer =
  | {
      readonly kind: 'opened'
      readonly periods: readonly StudioPeriod[]
      readonly rankings: readonly StudioRanking[]
      readonly items: number
      readonly milliseconds: number
    }
  | { readonly kind: 'failed'; readonly status: number; readonly message: string }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | Tried
