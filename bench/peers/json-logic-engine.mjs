/** json-logic-engine: JSON Logic, compiled to functions by `build` (it writes JavaScript and needs `unsafe-eval`). */
import { LogicEngine } from 'json-logic-engine'
import { rules } from '../world.mjs'
import { activityByActivity, RULES_OF, ruleByRule } from './loops.mjs'

const logicOf = ({ least, points }) => (least > 0 ? { if: [{ '>=': [{ var: 'amount' }, least] }, points, 0] } : points)

/** Returns its ways to decide the rules. */
export function jsonLogicWays() {
  const engine = new LogicEngine()
  const built = (logic) => {
    const formula = engine.build(logic)
    return typeof formula === 'function' ? formula : () => formula
  }
  return {
    'a formula for each rule': ruleByRule(rules.map((rule) => built(logicOf(rule)))),
    'a list for each activity': activityByActivity(RULES_OF.map((own) => built(own.map((i) => logicOf(rules[i]))))),
  }
}
