/** Measures: the facts that each event brings to each subject, and what they make together. */
import { evaluateFor, reaches, versionAt } from './events.ts'
import { highestFirst, summed, type Value } from './expression.ts'
import { type Fraction, whole } from './fraction.ts'
import { type Item, isSame, type SubjectName } from './items.ts'
import { remembered } from './memory.ts'
import { holdsEvent } from './periods.ts'
import { fieldText, recipientsOf } from './recipients.ts'
import type { Period } from './results.ts'
import type { Facts } from './roster.ts'

/** One fact of a measure: an event with its value for one subject. */
export interface Row {
  readonly event: Item
  readonly value: Fraction
}

/**
 * Returns the facts of a measure for a subject, in a period or at any time, in the total order. Each event is judged by
 * the version at its own instant; one whose `value` is missing is no fact.
 */
export function rowsOf(facts: Facts, id: string, subject: SubjectName, period?: Period): Row[] {
  const all = remembered(facts, `rows ${id} ${subject.kind} ${subject.id}`, () =>
    facts.items.flatMap((event) => {
      const value = event.kind === 'event' ? valueIn(facts, id, subject, event) : undefined
      return value ? [{ event, value }] : []
    }),
  )
  return period === undefined ? all : all.filter((row) => holdsEvent(facts, period, row.event))
}

function valueIn(facts: Facts, id: string, subject: SubjectName, event: Item): Fraction | undefined {
  const program = versionAt(facts, event.at)
  const measure = program?.measures?.find((one) => one.id === id)
  if (!program || !measure || !reaches(facts, program, event, measure, subject)) return undefined
  const value = measure.value === undefined ? whole(1) : evaluateFor(facts, program, event, subject, measure.value)
  return typeof value === 'object' ? value : undefined
}

/** Returns the subjects to whom any event, or any of a period, brings a fact of a measure. */
export function measuredBy(facts: Facts, id: string, period?: Period): SubjectName[] {
  const named = remembered(facts, `measured ${id}`, () => {
    const all = facts.items.flatMap((event) => {
      const program = versionAt(facts, event.at)
      const measure = program?.measures?.find((one) => one.id === id)
      return event.kind === 'event' && program && measure ? recipientsOf(facts, program, measure.to, event) : []
    })
    return all.filter((subject, i) => all.findIndex((other) => isSame(other, subject)) === i)
  })
  return named.filter((subject) => rowsOf(facts, id, subject, period).length > 0)
}

/** Returns a measure of a subject in a period. */
export const measureOf = (facts: Facts, id: string, subject: SubjectName, period: Period): Value =>
  together(facts, id, rowsOf(facts, id, subject, period))

/** Returns what facts of a measure make together; how is the newest version's word. */
export function together(facts: Facts, id: string, rows: readonly Row[]): Value {
  const program = facts.programs.findLast((one) => one.measures?.some((measure) => measure.id === id))
  const measure = program?.measures?.find((one) => one.id === id)
  if (!program || !measure) return undefined
  const values = rows.map((row) => row.value)
  switch (measure.as ?? (measure.value === undefined ? 'count' : 'sum')) {
    case 'sum':
      return summed(values).sum
    case 'min':
      return highestFirst(values).at(-1)
    case 'max':
      return highestFirst(values)[0]
    case 'distinct': {
      const texts = rows.map((row) => fieldText(program, row.event, measure.field as string))
      return whole(new Set(texts.filter((text) => text !== undefined)).size)
    }
    default:
      return whole(rows.length)
  }
}
