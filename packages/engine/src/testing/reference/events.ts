/** What a rule or measure sees of one event: its fields, its recipient, its case, the roster when it happened. */
import type { Program } from '../../rules/program.ts'
import type { Recipients } from '../../rules/recipients.ts'
import { caseFact, caseOf } from './cases.ts'
import { dateAt, hourAt, instantOf, weekdayAt } from './civil-time.ts'
import { daysBetween, evaluate, type Leaf, type Value } from './expression.ts'
import { spelled, whole } from './fraction.ts'
import { type Item, isSame, type SubjectName } from './items.ts'
import { fieldOf, recipientsOf } from './recipients.ts'
import { attributeAt, type Facts, isExempt } from './roster.ts'
import { isWorkday } from './workdays.ts'

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
      case 'workday':
        return isWorkday(program, dateAt(facts.zone, event.at))
      case 'occurredAt':
        return whole(event.at)
      case 'receivedAt':
        return whole(event.receivedAt)
      case 'type':
        return event.raw.type
      case 'isSubject':
        return event.raw.subject === recipient.id
      case 'date':
        return whole(instantOf(facts.zone, String(argument)))
      case 'daysBetween':
        return daysBetween(facts.zone, argument, leaf)
      case 'caseState':
        return caseOf(facts, program, event, String(argument)).at(-1)?.state
      default:
        return caseFact(facts, program, event, operator, [argument].flat().map(String))
    }
  }
  return evaluate(expression, leaf)
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
