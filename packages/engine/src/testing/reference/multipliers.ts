/** Multipliers: the factor on what an award rule asks of one event for one recipient. */
import type { AwardRule, MultiplierRule, Program } from '../../rules/program.ts'
import { instantOf } from './civil-time.ts'
import { evaluateFor } from './events.ts'
import { type Fraction, minus, plus, sign, spelled, times, whole } from './fraction.ts'
import type { Item, SubjectName } from './items.ts'
import type { Facts } from './roster.ts'

/** Returns points under all multipliers of the version that cover the rule, the event and the side of the points. */
export function multiplied(
  facts: Facts,
  program: Program,
  rule: AwardRule,
  event: Item,
  subject: SubjectName,
  points: Fraction,
): Fraction {
  const side = points.n < 0n ? 'deductions' : 'awards'
  const covers = (one: MultiplierRule): boolean =>
    one.off !== true &&
    (one.rules?.includes(rule.id) ?? one.categories?.includes(rule.category) ?? true) &&
    (one.side ?? 'awards') === side &&
    (one.from === undefined || instantOf(facts.zone, one.from) <= event.at) &&
    (one.until === undefined || instantOf(facts.zone, one.until) > event.at) &&
    (one.when === undefined || evaluateFor(facts, program, event, subject, one.when) === true)
  const multipliers = program.rules.filter((one) => one.kind === 'multiplier')
  const factors = multipliers.filter(covers).map((one) => spelled(one.factor))
  return factors.length === 0 ? points : times(points, together(factors, program.stacking))
}

function together(factors: readonly Fraction[], stacking: Program['stacking']): Fraction {
  const one = whole(1)
  const greater = (a: Fraction, b: Fraction): Fraction => (sign(a, b) >= 0 ? a : b)
  if (stacking === 'highest') return factors.reduce(greater)
  if (stacking === 'add')
    return greater(
      whole(0),
      factors.reduce((sum, factor) => plus(sum, minus(factor, one)), one),
    )
  return factors.reduce(times)
}
