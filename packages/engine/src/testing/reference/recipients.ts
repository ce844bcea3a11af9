/** Who an event reaches, and what its fields say. */
import type { Program } from '../../rules/program.ts'
import type { Recipients } from '../../rules/recipients.ts'
import { instantOf } from './civil-time.ts'
import type { Value } from './expression.ts'
import { spelled, whole, written } from './fraction.ts'
import { byBytes, type Item, isSame, type SubjectName } from './items.ts'
import { ancestorAt, type Facts, isExempt, membersIn } from './roster.ts'

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
  if ('membersOf' in to) return membersOf(facts, program, to, event)
  const found = idsOf(facts, program, to, event).filter((id) => id !== undefined && id !== '' && id !== null)
  return [...new Set(found as string[])].map((id) => ({ kind: to.kind, id }))
}

type ByMembership = Extract<Recipients, { readonly membersOf: unknown }>

function idsOf(
  facts: Facts,
  program: Program,
  to: Exclude<Recipients, ByMembership>,
  event: Item,
): (string | undefined)[] {
  const field = (name: string): string | undefined => fieldText(program, event, name)
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
  const subject = event.raw.subject as string | undefined
  const participants = event.raw.participants ?? []
  if (to.from === 'subject') return [subject]
  return to.from === 'participants' ? [...participants] : [subject, ...participants]
}

function membersOf(facts: Facts, program: Program, to: ByMembership, event: Item): SubjectName[] {
  const units = recipientsOf(facts, program, to.membersOf, event)
  const except = to.except === undefined ? [] : recipientsOf(facts, program, to.except, event)
  return units
    .flatMap((unit) => membersIn(facts, to.tree, unit, event.at))
    .filter((subject) => subject.kind === to.kind)
    .filter((subject, i, all) => all.findIndex((other) => isSame(other, subject)) === i)
    .filter((subject) => to.withExempt === true || !isExempt(facts, subject, event.at))
    .filter((subject) => !except.some((other) => isSame(other, subject)))
    .sort((a, b) => byBytes(a.id, b.id))
}
