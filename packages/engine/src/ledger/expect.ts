import { ratio, scaled } from '../base/exact.ts'
import type { CalendarUnit } from '../base/window.ts'
import { windowKey } from '../base/window.ts'
import type { ItemRef } from '../event/item.ts'
import type { Log } from '../event/log.ts'
import { compileEventFormula, compileRecipients, type Ground } from '../rules/event-context.ts'
import { type Plan, unitsOf, versionFrom } from '../rules/plan.ts'
import type { ExpectationRule, GrantRule } from '../rules/program.ts'
import type { Roster } from '../subjects/roster.ts'
import type { AwardKind } from './award-table.ts'
import { plainWindow, type WindowSpan, windowsStartingIn } from './windows.ts'

const DAY = 86_400_000

/** An award that no single event gives: what time brings. */
export interface TimedAward {
  readonly kind: AwardKind
  readonly rule: ExpectationRule | GrantRule
  readonly version: number
  readonly subject: string
  readonly ref: ItemRef
  readonly time: number
  readonly requested: number
}

/** What timed awards are made from. */
export interface TimeGround {
  readonly plan: Plan
  readonly log: Log
  readonly roster: Roster
  readonly valid: Uint8Array
  readonly asOf: number
  readonly grounds: readonly Ground[]
}

/** Returns every award that time has brought by asOf: expectations that fell due and grants whose day has come. */
export function timedAwards(ground: TimeGround): TimedAward[] {
  const { plan, asOf } = ground
  const first = plan.starts[0] as number
  const found: TimedAward[] = []
  plan.versions.forEach((program, version) => {
    for (const rule of program.rules) {
      if ((rule.kind !== 'expectation' && rule.kind !== 'grant') || rule.off) continue
      const windows = windowsStartingIn(plainWindow(rule.window), plan.zone, first, asOf).filter(
        (window) => versionFrom(plan, window.start) === version,
      )
      if (rule.kind === 'grant') grants(ground, rule, version, windows, found)
      else {
        const due = windows.filter((window) => window.end + (rule.graceDays ?? 0) * DAY <= asOf)
        if (due.length > 0) expectations(ground, rule, version, due, found)
      }
    }
  })
  return found
}

function grants(
  ground: TimeGround,
  rule: GrantRule,
  version: number,
  windows: readonly WindowSpan[],
  found: TimedAward[],
): void {
  const { plan, roster, asOf } = ground
  const points = unitsOf(plan, rule.points)
  for (const subject of roster.inTree(rule.to.tree, rule.to.kind)) {
    for (const window of windows) {
      const presence = roster.presentDays(rule.to.tree, rule.to.kind, subject, window.start, window.end)
      if (presence.firstDayStart === undefined || presence.firstDayStart > asOf) continue
      const requested =
        rule.prorate === 'days' ? Number(scaled(ratio(points * presence.days, window.days), 0, 'half-up')) : points
      const ref = { source: '', id: [rule.id, rule.to.kind, subject, keyOf(rule.window, window)].join('/') }
      if (requested !== 0)
        found.push({ kind: 'grant', rule, version, subject, ref, time: presence.firstDayStart, requested })
    }
  }
}

const keyOf = (unit: CalendarUnit, window: WindowSpan): string => windowKey(plainWindow(unit), window.index)

/** Who did what was expected: counts of matching events by subject (and object) in one window. */
function metIn(
  ground: TimeGround,
  rule: ExpectationRule,
  version: number,
  windows: readonly WindowSpan[],
): (window: number, subject: string, object: string) => number {
  const { log, valid } = ground
  const bound = ground.grounds[version] as Ground
  const when = rule.expects.when === undefined ? undefined : compileEventFormula(bound, rule.expects.when)
  const reach = compileRecipients(bound, rule.expects.to)
  const column = rule.expects.field === undefined ? undefined : log.column(rule.expects.field)
  const counts = new Map<string, number>()
  const context = { row: 0, kind: rule.expects.to.kind, subject: 0 }
  for (const row of log.orderedOf(rule.expects.on)) {
    if (valid[row] !== 1) continue
    const at = log.time(row)
    const window = windows.findIndex((one) => one.start <= at && at < one.end)
    if (window < 0) continue
    reach(row, (subject) => {
      context.row = row
      context.subject = subject
      if (when && when(context) !== true) return
      const object = rule.per !== undefined && column ? column.value(row) : ''
      const key = `${window}\u0000${log.texts.text(subject)}\u0000${object === undefined ? '\u0000' : String(object)}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    })
  }
  return (window, subject, object) => counts.get(`${window}\u0000${subject}\u0000${object}`) ?? 0
}

function expectations(
  ground: TimeGround,
  rule: ExpectationRule,
  version: number,
  windows: readonly WindowSpan[],
  found: TimedAward[],
): void {
  const { plan, roster } = ground
  const { kind, tree } = rule.to
  const met = metIn(ground, rule, version, windows)
  const requested = unitsOf(plan, rule.points)
  const excused = (subject: string, window: WindowSpan): boolean =>
    roster.exemptions(kind, subject).some((one) => {
      const end = one.end ?? Number.POSITIVE_INFINITY
      return rule.excused === 'whole'
        ? one.start <= window.start && end >= window.end
        : one.start < window.end && end > window.start
    })
  const judge = (subject: string, object: string, window: WindowSpan, i: number): void => {
    if (requested === 0 || excused(subject, window)) return
    const done = met(i, subject, object) >= rule.expects.atLeast
    if (done !== (rule.pays === 'met')) return
    const id = [rule.id, kind, subject, ...(rule.per === undefined ? [] : [object]), keyOf(rule.window, window)].join(
      '/',
    )
    found.push({
      kind: 'expectation',
      rule,
      version,
      subject,
      ref: { source: '', id },
      time: window.end - 1,
      requested,
    })
  }
  windows.forEach((window, i) => {
    if (rule.per === undefined) {
      for (const subject of roster.inTree(tree ?? '', kind)) {
        const presence = roster.presentDays(tree ?? '', kind, subject, window.start, window.end)
        if (presence.memberDays === window.days) judge(subject, '', window, i)
      }
      return
    }
    const judged = new Set<string>()
    for (const one of roster.assignments) {
      if (
        one.name !== rule.per ||
        one.subject.kind !== kind ||
        one.start > window.start ||
        (one.end ?? Number.POSITIVE_INFINITY) < window.end
      )
        continue
      const key = `${one.subject.id}\u0000${one.object}`
      if (judged.has(key)) continue
      judged.add(key)
      judge(one.subject.id, one.object, window, i)
    }
  })
}
