import type { Whole } from '../event/narrow.ts'
import type { ColumnRange } from '../rules/column-range.ts'
import { type BoundRule, type Candidate, decideRule } from '../rules/decide.ts'
import { versionAt } from '../rules/plan.ts'
import { type AwardTable, comparePlaced, type PlacedAward } from './award-table.ts'
import type { Basis } from './basis.ts'
import type { KindIndex } from './subject-index.ts'

/** A rule as the sweep meets it: a plain one lies open, so that most events need two comparisons and no call. */
class SweptRule {
  readonly bound: BoundRule
  readonly kind: KindIndex
  readonly isPlain: boolean
  readonly points: number
  /** The numbers that the first range of the condition is about; `undefined` where there is no condition. */
  private readonly values: Whole | undefined
  private readonly least: number
  private readonly most: number
  /** Whether a row without a number lies in the range, and what marks it. */
  private readonly holdsUsual: boolean
  private readonly mark: number
  private readonly others: readonly ColumnRange[]

  constructor(bound: BoundRule, kind: KindIndex) {
    const { plain } = bound
    const [first, ...others] = plain?.ranges ?? []
    const { values, mark } = first?.values.standing ?? { values: undefined, mark: 0 }
    this.bound = bound
    this.kind = kind
    this.isPlain = plain !== undefined
    this.points = plain?.points ?? 0
    this.values = values
    // The mark is below every number, and so below the range.
    this.least = Math.max(first?.least ?? 0, Number.isNaN(mark) ? Number.NEGATIVE_INFINITY : mark + 1)
    this.most = first?.most ?? 0
    this.holdsUsual = first !== undefined && first.values.usual >= first.least && first.values.usual <= first.most
    this.mark = mark
    this.others = others
  }

  /** Whether a plain rule gives its points for the event of a row. */
  holds(row: number): boolean {
    if (this.values === undefined) return true
    const value = this.values[row] as number
    const holds = (value >= this.least && value <= this.most) || (this.holdsUsual && this.isUsual(value))
    return holds && (this.others.length === 0 || holdsAll(this.others, row))
  }

  private isUsual(value: number | undefined): boolean {
    return value === undefined || value === this.mark || Number.isNaN(value)
  }
}

/** Finds the rules of events that come in order of time, so that the version in force seldom changes. */
class RulesInForce {
  private readonly basis: Basis
  /** By version, then by the code of an activity. */
  private readonly known: (readonly SweptRule[] | undefined)[][]
  private ofTypes: (readonly SweptRule[] | undefined)[] = []
  private until = Number.NEGATIVE_INFINITY

  constructor(basis: Basis) {
    this.basis = basis
    this.known = basis.plan.versions.map(() => [])
  }

  /** The rules for the event of a row, in the order of their ids. */
  of(row: number, at: number, type: number): readonly SweptRule[] {
    if (at >= this.until) this.turn(at)
    return this.ofTypes[type] ?? this.sweep(row, type)
  }

  private turn(at: number): void {
    const { plan } = this.basis
    const version = versionAt(plan, at)
    this.ofTypes = this.known[version] ?? []
    this.until = plan.starts[version + 1] ?? Number.POSITIVE_INFINITY
  }

  private sweep(row: number, type: number): readonly SweptRule[] {
    const { decider, subjects } = this.basis
    const giving = decider.rulesOf(row).filter((bound) => bound.plain?.points !== 0)
    const rules = giving.map((bound) => new SweptRule(bound, subjects.ofKind(bound.rule.to.kind)))
    this.ofTypes[type] = rules
    return rules
  }
}

/**
 * Adds what the rules give for every valid event, before admission and limits, in the total order; `others` are put in
 * at their places. The one loop over all events of a year: for a plain rule it makes no object and calls no formula.
 */
export function sweepEvents(basis: Basis, awards: AwardTable, others: readonly PlacedAward[]): void {
  const { log, valid, subjects } = basis
  const { times, types, subjects: ids } = log.table
  const { rows } = valid
  const order = log.ordered()
  const inForce = new RulesInForce(basis)
  const event = { row: 0, at: 0 }
  const add: Candidate = (bound, id, requested) => {
    awards.addForEvent(event.row, subjects.ofKind(bound.rule.to.kind).code(id), bound, event.at, requested)
  }
  let next = 0
  for (let k = 0; k < order.length; k++) {
    const row = order[k] as number
    if (rows[row] !== 1) continue
    const at = times[row] as number
    while (next < others.length && isBefore(others[next] as PlacedAward, basis, row, at)) {
      awards.add(others[next++] as PlacedAward)
    }
    const id = ids[row] as number
    const rules = inForce.of(row, at, types[row] as number)
    for (let i = 0; i < rules.length; i++) {
      const rule = rules[i] as SweptRule
      if (rule.isPlain) {
        if (id >= 0 && rule.holds(row)) awards.addForEvent(row, rule.kind.code(id), rule.bound, at, rule.points)
      } else {
        event.row = row
        event.at = at
        decideRule(rule.bound, row, add)
      }
    }
  }
  while (next < others.length) awards.add(others[next++] as PlacedAward)
}

function holdsAll(ranges: readonly ColumnRange[], row: number): boolean {
  return ranges.every(({ values, least, most }) => {
    const value = values.at(row)
    return value >= least && value <= most
  })
}

function isBefore(award: PlacedAward, { log }: Basis, row: number, time: number): boolean {
  return (
    award.time < time ||
    (award.time === time && comparePlaced(award, { time, source: log.source(row), id: log.id(row), ruleId: '' }) < 0)
  )
}
