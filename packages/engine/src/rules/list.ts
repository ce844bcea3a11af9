import type { Described, Label } from '../base/label.ts'
import type { DeclaredNames, ScoreFlag } from './formula.ts'

/** The two sides of a list: red praises, black names what must be put right. */
export const SIDES = ['red', 'black'] as const

/** One side of a list. */
export type Side = (typeof SIDES)[number]

/** Who may see a published line, from few to many. */
export const AUDIENCES = ['office', 'unit', 'organisation', 'public'] as const

/** One of the circles that a list is published to. */
export type Audience = (typeof AUDIENCES)[number]

interface CriterionBase extends Described {
  readonly id: string
  /** A sensitive ground (health, hardship) is seen only by those who answer for the subject. */
  readonly sensitive?: boolean
}

/** A ground for a line: a condition on the subject's facts in the period. */
export interface ConditionCriterion<N extends DeclaredNames = DeclaredNames> extends CriterionBase {
  readonly when: ScoreFlag<N>
}

/** A ground for a line: a place among the first or the last of a ranking. */
export type RankCriterion<N extends DeclaredNames = DeclaredNames> = CriterionBase & {
  readonly ranking: NoInfer<N['ranking']>
} & ({ readonly top: number } | { readonly bottom: number })

/** A ground for a line. */
export type Criterion<N extends DeclaredNames = DeclaredNames> = ConditionCriterion<N> | RankCriterion<N>

/** How candidates are ordered where a list is full: by a score or measure, best first on red, worst first on black. */
export type ListOrder<N extends DeclaredNames = DeclaredNames> =
  | { readonly score: NoInfer<N['score']>; readonly order?: 'desc' | 'asc' }
  | { readonly measure: NoInfer<N['measure']>; readonly order?: 'desc' | 'asc' }

/** The deadlines of a list, each in working days of the program's calendar. */
export interface ListDeadlines {
  /** From the written reminder to the first day on which a black line may be nominated; at least 7. */
  readonly reminder?: number
  /** How long the subject's notice runs. */
  readonly notice?: number
  /** From a statement or objection to its decision. */
  readonly answer?: number
  /** From publication to the proof of rectification. */
  readonly rectify?: number
  /** From the proof of rectification to its verification. */
  readonly verify?: number
}

/** What an organisation must have settled before it may name private persons on the black side. */
export interface PersonsOnBlack {
  readonly legalBasis: string
  readonly audience: Exclude<Audience, 'public'>
  readonly expiryDays: number
}

/** A list (红黑榜): which subjects come on it in a period and why, what it is called, its deadlines, and who sees it. */
export interface List<N extends DeclaredNames = DeclaredNames> extends Described {
  readonly id: string
  readonly side: Side
  readonly kind: NoInfer<N['kind']>
  readonly period: NoInfer<N['period']>
  readonly criteria: readonly Criterion<N>[]
  readonly needs?: 'all' | 'any'
  /** A red and a black list of one category never name the same subject at once. */
  readonly category?: NoInfer<N['category']>
  readonly population?: NoInfer<N['population']>
  /** Counts `most` in each unit of this kind instead of in all. */
  readonly within?: NoInfer<N['kind']>
  readonly by?: readonly ListOrder<N>[]
  readonly most?: number
  readonly edge?: 'in' | 'out'
  readonly wording?: { readonly side?: Label; readonly line?: Label }
  readonly deadlines?: ListDeadlines
  /** Civil days after publication until a line expires. */
  readonly expiryDays?: number
  readonly audience?: Audience
  readonly names?: 'full' | 'masked' | 'withheld'
  readonly persons?: PersonsOnBlack
}

/** The deadlines that hold where a list states none, in working days. */
const USUAL_DEADLINES: Required<ListDeadlines> = { reminder: 7, notice: 5, answer: 10, rectify: 7, verify: 3 }

/** Returns the deadlines of a list in working days, its own or the usual ones. */
export function listDeadlines(list: List): Required<ListDeadlines> {
  return { ...USUAL_DEADLINES, ...list.deadlines }
}

/** Returns the civil days after publication until a line expires: its own, or 30. */
export function listExpiryDays(list: List): number {
  return list.persons?.expiryDays ?? list.expiryDays ?? 30
}

/** Returns who sees the published lines of a list: red is public and black is not, where the list says nothing. */
export function listAudience(list: List): Audience {
  return list.persons?.audience ?? list.audience ?? (list.side === 'black' ? 'organisation' : 'public')
}

/** Returns how subjects are named outside their unit: persons are masked where the list says nothing. */
export function listNames(list: List, person: boolean): NonNullable<List['names']> {
  return list.names ?? (person ? 'masked' : 'full')
}

/** The fewest working days between a reminder and a black nomination. */
export const LEAST_REMINDER_WORKDAYS = 7

/** What the line of a list may say about itself: the places in `wording.line`. */
export const LINE_PLACES = ['subject', 'list', 'side', 'period', 'reasons', 'until'] as const
