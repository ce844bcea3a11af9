import type { Label, Program } from '@jixing/engine'

/** What the page asks of the worker. */
export type Ask =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'try'
      readonly id: number
      readonly candidate: Program
      readonly period: string
      readonly pinned: readonly string[]
    }

/** A period that can be looked at, by key. */
export interface StudioPeriod {
  readonly level: string
  readonly key: string
}

/** How values of a ranking spread. */
export interface DrawnSpread {
  readonly n: number
  readonly lower: number
  readonly median: number
  readonly upper: number
  readonly gini: number
}

/** One subject before and after. */
export interface Moved {
  readonly subject: string
  readonly rank: { readonly before: number | null; readonly after: number | null }
  readonly value: { readonly before: number | null; readonly after: number | null }
  readonly band: { readonly before: string | undefined; readonly after: string | undefined }
}

/** What is drawn for one kind of subject. */
export interface KindView {
  readonly kind: string
  readonly ranking: { readonly id: string; readonly label: Label | undefined }
  readonly tier: { readonly id: string; readonly label: Label | undefined; readonly bands: readonly { readonly id: string; readonly label: Label | undefined; readonly from: number | undefined }[] } | undefined
  readonly before: readonly number[]
  readonly after: readonly number[]
  readonly counts: readonly { readonly band: string; readonly before: number; readonly after: number }[]
  readonly spread: { readonly before: DrawnSpread; readonly after: DrawnSpread }
  /** Those whose band changes, the best after first. */
  readonly crossings: readonly Moved[]
  /** Those whose place moves furthest. */
  readonly movers: readonly Moved[]
  readonly pinned: readonly Moved[]
  readonly moved: number
}

/** Totals of a rule or bindings of a limit, before and after. */
export interface Total {
  readonly id: string
  readonly label: Label | undefined
  readonly before: number
  readonly after: number
}

/** What the worker answers. */
export type Answer =
  | { readonly kind: 'opened'; readonly periods: readonly StudioPeriod[]; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'refused'; readonly id: number; readonly issues: readonly { readonly code: string; readonly path: string; readonly params: Record<string, unknown> }[] }
  | {
      readonly kind: 'tried'
      readonly id: number
      readonly milliseconds: number
      readonly views: readonly KindView[]
      readonly rules: readonly Total[]
      readonly limits: readonly Total[]
    }
