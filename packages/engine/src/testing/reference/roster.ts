/** Who was where: units, exemptions and attributes at an instant, present and assigned days in a span of dates. */
import type { Program } from '../../rules/program.ts'
import { dateAt, daysLater, startOfDate } from './civil-time.ts'
import { type Item, isSame, type SubjectName } from './items.ts'
import { remembered } from './memory.ts'

/** What the reference knows while it computes: the versions, the valid items in the total order, and the instant. */
export interface Facts {
  readonly programs: readonly Program[]
  readonly zone: string
  readonly items: readonly Item[]
  readonly asOf: number
}

const holdsAt = (item: Item, at: number): boolean => item.at <= at && at < item.end

function lastStarted(items: readonly Item[], at: number): Item | undefined {
  const last = items.filter((item) => item.at <= at).at(-1)
  return last && at < last.end ? last : undefined
}

/** Returns the unit, one kind higher in the tree, that a subject is in at an instant. */
export function parentAt(facts: Facts, tree: string, subject: SubjectName, at: number): string | undefined {
  const memberships = remembered(facts, `memberships ${tree} ${subject.kind} ${subject.id}`, () =>
    facts.items.filter((item) => item.kind === 'membership' && item.raw.tree === tree && isSame(item.subject, subject)),
  )
  return lastStarted(memberships, at)?.raw.unit ?? undefined
}

/** Returns the unit of the given kind that a subject is in, directly or through the units between, at an instant. */
export function ancestorAt(
  facts: Facts,
  tree: string,
  subject: SubjectName,
  kind: string,
  at: number,
): string | undefined {
  if (subject.kind === kind) return subject.id
  const levels = facts.programs[0]?.trees?.[tree] ?? []
  const above = levels[levels.indexOf(subject.kind) + 1]
  const parent = parentAt(facts, tree, subject, at)
  if (above === undefined || parent === undefined) return undefined
  return ancestorAt(facts, tree, { kind: above, id: parent }, kind, at)
}

/** Returns the subjects that are in a unit at an instant, directly or through the units between. */
export function membersIn(facts: Facts, tree: string, unit: SubjectName, at: number): SubjectName[] {
  const named = facts.items.filter((item) => item.kind === 'membership' && item.raw.tree === tree)
  const subjects = named.map((item) => item.subject)
  return subjects
    .filter((subject, i) => subjects.findIndex((other) => isSame(other, subject)) === i)
    .filter((subject) => subject.kind !== unit.kind && ancestorAt(facts, tree, subject, unit.kind, at) === unit.id)
}

/** Returns the exemptions of a subject. */
export const exemptionsOf = (facts: Facts, subject: SubjectName): Item[] =>
  remembered(facts, `exemptions ${subject.kind} ${subject.id}`, () =>
    facts.items.filter((item) => item.kind === 'exemption' && isSame(item.subject, subject)),
  )

/** Returns whether a subject is exempt at an instant. */
export const isExempt = (facts: Facts, subject: SubjectName, at: number): boolean =>
  exemptionsOf(facts, subject).some((item) => holdsAt(item, at))

/** Returns the raw value of an attribute at an instant: the fact that started last, unless it has ended. */
export function attributeAt(facts: Facts, subject: SubjectName, name: string, at: number): unknown {
  const values = facts.items.filter(
    (item) => item.kind === 'attribute' && item.raw.name === name && isSame(item.subject, subject),
  )
  return lastStarted(values, at)?.raw.value
}

/** Returns the civil dates that begin in `[start, end)` and by `asOf`, from the first item of the log on. */
export const begunDates = (facts: Facts, start: number, end: number): string[] =>
  remembered(facts, `dates ${start} ${end}`, () => datesBegun(facts, start, end))

function datesBegun(facts: Facts, start: number, end: number): string[] {
  const first = Math.max(start, Math.min(facts.asOf, ...facts.items.map((item) => item.at)))
  const dates: string[] = []
  for (let date = dateAt(facts.zone, first); ; date = daysLater(date, 1)) {
    const at = startOfDate(facts.zone, date)
    if (at >= end || at > facts.asOf) return dates
    if (at >= start) dates.push(date)
  }
}

/** Returns the dates on which a subject is in a unit of the tree and not exempt when the day begins. */
export function presentDates(facts: Facts, tree: string, subject: SubjectName, dates: readonly string[]): string[] {
  const known = remembered(facts, `presence ${tree} ${subject.kind} ${subject.id}`, () => new Map<string, boolean>())
  return dates.filter((date) => {
    const at = startOfDate(facts.zone, date)
    const isPresent =
      known.get(date) ?? (parentAt(facts, tree, subject, at) !== undefined && !isExempt(facts, subject, at))
    known.set(date, isPresent)
    return isPresent
  })
}

/** Returns the unit with the most days of membership among `dates`; of equals the one that was last. */
export function assignedUnit(
  facts: Facts,
  tree: string,
  subject: SubjectName,
  dates: readonly string[],
): string | undefined {
  const units = dates.flatMap((date) => parentAt(facts, tree, subject, startOfDate(facts.zone, date)) ?? [])
  const days = (unit: string): number => units.filter((other) => other === unit).length
  return [...new Set(units)].sort((a, b) => days(b) - days(a) || units.lastIndexOf(b) - units.lastIndexOf(a))[0]
}
