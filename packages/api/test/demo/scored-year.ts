import { readFileSync } from 'node:fs'
import { compile, createLog, type Log, type Plan, type Program, parseProgram, type Result, score } from '@jixing/engine'
import type { DemoItem } from '../../src/demo/demo-item.ts'
import { DEMONSTRATION_AS_OF } from '../../src/demo/demonstration-year.ts'

/** The Guanlan preset as it is written in its file. */
export const presetJson: unknown = JSON.parse(
  readFileSync(new URL('../../../engine/presets/guanlan.json', import.meta.url), 'utf8'),
)

/** Returns the parsed preset; fails with its issues. */
export function preset(): Program {
  const parsed = parseProgram(presetJson)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues, null, 1))
  return parsed.value
}

/** Returns the preset with nothing in it but what counts: no rules, limits, scores, rankings or tiers. */
export function presetOfMeasures(): Plan {
  return planOf({ ...preset(), rules: [], limits: [], populations: [], scores: [], rankings: [], tiers: [] })
}

/** Returns the plan of one program; fails with its issues. */
export function planOf(program: Program): Plan {
  const plan = compile(program)
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues, null, 1))
  return plan.value
}

/** Returns a log with the items in it; fails on the first one that is not taken. */
export function logOf(plan: Plan, items: Iterable<DemoItem>): Log {
  const log = createLog(plan)
  for (const item of items) {
    const { outcome, issues } = log.add(item)
    if (outcome !== 'created' && outcome !== 'exists') throw new Error(`${outcome} ${JSON.stringify({ item, issues })}`)
  }
  return log
}

/** Returns the state of a log on the evening that the demonstration is looked at from. */
export function stateOf(plan: Plan, log: Log): Result {
  return score(plan, log, { asOf: DEMONSTRATION_AS_OF })
}
