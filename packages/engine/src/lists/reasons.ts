import { exactText } from '../base/exact.ts'
import { at } from '../base/issue.ts'
import { type Expression, operatorOf, type Value } from '../rules/expression.ts'
import type { ConditionCriterion, Criterion, RankCriterion } from '../rules/list.ts'
import type { ScoreContext } from '../standings/aggregate.ts'
import type { Standing } from '../standings/rank.ts'
import type { Scorer } from '../standings/scorer.ts'
import type { Reason } from './listing.ts'

const COMPARISONS = new Set(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'])

/** Returns the reasons why a condition holds for a subject: each comparison that carries it, with both its sides. */
export function reasonsOfCondition(scorer: Scorer, context: ScoreContext, criterion: ConditionCriterion): Reason[] {
  const found = carrying(scorer, context, criterion.when, '/when', false)
  const reasons = found.length > 0 ? found : [{ code: 'held' as const, params: { path: '/when', negated: false } }]
  return reasons.map((reason) => marked(criterion, reason))
}

/** Returns the reason why a subject is among the first or last of a ranking. */
export function reasonOfRank(criterion: RankCriterion, standing: Standing, among: number, atEdge: boolean): Reason {
  return marked(criterion, {
    code: 'ranked',
    params: {
      ranking: criterion.ranking,
      end: 'top' in criterion ? 'top' : 'bottom',
      places: placesTaken(criterion),
      rank: standing.rank ?? 0,
      among,
      value: valueText(standing.value),
      tied: standing.tied,
      atEdge,
      ...(standing.unit !== undefined && { unit: standing.unit }),
    },
  })
}

/** Returns how many places a criterion takes from its end of a ranking. */
export function placesTaken(criterion: RankCriterion): number {
  return 'top' in criterion ? criterion.top : criterion.bottom
}

function marked(criterion: Criterion, reason: Omit<Reason, 'criterion' | 'sensitive'>): Reason {
  return { criterion: criterion.id, ...reason, ...(criterion.sensitive && { sensitive: true }) }
}

/** Returns a value as canonical text: exact decimals, fractions as `167/2`, the missing one as an empty text. */
export function valueText(value: Value): string {
  if (value === undefined) return ''
  return typeof value === 'number' || typeof value === 'object' ? exactText(value) : String(value)
}

type Ground = Omit<Reason, 'criterion' | 'sensitive'>

/** The comparisons and flags because of which a condition holds (or, negated, does not). */
function carrying(
  scorer: Scorer,
  context: ScoreContext,
  expression: unknown,
  path: string,
  negated: boolean,
): Ground[] {
  if (typeof expression !== 'object' || expression === null) return []
  const [operator, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
  const place = at(path, operator)
  if (operator === 'not') return carrying(scorer, context, argument, place, !negated)
  const holds = (scorer.evaluate(expression as Expression, context) === true) !== negated
  if (!holds) return []
  if (operator === 'and' || operator === 'or') {
    return (argument as readonly unknown[]).flatMap((part, i) => carrying(scorer, context, part, at(place, i), negated))
  }
  if (!COMPARISONS.has(operator)) return [{ code: 'held', params: { path, negated } }]
  const [left, right] = (argument as readonly Expression[]).map((side) => valueText(scorer.evaluate(side, context)))
  return [{ code: 'compared', params: { path, test: operator, left: left ?? '', right: right ?? '', negated } }]
}
