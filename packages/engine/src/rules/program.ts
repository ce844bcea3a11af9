import type { RoundingMode } from '../base/exact.ts'
import type { Described, Label } from '../base/label.ts'
import type { CalendarUnit } from '../base/window.ts'
import type { HolidayCalendar } from '../base/workdays.ts'
import type { Activity, Input, Period } from '../event/activity.ts'
import type { Case } from '../event/case.ts'
import type { ChallengeRule, MilestoneRule, PlaceRule, StreakRule } from './derived-rules.ts'
import type { DeclaredNames, EventFlag, EventNumber, ScoreFlag, ScoreNumber } from './formula.ts'
import type { List } from './list.ts'
import type { Recipients, RuleBase } from './recipients.ts'

/** Admission: at most `atMost` subjects, by subject id, in each window and combination of field values. */
export interface Admission<N extends DeclaredNames = DeclaredNames> {
  readonly atMost: number
  readonly per: { readonly window?: CalendarUnit; readonly fields?: readonly NoInfer<N['field']>[] }
}

/** Points per event when a condition holds; negative points are a deduction. */
export interface AwardRule<N extends DeclaredNames = DeclaredNames> extends RuleBase<N> {
  readonly kind: 'award'
  readonly category: NoInfer<N['category']>
  readonly on: readonly NoInfer<N['activity']>[]
  readonly when?: EventFlag<N>
  readonly to: Recipients<N>
  readonly points: EventNumber<N>
  readonly round?: RoundingMode
  /** Full points for each recipient (default), or the points split equally among those for whom `when` holds. */
  readonly share?: 'each' | 'split'
  readonly admit?: Admission<N>
  readonly unlessOverlaps?: readonly NoInfer<N['rule']>[]
}

/** Points when a window has ended and something required did not happen (or, with `pays: met`, did). */
export interface ExpectationRule<N extends DeclaredNames = DeclaredNames> extends RuleBase<N> {
  readonly kind: 'expectation'
  readonly category: NoInfer<N['category']>
  readonly window: CalendarUnit
  readonly to: { readonly kind: NoInfer<N['kind']>; readonly tree?: NoInfer<N['tree']> }
  readonly per?: string
  readonly expects: {
    readonly on: readonly NoInfer<N['activity']>[]
    readonly when?: EventFlag<N>
    readonly to: Recipients<N>
    readonly field?: NoInfer<N['field']>
    readonly atLeast: number
  }
  readonly points: number | string
  readonly pays?: 'unmet' | 'met'
  readonly excused?: 'overlap' | 'whole'
  /** Civil days of 24 hours after the window's end before it is in force. */
  readonly graceDays?: number
}

/** Points at the start of a window for everyone present in it. */
export interface GrantRule<N extends DeclaredNames = DeclaredNames> extends RuleBase<N> {
  readonly kind: 'grant'
  readonly category: NoInfer<N['category']>
  readonly window: CalendarUnit
  readonly to: { readonly kind: NoInfer<N['kind']>; readonly tree: NoInfer<N['tree']> }
  readonly points: number | string
  readonly prorate?: 'none' | 'days'
}

/** An overlay on a result while a person's decision stands; the points stay as they are. */
export interface VetoRule<N extends DeclaredNames = DeclaredNames> extends RuleBase<N> {
  readonly kind: 'veto'
  readonly to: { readonly kind: NoInfer<N['kind']> }
  readonly effects: readonly (
    | { readonly score: NoInfer<N['score']>; readonly value: number | string }
    | { readonly tier: NoInfer<N['tier']>; readonly atMost: NoInfer<N['band']> }
  )[]
  readonly aggregate?: 'overlaid' | 'underlying'
}

/** A factor (倍数) on what chosen award rules ask for between two dates, before rounding and limits. */
export interface MultiplierRule<N extends DeclaredNames = DeclaredNames> extends RuleBase<N> {
  readonly kind: 'multiplier'
  readonly rules?: readonly NoInfer<N['rule']>[]
  readonly categories?: readonly NoInfer<N['category']>[]
  readonly factor: number | string
  readonly from?: string
  readonly until?: string
  readonly when?: EventFlag<N>
  readonly side?: 'awards' | 'deductions'
}

/** A life (有效期) for points: what is left of an award at its end is booked off. */
export interface ExpiryRule<N extends DeclaredNames = DeclaredNames> extends RuleBase<N> {
  readonly kind: 'expiry'
  readonly rules?: readonly NoInfer<N['rule']>[]
  readonly categories?: readonly NoInfer<N['category']>[]
  readonly days?: number
  readonly months?: number
  readonly deductions?: 'ignore' | 'consume'
}

/** A rule that gives points of a category. */
export type PointsRule<N extends DeclaredNames = DeclaredNames> =
  | AwardRule<N>
  | ExpectationRule<N>
  | GrantRule<N>
  | MilestoneRule<N>
  | StreakRule<N>
  | PlaceRule<N>
  | ChallengeRule<N>

/** A rule (规则) of any kind. */
export type Rule<N extends DeclaredNames = DeclaredNames> =
  | PointsRule<N>
  | MultiplierRule<N>
  | ExpiryRule<N>
  | VetoRule<N>

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
export interface Limit<N extends DeclaredNames = DeclaredNames> extends Described {
  readonly id: string
  readonly rules?: readonly NoInfer<N['rule']>[]
  readonly categories?: readonly NoInfer<N['category']>[]
  readonly points?: number | string
  readonly times?: number
  readonly per?: {
    readonly window?: CalendarUnit | { readonly rollingDays: number }
    readonly fields?: readonly NoInfer<N['field']>[]
  }
  readonly keep?: 'earliest' | 'highest'
  readonly side?: 'awards' | 'deductions'
}

