import type { Log } from '../event/log.ts'
import { type Valid, type View, validItems } from '../event/validity.ts'
import { bindRules, type Decider } from '../rules/decide.ts'
import type { Plan } from '../rules/plan.ts'
import type { RosterFact } from '../subjects/fact.ts'
import { buildRoster, type Roster } from '../subjects/roster.ts'
import type { SubjectIndex } from './subject-index.ts'

/** Everything that is known before awards: what is valid, who belongs where, what the rules say. */
export interface Basis {
  readonly plan: Plan
  readonly log: Log
  readonly view: View
  readonly valid: Valid
  readonly roster: Roster
  readonly decider: Decider
  readonly subjects: SubjectIndex
}

const ROSTER = new Set(['subject', 'membership', 'exemption', 'attribute', 'assignment'])

/** Returns the basis of a view of a log under a plan; subjects are coded in `subjects`. */
export function basisOf(plan: Plan, log: Log, view: View, subjects: SubjectIndex): Basis {
  const valid = validItems(log, view)
  const facts = valid.others.filter((item): item is RosterFact => ROSTER.has(item.kind))
  const roster = buildRoster(facts, plan.trees, plan.zone)
  const decider = bindRules(plan, log, roster, valid, view)
  return { plan, log, view, valid, roster, decider, subjects }
}
