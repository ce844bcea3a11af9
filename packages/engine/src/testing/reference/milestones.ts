/** Milestones: steps that a running measure, or the running points of earlier categories, reaches from below. */
import type { MilestoneRule, MilestoneStep } from '../../rules/derived-rules.ts'
import type { Program } from '../../rules/program.ts'
import type { Award } from './awards.ts'
import { windowAt } from './civil-time.ts'
import { type Derived, derived, inForce, pointsSpelled, rulesOf } from './derived-awards.ts'
import { type Fraction, floor, fraction, over, plus, sign, spelled, times, whole, written } from './fraction.ts'
import { byBytes, inTotalOrder, isSame, type SubjectName } from './items.ts'
import type { Facts } from './roster.ts'
import { measuredBy, type Row, rowsOf, together } from './rows.ts'
import { pointsOf } from './tallies.ts'

/** One fact that moves a running value, in order: its instant, and the value before and after it in its window. */
interface Move {
  readonly at: number
  readonly window: string
  /** Undefined where there is no value yet, which is below every step. */
  readonly before: Fraction | undefined
  readonly after: Fraction
}

/** Returns what milestones over measures give. */
export const milestonesOverMeasures = (facts: Facts): Derived[] =>
  inForce(
    facts,
    rulesOf(facts, 'milestone').flatMap(({ program, rule }) => {
      const { measure } = rule
      if (measure === undefined) return []
      const subjects = measuredBy(facts, measure).filter((subject) => subject.kind === rule.to.kind)
      return subjects.flatMap((subject) => {
        const rows = rowsOf(facts, measure, subject)
        const windowOf = (row: Row): string => windowAt(facts.zone, rule.window ?? 'ever', row.event.at).key
        const moves = rows.map((row, i): Move => {
          const window = windowOf(row)
          const earlier = rows.slice(0, i).filter((one) => windowOf(one) === window)
          const [before, after] = [earlier, [...earlier, row]].map((some) => together(facts, measure, some))
          return {
            at: row.event.at,
            window,
            before: typeof before === 'object' ? before : undefined,
            after: after as Fraction,
          }
        })
        return reached(program, rule, subject, moves)
      })
    }),
  )

/** Returns what milestones over the points of settled awards give. */
export const milestonesOverPoints = (facts: Facts, settled: readonly Award[]): Derived[] =>
  inForce(
    facts,
    rulesOf(facts, 'milestone').flatMap(({ program, rule }) => {
      const { of } = rule
      if (of === undefined) return []
      const read = settled.filter((award) => {
        const isNamed = 'rules' in of ? of.rules.includes(award.rule) : of.categories.includes(award.category)
        return isNamed && award.kind !== 'expiry' && award.granted !== 0n && award.subject.kind === rule.to.kind
      })
      const subjects = read
        .map((award) => award.subject)
        .filter((subject, i, all) => all.findIndex((other) => isSame(other, subject)) === i)
      return subjects.flatMap((subject) => {
        const own = read.filter((award) => isSame(award.subject, subject))
        return reached(program, rule, subject, movesOf(facts, rule, own))
      })
    }),
  )

function movesOf(facts: Facts, rule: MilestoneRule, awards: readonly Award[]): Move[] {
  const inOrder = [...awards].sort((a, b) => inTotalOrder(a, b) || byBytes(a.rule, b.rule))
  const windowOf = (award: Award): string => windowAt(facts.zone, rule.window ?? 'ever', award.at).key
  return inOrder.map((award, i) => {
    const window = windowOf(award)
    const earlier = inOrder.slice(0, i).filter((one) => windowOf(one) === window)
    const before = pointsOf(
      facts,
      earlier.reduce((sum, one) => sum + one.granted, 0n),
    )
    return { at: award.at, window, before, after: plus(before, pointsOf(facts, award.granted)) }
  })
}

function reached(program: Program, rule: MilestoneRule, subject: SubjectName, moves: readonly Move[]): Derived[] {
  const highest = moves.map((move) => move.after).reduce((a, b) => (sign(a, b) >= 0 ? a : b), whole(0))
  return stepsOf(rule, highest).flatMap((step) => {
    const at = spelled(step.at)
    const crossings = moves.filter(
      ({ before, after }) => (before === undefined || sign(before, at) < 0) && sign(after, at) >= 0,
    )
    return crossings.flatMap((move) => {
      const nth = crossings.filter((other) => other.window === move.window).indexOf(move) + 1
      if (nth > 1 && rule.again !== true) return []
      const ground = [written(at), String(nth), move.window]
      return [derived(program, rule, subject, move.at, ground, pointsSpelled(step.points), step.honour)]
    })
  })
}

/** Returns the named steps and those of `every` that a value as high as `highest` can have reached. */
function stepsOf({ steps = [], every }: MilestoneRule, highest: Fraction): MilestoneStep[] {
  if (!every) return [...steps]
  const { of, points, upTo, honour } = every
  const most = upTo !== undefined && sign(spelled(upTo), highest) < 0 ? spelled(upTo) : highest
  const count = Math.min(1000, Number(floor(over(most, spelled(of)) ?? whole(0))))
  const multiples = Array.from({ length: Math.max(0, count) }, (_, i) => times(spelled(of), fraction(BigInt(i + 1))))
  const others = multiples.filter((at) => !steps.some((step) => sign(spelled(step.at), at) === 0))
  return [...steps, ...others.map((at) => ({ at: written(at), points, ...(honour !== undefined && { honour }) }))]
}
