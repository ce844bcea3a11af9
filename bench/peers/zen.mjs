/** GoRules Zen in WebAssembly: its expression language. This build has no step that compiles an expression ahead. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { evaluateExpression, initSync, Variable } from '@gorules/zen-engine-wasm'
import { rules } from '../world.mjs'
import { activityByActivity, RULES_OF, ruleByRule } from './loops.mjs'

const textOf = ({ least, points }) => (least > 0 ? `amount >= ${least} ? ${points} : 0` : `${points}`)

/** Returns its ways to decide the rules. An event crosses into WebAssembly with the one field that the rules read. */
export function zenWays() {
  const wasm = import.meta.resolve('@gorules/zen-engine-wasm').replace(/index\.js$/, 'dist/zen_engine_wasm_bg.wasm')
  initSync({ module: readFileSync(fileURLToPath(wasm)) })
  const texts = rules.map(textOf)
  const lists = RULES_OF.map((own) => `[${own.map((i) => texts[i]).join(', ')}]`)
  return {
    'a formula for each rule': ruleByRule(
      texts.map(
        (text) =>
          ({ amount }) =>
            evaluateExpression(text, { amount }),
      ),
    ),
    'a list for each activity': activityByActivity(
      lists.map(
        (text) =>
          ({ amount }) =>
            evaluateExpression(text, { amount }),
      ),
    ),
    'a variable for each event': (events, caps) => {
      for (const event of events) {
        caps.begin(event)
        const variable = new Variable({ amount: event.amount })
        for (const i of RULES_OF[event.type]) caps.award(i, variable.evaluateExpression(texts[i]))
        variable.free()
      }
    },
  }
}
