/** Populations and members: who is counted in a period, and for which unit. */
import type { Population, Program } from '../../rules/program.ts'
import { byBytes, isSame, type SubjectName } from './items.ts'
import { remembered } from './memory.ts'
import { holdsAward, lastInstant } from './periods.ts'
import type { Period, Results } from './results.ts'
import { ancestorAt, assignedUnit, begunDates, type Facts, presentDates } from './roster.ts'
import { measuredBy, rowsOf } from './rows.ts'

const measuresOf = (facts: Facts): string[] => [
  ...new Set(facts.programs.flatMap((program) => (program.measures ?? []).map((measure) => measure.id))),
]

/** Returns every subject of a kind that a subject fact or membership names, or that an award, an honour or a measure reaches. */
export function subjectsOf(results: Pick<Results, 'facts' | 'awards' | 'honours'>, kind: string): SubjectName[] {
  return remembered(results.awards, `subjects ${kind}`, () => subjectsIn(results, kind))
}

function subjectsIn(
  { facts, awards, honours }: Pick<Results, 'facts' | 'awards' | 'honours'>,
  kind: string,
): SubjectName[] {
  const named = facts.items
    .filter((item) => item.kind === 'subject' || item.kind === 'membership')
    .map((item) => item.subject)
  const measured = measuresOf(facts).flatMap((measure) => measuredBy(facts, measure))
  const all = [...named, ...[...awards, ...honours].map((one) => one.subject), ...measured]
  const ids = all.filter((subject) => subject.kind === kind).map((subject) => subject.id)
  return [...new Set(ids)].sort(byBytes).map((id) => ({ kind, id }))
}

/** Returns the subjects that a population has in a period, before its `when`. */
export function baseOf(
  results: Pick<Results, 'facts' | 'awards' | 'honours'>,
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
  return all.filter(
    (subject) =>
      awards.some((award) => isSame(award.subject, subject) && holdsAward(facts, period, award)) ||
      measuresOf(facts).some((measure) => rowsOf(facts, measure, subject, period).length > 0),
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
