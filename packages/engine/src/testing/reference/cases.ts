/** Cases: the events that share a key, folded into states, and whether the last one came in time. */
import type { Program } from '../../rules/program.ts'
import type { Value } from './expression.ts'
import { fraction } from './fraction.ts'
import type { Item } from './items.ts'
import { fieldText } from './recipients.ts'
import type { Facts } from './roster.ts'
import { afterWorkdays } from './workdays.ts'

/** Returns the steps of the event's own case among the valid events, in the total order. */
export function caseOf(facts: Facts, program: Program, event: Item, name: string): { at: number; state: string }[] {
  const one = program.cases?.[name]
  const key = one && fieldText(program, event, one.key)
  if (!one || key === undefined) return []
  const events = facts.items.filter((item) => item.kind === 'event' && fieldText(program, item, one.key) === key)
  return events.flatMap((item) => {
    const state = one.states[item.raw.type ?? '']
    return state === undefined ? [] : [{ at: item.at, state }]
  })
}

/** Returns what `caseReached`, `caseHours` or `caseOverdue` says of the event's own case. */
export function caseFact(
  facts: Facts,
  program: Program,
  event: Item,
  operator: string,
  args: readonly string[],
): Value {
  const [name = '', ...states] = args
  const steps = caseOf(facts, program, event, name)
  const first = (state: string | undefined): number | undefined => steps.find((step) => step.state === state)?.at
  const [from, to] = states.map(first)
  if (operator === 'caseReached') return from !== undefined
  if (operator === 'caseHours') {
    return from === undefined || to === undefined ? undefined : fraction(BigInt(to - from), 3_600_000n)
  }
  const due = program.cases?.[name]?.due
  const begun = due && first(due.from)
  if (!due || begun === undefined) return false
  const deadline =
    due.workdays === undefined ? begun + (due.days ?? 0) * 86_400_000 : afterWorkdays(program, begun, due.workdays) - 1
  const done = due.until.map(first).some((at) => at !== undefined && at <= deadline)
  return !done && facts.asOf > deadline
}
