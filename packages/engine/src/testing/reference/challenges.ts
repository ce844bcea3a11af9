/** Challenges: a unit reaches a target between two dates, and those who took part get points. */
import type { ChallengeRule } from '../../rules/derived-rules.ts'
import type { Program } from '../../rules/program.ts'
import { instantOf } from './civil-time.ts'
import { type Derived, derived, inForce, pointsSpelled, rulesOf } from './derived-awards.ts'
import { evaluateFor, reaches } from './events.ts'
import { type Fraction, over, sign, spelled, total, whole } from './fraction.ts'
import { type Item, isSame, type SubjectName } from './items.ts'
import { fieldText, recipientsOf } from './recipients.ts'
import { type Facts, membersIn } from './roster.ts'

interface Counted {
  readonly event: Item
  readonly value: Fraction
  readonly text: string | undefined
}

/** Returns what challenges give. */
export function challenges(facts: Facts): Derived[] {
  const begin = instantOf(facts.zone, facts.programs[0]?.effectiveFrom ?? '')
  const all = rulesOf(facts, 'challenge').flatMap(({ program, rule }) => {
    const [from, until] = [rule.from, rule.until].map((day) => instantOf(facts.zone, day)) as [number, number]
    const events = facts.items.filter(
      (item) => item.kind === 'event' && item.at >= Math.max(from, begin) && item.at < until,
    )
    const named = events
      .filter((event) => rule.on.includes(event.raw.type ?? ''))
      .flatMap((event) => recipientsOf(facts, program, rule.unit, event))
    const units = named.filter((unit, i) => named.findIndex((other) => isSame(other, unit)) === i)
    return units.flatMap((unit) => {
      const counted = events.flatMap((event) => countedFor(facts, program, rule, unit, event))
      const isReached = reachedBy(facts, rule, unit, Math.min(until - 1, facts.asOf))
      const last = counted.findIndex((_, i) => isReached(counted.slice(0, i + 1)))
      const taking = counted
        .slice(0, last + 1)
        .flatMap(({ event }) => recipientsOf(facts, program, rule.to, event))
        .filter((one, i, some) => some.findIndex((other) => isSame(other, one)) === i)
      const points = pointsSpelled(rule.points)
      const share = rule.share === 'split' ? (over(points, whole(taking.length)) ?? points) : points
      const at = counted[last]?.event.at ?? 0
      return taking.map((one) => derived(program, rule, one, at, [unit.id], share, rule.honour, 'floor'))
    })
  })
  return inForce(facts, all)
}

/** Returns an event as it counts for a unit; without its field, or with a missing value, it does not. */
function countedFor(facts: Facts, program: Program, rule: ChallengeRule, unit: SubjectName, event: Item): Counted[] {
  const { on, when, unit: to } = rule
  if (!reaches(facts, program, event, { on, to, ...(when !== undefined && { when }) }, unit)) return []
  const text = rule.field === undefined ? undefined : fieldText(program, event, rule.field)
  if (rule.field !== undefined && text === undefined) return []
  const value = rule.value === undefined ? whole(1) : evaluateFor(facts, program, event, unit, rule.value)
  return typeof value === 'object' ? [{ event, value, text }] : []
}

/** Returns whether some events, counted so far, reach the target of a unit. */
function reachedBy(
  facts: Facts,
  { target, field }: ChallengeRule,
  unit: SubjectName,
  at: number,
): (counted: readonly Counted[]) => boolean {
  if (typeof target !== 'object') {
    return (counted) => {
      const sum = total(counted.map((one) => one.value))
      const running = field === undefined ? sum : whole(new Set(counted.map((one) => one.text)).size)
      return sign(running, spelled(target)) >= 0
    }
  }
  const within = [unit, ...membersIn(facts, target.tree, unit, at)]
  const objects = facts.items.filter(
    (item) =>
      item.kind === 'assignment' &&
      item.raw.name === target.assigned &&
      item.at <= at &&
      at < item.end &&
      within.some((subject) => isSame(subject, item.subject)),
  )
  return (counted) => objects.length > 0 && objects.every((item) => counted.some((one) => one.text === item.raw.object))
}
