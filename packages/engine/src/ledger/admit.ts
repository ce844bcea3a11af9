import { exactOf, multiply, toNumber } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import { DURATION } from '../event/activity.ts'
import type { Log } from '../event/log.ts'
import type { BoundRule } from '../rules/decide.ts'
import type { Plan } from '../rules/plan.ts'
import type { AwardRule } from '../rules/program.ts'
import type { AwardTable } from './award-table.ts'
import type { SubjectIndex } from './subject-index.ts'
import { createWindowFinder, plainWindow } from './windows.ts'
import { ADMISSION, OVERLAP } from './withheld.ts'

/** Names the admission cell of an event under a rule, or undefined when the rule admits everyone. */
export type AdmissionCell = (bound: BoundRule, row: number) => string | undefined

/** Returns how admission cells are named: by rule, window and field values, whatever the version. */
export function admissionCells(plan: Plan, log: Log): AdmissionCell {
  const finders = new Map<string, (at: number) => number>()
  return (bound, row) => {
    const { admit } = bound.rule
    if (!admit) return undefined
    const unit = admit.per.window ?? 'ever'
    const find = finders.get(unit) ?? createWindowFinder(plainWindow(unit), plan.zone)
    finders.set(unit, find)
    const fields = admit.per.fields ?? []
    const values = fields.map((field) => log.column(field).code(row))
    return [bound.index, unit, find(log.time(row)), ...values, ...fields].join(' ')
  }
}

/**
 * Applies admission: in each cell the `atMost` subjects with the smallest ids keep their awards, whenever they arrived;
 * the others' awards are withheld whole. Each award is measured against the version in force when it occurred.
 * Requires every candidate of each cell to be in the table.
 */
export function admit(
  awards: AwardTable,
  subjects: SubjectIndex,
  boundOf: (i: number) => BoundRule | undefined,
  cellOf: AdmissionCell,
): void {
  const cells = new Map<string, { award: number; atMost: number; id: string }[]>()
  for (let i = 0; i < awards.size; i++) {
    const bound = boundOf(i)
    const cell = bound?.rule.admit && cellOf(bound, awards.row[i] as number)
    if (!cell || !bound?.rule.admit) continue
    const group = cells.get(cell) ?? []
    cells.set(cell, group)
    group.push({ award: i, atMost: bound.rule.admit.atMost, id: subjects.id(awards.subject[i] as number) })
  }
  for (const group of cells.values()) {
    const ids = [...new Set(group.map((one) => one.id))].sort(compareText)
    const places = new Map(ids.map((id, place) => [id, place]))
    for (const { award, atMost, id } of group) {
      if ((places.get(id) as number) >= atMost) awards.withhold(award, ADMISSION, awards.granted[award] as number)
    }
  }
}

/** Returns how long an event lasts in milliseconds by its activity's `duration`, 0 when it does not say. */
function durationOf(plan: Plan, log: Log, version: number, row: number): number {
  const duration = plan.versions[version]?.activities[log.type(row)]?.duration
  const value = duration && log.column(duration.field).value(row)
  const exact =
    value === undefined || typeof value === 'boolean' ? undefined : typeof value === 'string' ? exactOf(value) : value
  return duration && exact !== undefined ? toNumber(multiply(exact, DURATION[duration.unit])) : 0
}

/**
 * Applies overlaps: an award of a rule with `unlessOverlaps` is withheld whole when another event gives the same
 * subject a candidate of a named rule at an overlapping time. Requires all candidates of each subject in the table.
 */
export function withholdOverlaps(
  plan: Plan,
  log: Log,
  awards: AwardTable,
  boundOf: (i: number) => BoundRule | undefined,
): void {
  const ruleAt = (i: number): AwardRule | undefined => boundOf(i)?.rule
  const wary: number[] = []
  for (let i = 0; i < awards.size; i++) if (ruleAt(i)?.unlessOverlaps) wary.push(i)
  if (wary.length === 0) return
  const named = new Set(wary.flatMap((i) => ruleAt(i)?.unlessOverlaps ?? []))
  const others = new Map<number, { rule: string; row: number; start: number; end: number }[]>()
  const spanOf = (i: number): { start: number; end: number } => {
    const start = awards.time[i] as number
    return { start, end: start + durationOf(plan, log, awards.version[i] as number, awards.row[i] as number) }
  }
  for (let i = 0; i < awards.size; i++) {
    const rule = ruleAt(i)
    if (!rule || !named.has(rule.id)) continue
    const subject = awards.subject[i] as number
    const list = others.get(subject) ?? []
    others.set(subject, list)
    const span = spanOf(i)
    if (span.start < span.end) list.push({ rule: rule.id, row: awards.row[i] as number, ...span })
  }
  for (const i of wary) {
    if (awards.granted[i] === 0) continue
    const span = spanOf(i)
    // Without a duration an event takes no time: it overlaps nothing.
    if (span.start === span.end) continue
    const overlapping = (others.get(awards.subject[i] as number) ?? []).some(
      (one) =>
        one.row !== awards.row[i] &&
        ruleAt(i)?.unlessOverlaps?.includes(one.rule) &&
        one.start < span.end &&
        span.start < one.end,
    )
    if (overlapping) awards.withhold(i, OVERLAP, awards.granted[i] as number)
  }
}
