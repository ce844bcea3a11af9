import { exactOf, exactText } from '../base/exact.ts'
import type { PeriodRef } from '../event/item.ts'
import { type Expression, OPERATORS, operatorOf, type Value } from '../rules/expression.ts'
import type { Across, ScoreContext } from '../standings/aggregate.ts'
import { tallyCovers, tallySpec } from '../standings/tally.ts'
import type { SubjectRef } from '../subjects/fact.ts'
import { explainAward } from './explain-award.ts'
import { Result } from './result.ts'
import { pointsText, type Step } from './step.ts'

/** Which number is asked about. */
export interface ExplainQuery {
  readonly subject: SubjectRef
  readonly period: PeriodRef
  readonly score: string
}

const DEEPEST = 6

/** Explains why a subject has a score in a period: steps that add up to it, down to each award and its limits. */
export function explain(result: Result, query: ExplainQuery): Step {
  const context = result.context(query.subject.kind, query.subject.id, query.period)
  if (!context) return { code: 'no_period', params: { level: query.period.level, key: query.period.key } }
  return explainScore(result, query.score, context, 0)
}

function textOf(value: Value): { value?: string } {
  if (value === undefined) return {}
  return { value: typeof value === 'object' ? exactText(value) : String(value) }
}

function explainScore(result: Result, id: string, context: ScoreContext, depth: number): Step {
  const { scorer } = result
  const key = scorer.facts.periods(context.level).periods[context.period]?.key ?? ''
  const frozen = scorer.input.frozen?.(context.level, key)
  const value = scorer.score(id, context)
  const params = { score: id, kind: context.kind, subject: context.subject, level: context.level, period: key }
  const steps: Step[] = []
  const inside = frozen ? new Result(frozen, []) : result
  const within = frozen ? { ...context, period: frozen.facts.periods(context.level).find(key) } : context
  const score = inside.scorer.scoreNamed(id, within.level, within.period)
  if (score && depth < DEEPEST) {
    const formula = explainExpression(inside, score.value, { ...within, inner: false }, depth)
    const underlying = inside.scorer.underlying(id, within)
    if (score.round && formula.value !== textOf(underlying).value) {
      steps.push({ code: 'rounded', ...textOf(underlying), params: { ...score.round }, steps: [formula] })
    } else steps.push(formula)
  }
  for (const { decision, rule } of scorer.vetoesOn(context.kind, context.subject, context.level, key)) {
    for (const effect of rule.effects) {
      if (!('score' in effect) || effect.score !== id) continue
      const forced = exactOf(effect.value)
      steps.push({
        code: 'veto',
        ...textOf(forced),
        params: { rule: rule.id, id: decision.id, reason: decision.reason, at: decision.at },
      })
    }
  }
  return { code: frozen ? 'frozen_score' : 'score', ...textOf(value), params, steps }
}

/** Explains a formula: each operator with its value and the steps of its parts. */
function explainExpression(result: Result, expression: Expression, context: ScoreContext, depth: number): Step {
  if (typeof expression !== 'object') {
    const exact = typeof expression === 'number' ? exactOf(expression) : expression
    return { code: 'literal', ...textOf(exact), params: {} }
  }
  const [operator, argument] = operatorOf(expression)
  const value = textOf(result.scorer.evaluate(expression, context))
  const part = (one: unknown): Step => explainExpression(result, one as Expression, context, depth)
  const parts = argument as Record<string, unknown>
  if (Object.hasOwn(OPERATORS, operator)) {
    const args = OPERATORS[operator]?.args === 'one' ? [argument] : (argument as unknown[])
    return { code: operator, ...value, params: {}, steps: args.map(part) }
  }
  switch (operator) {
    case 'if': {
      const [test, then, otherwise] = argument as unknown[]
      const holds = result.scorer.evaluate(test as Expression, context) === true
      const chosen = holds ? then : otherwise
      return {
        code: 'if',
        ...value,
        params: { holds },
        steps: [part(test), ...(chosen === undefined ? [] : [part(chosen)])],
      }
    }
    case 'in':
      return { code: 'in', ...value, params: {}, steps: [part((argument as unknown[])[0])] }
    case 'round':
      return {
        code: 'round',
        ...value,
        params: { places: parts.places as number, mode: parts.mode as string },
        steps: [part(parts.of)],
      }
    case 'lookup':
      return { code: 'lookup', ...value, params: {}, steps: [part(parts.of)] }
    case 'perUnit':
      return {
        code: 'perUnit',
        ...value,
        params: {},
        steps: ['of', 'rate', 'step', 'min', 'max']
          .filter((key) => parts[key] !== undefined)
          .map((key) => part(parts[key])),
      }
    case 'missing':
    case 'date':
      return { code: operator, ...value, params: {} }
    default:
      return explainLeaf(result, operator, argument, context, value, depth)
  }
}

