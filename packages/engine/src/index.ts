/** The engine's public API: parse and compile programs, keep a log, score it, keep a book, explain and try. */
export { formatDay, formatInstant, parseDay, parseInstant } from './base/civil.ts'
export {
  add,
  compare,
  type Exact,
  exactOf,
  exactText,
  formatExact,
  formatPoints,
  type Ratio,
  type RoundingMode,
  toNumber,
} from './base/exact.ts'
export type { Issue, Parsed } from './base/issue.ts'
export type { Described, Label } from './base/label.ts'
export { CALENDAR_UNITS, type CalendarUnit, type CalendarWindow } from './base/window.ts'
export type { HolidayCalendar } from './base/workdays.ts'
export type { Zone } from './base/zone.ts'
export type { Activity, Field, Input, Level, Period, SomeOf, Vocabulary } from './event/activity.ts'
export type { Case, CaseDue } from './event/case.ts'
export {
  type ActivityEvent,
  type Adjustment,
  type Decision,
  type Item,
  type ItemRef,
  instantOf,
  type PeriodRef,
  type Retraction,
} from './event/item.ts'
export { createLog, type Log, type OtherItem, type Outcome } from './event/log.ts'
export { readItem } from './event/read-item.ts'
export {
  type AnalyseOptions,
  type Analysis,
  analyse,
  type Burst,
  type LimitWeight,
  limitWeights,
  type NearBand,
  type RuleWeight,
} from './flow/analyse.ts'
export { type Book, openBook, type Recording } from './flow/book.ts'
export type { RankMove, ScoreMove, TierMove, Trial } from './flow/difference.ts'
export { type ExplainQuery, explain } from './flow/explain.ts'
export { explainAward } from './flow/explain-award.ts'
export type { Freeze } from './flow/freeze.ts'
export { type Attempt, type Goal, goalSeek, type Knob, type Sought, withValue } from './flow/goal-seek.ts'
export type { Award, AwardFilter, Honour, PeriodState, Result } from './flow/result.ts'
export { type ScoreOptions, score } from './flow/score.ts'
export { scoreAgain } from './flow/score-again.ts'
export { type Spread, spreadOf } from './flow/spread.ts'
export type { Step, StepParams } from './flow/step.ts'
export { measureTarget, type Target } from './flow/target.ts'
export { difference, trial } from './flow/trial.ts'
export { type UnitEffect, type UnitEffects, type UnitQuery, unitEffects } from './flow/unit-effects.ts'
export type { AwardKind } from './ledger/award-table.ts'
export type { Cause, Entry, EntryKind } from './ledger/entry.ts'
export { defineProgram } from './rules/define-program.ts'
export type { ChallengeRule, MilestoneRule, MilestoneStep, PlaceRule, StreakRule } from './rules/derived-rules.ts'
export type { Expression } from './rules/expression.ts'
export type {
  AcrossOf,
  AggregateOf,
  DateFormula,
  DeclaredNames,
  EventFlag,
  EventLeaves,
  EventNumber,
  FlagFormula,
  Formula,
  Leaves,
  Lookup,
  NumberFormula,
  OrderedFormula,
  RoundingOf,
  ScoreFlag,
  ScoreLeaves,
  ScoreNumber,
  TallyOf,
  TextFormula,
} from './rules/formula.ts'
export {
  AUDIENCES,
  type Audience,
  type ConditionCriterion,
  type Criterion,
  type List,
  type ListDeadlines,
  type ListOrder,
  type PersonsOnBlack,
  type RankCriterion,
  SIDES,
  type Side,
} from './rules/list.ts'
export { parseProgram } from './rules/parse-program.ts'
export { type CompileOptions, compile, type Plan } from './rules/plan.ts'
export type {
  Admission,
  AwardRule,
  Band,
  ExpectationRule,
  ExpiryRule,
  GrantRule,
  Limit,
  Measure,
  MultiplierRule,
  PointsRule,
  Population,
  Program,
  ProgramNames,
  Ranking,
  Rule,
  Score,
  SubjectKind,
  TieBreaker,
  Tier,
  VetoRule,
  Visibility,
} from './rules/program.ts'
export { type JsonSchema, programSchema } from './rules/program-schema.ts'
export type { Recipients } from './rules/recipients.ts'
export type { Standing } from './standings/rank.ts'
export { createRankIndex, type RankIndex, type RankIndexOptions } from './standings/rank-index.ts'
export { type RankedValues, type RankMethod, rankValues } from './standings/rank-values.ts'
export type {
  AssignmentFact,
  AttributeFact,
  ExemptionFact,
  MembershipFact,
  RosterFact,
  SubjectFact,
  SubjectRef,
} from './subjects/fact.ts'
