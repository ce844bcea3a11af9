/** What a rule or measure sees of one event: its fields, its recipients, its case, the roster when it happened. */
import type { Program } from '../../rules/program.ts'
import type { Recipients } from '../../rules/recipients.ts'
import { hourAt, instantOf, weekdayAt } from './civil-time.ts'
import { evaluate, type Leaf, type Value } from './expression.ts'
import { fraction, spelled, whole, written } from './fraction.ts'
import { type Item, isSame, type SubjectName } from './items.ts'
import { ancestorAt, attributeAt, type Facts, isExempt } from './roster.ts'

/** Returns the version in force at an instant, or undefined before the first. Requires ascending versions. */
export const versionAt = (facts: Facts, at: number): Program | undefined =>
  facts.programs.filter((program) => instantOf(facts.zone, program.effectiveFrom) <= at).at(-1)

/** Returns the version for a period or window that starts at an instant: the first one where none was in force. */
export const versionFrom = (facts: Facts, start: number): Program =>
  versionAt(facts, start) ?? (facts.programs[0] as Program)

/** Returns the value of JSON as expressions see it. */
export function valueOfJson(json: unknown): Value {
  if (typeof json === 'number') return spelled(json)
  return typeof json === 'string' || typeof json === 'boolean' ? json : undefined
}

/** Returns the value of a field of an event, by the field's declared type. */
export function fieldOf(program: Program, event: Item, name: string): Value {
  const json = event.raw.attributes?.[name]
  const field = program.activities[event.raw.type ?? '']?.fields?.[name]
  const type = field?.type
  if (type === 'flag') return typeof json === 'boolean' ? json : field?.absent === true
  if (json === undefined || json === null || type === undefined) return undefined
  if (type === 'number') return spelled(json as number | string)
  return type === 'date' ? whole(instantOf(program.timeZone, json as string)) : String(json)
}

/** Returns the value of a field as a text that tells values apart, or undefined where it is missing. */
export function fieldText(program: Program, event: Item, name: string): string | undefined {
  const value = fieldOf(program, event, name)
  return value === undefined ? undefined : typeof value === 'object' ? written(value) : String(value)
}

/** Returns the subjects that an event reaches, each once. */
export function recipientsOf(facts: Facts, program: Program, to: Recipients, event: Item): SubjectName[] {
  const field = (name: string): string | undefined => fieldText(program, event, name)
  const ids = (): (string | undefined)[] => {
    if ('id' in to) return [to.id]
    if ('field' in to) return [field(to.field)]
    if ('fields' in to) {
      const texts = to.fields.map(field)
      return texts.includes(undefined) ? [] : [texts.join(to.join ?? '/')]
    }
    if ('unitOf' in to) {
      const inner = recipientsOf(facts, program, to.unitOf, event)
      return inner.map((subject) => ancestorAt(facts, to.tree, subject, to.kind, event.at))
    }
    if ('membersOf' in to) return []
    const subject = event.raw.subject as string | undefined
    const participants = event.raw.participants ?? []
    return to.from === 'subject'
      ? [subject]
      : to.from === 'participants'
        ? [...participants]
        : [subject, ...participants]
  }
  const found = ids().filter((id) => id !== undefined && id !== '' && id !== null)
  return [...new Set(found as string[])].map((id) => ({ kind: to.kind, id }))
}

/** Returns what an expression in a rule or measure of `program` gives for one event and one recipient. */
export function evaluateFor(
  facts: Facts,
  program: Program,
  event: Item,
  recipient: SubjectName,
  expression: Parameters<typeof evaluate>[0],
): Value {
  const leaf: Leaf = (operator, argument) => {
    switch (operator) {
      case 'field':
        return fieldOf(program, event, String(argument))
      case 'attribute':
        return valueOfJson(attributeAt(facts, recipient, String(argument), event.at))
      case 'exempt':
        return isExempt(facts, recipient, event.at)
      case 'weekday':
        return whole(weekdayAt(facts.zone, event.at))
      case 'hour':
        return whole(hourAt(facts.zone, event.at))
      case 'occurredAt':
        return whole(event.at)
      case 'date':
        return whole(instantOf(facts.zone, String(argument)))
      case 'caseState':
        return caseOf(facts, program, event, String(argument)).at(-1)?.state
      default:
        return caseFact(facts, program, event, operator, [argument].flat().map(String))
    }
  }
  return evaluate(expression, leaf)
}

/** Returns the steps of the event's own case among the valid events, in the total order. */
function caseOf(facts: Facts, program: Program, event: Item, name: string): { at: number; state: string }[] {
  const one = program.cases?.[name]
  const key = one && fieldText(program, event, one.key)
  if (!one || key === undefined) return []
  const events = facts.items.filter((item) => item.kind === 'event' && fieldText(program, item, one.key) === key)
  return events.flatMap((item) => {
    const state = one.states[item.raw.type ?? '']
    return state === undefined ? [] : [{ at: item.at, state }]
  })
}

function caseFact(facts: Facts, program: Program, event: Item, operator: string, args: readonly string[]): Value {
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
  const deadline = begun + (due.days ?? 0) * 86_400_000
  const done = due.until.map(first).some((at) => at !== undefined && at <= deadline)
  return !done && facts.asOf > deadline
}

/** Returns whether an event, by the given `on`, `when` and `to`, names the subject. */
export function reaches(
  facts: Facts,
  program: Program,
  event: Item,
  spec: { on: readonly string[]; when?: Parameters<typeof evaluate>[0]; to: Recipients },
  subject: SubjectName,
): boolean {
  return (
    event.kind === 'event' &&
    spec.on.includes(event.raw.type ?? '') &&
    recipientsOf(facts, program, spec.to, event).some((one) => isSame(one, subject)) &&
    (spec.when === undefined || evaluateFor(facts, program, event, subject, spec.when) === true)
  )
}
