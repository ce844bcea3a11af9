import { parseDay } from '../base/civil.ts'
import { add, compare, type Exact, exactOf, exactText } from '../base/exact.ts'
import { startOfDay } from '../base/zone.ts'
import type { ChallengeRule } from '../rules/derived-rules.ts'
import { compileEventFormula, compileRecipients, type Ground } from '../rules/event-context.ts'
import { unitsOf } from '../rules/plan.ts'
import type { Basis } from './basis.ts'
import { type Derived, type DeriveSource, definitionsOf, isInForce } from './derived.ts'
import { matchingEvents } from './streak.ts'

/** What one unit has done so far. */
export interface Progress {
  value: Exact
  readonly seen: Set<string>
  readonly rows: number[]
  /** The row of the event that reached the target. */
  reachedBy?: number
}

/** Whether a unit has reached the target with what it did just now. */
type Target = (progress: Progress, unit: string, done: string) => boolean

/** The objects of a unit's assignments: its own, and those of the subjects in it, at an instant. */
function objectsOf(basis: Basis, name: string, tree: string, kind: string, at: number): Map<string, Set<string>> {
  const { roster } = basis
  const objects = new Map<string, Set<string>>()
  for (const { name: own, subject, object, start, end } of roster.assignments) {
    if (own !== name || start > at || (end !== undefined && end <= at)) continue
    const inUnit = subject.kind === kind ? subject.id : roster.ancestorAt(tree, subject.kind, subject.id, kind, at)
    if (inUnit === undefined) continue
    objects.set(inUnit, (objects.get(inUnit) ?? new Set()).add(object))
  }
  return objects
}

function targetOf(basis: Basis, { target, unit }: ChallengeRule, until: number): Target {
  if (typeof target !== 'object') {
    const least = exactOf(target) ?? 0
    return ({ value }) => compare(value, least) >= 0
  }
  const at = Math.min(until - 1, basis.view.asOf)
  const left = objectsOf(basis, target.assigned, target.tree, unit.kind, at)
  return (_, id, done) => {
    const objects = left.get(id)
    return objects?.delete(done) === true && objects.size === 0
  }
}

/** Returns what each unit did within the span, up to the event that reached the target. */
export function progressOf(basis: Basis, rule: ChallengeRule, version: number): Map<number, Progress> {
  const { plan, log, subjects, decider } = basis
  const day = (text: string): number => startOfDay(plan.zone, parseDay(text) ?? 0)
  const [from, until] = [day(rule.from), day(rule.until)]
  const value = rule.value && compileEventFormula(decider.grounds[version] as Ground, rule.value)
  const column = rule.field === undefined ? undefined : log.column(rule.field)
  const isReached = targetOf(basis, rule, until)
  const context = { row: 0, kind: rule.unit.kind, subject: 0 }
  const units = new Map<number, Progress>()
  matchingEvents(basis, version, { on: rule.on, to: rule.unit, ...(rule.when && { when: rule.when }) }, (row, unit) => {
    const time = log.time(row)
    if (time < from || time >= until) return
    const progress = units.get(unit) ?? { value: 0, seen: new Set(), rows: [] }
    if (progress.reachedBy !== undefined) return
    const id = subjects.id(unit)
    context.row = row
    context.subject = log.texts.code(id)
    const counted = column ? column.value(row) : value ? value(context) : 1
    if (counted === undefined) return
    units.set(unit, progress)
    const done = typeof counted === 'object' ? exactText(counted) : String(counted)
    if (column) progress.value = progress.seen.add(done).size
    else if (typeof counted === 'number' || typeof counted === 'object') progress.value = add(progress.value, counted)
    progress.rows.push(row)
    if (isReached(progress, id, done)) progress.reachedBy = row
  })
  return units
}

/** Returns what challenges gave to those who took part. */
export function challenges({ basis }: DeriveSource): Derived[] {
  const { plan, log, subjects, decider } = basis
  const found: Derived[] = []
  for (const { rule, version } of definitionsOf(plan, 'challenge')) {
    const points = unitsOf(plan, rule.points)
    const reach = compileRecipients(decider.grounds[version] as Ground, rule.to)
    const codes = subjects.ofKind(rule.to.kind)
    for (const [unit, { reachedBy, rows, value }] of progressOf(basis, rule, version)) {
      if (reachedBy === undefined || !isInForce(plan, version, log.time(reachedBy))) continue
      const people = new Set<number>()
      for (const row of rows) reach(row, (id) => people.add(codes.code(id)))
      const each = rule.share === 'split' ? Math.floor(points / people.size) : points
      if (each === 0 && rule.honour === undefined) continue
      for (const subject of people) {
        found.push({
          rule,
          version,
          subject,
          row: -1,
          id: [rule.id, rule.to.kind, subjects.id(subject), subjects.id(unit)].join('/'),
          time: log.time(reachedBy),
          completedBy: reachedBy,
          points: each,
          ...(rule.honour !== undefined && { honour: rule.honour }),
          ground: { unitKind: rule.unit.kind, unit: subjects.id(unit), value, among: people.size },
        })
      }
    }
  }
  return found
}
