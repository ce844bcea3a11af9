import { compare, type Exact } from '../base/exact.ts'
import type { Decision } from '../event/item.ts'
import type { PlaceRule } from '../rules/derived-rules.ts'
import { unitsOf } from '../rules/plan.ts'
import { kindOf, type Program } from '../rules/program.ts'
import type { Basis } from './basis.ts'
import { type Derived, type DeriveSource, definitionsOf } from './derived.ts'
import { lentRow } from './lent-fields.ts'
import { type MeasureRow, measureNamed, together, togetherAs } from './measure-facts.ts'
import type { PeriodTable } from './periods.ts'

/** A subject of a contest with its value. */
interface Entrant {
  readonly subject: number
  readonly value: Exact
}

/** What is known of one period's contest. */
interface Contest {
  readonly facts: Map<number, MeasureRow[]>
  /** When its last fact was, whoever it was about. */
  last: number
}

/** Returns the facts of a measure by period and subject. */
function contests(basis: Basis, rows: readonly MeasureRow[], table: PeriodTable, kind: string): Map<number, Contest> {
  const { log, subjects } = basis
  const found = new Map<number, Contest>()
  for (const fact of rows) {
    const time = log.time(fact.row)
    const period = table.of(time, fact.row)
    if (period < 0) continue
    let contest = found.get(period)
    if (!contest) {
      contest = { facts: new Map(), last: time }
      found.set(period, contest)
    }
    contest.last = time
    if (subjects.kind(fact.subject) !== kind) continue
    const own = contest.facts.get(fact.subject)
    if (own) own.push(fact)
    else contest.facts.set(fact.subject, [fact])
  }
  return found
}

/** One group of equal entrants: the place they share, and how many places stand before them. */
interface Tie {
  readonly place: number
  readonly before: number
  readonly entrants: readonly Entrant[]
}

/** Ranks the entrants, and returns them in groups of equal value. */
function tiesOf(entrants: Entrant[], { order, ties }: PlaceRule): Tie[] {
  const best = order === 'asc' ? 1 : -1
  entrants.sort((a, b) => best * compare(a.value, b.value))
  const groups: Entrant[][] = []
  for (const one of entrants) {
    const last = groups[groups.length - 1]
    if (last && compare((last[0] as Entrant).value, one.value) === 0) last.push(one)
    else groups.push([one])
  }
  let before = 0
  return groups.map((group, i) => {
    const tie = { place: ties === 'shared' ? i + 1 : before + 1, before, entrants: group }
    before += group.length
    return tie
  })
}

/** Returns what each of a group of equals gets: the points of their place, or an equal share of all they take. */
function pointsOf(points: readonly number[], { ties }: PlaceRule, { place, before, entrants }: Tie): number {
  if (ties !== 'split') return points[place - 1] ?? 0
  const taken = points.slice(before, before + entrants.length).reduce((sum, one) => sum + one, 0)
  return Math.floor(taken / entrants.length)
}

/** The periods of a level that a person has closed or frozen. */
function decidedPeriods({ valid }: Basis, level: string): Set<string> {
  return new Set(
    valid.others
      .filter((item): item is Decision => item.kind === 'decision')
      .flatMap((one) =>
        (one.decision === 'close' || one.decision === 'freeze') && one.period.level === level ? [one.period.key] : [],
      ),
  )
}

/** Returns what places in periods gave. */
export function places(source: DeriveSource): Derived[] {
  const { basis } = source
  const { plan, subjects, view } = basis
  return definitionsOf(plan, 'place').flatMap(({ rule, version }) => {
    const table = source.periods(rule.period)
    if (!table) return []
    const as = togetherAs(measureNamed(basis, rule.measure))
    const kind = kindOf(plan.versions[version] as Program, rule)
    const points = rule.points.map((one) => unitsOf(plan, one))
    const decided = rule.closed ? decidedPeriods(basis, rule.period) : undefined
    const found: Derived[] = []
    for (const [period, { facts, last }] of contests(basis, source.rows(rule.measure), table, kind)) {
      const span = table.periods[period] as PeriodTable['periods'][number]
      const counts = table.level.window === undefined || span.end <= view.asOf
      if (span.version !== version || !counts || decided?.has(span.key) === false) continue
      const entrants: Entrant[] = []
      for (const [subject, rows] of facts) {
        const value = together(as, rows)
        if (value !== undefined) entrants.push({ subject, value })
      }
      for (const tie of tiesOf(entrants, rule)) {
        const each = pointsOf(points, rule, tie)
        const honour = rule.honours?.[tie.place - 1]
        if (each === 0 && honour === undefined) continue
        for (const { subject, value } of tie.entrants) {
          found.push({
            rule,
            version,
            subject,
            row: table.level.window ? -1 : lentRow(plan, rule.period, table.firstRow(period)),
            id: [rule.id, kind, subjects.id(subject), span.key].join('/'),
            time: table.level.window ? span.end - 1 : last,
            completedBy: -1,
            points: each,
            ...(honour !== undefined && { honour }),
            ground: { period: span.key, place: tie.place, value, tied: tie.entrants.length },
          })
        }
      }
    }
    return found
  })
}
