import { at } from '../base/issue.ts'
import { type Expression, operatorOf } from '../rules/expression.ts'
import type { MultiplierRule, Program } from '../rules/program.ts'
import { coversRule } from './factor-span.ts'

/** A formula of a program, where it stands, and the activities it is about where it is about events. */
export interface PlacedExpression {
  readonly expression: Expression
  readonly path: string
  readonly on: readonly string[] | undefined
}

/** Returns every formula and condition of a program with its place. */
export function expressionsOf(program: Program): PlacedExpression[] {
  const found: PlacedExpression[] = []
  const add = (expression: Expression | undefined, path: string, on?: readonly string[]): void => {
    if (expression !== undefined) found.push({ expression, path, on })
  }
  for (const [i, rule] of program.rules.entries()) {
    const path = `/rules/${i}`
    if (rule.kind === 'award') {
      add(rule.when, `${path}/when`, rule.on)
      add(rule.points, `${path}/points`, rule.on)
    } else if (rule.kind === 'expectation') add(rule.expects.when, `${path}/expects/when`, rule.expects.on)
    else if (rule.kind === 'streak') add(rule.when, `${path}/when`, rule.on)
    else if (rule.kind === 'challenge') {
      add(rule.when, `${path}/when`, rule.on)
      add(rule.value, `${path}/value`, rule.on)
    } else if (rule.kind === 'multiplier') add(rule.when, `${path}/when`, activitiesUnder(program, rule))
  }
  for (const [i, measure] of (program.measures ?? []).entries()) {
    add(measure.when, `/measures/${i}/when`, measure.on)
    add(measure.value, `/measures/${i}/value`, measure.on)
  }
  for (const [i, population] of (program.populations ?? []).entries()) add(population.when, `/populations/${i}/when`)
  for (const [i, score] of (program.scores ?? []).entries()) add(score.value, `/scores/${i}/value`)
  for (const [i, ranking] of (program.rankings ?? []).entries()) add(ranking.unranked, `/rankings/${i}/unranked`)
  for (const [i, tier] of (program.tiers ?? []).entries()) {
    add(tier.sizeBands?.by, `/tiers/${i}/sizeBands/by`)
    for (const [j, need] of (tier.needs ?? []).entries()) add(need.when, `/tiers/${i}/needs/${j}/when`)
  }
  for (const [i, list] of (program.lists ?? []).entries()) {
    for (const [j, one] of list.criteria.entries()) {
      if ('when' in one) add(one.when, `/lists/${i}/criteria/${j}/when`)
    }
  }
  return found
}

/** Returns the activities of the award rules that a multiplier covers. */
export function activitiesUnder(program: Program, multiplier: MultiplierRule): string[] {
  const covered = program.rules.flatMap((rule) =>
    rule.kind === 'award' && coversRule(multiplier, rule) ? [...rule.on] : [],
  )
  return [...new Set(covered)]
}

/** The forms whose argument is an object, with the keys under which formulas stand. */
const FORMS_WITH_PARTS: Readonly<Record<string, readonly string[]>> = {
  round: ['of'],
  lookup: ['of', 'else'],
  perUnit: ['of', 'rate', 'step', 'min', 'max'],
  sum: ['of'],
  mean: ['of'],
  least: ['of'],
  greatest: ['of'],
  count: ['when'],
  share: ['when'],
  shrunkenMean: ['of', 'k', 'toward'],
  tally: [],
}

/** Calls `visit` with every operator of an expression, from outside to inside. */
export function walkExpression(
  expression: unknown,
  path: string,
  visit: (operator: string, argument: unknown, path: string) => void,
): void {
  if (typeof expression !== 'object' || expression === null) return
  if (Array.isArray(expression)) return
  const [operator, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
  const inner = at(path, operator)
  visit(operator, argument, inner)
  if (Array.isArray(argument)) {
    for (const [i, part] of argument.entries()) walkExpression(part, at(inner, i), visit)
  } else if (operator in FORMS_WITH_PARTS && typeof argument === 'object' && argument !== null) {
    for (const key of FORMS_WITH_PARTS[operator] ?? []) {
      walkExpression((argument as Record<string, unknown>)[key], at(inner, key), visit)
    }
    const rows = operator === 'lookup' ? (argument as { table: Readonly<Record<string, unknown>> }).table : {}
    for (const [key, row] of Object.entries(rows)) walkExpression(row, at(at(inner, 'table'), key), visit)
  } else walkExpression(argument, inner, visit)
}
