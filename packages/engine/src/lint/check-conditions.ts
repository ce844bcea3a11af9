import { at, nearest } from '../base/issue.ts'
import type { Expression } from '../rules/expression.ts'
import type { Program } from '../rules/program.ts'
import { domainOf } from './domain-of.ts'
import { scoreSpans, spanOf } from './span-of.ts'
import { isImpossible, type TruthPlace, truthOf } from './truth-of.ts'
import { activitiesUnder, expressionsOf, walkExpression } from './walk-expressions.ts'
import type { Warn } from './warning.ts'

const COMPARISONS = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte']

/** Warns of rules and measures that can never match, and of values and numbers that can never come. */
export function checkConditions(program: Program, warn: Warn): void {
  const scores = scoreSpans(program)
  for (const [i, rule] of program.rules.entries()) {
    if (rule.kind === 'award') {
      const place = { program, on: rule.on, scores }
      if (isNever(place, rule.when)) warn('rule_never_matches', `/rules/${i}/when`, { rule: rule.id })
      else if (givesNothing(place, rule.points)) warn('rule_gives_nothing', `/rules/${i}/points`, { rule: rule.id })
    } else if (rule.kind === 'expectation' && isNever({ program, on: rule.expects.on, scores }, rule.expects.when)) {
      warn('rule_never_matches', `/rules/${i}/expects/when`, { rule: rule.id })
    } else if (rule.kind === 'streak' || rule.kind === 'challenge' || rule.kind === 'multiplier') {
      const on = rule.kind === 'multiplier' ? activitiesUnder(program, rule) : rule.on
      if (isNever({ program, on, scores }, rule.when)) warn('rule_never_matches', `/rules/${i}/when`, { rule: rule.id })
    }
  }
  for (const [i, measure] of (program.measures ?? []).entries()) {
    const place = { program, on: measure.on, scores }
    if (isNever(place, measure.when)) warn('measure_never_matches', `/measures/${i}/when`, { measure: measure.id })
  }
  for (const { expression, path, on } of expressionsOf(program)) {
    const place = { program, on, scores }
    walkExpression(expression, path, (operator, argument, where) => checkParts(place, operator, argument, where, warn))
  }
}

function isNever(place: TruthPlace, when: Expression | undefined): boolean {
  return when !== undefined && truthOf(place, when) === 'never'
}

function givesNothing({ program, scores }: TruthPlace, points: Expression): boolean {
  if (typeof points === 'object' && 'missing' in points) return true
  const span = spanOf(program, points, scores)
  return span.min === 0 && span.max === 0
}

function checkParts(place: TruthPlace, operator: string, argument: unknown, path: string, warn: Warn): void {
  const undeclared = (of: unknown, value: unknown, where: string): boolean => {
    const domain = domainOf(place.program, of, place.on)
    if (!domain || typeof value !== 'string' || domain.values.includes(value)) return false
    const params = { name: domain.name, value, expected: domain.values, nearest: nearest(value, domain.values) }
    warn('value_not_declared', where, params)
    return true
  }
  if (operator === 'lookup') {
    const parts = argument as { of: unknown; table: Readonly<Record<string, unknown>> }
    for (const key of Object.keys(parts.table)) undeclared(parts.of, key, at(at(path, 'table'), key))
  } else if (operator === 'in') {
    const [of, literals] = argument as readonly [unknown, readonly unknown[]]
    for (const [i, literal] of literals.entries()) {
      const where = at(at(path, 1), i)
      if (!undeclared(of, literal, where)) outOfReach(place, ['eq', of, literal], where, warn)
    }
  } else if (COMPARISONS.includes(operator)) {
    const [a, b] = argument as readonly [unknown, unknown]
    const known = !undeclared(a, b, at(path, 1)) && !undeclared(b, a, at(path, 0))
    if (known) outOfReach(place, [operator, a, b], path, warn)
  }
}

/** Warns of a comparison with a number that the other side can never reach. */
function outOfReach(
  place: TruthPlace,
  [operator, a, b]: readonly [string, unknown, unknown],
  path: string,
  warn: Warn,
): void {
  const number = typeof b === 'number' ? b : typeof a === 'number' ? a : undefined
  if (number === undefined || typeof a === typeof b || !isImpossible(place, [operator, a, b])) return
  const { min, max } = spanOf(place.program, typeof b === 'number' ? a : b, place.scores)
  warn('number_out_of_reach', path, {
    value: number,
    ...(Number.isFinite(min) && { min }),
    ...(Number.isFinite(max) && { max }),
  })
}
