import type { RoundingMode } from '../base/exact.ts'
import type { Described } from '../base/label.ts'
import type { CalendarUnit } from '../base/window.ts'
import type { HolidayCalendar } from '../base/workdays.ts'
import type { Activity, Input, Period } from '../event/activity.ts'
import type { Case } from '../event/case.ts'
import type { ChallengeRule, MilestoneRule, PlaceRule, StreakRule } from './derived-rules.ts'
import type { Expression } from './expression.ts'
import type { List } from './list.ts'
import type { Recipients, RuleBase } from './recipients.ts'

/** Admission: at most `atMost` subjects, by subject id, in each window and combination of field values. */
export interface Admission {
  readonly atMost: number
  readonly per: { readonly window?: CalendarUnit; readonly fields?: readonly string[] }
}

/** Points per event when a condition holds; negative points are a deduction. */
export interface AwardRule extends RuleBase {
  readonly kind: 'award'
  readonly category: string
  readonly on: readonly string[]
  readonly when?: Expression
  readonly to: Recipients
  readonly points: Expression
  readonly round?: RoundingMode
  /** Full points for each recipient (default), or the points split equally among those for whom `when` holds. */
  readonly share?: 'each' | 'split'
  readonly admit?: Admission
  readonly unlessOverlaps?: readonly string[]
}

/** Points when a window has ended and something required did not happen (or, with `pays: met`, did). */
export interface ExpectationRule extends RuleBase {
  readonly kind: 'expectation'
  readonly category: string
  readonly window: CalendarUnit
  readonly to: { readonly kind: string; readonly tree?: string }
  readonly per?: string
  readonly expects: {
    readonly on: readonly string[]
    readonly when?: Expression
    readonly to: Recipients
    readonly field?: string
    readonly atLeast: number
  }
  readonly points: number | string
  readonly pays?: 'unmet' | 'met'
  readonly excused?: 'overlap' | 'whole'
  /** Civil days of 24 hours after the window's end before it is in force. */
  readonly graceDays?: number
}

/** Points at the start of a window for everyone present in it. */
export interface GrantRule extends RuleBase {
  readonly kind: 'grant'
  readonly category: string
  readonly window: CalendarUnit
  readonly to: { readonly kind: string; readonly tree: string }
  readonly points: number | string
  readonly prorate?: 'none' | 'days'
}

/** An overlay on a result while a person's decision stands; the points stay as they are. */
export interface VetoRule extends RuleBase {
  readonly kind: 'veto'
  readonly to: { readonly kind: string }
  readonly effects: readonly (
    | { readonly score: string; readonly value: number | string }
    | { readonly tier: string; readonly atMost: string }
  )[]
  readonly aggregate?: 'overlaid' | 'underlying'
}

/** A factor (倍数) on what chosen award rules ask for between two dates, before rounding and limits. */
export interface MultiplierRule extends RuleBase {
  readonly kind: 'multiplier'
  readonly rules?: readonly string[]
  readonly categories?: readonly string[]
  readonly factor: number | string
  readonly from?: string
  readonly until?: string
  readonly when?: Expression
  readonly side?: 'awards' | 'deductions'
}

/** A life (有效期) for points: what is left of an award at its end is booked off. */
export interface ExpiryRule extends RuleBase {
  readonly kind: 'expiry'
  readonly rules?: readonly string[]
  readonly categories?: readonly string[]
  readonly days?: number
  readonly months?: number
  readonly deductions?: 'ignore' | 'consume'
}

/** A rule that gives points of a category. */
export type PointsRule =
  | AwardRule
  | ExpectationRule
  | GrantRule
  | MilestoneRule
  | StreakRule
  | PlaceRule
  | ChallengeRule

/** A rule (规则) of any kind. */
export type Rule = PointsRule | MultiplierRule | ExpiryRule | VetoRule

/** Returns the kind of subject that a rule gives points to. */
export function kindOf(program: Program, rule: PointsRule | VetoRule): string {
  if (rule.kind !== 'place') return rule.to.kind
  return program.measures?.find((measure) => measure.id === rule.measure)?.to.kind ?? ''
}

/** Returns whether a rule gives points of a category, and so can stand under a limit. */
export function isPointsRule(rule: Rule): rule is PointsRule {
  return rule.kind !== 'veto' && rule.kind !== 'multiplier' && rule.kind !== 'expiry'
}

/** A limit (上限): at most so many points or times per subject, window and field values, settled over the set. */
export interface Limit extends Described {
  readonly id: string
  readonly rules?: readonly string[]
  readonly categories?: readonly string[]
  readonly points?: number | string
  readonly times?: number
  readonly per?: {
    readonly window?: CalendarUnit | { readonly rollingDays: number }
    readonly fields?: readonly string[]
  }
  readonly keep?: 'earliest' | 'highest'
  readonly side?: 'awards' | 'deductions'
}

