import type { CalendarUnit } from '../base/window.ts'
import type { Expression } from './expression.ts'
import type { Recipients, RuleBase } from './recipients.ts'

/** One threshold of a milestone (里程碑): what reaching it gives. */
export interface MilestoneStep {
  readonly at: number | string
  readonly points: number | string
  readonly honour?: string
}

/** Points when a running measure, or the running points of earlier categories, crosses a value. */
export interface MilestoneRule extends RuleBase {
  readonly kind: 'milestone'
  readonly category: string
  readonly to: { readonly kind: string }
  readonly measure?: string
  readonly of?: { readonly categories: readonly string[] } | { readonly rules: readonly string[] }
  readonly window?: CalendarUnit
  readonly steps?: readonly MilestoneStep[]
  readonly every?: {
    readonly of: number | string
    readonly points: number | string
    readonly upTo?: number | string
    readonly honour?: string
  }
  /** Whether falling below a threshold and crossing it again in one window counts again. */
  readonly again?: boolean
}

/** Points for a run (连续) of windows that each hold enough matching events. */
export interface StreakRule extends RuleBase {
  readonly kind: 'streak'
  readonly category: string
  readonly on: readonly string[]
  readonly when?: Expression
  readonly to: Recipients
  readonly window: CalendarUnit
  readonly length: number
  readonly atLeast: number
  readonly run: 'tumbling' | 'sliding' | 'once'
  readonly exempt?: 'skip' | 'break'
  readonly excused?: 'overlap' | 'whole'
  readonly points: number | string
  readonly honour?: string
}

/** Points by place in a round or contest (名次分), ranked by a measure. */
export interface PlaceRule extends RuleBase {
  readonly kind: 'place'
  readonly category: string
  readonly period: string
  readonly measure: string
  readonly order?: 'desc' | 'asc'
  readonly ties?: 'shared' | 'skipped' | 'split'
  readonly points: readonly (number | string)[]
  readonly honours?: readonly string[]
  /** Whether the places count only once a person has closed or frozen the period. */
  readonly closed?: boolean
}

/** Points for those who took part when their unit reaches a target between two dates (挑战). */
export interface ChallengeRule extends RuleBase {
  readonly kind: 'challenge'
  readonly category: string
  readonly from: string
  readonly until: string
  readonly unit: Recipients
  readonly on: readonly string[]
  readonly when?: Expression
  readonly value?: Expression
  readonly field?: string
  readonly target: number | string | { readonly assigned: string; readonly tree: string }
  readonly to: Recipients
  readonly points: number | string
  readonly share?: 'each' | 'split'
  readonly honour?: string
}
