/** @marcbachmann/cel-js: the Common Expression Language, each expression parsed once in a typed environment. */
import { Environment } from '@marcbachmann/cel-js'
import { rules } from '../world.mjs'
import { activityByActivity, RULES_OF, ruleByRule } from './loops.mjs'

// Doubles, since its whole numbers are of the slower kind of big integers.
const textOf = ({ least, points }) => (least > 0 ? `amount >= ${least}.0 ? ${points}.0 : 0.0` : `${points}.0`)

/** Returns its ways to decide the rules. */
export function celWays() {
  const environment = new Environment({ unlistedVariablesAreDyn: false }).registerVariable('amount', 'double')
  return {
    'a formula for each rule': ruleByRule(rules.map((rule) => environment.parse(textOf(rule)))),
    'a list for each activity': activityByActivity(
      RULES_OF.map((own) => environment.parse(`[${own.map((i) => textOf(rules[i])).join(', ')}]`)),
    ),
  }
}
