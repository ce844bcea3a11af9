/** The mini-league: those who are equal are compared by what they did against each other alone. */
import type { TieBreaker } from '../../rules/program.ts'
import { versionAt } from './events.ts'
import { type Fraction, sign } from './fraction.ts'
import type { SubjectName } from './items.ts'
import { fieldText } from './recipients.ts'
import type { Period, Results } from './results.ts'
import { rowsOf, together } from './rows.ts'

type MiniLeague = Extract<TieBreaker, { readonly miniLeague: readonly string[] }>

/** Returns groups of equals, the best first. */
export function miniLeague<E extends { readonly subject: SubjectName }>(
  results: Results,
  period: Period,
  league: MiniLeague,
  group: readonly E[],
): E[][] {
  const table = group.map((entrant) =>
    league.miniLeague.map((id) => against(results, period, league, id, entrant, group)),
  )
  const place = group.map((_, i) => table.filter((other) => isHigher(other, table[i] as typeof other)).length)
  const groups = [...new Set(place)].sort((a, b) => a - b).map((one) => group.filter((_, i) => place[i] === one))
  if (league.again !== true || groups.length === 1) return groups
  return groups.flatMap((some) => miniLeague(results, period, league, some))
}

/** Returns a measure of one of the group over the events that name another one of it as the opponent. */
function against<E extends { readonly subject: SubjectName }>(
  results: Results,
  period: Period,
  { opponent }: MiniLeague,
  id: string,
  { subject }: E,
  group: readonly E[],
): Fraction | undefined {
  const { facts } = results
  const others = group.map((other) => other.subject.id).filter((other) => other !== subject.id)
  const rows = rowsOf(facts, id, subject, period).filter(({ event }) => {
    const program = versionAt(facts, event.at)
    const name = program && fieldText(program, event, opponent)
    return name !== undefined && others.includes(name)
  })
  const value = together(facts, id, rows)
  return typeof value === 'object' ? value : undefined
}

/** Compares two lines of the table from the left: more is better, missing stands last. */
function isHigher(a: readonly (Fraction | undefined)[], b: readonly (Fraction | undefined)[]): boolean {
  const differences = a.map((left, i) => {
    const right = b[i]
    return left && right ? sign(left, right) : (left ? 1 : 0) - (right ? 1 : 0)
  })
  return (differences.find((difference) => difference !== 0) ?? 0) > 0
}
