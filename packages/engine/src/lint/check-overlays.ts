import { type AwardRule, type ExpiryRule, isPointsRule, type MultiplierRule, type Program } from '../rules/program.ts'
import { coversRule } from './factor-span.ts'
import { mostOf } from './limit-cover.ts'
import type { Warn } from './warning.ts'

/** Warns of multipliers and expiries that have nothing to act on, and of stacking where nothing ever stacks. */
export function checkOverlays(program: Program, warn: Warn): void {
  const expiries: ExpiryRule[] = []
  for (const [i, rule] of program.rules.entries()) {
    const path = `/rules/${i}`
    if (rule.off) continue
    if (rule.kind === 'multiplier') checkMultiplier(program, rule, path, warn)
    if (rule.kind !== 'expiry') continue
    checkExpiry(program, rule, path, expiries, warn)
    expiries.push(rule)
  }
  checkStacking(program, warn)
}

function awardsUnder(program: Program, multiplier: MultiplierRule): AwardRule[] {
  return program.rules.filter(
    (rule): rule is AwardRule => rule.kind === 'award' && !rule.off && coversRule(multiplier, rule),
  )
}

function checkMultiplier(program: Program, rule: MultiplierRule, path: string, warn: Warn): void {
  const side = rule.side ?? 'awards'
  if (!awardsUnder(program, rule).some((one) => mostOf(program, one, side) > 0)) {
    warn('multiplier_covers_nothing', path, { rule: rule.id })
  }
  if (Number(rule.factor) === 1) warn('multiplier_changes_nothing', `${path}/factor`, { rule: rule.id })
  if (rule.until !== undefined && rule.until <= program.effectiveFrom) {
    warn('rule_over_before_start', `${path}/until`, { rule: rule.id, value: program.effectiveFrom })
  }
}

/** Whether there is a time at which both multipliers lie over one award rule. */
function overlap(program: Program, a: MultiplierRule, b: MultiplierRule): boolean {
  const apart = (one: MultiplierRule, other: MultiplierRule): boolean =>
    one.until !== undefined && other.from !== undefined && one.until <= other.from
  if (apart(a, b) || apart(b, a) || (a.side ?? 'awards') !== (b.side ?? 'awards')) return false
  return awardsUnder(program, a).some((rule) => coversRule(b, rule))
}

function checkStacking(program: Program, warn: Warn): void {
  if (program.stacking === undefined) return
  const all = program.rules.filter((rule): rule is MultiplierRule => rule.kind === 'multiplier' && !rule.off)
  const stacks = all.some((one, i) => all.slice(i + 1).some((other) => overlap(program, one, other)))
  if (!stacks) warn('stacking_without_effect', '/stacking', { value: program.stacking })
}

function checkExpiry(
  program: Program,
  rule: ExpiryRule,
  path: string,
  before: readonly ExpiryRule[],
  warn: Warn,
): void {
  const isUnder = (expiry: ExpiryRule, one: { readonly id: string; readonly category: string }): boolean =>
    expiry.rules ? expiry.rules.includes(one.id) : expiry.categories?.includes(one.category) === true
  const earning = program.rules
    .filter(isPointsRule)
    .filter((one) => !one.off && mostOf(program, one, 'awards') > 0 && isUnder(rule, one))
  if (earning.length === 0) {
    warn('expiry_covers_nothing', path, { rule: rule.id })
    return
  }
  const first = before.find((other) => earning.every((one) => isUnder(other, one)))
  const shadowed = earning.every((one) => before.some((other) => isUnder(other, one)))
  if (shadowed) warn('expiry_never_acts', path, { rule: rule.id, other: (first ?? (before[0] as ExpiryRule)).id })
}
