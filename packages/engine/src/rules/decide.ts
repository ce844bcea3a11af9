import { divide, type Exact, scaledNumber } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import { workdaysOf } from '../base/workdays.ts'
import type { Log } from '../event/log.ts'
import type { Roster } from '../subjects/roster.ts'
import { type ColumnRange, rangesOf } from './column-range.ts'
import {
  type CaseIndex,
  compileEventFormula,
  compileRecipients,
  type EventContext,
  type Ground,
  indexCases,
  type Reach,
} from './event-context.ts'
import type { Value } from './expression.ts'
import { compileMultipliers, type Multipliers } from './multiply.ts'
import { type Plan, versionAt } from './plan.ts'
import type { AwardRule } from './program.ts'

/** One award rule of one version, bound to a log. */
export interface BoundRule {
  readonly rule: AwardRule
  readonly version: number
  /** Its place in the decider's list. */
  readonly place: number
  /** The place of the rule's id in `plan.rules`. */
  readonly index: number
  readonly category: number
  readonly reach: Reach
  /** The rule as data, where it gives the subject of the event the same points whenever some ranges hold. */
  readonly plain: { readonly ranges: readonly ColumnRange[]; readonly points: number } | undefined
  /** Whether those for whom the rule holds split the points. */
  readonly splits: boolean
  /** Whether the rule holds for an event and a recipient. */
  readonly holds: (row: number, subject: number) => boolean
  /**
   * What the rule gives for an event and a recipient (the code of its id), one of `among` that split it, in whole units;
   * 0 for nothing.
   */
  readonly ask: (row: number, subject: number, among?: number) => number
  /** The points of the rule for an event and a recipient: neither split, nor multiplied, nor rounded. */
  readonly worth: (row: number, subject: number) => Exact | undefined
  /** The multipliers that may lie over what the rule gives. */
  readonly multipliers: Multipliers | undefined
}

/** What one rule decides for one event and subject (the code of its id), before admission and limits. */
export type Candidate = (bound: BoundRule, subject: number, requested: number) => void

/** All award rules of a plan bound to a log: what each event is worth, before admission and limits. */
export interface Decider {
  readonly grounds: readonly Ground[]
  readonly cases: readonly CaseIndex[]
  readonly bound: readonly BoundRule[]
  /** The rules for the event of a row, in the order of their ids. */
  rulesOf(row: number): readonly BoundRule[]
  /** Decides one row; calls `candidate` in the order of rule ids. */
  decide(row: number, candidate: Candidate): void
}

/** Compiles what a rule gives for an event and a recipient: nothing where its points are missing, zero or inexact. */
function compileAsk(
  plan: Plan,
  ground: Ground,
  rule: AwardRule,
): Pick<BoundRule, 'plain' | 'splits' | 'holds' | 'ask' | 'worth' | 'multipliers'> {
  const context: EventContext = { row: 0, kind: rule.to.kind, subject: 0 }
  const points = compileEventFormula(ground, rule.points)
  const when = rule.when === undefined ? undefined : compileEventFormula(ground, rule.when)
  const splits = rule.share === 'split'
  const multipliers = compileMultipliers(ground, rule)
  const holds: BoundRule['holds'] = (row, subject) => {
    context.row = row
    context.subject = subject
    return when === undefined || when(context) === true
  }
  const units = (value: Value): number =>
    typeof value === 'number' || typeof value === 'object'
      ? (scaledNumber(value, plan.decimals, rule.round ?? 'half-up') ?? 0)
      : 0
  const fixed = typeof rule.points === 'number' ? units(points(context)) : undefined
  const whole: BoundRule['ask'] = (row, subject) => (holds(row, subject) ? (fixed ?? units(points(context))) : 0)
  const worth: BoundRule['worth'] = (row, subject) => {
    context.row = row
    context.subject = subject
    const value = points(context)
    return typeof value === 'number' || typeof value === 'object' ? value : undefined
  }
  // Split and multiplied points are exact until the one rounding at the end.
  const exact: BoundRule['ask'] = (row, subject, among = 1) => {
    const value = holds(row, subject) ? worth(row, subject) : undefined
    if (value === undefined) return 0
    const part = divide(value, among) ?? 0
    return units(multipliers ? multipliers.multiplied(row, subject, part) : part)
  }
  const isWhole = !splits && !multipliers
  const ranges = rule.when === undefined ? [] : rangesOf(rule.when, ground.log, ground.zone)
  const isPlain = isWhole && ranges && fixed !== undefined && 'from' in rule.to && rule.to.from === 'subject'
  const plain = isPlain ? { ranges, points: fixed } : undefined
  return { plain, splits, holds, worth, multipliers, ask: isWhole ? whole : exact }
}

