/** What all proofs of the engine share: their size and seed, a plan from a world, and how a run is told in one line. */
import * as fc from 'fast-check'
import { compile, createLog, type Log, type Plan, type Program, parseProgram } from '../src/index.ts'

/** How many cases a proof looks at, and from which seed. */
export interface Asked {
  readonly cases: number
  readonly seed: number
}

/** What a proof found: whether it holds, what it counted, and the first case against it. */
export interface Proven {
  readonly ok: boolean
  readonly counts: Readonly<Record<string, number>>
  readonly against?: string
}

/** Runs a property over random cases. The seed and the path of a failure lead to the same case again. */
export function tryCases<T>(
  { cases, seed }: Asked,
  of: fc.Arbitrary<T>,
  holds: (one: T) => void,
): Pick<Proven, 'ok' | 'against'> {
  const found = fc.check(fc.property(of, holds), { numRuns: cases, seed, endOnFailure: true })
  if (!found.failed) return { ok: true }
  const why = found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance)
  return { ok: false, against: `path ${found.counterexamplePath}: ${why.slice(0, 2000)}` }
}

/** Says that something must be so. */
export function must(holds: boolean, otherwise: () => string): void {
  if (!holds) throw new Error(otherwise())
}

/** Returns the plan of programs that were generated to be right. */
export function planOf(programs: readonly unknown[]): Plan {
  const parsed = programs.map((program) => {
    const one = parseProgram(program)
    if (!one.ok) throw new Error(JSON.stringify(one.issues))
    return one.value
  })
  const plan = compile(parsed as Program[])
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues))
  return plan.value
}

/** Returns a log of items as they arrive; what is there already is not an error. */
export function logOf(plan: Plan, items: readonly unknown[]): Log {
  const log = createLog(plan)
  for (const item of items) log.add(item)
  return log
}
