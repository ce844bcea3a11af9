import { dayAt, startOfDay } from '../base/zone.ts'
import { isOverdue, overdueFrom } from '../event/case.ts'
import { instantOf } from '../event/item.ts'
import type { Basis } from '../ledger/basis.ts'
import { plainWindow, windowsStartingIn } from '../ledger/windows.ts'
import type { Program } from '../rules/program.ts'

const DAY = 86_400_000

/** Returns the next instant after asOf at which time alone may change an award. */
export function nextChange(basis: Basis): number {
  const { log, plan, view } = basis
  let next = Number.POSITIVE_INFINITY
  const order = log.ordered()
  for (let i = order.length - 1; i >= 0 && log.time(order[i] as number) > view.asOf; i--) {
    next = log.time(order[i] as number)
  }
  for (const item of log.others) if (instantOf(item) > view.asOf) next = Math.min(next, instantOf(item))
  const isTimed = (program: Program): boolean =>
    program.rules.some((rule) => rule.kind === 'expectation' || rule.kind === 'grant')
  if (plan.versions.some(isTimed)) next = Math.min(next, startOfDay(plan.zone, dayAt(plan.zone, view.asOf) + 1))
  return Math.min(next, nextOverdue(basis, order))
}

/** Returns the next instant at which a case of one of the rows becomes overdue, where a rule or measure asks for it. */
export function nextOverdue(basis: Basis, rows: Iterable<number>): number {
  const { plan, view, decider } = basis
  let next = Number.POSITIVE_INFINITY
  for (const [version, program] of plan.versions.entries()) {
    const stories = decider.cases[version]
    const workdays = decider.grounds[version]?.workdays
    if (!stories || !workdays || !asksOverdue(program)) continue
    for (const [name, { due }] of Object.entries(program.cases ?? {})) {
      if (!due) continue
      for (const row of rows) {
        const story = stories.story(name, row)
        const start = story?.reached.get(due.from)
        if (start === undefined || due.until.some((state) => story?.reached.has(state))) continue
        if (!isOverdue(story, due, workdays, view.asOf)) next = Math.min(next, overdueFrom(start, due, workdays))
      }
    }
  }
  return next
}

const asking = new WeakMap<Program, boolean>()

function asksOverdue(program: Program): boolean {
  const known = asking.get(program) ?? JSON.stringify([program.rules, program.measures]).includes('"caseOverdue"')
  asking.set(program, known)
  return known
}

/** Returns whether an event may change an expectation that has already fallen due. */
export function touchesExpectation(basis: Basis, row: number): boolean {
  const { log, plan, view } = basis
  const type = log.type(row)
  const time = log.time(row)
  return plan.versions.some((program) =>
    program.rules.some((rule) => {
      if (rule.kind !== 'expectation' || !rule.expects.on.includes(type)) return false
      const spans = windowsStartingIn(plainWindow(rule.window), plan.zone, time - 400 * DAY, time)
      return (spans[spans.length - 1]?.end ?? Number.POSITIVE_INFINITY) <= view.asOf
    }),
  )
}
