/** Which periods there are, and which awards and events fall into one. */
import type { Program } from '../../rules/program.ts'
import type { Award } from './awards.ts'
import { instantOf, windowAt, windowsBetween } from './civil-time.ts'
import type { Item } from './items.ts'
import { fieldText } from './recipients.ts'
import type { Period } from './results.ts'
import type { Facts } from './roster.ts'

const periodShape = (facts: Facts, level: string) => (facts.programs[0] as Program).periods[level]

/** Returns the periods of a level that have begun, in order: calendar periods from the first version's on. */
export function periodsOf(facts: Facts, level: string): Period[] {
  const shape = periodShape(facts, level)
  if (!shape) return []
  if ('fields' in shape) return fieldPeriods(facts, level, shape.fields, shape.startsOn)
  return calendarPeriods(facts, level, instantOf(facts.zone, (facts.programs[0] as Program).effectiveFrom), facts.asOf)
}

function calendarPeriods(facts: Facts, level: string, from: number, until: number): Period[] {
  const shape = periodShape(facts, level) as { window: string; startMonth?: number }
  const start = windowAt(facts.zone, shape.window, from, shape.startMonth).start
  const spans =
    shape.window === 'ever'
      ? [windowAt(facts.zone, 'ever', from)]
      : windowsBetween(facts.zone, shape.window, start, until, shape.startMonth)
  return spans.map((span) => ({ level, key: span.key, start: span.start, end: span.end, fields: undefined }))
}

/** Returns the calendar period that follows, begun or not; undefined where there is none. */
export function nextOf(facts: Facts, period: Period): Period | undefined {
  if (!Number.isFinite(period.end)) return undefined
  return calendarPeriods(facts, period.level, period.end, period.end)[0]
}

/** Returns the periods of a level that lie within a period: whole calendar windows, or more fields of the same values. */
export function subPeriods(facts: Facts, level: string, period: Period): Period[] {
  return periodsOf(facts, level).filter((inner) => {
    if (period.fields) return Object.entries(period.fields).every(([name, text]) => inner.fields?.[name] === text)
    return inner.start >= period.start && (inner.fields ? inner.start < period.end : inner.end <= period.end)
  })
}

function fieldPeriods(facts: Facts, level: string, names: readonly string[], startsOn: string | undefined): Period[] {
  const found = new Map<string, Period>()
  for (const event of facts.items.filter((item) => item.kind === 'event')) {
    const fields = fieldsOf(facts, event, names)
    if (!fields) continue
    const key = Object.values(fields).join('/')
    const date = startsOn?.replaceAll(/\{(\w+)\}/g, (_, name: string) => fields[name] ?? '')
    const start = date === undefined ? event.at : instantOf(facts.zone, date)
    if (!found.has(key)) found.set(key, { level, key, start, end: Number.POSITIVE_INFINITY, fields })
  }
  return [...found.values()].sort((a, b) => a.start - b.start || (a.key < b.key ? -1 : 1))
}

function fieldsOf(facts: Facts, event: Item, names: readonly string[]): Record<string, string> | undefined {
  const program = facts.programs[0] as Program
  const texts = names.map((name) => [name, fieldText(program, event, name)] as const)
  return texts.some(([, text]) => text === undefined) ? undefined : Object.fromEntries(texts as [string, string][])
}

/** Returns whether an event falls into a period: by its instant or, for a field period, by its fields. */
export function holdsEvent(facts: Facts, period: Period, event: Item): boolean {
  if (!period.fields) return period.start <= event.at && event.at < period.end
  const fields = fieldsOf(facts, event, Object.keys(period.fields))
  return fields !== undefined && Object.values(fields).join('/') === period.key
}

/** Returns whether an award counts in a period: by its date or, for a field period, by the fields of what is behind it. */
export function holdsAward(facts: Facts, period: Period, award: Award): boolean {
  if (!period.fields) return period.start <= award.at && award.at < period.end
  if (award.event) return holdsEvent(facts, period, award.event)
  return Object.entries(period.fields).every(([name, text]) => award.fields?.[name] === text)
}

/** Returns the last instant of a period, or the instant of the computation while the period runs. */
export const lastInstant = (facts: Facts, period: Period): number => Math.min(period.end - 1, facts.asOf)
