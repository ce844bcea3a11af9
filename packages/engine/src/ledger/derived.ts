import type { Exact } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import type { ChallengeRule, MilestoneRule, PlaceRule, StreakRule } from '../rules/derived-rules.ts'
import { type Plan, versionAt } from '../rules/plan.ts'
import type { PlacedAward } from './award-table.ts'
import type { Basis } from './basis.ts'
import { type MeasureRow, measureRows } from './measure-facts.ts'
import { type PeriodTable, periodTable } from './periods.ts'

/** A rule whose awards come from several events. */
export type DerivedRule = MilestoneRule | StreakRule | PlaceRule | ChallengeRule

/** What several events gave a subject: points, an honour, or both. */
export interface Derived {
  readonly rule: DerivedRule
  readonly version: number
  /** Its code in the subject index of the basis. */
  readonly subject: number
  /** Where a place in a field period has its fields from; -1 for what has none. */
  readonly row: number
  readonly id: string
  readonly time: number
  /**
   * What completed it: the place of a fact among those of its measure, of an award in the table, or the row of an
   * event; -1 where the whole period did.
   */
  readonly completedBy: number
  /** Whole units; 0 where only an honour is given. */
  readonly points: number
  readonly honour?: string
  /** The numbers that it stands on, for an explanation. */
  readonly ground: Readonly<Record<string, Exact | string>>
}

/** What rules derive from: the basis, with each measure's facts and each level's periods found once. */
export interface DeriveSource {
  readonly basis: Basis
  rows(measure: string): readonly MeasureRow[]
  periods(level: string): PeriodTable | undefined
}

/** Returns the source that the rules of one basis derive from. */
export function deriveSource(basis: Basis): DeriveSource {
  const { plan, log, valid, view } = basis
  const rows = new Map<string, readonly MeasureRow[]>()
  const tables = new Map<string, PeriodTable>()
  return {
    basis,
    rows(measure) {
      const found = rows.get(measure) ?? measureRows(basis, measure)
      rows.set(measure, found)
      return found
    },
    periods(level) {
      const declared = plan.levels.get(level)
      const found = tables.get(level) ?? (declared && periodTable(plan, log, declared, valid.rows, view.asOf))
      if (found) tables.set(level, found)
      return found
    },
  }
}

/** Returns the definitions of one kind of rule that are not switched off, each with its version. */
export function definitionsOf<K extends DerivedRule['kind']>(
  plan: Plan,
  kind: K,
): { readonly rule: DerivedRule & { readonly kind: K }; readonly version: number }[] {
  return plan.versions.flatMap((program, version) =>
    program.rules
      .filter((rule): rule is DerivedRule & { readonly kind: K } => rule.kind === kind && !rule.off)
      .map((rule) => ({ rule, version })),
  )
}

/** Whether a version is the one in force at an instant: only then does what it derives for that date count. */
export function isInForce(plan: Plan, version: number, at: number): boolean {
  return versionAt(plan, at) === version
}

/** Returns what was derived as awards with their place; what gives no points is none. */
export function placedFrom({ plan }: Basis, derived: readonly Derived[]): PlacedAward[] {
  return derived
    .filter((one) => one.points !== 0)
    .map(({ rule, version, subject, row, id, time, points }) => ({
      kind: rule.kind,
      row,
      ref: { source: '', id },
      subject,
      rule: plan.rules.indexOf(rule.id),
      version,
      category: plan.categories.indexOf(rule.category),
      time,
      requested: points,
      source: '',
      id,
      ruleId: rule.id,
    }))
}

/** Compares what was derived by date, then id and rule, as the total order places it. */
export function compareDerived(a: Derived, b: Derived): number {
  return a.time - b.time || compareText(a.id, b.id) || compareText(a.rule.id, b.rule.id)
}
