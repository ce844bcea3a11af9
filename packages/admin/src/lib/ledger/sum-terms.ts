import type { Label, Step } from '@jixing/api/client'
import type { Program } from '@jixing/engine'

/** One summand of a score: what it is, how much it brings, and out of how much where it is weighted. */
export interface Term {
  readonly label: Label | undefined
  readonly value: number
  readonly of?: number | undefined
}

/** Steps that only pass on what their first step says. */
const PASSES = new Set(['frozen_score', 'score', 'clamp', 'coalesce', 'round'])

/** Returns the value of a step, which is exact text like 167/2, as a number to show. */
function amountOf(step: Step | undefined): number {
  const [over = '', under = '1'] = (step?.value ?? '').split('/')
  return Number(over) / Number(under)
}

/** Returns the sum that a score is, term by term, or nothing where the score is no sum. */
export function termsOf(explanation: Step, program: Program): Term[] {
  let step: Step | undefined = explanation
  while (step && PASSES.has(step.code)) step = step.steps?.[0]
  if (step?.code !== 'add' || !step.steps) return []
  const terms = step.steps.map((one) => termOf(one, program))
  return terms.every((one) => one !== undefined) ? terms.filter((one) => one.value !== 0 || one.of !== undefined) : []
}

function termOf(step: Step, program: Program): Term | undefined {
  const value = amountOf(step)
  if (Number.isNaN(value)) return undefined
  if (step.code === 'literal') return { label: undefined, value }
  if (step.code === 'tally') {
    const [category = ''] = (step.params.categories as readonly string[] | undefined) ?? []
    return { label: program.categories?.[category]?.label, value }
  }
  if (step.code === 'mul' && step.steps?.[0]?.code === 'literal') {
    const score = program.scores?.find((one) => one.id === step.steps?.[1]?.params.score)
    return { label: score?.label, value, of: amountOf(step.steps[0]) }
  }
  return undefined
}
