import { parseDay } from '../base/civil.ts'
import { add, compare, type Exact, exactOf, multiply, subtract } from '../base/exact.ts'
import { startOfDay } from '../base/zone.ts'
import type { Evaluate } from './evaluate.ts'
import { compileEventFormula, type EventContext, type Ground } from './event-context.ts'
import type { AwardRule, MultiplierRule, Program } from './program.ts'

/** One multiplier that may lie over the points of a rule, ready to be asked. */
interface BoundMultiplier {
  readonly rule: MultiplierRule
  readonly factor: Exact
  readonly from: number
  readonly until: number
  readonly when: Evaluate<EventContext> | undefined
}

/** A multiplier that lies over an award, and its factor. */
export interface AppliedFactor {
  readonly rule: MultiplierRule
  readonly factor: Exact
}

/** What the multipliers of one version do to what one award rule asks for. */
export interface Multipliers {
  /** The multipliers that lie over these points, in the order of the program. */
  over(row: number, subject: number, points: Exact): readonly AppliedFactor[]
  /** The points with the factors on them, not yet rounded. */
  multiplied(row: number, subject: number, points: Exact): Exact
}

function covers(multiplier: MultiplierRule, rule: AwardRule): boolean {
  if (multiplier.off) return false
  return multiplier.rules ? multiplier.rules.includes(rule.id) : multiplier.categories?.includes(rule.category) === true
}

/** Returns the multipliers of a version that may lie over an award rule, or undefined where there is none. */
export function compileMultipliers(ground: Ground, rule: AwardRule): Multipliers | undefined {
  const { program, zone, log } = ground
  const bound = program.rules.flatMap((one): BoundMultiplier[] => {
    if (one.kind !== 'multiplier' || !covers(one, rule)) return []
    const start = (day: string | undefined, open: number): number =>
      day === undefined ? open : startOfDay(zone, parseDay(day) ?? 0)
    return [
      {
        rule: one,
        factor: exactOf(one.factor) ?? 1,
        from: start(one.from, Number.NEGATIVE_INFINITY),
        until: start(one.until, Number.POSITIVE_INFINITY),
        when: one.when === undefined ? undefined : compileEventFormula(ground, one.when),
      },
    ]
  })
  if (bound.length === 0) return undefined
  const context: EventContext = { row: 0, kind: rule.to.kind, subject: 0 }
  const over: Multipliers['over'] = (row, subject, points) => {
    context.row = row
    context.subject = subject
    const at = log.time(row)
    const side = compare(points, 0) < 0 ? 'deductions' : 'awards'
    return bound.filter(
      (one) =>
        one.from <= at &&
        at < one.until &&
        (one.rule.side ?? 'awards') === side &&
        (one.when === undefined || one.when(context) === true),
    )
  }
  return {
    over,
    multiplied(row, subject, points) {
      const factors = over(row, subject, points).map((one) => one.factor)
      return factors.length === 0 ? points : multiply(points, stacked(program.stacking, factors))
    },
  }
}

/** Returns several factors on one award as one. Requires at least one. */
export function stacked(stacking: Program['stacking'], factors: readonly Exact[]): Exact {
  switch (stacking) {
    case 'highest':
      return factors.reduce((most, one) => (compare(one, most) > 0 ? one : most))
    case 'add': {
      const sum = factors.reduce((total, one) => add(total, subtract(one, 1)), 1 as Exact)
      return compare(sum, 0) < 0 ? 0 : sum
    }
    default:
      return factors.reduce(multiply)
  }
}
