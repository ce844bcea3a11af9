import type { ColumnRange } from '../rules/column-range.ts'
import { type BoundRule, type Candidate, decideRule } from '../rules/decide.ts'
import { type AwardTable, comparePlaced, type PlacedAward } from './award-table.ts'
import type { Basis } from './basis.ts'
import type { KindIndex } from './subject-index.ts'

/**
 * Adds what the rules give for every valid event, before admission and limits, in the total order; `others` are put in
 * at their places. The one loop over all events of a year: for a plain rule it makes no object and calls no formula.
 */
export function sweepEvents(basis: Basis, awards: AwardTable, others: readonly PlacedAward[]): void {
  const { log, valid, decider, subjects } = basis
  const { times, subjects: ids } = log.table
  const kinds = decider.bound.map(({ rule }) => subjects.ofKind(rule.to.kind))
  const add: Candidate = (bound, id, requested) => {
    awards.addForEvent(row, (kinds[bound.place] as KindIndex).code(id), bound, at, requested)
  }
  const order = log.ordered()
  let next = 0
  let row = 0
  let at = 0
  for (let k = 0; k < order.length; k++) {
    row = order[k] as number
    if (valid.rows[row] !== 1) continue
    at = times[row] as number
    while (next < others.length && isBefore(others[next] as PlacedAward, basis, row, at)) {
      awards.add(others[next++] as PlacedAward)
    }
    const id = ids[row] as number
    const rules = decider.rulesOf(row)
    for (let i = 0; i < rules.length; i++) {
      const bound = rules[i] as BoundRule
      const { plain } = bound
      if (!plain) decideRule(bound, row, add)
      else if (id >= 0 && plain.points !== 0 && holdsAll(plain.ranges, row)) {
        awards.addForEvent(row, (kinds[bound.place] as KindIndex).code(id), bound, at, plain.points)
      }
    }
  }
  while (next < others.length) awards.add(others[next++] as PlacedAward)
}

function holdsAll(ranges: readonly ColumnRange[], row: number): boolean {
  for (let i = 0; i < ranges.length; i++) {
    const { values, least, most } = ranges[i] as ColumnRange
    const value = values.at(row)
    if (!(value >= least && value <= most)) return false
  }
  return true
}

function isBefore(award: PlacedAward, { log }: Basis, row: number, time: number): boolean {
  return (
    award.time < time ||
    (award.time === time && comparePlaced(award, { time, source: log.source(row), id: log.id(row), ruleId: '' }) < 0)
  )
}
