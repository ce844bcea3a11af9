/** The two ways to ask an engine of formulas: rule by rule, or once for all rules of an activity. Each peer gets its faster. */
import { rules } from '../world.mjs'

/** The places of the rules of each activity. */
export const RULES_OF = Array.from({ length: 10 }, (_, type) => [...rules.keys()].filter((i) => rules[i].type === type))

/** Returns a run over events that asks a formula for each rule; a formula takes an event and returns points. */
export function ruleByRule(formulas) {
  return (events, caps) => {
    for (const event of events) {
      caps.begin(event)
      const own = RULES_OF[event.type]
      for (let k = 0; k < own.length; k++) caps.award(own[k], formulas[own[k]](event))
    }
  }
}

/** Returns a run over events that asks one formula for all rules of an activity; it returns a list of points. */
export function activityByActivity(formulas) {
  return (events, caps) => {
    for (const event of events) {
      caps.begin(event)
      const own = RULES_OF[event.type]
      const points = formulas[event.type](event)
      for (let k = 0; k < own.length; k++) caps.award(own[k], points[k])
    }
  }
}
