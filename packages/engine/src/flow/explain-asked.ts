import { divide, exactText } from '../base/exact.ts'
import { type BoundRule, sharersOf } from '../rules/decide.ts'
import type { Award, Result } from './result.ts'
import { pointsText, type Step } from './step.ts'

/**
 * Explains what a rule asked for where it is more than the points of its formula: split among several, multiplied, and
 * then rounded once. Undefined where the formula says all.
 */
export function explainAsked(result: Result, award: Award): Step | undefined {
  const { plan, log } = result
  const row = award.kind === 'award' ? log.row(award.event) : undefined
  const bound = row === undefined ? undefined : boundOf(result, award)
  if (row === undefined || !bound || (!bound.splits && !bound.multipliers)) return undefined
  const subject = log.texts.find(award.subject.id)
  const worth = bound.worth(row, subject)
  if (worth === undefined) return undefined
  let value = worth
  let step: Step = { code: 'worth', value: exactText(worth), params: { rule: award.rule } }
  if (bound.splits) {
    const among = sharersOf(bound, row).length
    value = divide(worth, among) ?? 0
    step = { code: 'split_among', value: exactText(value), params: { among }, steps: [step] }
  }
  const factors = bound.multipliers?.over(row, subject, value) ?? []
  if (factors.length > 0) {
    const stacking = plan.versions[bound.version]?.stacking ?? 'multiply'
    const multiplied = bound.multipliers?.multiplied(row, subject, value) ?? value
    const steps = factors.map(
      ({ rule, factor }): Step => ({ code: 'factor', value: exactText(factor), params: { rule: rule.id } }),
    )
    step = { code: 'multiplied', value: exactText(multiplied), params: { stacking }, steps: [step, ...steps] }
  }
  if (step.code === 'worth') return undefined
  const params = { places: plan.decimals, mode: bound.rule.round ?? 'half-up' }
  return { code: 'asked', value: pointsText(result, award.requested), params, steps: [step] }
}

function boundOf(result: Result, award: Award): BoundRule | undefined {
  const { bound } = result.scorer.basis.decider
  const version = result.plan.versions.findIndex((program) => program.version === award.version)
  return bound.find((one) => one.version === version && one.rule.id === award.rule)
}