/** A measure (指标): counted or summed facts per subject and period. */
export interface Measure<N extends DeclaredNames = DeclaredNames> extends Described {
  readonly id: N['measure']
  readonly on: readonly NoInfer<N['activity']>[]
  readonly when?: EventFlag<N>
  readonly to: Recipients<N>
  readonly value?: EventNumber<N>
  readonly as?: 'count' | 'sum' | 'min' | 'max' | 'distinct'
  readonly field?: NoInfer<N['field']>
}

/** A population: which subjects of a kind are counted in a period. */
export interface Population<N extends DeclaredNames = DeclaredNames> extends Described {
  readonly id: N['population']
  readonly kind: NoInfer<N['kind']>
  readonly tree?: NoInfer<N['tree']>
  readonly base?: 'rows' | 'roster'
  readonly minDays?: number
  readonly when?: ScoreFlag<N>
}

/** A score (得分值): what is made of tallies, measures, roster facts and earlier scores; only scores are ranked. */
export interface Score<N extends DeclaredNames = DeclaredNames> extends Described {
  readonly id: N['score']
  readonly kind: NoInfer<N['kind']>
  readonly period: NoInfer<N['period']>
  readonly value: ScoreNumber<N>
  readonly round?: { readonly places: number; readonly mode: RoundingMode }
}

/** One step in deciding between equal scores. */
export type TieBreaker<N extends DeclaredNames = DeclaredNames> =
  | { readonly score: NoInfer<N['score']>; readonly order?: 'desc' | 'asc' }
  | { readonly measure: NoInfer<N['measure']>; readonly order?: 'desc' | 'asc' }
  | { readonly countBack: NoInfer<N['measure']>; readonly depth?: number }
  | { readonly earliestBest: NoInfer<N['measure']> }
  | {
      readonly miniLeague: readonly NoInfer<N['measure']>[]
      readonly opponent: NoInfer<N['field']>
      readonly again?: boolean
    }

/** A ranking (排名) of one score over a population. */
export interface Ranking<N extends DeclaredNames = DeclaredNames> extends Described {
  readonly id: N['ranking']
  readonly score: NoInfer<N['score']>
  readonly population: NoInfer<N['population']>
  readonly within?: NoInfer<N['kind']>
  readonly method?: 'standard' | 'dense' | 'modified' | 'ordinal'
  readonly order?: 'desc' | 'asc'
  readonly tieBreakers?: readonly TieBreaker<N>[]
  readonly unranked?: ScoreFlag<N>
}

/** One band (档) of a tier: by threshold `from`, or by quota `share` with a `floor`. */
export interface Band<N extends DeclaredNames = DeclaredNames> extends Described {
  readonly id: N['band']
  readonly from?: number | string
  readonly share?: number | string
  readonly floor?: number | string
}

/** A tier (星级, 等次): named bands over a ranking, best first. */
export interface Tier<N extends DeclaredNames = DeclaredNames> extends Described {
  readonly id: N['tier']
  readonly ranking: NoInfer<N['ranking']>
  readonly bands: readonly Band<N>[]
  readonly edge?: 'in' | 'out'
  readonly share?: {
    readonly band: NoInfer<N['band']>
    readonly atMost: string
    readonly within: NoInfer<N['kind']>
    readonly leastOneFrom?: number
  }
  readonly sizeBands?: { readonly by: ScoreNumber<N>; readonly from: readonly number[]; readonly atLeast: number }
  /** What a band asks for beside its threshold or quota; who does not meet it falls to the next band. */
  readonly needs?: readonly { readonly band: NoInfer<N['band']>; readonly when: ScoreFlag<N> }[]
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
  /** An attribute, and what its texts are called. */
  readonly attributes?: Readonly<Record<string, Described & { readonly labels?: Readonly<Record<string, Label>> }>>
  readonly marks?: Readonly<Record<string, Described>>
  readonly assignments?: Readonly<Record<string, Described>>
  readonly trees?: Readonly<Record<string, Described>>
  readonly states?: Readonly<Record<string, Described>>
}

/** A program (方案): everything configurable as one versioned JSON value. */
export interface Program<N extends DeclaredNames = DeclaredNames> extends Described {
  readonly $schema?: string
  readonly id: string
  readonly version: number
  readonly effectiveFrom: string
  readonly publishedAt?: string
  readonly timeZone: string
  readonly decimals: number
  readonly subjects: Readonly<Record<N['kind'], SubjectKind>>
  readonly trees?: Readonly<Record<N['tree'], readonly NoInfer<N['kind']>[]>>
  readonly categories?: Readonly<Record<N['category'], Described>>
  readonly periods: Readonly<Record<N['period'], Period<NoInfer<N['field']>>>>
  readonly activities: Readonly<Record<N['activity'], Activity<N['field']>>>
  readonly input?: Input<NoInfer<N['field']>>
  readonly cases?: Readonly<Record<N['case'], Case<NoInfer<N['field']>, NoInfer<N['activity']>>>>
  readonly honours?: Readonly<Record<N['honour'], Described>>
  readonly names?: ProgramNames
  /** How several multipliers on one award go together; default `multiply`. */
  readonly stacking?: 'multiply' | 'highest' | 'add'
  readonly rules: readonly Rule<N>[]
  readonly limits?: readonly Limit<N>[]
  readonly measures?: readonly Measure<N>[]
  readonly populations?: readonly Population<N>[]
  readonly scores?: readonly Score<N>[]
  readonly rankings?: readonly Ranking<N>[]
  readonly tiers?: readonly Tier<N>[]
  readonly calendar?: HolidayCalendar
  readonly lists?: readonly List<N>[]
  readonly visibility?: Visibility
}
