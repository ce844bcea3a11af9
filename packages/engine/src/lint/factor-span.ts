import type { AwardRule, MultiplierRule, Program } from '../rules/program.ts'
import type { NumberSpan } from './number-span.ts'

/** Returns whether a multiplier covers an award rule. */
export function coversRule(multiplier: MultiplierRule, rule: AwardRule): boolean {
  return multiplier.rules ? multiplier.rules.includes(rule.id) : multiplier.categories?.includes(rule.category) === true
}

/** Returns the multipliers of a program that may lie over what an award rule asks for. */
export function multipliersOver(program: Program, rule: AwardRule): MultiplierRule[] {
  return program.rules.filter(
    (one): one is MultiplierRule => one.kind === 'multiplier' && !one.off && coversRule(one, rule),
  )
}

/** Returns the factors that may lie over the points of a rule on a side: any of its multipliers may be in force or not. */
export function factorSpan(program: Program, rule: AwardRule, side: 'awards' | 'deductions'): NumberSpan {
  const factors = multipliersOver(program, rule)
    .filter((one) => (one.side ?? 'awards') === side)
    .map((one) => Number(one.factor))
  switch (program.stacking) {
    case 'highest':
      return { min: Math.min(1, ...factors), max: Math.max(1, ...factors) }
    case 'add': {
      const sum = (pick: (x: number, y: number) => number): number =>
        factors.reduce((total, factor) => total + pick(0, factor - 1), 1)
      return { min: Math.max(0, sum(Math.min)), max: Math.max(0, sum(Math.max)) }
    }
    default: {
      const product = (pick: (x: number, y: number) => number): number =>
        factors.reduce((total, factor) => total * pick(1, factor), 1)
      return { min: product(Math.min), max: product(Math.max) }
    }
  }
}
