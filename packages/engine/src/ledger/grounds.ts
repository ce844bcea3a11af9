import { windowNamed, windowSpan } from '../base/window.ts'
import type { ItemRef } from '../event/item.ts'
import type { ChallengeRule, MilestoneRule, PlaceRule, StreakRule } from '../rules/derived-rules.ts'
import type { AwardTable } from './award-table.ts'
import type { Basis } from './basis.ts'
import { progressOf } from './challenge.ts'
import { type Derived, type DeriveSource, deriveSource } from './derived.ts'
import { awardReader } from './milestone.ts'
import { matchingEvents } from './streak.ts'
import { plainWindow } from './windows.ts'

/** Returns the items that something derived rests on, in the total order. */
export function groundsOf(basis: Basis, awards: AwardTable, derived: Derived): ItemRef[] {
  const { rule } = derived
  const ofRows = (rows: readonly number[]): ItemRef[] =>
    rows.map((row) => ({ source: basis.log.source(row), id: basis.log.id(row) }))
  switch (rule.kind) {
    case 'milestone':
      if (rule.measure === undefined) return awardsCounted(basis, awards, derived, rule)
      return ofRows(factsCounted(deriveSource(basis), derived, rule, rule.measure))
    case 'streak':
      return ofRows(eventsOfRun(basis, derived, rule))
    case 'place':
      return ofRows(factsOfPeriod(deriveSource(basis), derived, rule))
    case 'challenge':
      return ofRows(eventsOfUnit(basis, derived, rule))
  }
}

/** Whether an instant lies in the window that a milestone counted in. */
function windowTest({ plan }: Basis, { ground }: Derived, rule: MilestoneRule): (at: number) => boolean {
  const window = plainWindow(rule.window ?? 'ever')
  const { start, end } = windowSpan(window, plan.zone, windowNamed(window, String(ground.window)) ?? 0)
  return (at) => start <= at && at < end
}

function factsCounted(source: DeriveSource, derived: Derived, rule: MilestoneRule, measure: string): number[] {
  const { basis } = source
  const isWithin = windowTest(basis, derived, rule)
  return source
    .rows(measure)
    .slice(0, derived.completedBy + 1)
    .filter(({ row, subject }) => subject === derived.subject && isWithin(basis.log.time(row)))
    .map(({ row }) => row)
}

function awardsCounted(basis: Basis, awards: AwardTable, derived: Derived, rule: MilestoneRule): ItemRef[] {
  const { plan, log } = basis
  const isWithin = windowTest(basis, derived, rule)
  const isRead = awardReader(plan, rule, awards)
  const found: ItemRef[] = []
  for (let i = 0; i <= derived.completedBy; i++) {
    if (awards.subject[i] !== derived.subject || !isRead(i) || !isWithin(awards.time[i] as number)) continue
    const row = awards.row[i] as number
    found.push(row >= 0 ? { source: log.source(row), id: log.id(row) } : (awards.ref(i) as ItemRef))
  }
  return found
}

function eventsOfRun(basis: Basis, { subject, ground, version, completedBy }: Derived, rule: StreakRule): number[] {
  const { plan, log } = basis
  const window = plainWindow(rule.window)
  const { start } = windowSpan(window, plan.zone, windowNamed(window, String(ground.from)) ?? 0)
  const rows: number[] = []
  matchingEvents(basis, version, rule, (row, named) => {
    if (named === subject && log.time(row) >= start && log.compareRows(row, completedBy) <= 0) rows.push(row)
  })
  return rows
}

function factsOfPeriod(source: DeriveSource, { subject, ground }: Derived, rule: PlaceRule): number[] {
  const { log } = source.basis
  const table = source.periods(rule.period)
  const period = table?.find(String(ground.period)) ?? -1
  return source
    .rows(rule.measure)
    .filter(({ row, subject: own }) => own === subject && table?.of(log.time(row), row) === period)
    .map(({ row }) => row)
}

function eventsOfUnit(basis: Basis, { ground, version }: Derived, rule: ChallengeRule): readonly number[] {
  const unit = basis.subjects.find(rule.unit.kind, String(ground.unit))
  return progressOf(basis, rule, version).get(unit)?.rows ?? []
}
