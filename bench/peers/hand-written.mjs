/** A loop over event objects that reads the rules as they are: what an engine of formulas could reach at most. */
import { rules } from '../world.mjs'
import { ruleByRule } from './loops.mjs'

/** Returns its way to decide the rules. */
export function handWrittenWays() {
  return {
    'a condition for each rule': ruleByRule(
      rules.map(
        ({ least, points }) =>
          ({ amount }) =>
            amount >= least ? points : 0,
      ),
    ),
  }
}
