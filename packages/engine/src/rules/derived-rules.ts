import type { CalendarUnit } from '../base/window.ts'
import type { DeclaredNames, EventFlag, EventNumber } from './formula.ts'
import type { Recipients, RuleBase } from './recipients.ts'

/** One threshold of a milestone (里程碑): what reaching it gives. */
export interface MilestoneStep<N extends DeclaredNames = DeclaredNames> {
  readonly at: number | string
  readonly points: number | string
  readonly honour?: NoInfer<N['honour']>
}

/** The most steps that the `every` of a milestone sets, so that one great number cannot give awards without end. */
export const MOST_STEPS = 1000

/** Points when a running measure, or the running points of earlier categories, crosses a value. */
export interface MilestoneRule<N extends DeclaredNames = DeclaredNames> extends RuleBase<N> {
  readonly kind: 'milestone'
  readonly category: NoInfer<N['category']>
  readonly to: { readonly kind: NoInfer<N['kind']> }
  readonly measure?: NoInfer<N['measure']>
  readonly of?:
    | { readonly categories: readonly NoInfer<N['category']>[] }
    | { readonly rules: readonly NoInfer<N['rule']>[] }
  readonly window?: CalendarUnit
  readonly steps?: readonly MilestoneStep<N>[]
  readonly every?: {
    readonly of: number | string
    readonly points: number | string
    readonly upTo?: number | string
    readonly honour?: NoInfer<N['honour']>
  }
  /** Whether falling below a threshold and crossing it again in one window counts again. */
  readonly again?: boolean
}

/** Points for a run (连续) of windows that each hold enough matching events. */
export interface StreakRule<N extends DeclaredNames = DeclaredNames> extends RuleBase<N> {
  readonly kind: 'streak'
  readonly category: NoInfer<N['category']>
  readonly on: readonly NoInfer<N['activity']>[]
  readonly when?: EventFlag<N>
  readonly to: Recipients<N>
  readonly window: CalendarUnit
  readonly length: number
  readonly atLeast: number
  readonly run: 'tumbling' | 'sliding' | 'once'
  readonly exempt?: 'skip' | 'break'
  readonly excused?: 'overlap' | 'whole'
  readonly points: number | string
  readonly honour?: NoInfer<N['honour']>
}

/** Points by place in a round or contest (名次分), ranked by a measure. */
export interface PlaceRule<N extends DeclaredNames = DeclaredNames> extends RuleBase<N> {
  readonly kind: 'place'
  readonly category: NoInfer<N['category']>
  readonly period: NoInfer<N['period']>
  readonly measure: NoInfer<N['measure']>
  readonly order?: 'desc' | 'asc'
  readonly ties?: 'shared' | 'skipped' | 'split'
  readonly points: readonly (number | string)[]
  readonly honours?: readonly NoInfer<N['honour']>[]
  /** Whether the places count only once a person has closed or frozen the period. */
  readonly closed?: boolean
}

/** Points for those who took part when their unit reaches a target between two dates (挑战). */
export interface ChallengeRule<N extends DeclaredNames = DeclaredNames> extends RuleBase<N> {
  readonly kind: 'challenge'
  readonly category: NoInfer<N['category']>
  readonly from: string
  readonly until: string
  readonly unit: Recipients<N>
  readonly on: readonly NoInfer<N['activity']>[]
  readonly when?: EventFlag<N>
  readonly value?: EventNumber<N>
  readonly field?: NoInfer<N['field']>
  readonly target: number | string | { readonly assigned: string; readonly tree: NoInfer<N['tree']> }
  readonly to: Recipients<N>
  readonly points: number | string
  readonly share?: 'each' | 'split'
  readonly honour?: NoInfer<N['honour']>
}
