import type { BoundRule } from '../rules/decide.ts'
import { admissionCells, admit, withholdOverlaps } from './admit.ts'
import { type AwardTable, comparePlaced, createAwardTable, type PlacedAward } from './award-table.ts'
import type { Basis } from './basis.ts'
import { deriveAwards, deriveFromGranted } from './derive.ts'
import { timedAwards } from './expect.ts'
import { createSettle } from './settle.ts'
import { sweepEvents } from './sweep.ts'

/** Returns the awards that no single event gives: what time or several events bring, and manual adjustments. */
export function otherAwards(basis: Basis): PlacedAward[] {
  const { plan, log, roster, view, valid, subjects, decider } = basis
  const timed = timedAwards({ plan, log, roster, valid: valid.rows, asOf: view.asOf, grounds: decider.grounds })
  const awards = timed.map(
    (one): PlacedAward => ({
      kind: one.kind,
      row: -1,
      ref: one.ref,
      subject: subjects.code(one.rule.to.kind, one.subject),
      rule: plan.rules.indexOf(one.rule.id),
      version: one.version,
      category: plan.categories.indexOf(one.rule.category),
      time: one.time,
      requested: one.requested,
      source: one.ref.source,
      id: one.ref.id,
      ruleId: one.rule.id,
    }),
  )
  for (const item of valid.others) {
    if (item.kind !== 'adjustment' || item.points === 0) continue
    awards.push({
      kind: 'adjustment',
      row: -1,
      ref: { source: item.source, id: item.id },
      subject: subjects.code(item.subject.kind, item.subject.id),
      rule: -1,
      version: 0,
      category: plan.categories.indexOf(item.category),
      time: item.occurredAt,
      requested: item.points,
      source: item.source,
      id: item.id,
      ruleId: '',
    })
  }
  return [...awards, ...deriveAwards(basis)].sort(comparePlaced)
}

/** Returns the bound rule behind an award of a table, or undefined for what no event gave. */
export function boundRuleOf(basis: Basis, awards: AwardTable): (i: number) => BoundRule | undefined {
  const { plan, decider } = basis
  const width = plan.rules.length
  const rules = new Array<BoundRule | undefined>(plan.versions.length * width)
  for (const bound of decider.bound) rules[bound.version * width + bound.index] = bound
  const { row, version, rule } = awards
  return (i) => ((row[i] as number) < 0 ? undefined : rules[(version[i] as number) * width + (rule[i] as number)])
}

/** Scores a whole view in one pass: candidates in the total order, then admission, overlaps and limits over the set. */
export function bookAwards(basis: Basis, options: { readonly adjustments?: boolean } = {}): AwardTable {
  const others = otherAwards(basis).filter((one) => one.kind !== 'adjustment' || options.adjustments !== false)
  const awards = createAwardTable(others.length + roomForRows(basis))
  sweepEvents(basis, awards, others)
  settleCandidates(basis, awards)
  return deriveFromGranted(basis, awards, (table) => settleCandidates(basis, table))
}

/** Applies admission, overlaps and limits to all candidates of a view. Requires them in the total order. */
export function settleCandidates(basis: Basis, awards: AwardTable): void {
  const { plan, log, subjects, decider } = basis
  const boundOf = boundRuleOf(basis, awards)
  if (decider.bound.some((bound) => bound.rule.admit)) admit(awards, subjects, boundOf, admissionCells(plan, log))
  if (decider.bound.some((bound) => bound.rule.unlessOverlaps)) withholdOverlaps(plan, log, awards, boundOf)
  createSettle(plan, log)(awards)
}

/** Returns how many awards events give at most where each reaches one subject: room for more is made when they come. */
function roomForRows({ plan, log, decider }: Basis): number {
  let room = 0
  for (const [type, rows] of log.table.rowsByType()) {
    const ofType = decider.bound.filter(({ rule }) => rule.on.includes(type))
    const most = plan.versions.map((_, version) => ofType.filter((bound) => bound.version === version).length)
    room += rows * Math.max(...most)
  }
  return room
}