/** The rules of one version by the code of the activity that they are about, so that an event looks up no name. */
function rulesByType(log: Log, bound: readonly BoundRule[]): (row: number) => readonly BoundRule[] {
  const byCode: (readonly BoundRule[] | undefined)[] = []
  return (row) => {
    const code = log.table.types[row] as number
    let rules = byCode[code]
    if (!rules) {
      const type = log.type(row)
      rules = bound.filter(({ rule }) => rule.on.includes(type))
      byCode[code] = rules
    }
    return rules
  }
}

/** Binds the award rules of every version of a plan. */
export function bindRules(
  plan: Plan,
  log: Log,
  roster: Roster,
  valid: { readonly rows: Uint8Array },
  view: { readonly asOf: number },
): Decider {
  const cases = plan.versions.map((program) => indexCases(program, log, valid))
  const { zone } = plan
  const grounds = plan.versions.map((program, i): Ground => {
    const workdays = workdaysOf(program.calendar ?? {}, zone)
    return { log, roster, zone, workdays, view, program, story: (cases[i] as CaseIndex).story }
  })
  let places = 0
  const boundOf = plan.versions.map((program, version) => {
    const awards = program.rules.filter((rule): rule is AwardRule => rule.kind === 'award' && !rule.off)
    return awards
      .sort((a, b) => compareText(a.id, b.id))
      .map((rule): BoundRule => {
        const ground = grounds[version] as Ground
        return {
          rule,
          version,
          place: places++,
          index: plan.rules.indexOf(rule.id),
          category: plan.categories.indexOf(rule.category),
          reach: compileRecipients(ground, rule.to),
          ...compileAsk(plan, ground, rule),
        }
      })
  })
  const byType = boundOf.map((bound) => rulesByType(log, bound))
  const { table } = log
  const rulesOf = (row: number): readonly BoundRule[] => {
    const version = versionAt(plan, table.times[row] as number)
    return version < 0 ? [] : (byType[version] as ReturnType<typeof rulesByType>)(row)
  }
  return {
    grounds,
    cases,
    bound: boundOf.flat(),
    rulesOf,
    decide(row, candidate) {
      const rules = rulesOf(row)
      for (let i = 0; i < rules.length; i++) decideRule(rules[i] as BoundRule, row, candidate)
    },
  }
}

/** Decides what one rule gives for the event of a row. */
export function decideRule(bound: BoundRule, row: number, candidate: Candidate): void {
  if (bound.splits) splitAmong(bound, row, candidate)
  else {
    bound.reach(row, (subject) => {
      const requested = bound.ask(row, subject)
      if (requested !== 0) candidate(bound, subject, requested)
    })
  }
}

/** Returns those among whom a rule splits its points: whom the event reaches and for whom the rule holds. */
export function sharersOf(bound: BoundRule, row: number): number[] {
  const sharing: number[] = []
  bound.reach(row, (subject) => {
    if (bound.holds(row, subject)) sharing.push(subject)
  })
  return sharing
}

/** Decides a rule whose points are split: first who shares them, then how much that is for each. */
function splitAmong(bound: BoundRule, row: number, candidate: Candidate): void {
  const sharing = sharersOf(bound, row)
  for (const subject of sharing) {
    const requested = bound.ask(row, subject, sharing.length)
    if (requested !== 0) candidate(bound, subject, requested)
  }
}
