/** Measures, populations and members: what scores look at beside the points. */
import type { Population, Program } from '../../rules/program.ts'
import { evaluateFor, fieldText, reaches, recipientsOf, versionAt } from './events.ts'
import { highestFirst, summed, type Value } from './expression.ts'
import { type Fraction, whole } from './fraction.ts'
import { byBytes, type Item, isSame, type SubjectName } from './items.ts'
import { holdsAward, holdsEvent, lastInstant } from './periods.ts'
import type { Period, Results } from './results.ts'
import { ancestorAt, assignedUnit, begunDates, type Facts, presentDates } from './roster.ts'

/**
 * Returns the events of a measure for a subject in a period, with their values, in the total order. Each is judged by
 * the version at its own instant; one whose `value` is missing is none.
 */
export function rowsOf(
  facts: Facts,
  id: string,
  subject: SubjectName,
  period: Period,
): { event: Item; value: Fraction }[] {
  return facts.items.flatMap((event) => {
    const value =
      event.kind === 'event' && holdsEvent(facts, period, event) ? rowOf(facts, id, subject, event) : undefined
    return value ? [{ event, value }] : []
  })
}

function rowOf(facts: Facts, id: string, subject: SubjectName, event: Item): Fraction | undefined {
  const program = versionAt(facts, event.at)
  const measure = program?.measures?.find((one) => one.id === id)
  if (!program || !measure || !reaches(facts, program, event, measure, subject)) return undefined
  const value = measure.value === undefined ? whole(1) : evaluateFor(facts, program, event, subject, measure.value)
  return typeof value === 'object' ? value : undefined
}

/** Returns a measure of a subject in a period; how its rows are put together is the newest version's word. */
export function measureOf(facts: Facts, id: string, subject: SubjectName, period: Period): Value {
  const program = facts.programs.findLast((one) => one.measures?.some((measure) => measure.id === id))
  const measure = program?.measures?.find((one) => one.id === id)
  if (!program || !measure) return undefined
  const rows = rowsOf(facts, id, subject, period)
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

/** Returns every subject of a kind that a subject fact or membership names, or that an award or measure reaches, by id. */
export function subjectsOf(results: Pick<Results, 'facts' | 'awards'>, kind: string): SubjectName[] {
  const { facts, awards } = results
  const named = facts.items
    .filter((item) => item.kind === 'subject' || item.kind === 'membership')
    .map((item) => item.subject)
  const measured = facts.items.flatMap((event) => {
    const program = versionAt(facts, event.at)
    return (program?.measures ?? []).flatMap((measure) => {
      const reached = event.kind === 'event' ? recipientsOf(facts, program as Program, measure.to, event) : []
      return reached.filter((subject) => rowOf(facts, measure.id, subject, event) !== undefined)
    })
  })
  const all = [...named, ...awards.map((award) => award.subject), ...measured]
  const ids = all.filter((subject) => subject.kind === kind).map((subject) => subject.id)
  return [...new Set(ids)].sort(byBytes).map((id) => ({ kind, id }))
}

/** Returns the subjects that a population has in a period, before its `when`. */
export function baseOf(
  results: Pick<Results, 'facts' | 'awards'>,
  population: Population,
  period: Period,
): SubjectName[] {
  const { facts, awards } = results
  const { kind, tree, base } = population
  const all = subjectsOf(results, kind)
  if (tree !== undefined) {
    const dates = begunDates(facts, period.start, period.end)
    const least = Math.max(1, population.minDays ?? 0)
    return all.filter((subject) => presentDates(facts, tree, subject, dates).length >= least)
  }
  if (base === 'roster') {
    return all.filter((subject) => facts.items.some((item) => item.kind === 'subject' && isSame(item.subject, subject)))
  }
  const measures = new Set(facts.programs.flatMap((program) => (program.measures ?? []).map((measure) => measure.id)))
  return all.filter(
    (subject) =>
      awards.some((award) => isSame(award.subject, subject) && holdsAward(facts, period, award)) ||
      [...measures].some((measure) => rowsOf(facts, measure, subject, period).length > 0),
  )
}

/** Returns the unit of a kind that a subject counts for in a period: assigned by days, above that at the last instant. */
export function unitIn(
  facts: Facts,
  tree: string,
  subject: SubjectName,
  kind: string,
  period: Period,
): string | undefined {
  const levels = (facts.programs[0] as Program).trees?.[tree] ?? []
  const unit = assignedUnit(facts, tree, subject, begunDates(facts, period.start, period.end))
  const above = levels[levels.indexOf(subject.kind) + 1]
  if (unit === undefined || above === undefined) return undefined
  return ancestorAt(facts, tree, { kind: above, id: unit }, kind, lastInstant(facts, period))
}
