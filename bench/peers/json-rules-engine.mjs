/** json-rules-engine: an engine for each activity with that activity's rules; running it is asynchronous. */
import { Engine } from 'json-rules-engine'
import { rules } from '../world.mjs'
import { RULES_OF } from './loops.mjs'

/** Returns its way to decide the rules. */
export function jsonRulesWays() {
  const engines = RULES_OF.map((own) => {
    const engine = new Engine()
    for (const i of own) {
      const { id, least, points } = rules[i]
      engine.addRule({
        name: id,
        conditions: { all: [{ fact: 'amount', operator: 'greaterThanInclusive', value: least }] },
        event: { type: 'award', params: { rule: i, points } },
      })
    }
    return engine
  })
  return {
    'an engine for each activity': async (events, caps) => {
      for (const event of events) {
        const { events: fired } = await engines[event.type].run({ amount: event.amount })
        caps.begin(event)
        for (const { params } of fired) caps.award(params.rule, params.points)
      }
    },
  }
}
