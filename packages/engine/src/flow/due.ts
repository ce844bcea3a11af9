import { dayAt, startOfDay } from '../base/zone.ts'
import { type Case, isOverdue, overdueFrom } from '../event/case.ts'
import { instantOf } from '../event/item.ts'
import type { Basis } from '../ledger/basis.ts'
import { plainWindow, windowsStartingIn } from '../ledger/windows.ts'
import type { Plan } from '../rules/plan.ts'
import type { ExpectationRule, Rule } from '../rules/program.ts'
import { nextUnassigned } from './due-derived.ts'

const DAY = 86_400_000

/** Rules whose awards come at the start of a day, when a window or period is over or begins. */
const TIMED: readonly Rule['kind'][] = ['expectation', 'grant', 'place']

/** What of a plan's programs time or late events may change, gathered once. */
interface Watched {
  readonly timed: boolean
  /** Cases that a rule or measure asks to be overdue. */
  readonly overdue: readonly {
    readonly version: number
    readonly name: string
    readonly due: NonNullable<Case['due']>
  }[]
  /** Expectations by the activities they wait for. */
  readonly expectations: ReadonlyMap<string, readonly ExpectationRule[]>
}

const known = new WeakMap<Plan, Watched>()

function watchedIn(plan: Plan): Watched {
  const watched = known.get(plan) ?? gather(plan)
  known.set(plan, watched)
  return watched
}

function gather({ versions }: Plan): Watched {
  const rules = versions.flatMap((program) => program.rules)
  const expectations = new Map<string, ExpectationRule[]>()
  for (const rule of rules) {
    if (rule.kind !== 'expectation') continue
    for (const type of rule.expects.on) expectations.set(type, [...(expectations.get(type) ?? []), rule])
  }
  const overdue = versions.flatMap((program, version) => {
    if (!JSON.stringify([program.rules, program.measures]).includes('"caseOverdue"')) return []
    return Object.entries(program.cases ?? {}).flatMap(([name, { due }]) => (due ? [{ version, name, due }] : []))
  })
  return { timed: rules.some(({ kind }) => TIMED.includes(kind)), overdue, expectations }
}

/** Returns the next instant after asOf at which time alone may change an award. */
export function nextChange(basis: Basis): number {
  const { log, plan, view } = basis
  let next = Number.POSITIVE_INFINITY
  const order = log.ordered()
  for (let i = order.length - 1; i >= 0 && log.time(order[i] as number) > view.asOf; i--) {
    next = log.time(order[i] as number)
  }
  for (const item of log.others) if (instantOf(item) > view.asOf) next = Math.min(next, instantOf(item))
  const { timed, overdue } = watchedIn(plan)
  if (timed) next = Math.min(next, startOfDay(plan.zone, dayAt(plan.zone, view.asOf) + 1))
  next = Math.min(next, nextUnassigned(basis))
  if (overdue.length > 0) for (const row of order) next = Math.min(next, nextOverdue(basis, row))
  return next
}

/** Returns the next instant at which a case of a row becomes overdue, where a rule or measure asks for it. */
export function nextOverdue({ plan, view, decider }: Basis, row: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const { version, name, due } of watchedIn(plan).overdue) {
    const story = decider.cases[version]?.story(name, row)
    const workdays = decider.grounds[version]?.workdays
    const start = story?.reached.get(due.from)
    if (!workdays || start === undefined || due.until.some((state) => story?.reached.has(state))) continue
    if (!isOverdue(story, due, workdays, view.asOf)) next = Math.min(next, overdueFrom(start, due, workdays))
  }
  return next
}

/** Returns whether an event may change an expectation that has already fallen due. */
export function touchesExpectation({ log, plan, view }: Basis, row: number): boolean {
  const rules = watchedIn(plan).expectations.get(log.type(row)) ?? []
  const time = log.time(row)
  return rules.some((rule) => {
    const spans = windowsStartingIn(plainWindow(rule.window), plan.zone, time - 400 * DAY, time)
    return (spans[spans.length - 1]?.end ?? Number.POSITIVE_INFINITY) <= view.asOf
  })
}