function explainLeaf(
  result: Result,
  operator: string,
  argument: unknown,
  context: ScoreContext,
  value: { value?: string },
  depth: number,
): Step {
  switch (operator) {
    case 'tally':
      return explainTally(result, argument, context, value)
    case 'score':
      return explainScore(result, argument as string, context, depth + 1)
    case 'carried':
      return { code: 'carried', ...value, params: {}, steps: carriedSteps(result, { all: true }, context) }
    case 'sum':
    case 'mean':
    case 'least':
    case 'greatest':
    case 'count':
    case 'share':
    case 'shrunkenMean':
      return explainAggregate(result, operator, argument as Record<string, unknown>, context, value, depth)
    default:
      return { code: operator, ...value, params: { name: typeof argument === 'string' ? argument : '' } }
  }
}

function refOf(result: Result, context: ScoreContext): { subject: SubjectRef; period: PeriodRef } {
  const key = result.scorer.facts.periods(context.level).periods[context.period]?.key ?? ''
  return { subject: { kind: context.kind, id: context.subject }, period: { level: context.level, key } }
}

function carriedSteps(result: Result, spec: Parameters<typeof tallyCovers>[1], context: ScoreContext): Step[] {
  const { subject, period } = refOf(result, context)
  return result.carried(subject, period, spec).map((one) => ({
    code: 'carried',
    value: pointsText(result, one.points),
    params: {
      from: one.from,
      rule: result.plan.rules[one.rule] ?? '',
      category: result.plan.categories[one.category] ?? '',
    },
  }))
}

function explainTally(result: Result, argument: unknown, context: ScoreContext, value: { value?: string }): Step {
  const spec = tallySpec(argument)
  const covers = tallyCovers(result.plan, spec)
  const awards = result
    .awards(refOf(result, context))
    .filter((one) => covers(result.plan.rules.indexOf(one.rule), result.plan.categories.indexOf(one.category)))
    .filter((one) => !spec.requested || one.kind !== 'expiry')
  const steps = awards.map((award) =>
    spec.requested
      ? {
          code: 'requested',
          value: pointsText(result, award.requested),
          params: { rule: award.rule, source: award.event.source, id: award.event.id, occurredAt: award.occurredAt },
        }
      : explainAward(result, award),
  )
  const list = (names: string | readonly string[] | undefined): readonly string[] | undefined =>
    typeof names === 'string' ? [names] : names
  const params = { categories: list(spec.category), rules: list(spec.rule), requested: spec.requested === true }
  return {
    code: 'tally',
    ...value,
    params,
    steps: spec.requested ? steps : [...steps, ...carriedSteps(result, spec, context)],
  }
}

/** Explains an aggregate: one step for each subject or period it goes across, and what else it takes. */
function explainAggregate(
  result: Result,
  operator: string,
  argument: Record<string, unknown>,
  context: ScoreContext,
  value: { value?: string },
  depth: number,
): Step {
  const across = argument.across as Across
  const contexts = result.scorer.across(across, context)
  const inner = (argument.of ?? argument.when) as Expression | undefined
  const steps = contexts.map((one): Step => {
    const key = result.scorer.facts.periods(one.level).periods[one.period]?.key ?? ''
    const params = { kind: one.kind, subject: one.subject, period: key }
    if (inner === undefined) return { code: 'counted', params }
    const own = across.periods !== undefined && depth < DEEPEST
    const found = textOf(result.scorer.evaluate(inner, one))
    return {
      code: across.periods === undefined ? 'member' : 'period',
      ...found,
      params,
      ...(own && { steps: [explainExpression(result, inner, one, depth + 1)] }),
    }
  })
  const extra = ['k', 'toward']
    .filter((key) => argument[key] !== undefined)
    .map((key): Step => {
      const found = result.scorer.evaluate(argument[key] as Expression, context)
      return { code: key, ...textOf(found), params: {} }
    })
  const params = {
    n: contexts.length,
    across: Object.keys(across)[0] ?? '',
    name: Object.values(across)[0] as string,
    ...(typeof argument.best === 'number' && { best: argument.best }),
  }
  return { code: operator, ...value, params, steps: [...steps, ...extra] }
}
