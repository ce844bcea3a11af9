import { windowKey, windowSpan } from '../base/window.ts'
import type { StreakRule } from '../rules/derived-rules.ts'
import { compileEventFormula, compileRecipients, type Ground } from '../rules/event-context.ts'
import { unitsOf } from '../rules/plan.ts'
import type { Basis } from './basis.ts'
import { type Derived, type DeriveSource, definitionsOf, isInForce } from './derived.ts'
import { createWindowFinder, plainWindow } from './windows.ts'

/** A window that holds enough matching events of a subject, and the event that made it enough. */
interface Fulfilled {
  readonly index: number
  readonly row: number
}

/** Calls `visit` for every valid event that a rule matches and each subject it names, in the total order. */
export function matchingEvents(
  basis: Basis,
  version: number,
  rule: Pick<StreakRule, 'on' | 'when' | 'to'>,
  visit: (row: number, subject: number) => void,
): void {
  const { plan, log, valid, subjects, decider } = basis
  const ground = decider.grounds[version] as Ground
  const when = rule.when === undefined ? undefined : compileEventFormula(ground, rule.when)
  const reach = compileRecipients(ground, rule.to)
  const { kind } = rule.to
  const first = plan.starts[0] as number
  const context = { row: 0, kind, subject: 0 }
  for (const row of log.orderedOf(rule.on)) {
    if (valid.rows[row] !== 1 || log.time(row) < first) continue
    reach(row, (id) => {
      context.row = row
      context.subject = id
      if (!when || when(context) === true) visit(row, subjects.ofKind(kind).code(id))
    })
  }
}

/** Returns the fulfilled windows of every subject, in order. */
function fulfilledWindows(basis: Basis, rule: StreakRule, version: number): Map<number, Fulfilled[]> {
  const { plan, log } = basis
  const find = createWindowFinder(plainWindow(rule.window), plan.zone)
  const counts = new Map<number, { index: number; count: number }>()
  const found = new Map<number, Fulfilled[]>()
  matchingEvents(basis, version, rule, (row, subject) => {
    const index = find(log.time(row))
    const own = counts.get(subject)
    const count = own?.index === index ? own.count + 1 : 1
    if (own) Object.assign(own, { index, count })
    else counts.set(subject, { index, count })
    if (count !== rule.atLeast) return
    const windows = found.get(subject)
    if (windows) windows.push({ index, row })
    else found.set(subject, [{ index, row }])
  })
  return found
}

/** Returns whether a window that is not fulfilled leaves a run of its subject whole. */
function skipper(basis: Basis, rule: StreakRule): (subject: number, index: number) => boolean {
  const { plan, roster, subjects } = basis
  const window = plainWindow(rule.window)
  return (subject, index) => {
    const { start, end } = windowSpan(window, plan.zone, index)
    // A civil day that the zone left out is no window.
    if (start >= end) return true
    if (rule.exempt === 'break') return false
    return roster.exemptions(rule.to.kind, subjects.id(subject)).some((one) => {
      const until = one.end ?? Number.POSITIVE_INFINITY
      return rule.excused === 'whole' ? one.start <= start && until >= end : one.start < end && until > start
    })
  }
}

/** Returns whether the window at a place of a run (1, 2, …) pays. */
function pays({ run, length }: StreakRule, place: number): boolean {
  if (run === 'tumbling') return place % length === 0
  return run === 'sliding' ? place >= length : place === length
}

/** Returns what runs of fulfilled windows gave. */
export function streaks({ basis }: DeriveSource): Derived[] {
  const { plan, log, subjects } = basis
  const found: Derived[] = []
  for (const { rule, version } of definitionsOf(plan, 'streak')) {
    const points = unitsOf(plan, rule.points)
    if (points === 0 && rule.honour === undefined) continue
    const window = plainWindow(rule.window)
    const skips = skipper(basis, rule)
    for (const [subject, windows] of fulfilledWindows(basis, rule, version)) {
      let place = 0
      let first = 0
      let next = Number.NaN
      for (const { index, row } of windows) {
        while (next < index && skips(subject, next)) next++
        place = next === index ? place + 1 : 1
        if (place === 1) first = index
        next = index + 1
        const time = log.time(row)
        if (!pays(rule, place) || !isInForce(plan, version, time)) continue
        const key = windowKey(window, index)
        found.push({
          rule,
          version,
          subject,
          row: -1,
          id: [rule.id, rule.to.kind, subjects.id(subject), key].join('/'),
          time,
          completedBy: row,
          points,
          ...(rule.honour !== undefined && { honour: rule.honour }),
          ground: { window: key, from: windowKey(window, first), place, length: rule.length, atLeast: rule.atLeast },
        })
      }
    }
  }
  return found
}
