import type { RoundingMode } from '../base/exact.ts'

/** The parts of `perUnit`, each already in words. */
export interface PerUnitParts {
  readonly of: string
  /** The unit of `of` where it is known: `小时`, `hour`. */
  readonly unit: string | undefined
  readonly rate: string
  readonly step: string
  readonly min: string | undefined
  readonly max: string | undefined
}

/** The words of conditions: each function says one condition about texts that stand for its parts. */
export interface ConditionWords {
  always: string
  never: string
  and(parts: readonly string[]): string
  or(parts: readonly string[]): string
  not(condition: string): string
  holds(value: string): string
  holdsNot(value: string): string
  has(value: string): string
  hasNot(value: string): string
  eq(a: string, b: string): string
  equals(a: string, b: string): string
  equalsNot(a: string, b: string): string
  notEq(a: string, b: string): string
  ne(a: string, b: string): string
  lt(a: string, b: string): string
  lte(a: string, b: string): string
  gt(a: string, b: string): string
  gte(a: string, b: string): string
  before(a: string, b: string): string
  until(a: string, b: string): string
  after(a: string, b: string): string
  from(a: string, b: string): string
  isOneOf(a: string, list: string): string
  isNoneOf(a: string, list: string): string
  marked(field: string): string
  notMarked(field: string): string
  applies(attribute: string): string
  appliesNot(attribute: string): string
  exempt: string
  notExempt: string
  isSubject: string
  isNotSubject: string
  workday: string
  notWorkday: string
  reached(name: string, state: string): string
  notReached(name: string, state: string): string
  overdue(name: string): string
  notOverdue(name: string): string
}

/** A condition and what is given where it holds, both in words; the first one that holds counts. */
export type WordedCase = readonly [test: string, then: string]

/** The words of values: each function says one value about texts that stand for its parts. */
export interface ValueWords {
  yes: string
  no: string
  missing: string
  weekdays: readonly string[]
  least(parts: readonly string[]): string
  greatest(parts: readonly string[]): string
  atMost(value: string, most: string): string
  atLeast(value: string, least: string): string
  clamp(value: string, low: string, high: string): string
  abs(value: string): string
  coalesce(parts: readonly string[]): string
  choose(cases: readonly WordedCase[], otherwise: string | undefined): string
  round(value: string, places: number, mode: RoundingMode): string
  lookup(value: string, rows: readonly (readonly [string, string])[], otherwise: string | undefined): string
  perUnit(parts: PerUnitParts): string
  weekday: string
  hour: string
  occurredAt: string
  receivedAt: string
  type: string
  daysBetween(from: string, to: string): string
  caseState(name: string): string
  caseHours(name: string, from: string, to: string): string
  tally(names: string, requested: boolean, of: 'category' | 'rule'): string
  tallyAll(requested: boolean): string
  carried: string
  mark(name: string): string
  periodField(field: string): string
  days(tree: string): string
}

/** The words of what goes across subjects or periods. */
export interface AggregateWords {
  members(population: string): string
  everyone(population: string): string
  periods(period: string, population: string | undefined, each: boolean): string
  sum(of: string, across: string, best: number | undefined): string
  mean(of: string, across: string, best: number | undefined): string
  least(of: string, across: string, best: number | undefined): string
  greatest(of: string, across: string, best: number | undefined): string
  count(across: string, when: string | undefined): string
  share(across: string, when: string): string
  shrunkenMean(of: string, across: string, k: string, toward: string): string
}

/** All words of formulas and conditions in one language. */
export interface ExpressionWords {
  readonly condition: ConditionWords
  readonly value: ValueWords
  readonly aggregate: AggregateWords
}
