import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  compile,
  createLog,
  type Log,
  type Plan,
  type Program,
  parseProgram,
  type Result,
  score,
} from '../../src/index.ts'
import type { World } from '../../src/testing/index.ts'

const runs = Number(process.env.LAW_RUNS ?? 2000)
/** Set for all properties in test/property-seed.ts. */
const seed = fc.readConfigureGlobal().seed ?? 0

/** A test named after a law, over as many cases as LAW_RUNS says (2,000). The seed stands in the name. */
export function law<T>(name: string, cases: fc.Arbitrary<T>, holds: (one: T) => void, most = runs): void {
  const numRuns = Math.max(1, most)
  it(`${name} (${numRuns} cases, seed ${seed})`, { timeout: 1_800_000 }, () => {
    fc.assert(fc.property(cases, holds), { numRuns, seed })
  })
}

const plans = new WeakMap<readonly unknown[], Plan>()

/** Parses and compiles, once for a list of programs, or throws the issues. */
export function planOf(programs: readonly unknown[]): Plan {
  const plan = plans.get(programs) ?? compiledPlan(programs)
  plans.set(programs, plan)
  return plan
}

function compiledPlan(programs: readonly unknown[]): Plan {
  const parsed = programs.map((program) => {
    const one = parseProgram(program)
    if (!one.ok) throw new Error(JSON.stringify(one.issues))
    return one.value
  })
  const plan = compile(parsed as Program[])
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues))
  return plan.value
}

/** A log of the items, none of which may be refused. */
export function logOf(plan: Plan, items: readonly unknown[]): Log {
  const log = createLog(plan)
  for (const item of items) {
    const { outcome, issues } = log.add(item)
    if (outcome === 'refused') throw new Error(JSON.stringify([item, issues]))
  }
  return log
}

/** The whole result of a world, or of the same world with other items. */
export function resultOf(
  world: Pick<World, 'programs' | 'items' | 'asOf'>,
  items: readonly unknown[] = world.items,
): Result {
  const plan = planOf(world.programs)
  return score(plan, logOf(plan, items), { asOf: world.asOf })
}

/** Expects two sorted values to be the same; only where their JSON differs the slow comparison says where. */
export function expectSame<T>(actual: T, expected: T): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected)
}