/** A measure (指标): counted or summed facts per subject and period. */
export interface Measure extends Described {
  readonly id: string
  readonly on: readonly string[]
  readonly when?: Expression
  readonly to: Recipients
  readonly value?: Expression
  readonly as?: 'count' | 'sum' | 'min' | 'max' | 'distinct'
  readonly field?: string
}

/** A population: which subjects of a kind are counted in a period. */
export interface Population extends Described {
  readonly id: string
  readonly kind: string
  readonly tree?: string
  readonly base?: 'rows' | 'roster'
  readonly minDays?: number
  readonly when?: Expression
}

/** A score (得分值): what is made of tallies, measures, roster facts and earlier scores; only scores are ranked. */
export interface Score extends Described {
  readonly id: string
  readonly kind: string
  readonly period: string
  readonly value: Expression
  readonly round?: { readonly places: number; readonly mode: RoundingMode }
}

/** One step in deciding between equal scores. */
export type TieBreaker =
  | { readonly score: string; readonly order?: 'desc' | 'asc' }
  | { readonly measure: string; readonly order?: 'desc' | 'asc' }
  | { readonly countBack: string; readonly depth?: number }
  | { readonly earliestBest: string }
  | { readonly miniLeague: readonly string[]; readonly opponent: string; readonly again?: boolean }

/** A ranking (排名) of one score over a population. */
export interface Ranking extends Described {
  readonly id: string
  readonly score: string
  readonly population: string
  readonly within?: string
  readonly method?: 'standard' | 'dense' | 'modified' | 'ordinal'
  readonly order?: 'desc' | 'asc'
  readonly tieBreakers?: readonly TieBreaker[]
  readonly unranked?: Expression
}

/** One band (档) of a tier: by threshold `from`, or by quota `share` with a `floor`. */
export interface Band extends Described {
  readonly id: string
  readonly from?: number | string
  readonly share?: number | string
  readonly floor?: number | string
}

/** A tier (星级, 等次): named bands over a ranking, best first. */
export interface Tier extends Described {
  readonly id: string
  readonly ranking: string
  readonly bands: readonly Band[]
  readonly edge?: 'in' | 'out'
  readonly share?: {
    readonly band: string
    readonly atMost: string
    readonly within: string
    readonly leastOneFrom?: number
  }
  readonly sizeBands?: { readonly by: Expression; readonly from: readonly number[]; readonly atLeast: number }
  /** What a band asks for beside its threshold or quota; who does not meet it falls to the next band. */
  readonly needs?: readonly { readonly band: string; readonly when: Expression }[]
  /** Promotion and demotion (晋级, 降级): how far a subject may move from its band of the period before. */
  readonly moves?: { readonly up?: number; readonly down?: number; readonly buffer?: number | string }
}

/** Who may see what by default; the engine stores it, the server applies it. */
export interface Visibility {
  readonly rankings?: 'none' | 'self' | 'branch' | 'all'
  readonly neighbours?: number
  readonly public?: boolean
  readonly names?: 'masked' | 'full'
  readonly smallestGroup?: number
}

/** A kind of subject; lists need to know whether it is a private person. */
export interface SubjectKind extends Described {
  readonly person?: boolean
}

/** Names (zh-CN, en) for what a program only mentions: attributes, marks, assignments, trees and case states. */
export interface ProgramNames {
  readonly attributes?: Readonly<Record<string, Described>>
  readonly marks?: Readonly<Record<string, Described>>
  readonly assignments?: Readonly<Record<string, Described>>
  readonly trees?: Readonly<Record<string, Described>>
  readonly states?: Readonly<Record<string, Described>>
}

/** A program (方案): everything configurable as one versioned JSON value. */
export interface Program extends Described {
  readonly $schema?: string
  readonly id: string
  readonly version: number
  readonly effectiveFrom: string
  readonly publishedAt?: string
  readonly timeZone: string
  readonly decimals: number
  readonly subjects: Readonly<Record<string, SubjectKind>>
  readonly trees?: Readonly<Record<string, readonly string[]>>
  readonly categories?: Readonly<Record<string, Described>>
  readonly periods: Readonly<Record<string, Period>>
  readonly activities: Readonly<Record<string, Activity>>
  readonly input?: Input
  readonly cases?: Readonly<Record<string, Case>>
  readonly honours?: Readonly<Record<string, Described>>
  readonly names?: ProgramNames
  /** How several multipliers on one award go together; default `multiply`. */
  readonly stacking?: 'multiply' | 'highest' | 'add'
  readonly rules: readonly Rule[]
  readonly limits?: readonly Limit[]
  readonly measures?: readonly Measure[]
  readonly populations?: readonly Population[]
  readonly scores?: readonly Score[]
  readonly rankings?: readonly Ranking[]
  readonly tiers?: readonly Tier[]
  readonly calendar?: HolidayCalendar
  readonly lists?: readonly List[]
  readonly visibility?: Visibility
}
