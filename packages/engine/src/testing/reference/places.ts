/** Places: points by rank in a period, ranked by a measure. */
import type { PlaceRule } from '../../rules/derived-rules.ts'
import { type Derived, derived, pointsSpelled, rulesOf } from './derived-awards.ts'
import { versionFrom } from './events.ts'
import { type Fraction, fraction, over, sign, total, whole } from './fraction.ts'
import { periodsOf } from './periods.ts'
import type { Period } from './results.ts'
import type { Facts } from './roster.ts'
import { measuredBy, measureOf, rowsOf } from './rows.ts'

/** Returns what places give, in the periods that count already. */
export function places(facts: Facts): Derived[] {
  return rulesOf(facts, 'place').flatMap(({ program, rule }) => {
    const kind = program.measures?.find((measure) => measure.id === rule.measure)?.to.kind
    const periods = periodsOf(facts, rule.period).filter(
      (period) => versionFrom(facts, period.start) === program && counts(facts, rule, period),
    )
    return periods.flatMap((period) => {
      const subjects = measuredBy(facts, rule.measure, period).filter((subject) => subject.kind === kind)
      const last = Math.max(...subjects.flatMap((one) => rowsOf(facts, rule.measure, one, period)).map(atOf))
      const valued = subjects.flatMap((subject) => {
        const value = measureOf(facts, rule.measure, subject, period)
        return typeof value === 'object' ? [{ subject, value }] : []
      })
      return valued.map(({ subject, value }) => {
        const before = valued.filter((other) => isBetter(rule, other.value, value)).map((other) => other.value)
        const equal = valued.filter((other) => sign(other.value, value) === 0).length
        const place = rule.ties === 'shared' ? different(before) : before.length
        const points = rule.ties === 'split' ? shared(rule, place, equal) : pointsSpelled(rule.points[place])
        const at = period.fields ? last : period.end - 1
        const one = derived(program, rule, subject, at, [period.key], points, rule.honours?.[place], 'floor')
        return { ...one, award: { ...one.award, fields: period.fields } }
      })
    })
  })
}

const atOf = ({ event }: { event: { at: number } }): number => event.at

function counts(facts: Facts, rule: PlaceRule, period: Period): boolean {
  const closings = facts.items.filter(
    ({ raw }) =>
      (raw.decision === 'close' || raw.decision === 'freeze') &&
      raw.period?.level === period.level &&
      raw.period.key === period.key,
  )
  const isOver = period.fields !== undefined || period.end <= facts.asOf
  return isOver && (rule.closed !== true || closings.length > 0)
}

const isBetter = (rule: PlaceRule, a: Fraction, b: Fraction): boolean =>
  rule.order === 'asc' ? sign(a, b) < 0 : sign(a, b) > 0

const different = (values: readonly Fraction[]): number =>
  values.filter((value, i) => values.findIndex((other) => sign(other, value) === 0) === i).length

/** The points of the places that some equals take together, for each of them. */
function shared(rule: PlaceRule, place: number, equal: number): Fraction {
  const taken = rule.points.slice(place, place + equal).map(pointsSpelled)
  return over(total(taken), whole(equal)) ?? fraction(0n)
}
