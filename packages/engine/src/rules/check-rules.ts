import { at, shown } from '../base/issue.ts'
import { isObject } from '../base/shape.ts'
import type { MeaningChecker } from './meaning-checker.ts'
import {
  type AwardRule,
  type ExpectationRule,
  isPointsRule,
  type Limit,
  type Measure,
  type VetoRule,
} from './program.ts'

/** Checks what rules, limits and measures mean. */
export function checkRules(check: MeaningChecker): void {
  const { program } = check
  for (const [i, rule] of program.rules.entries()) {
    const path = `/rules/${i}`
    if (isPointsRule(rule)) check.known(check.categories, 'category', rule.category, `${path}/category`)
    if (rule.kind === 'award') checkAward(check, rule, path)
    else if (rule.kind === 'expectation') checkExpectation(check, rule, path)
    else if (rule.kind === 'veto') checkVeto(check, rule, path)
    if (rule.kind === 'expectation' || rule.kind === 'grant') {
      check.known(check.kinds, 'kind', rule.to?.kind, `${path}/to/kind`)
      check.treeWith(rule.to?.tree, rule.to?.kind, `${path}/to`)
      check.exactPoints(rule.points, `${path}/points`)
    }
  }
  for (const [i, limit] of (program.limits ?? []).entries()) checkLimit(check, limit, `/limits/${i}`)
  for (const [i, measure] of (program.measures ?? []).entries()) checkMeasure(check, measure, `/measures/${i}`)
}

function checkAward(check: MeaningChecker, rule: AwardRule, path: string): void {
  const on = check.activitiesIn(rule.on, `${path}/on`)
  check.event(rule.when, `${path}/when`, on, 'flag')
  check.event(rule.points, `${path}/points`, on, 'number')
  if (typeof rule.points === 'number') check.exactPoints(rule.points, `${path}/points`)
  check.recipients(rule.to, `${path}/to`)
  if (isObject(rule.admit) && isObject(rule.admit.per)) {
    check.allKnown(rule.admit.per.fields, check.fields, 'field', `${path}/admit/per/fields`)
  }
  check.each(rule.unlessOverlaps, `${path}/unlessOverlaps`, (name, place) => {
    if (!check.known(check.names.rules, 'rule', name, place)) return
    const other = check.program.rules.find((one) => one.id === name)
    if (other?.kind === 'award' && !other.unlessOverlaps) return
    check.fail('overlap_of_overlap', place, { name: shown(name) })
  })
}

function checkExpectation(check: MeaningChecker, rule: ExpectationRule, path: string): void {
  if (rule.per === undefined && rule.to?.tree === undefined) {
    check.fail('missing_key', `${path}/to/tree`, { name: 'tree' })
  }
  if (!isObject(rule.expects)) return
  const on = check.activitiesIn(rule.expects.on, `${path}/expects/on`)
  check.event(rule.expects.when, `${path}/expects/when`, on, 'flag')
  check.recipients(rule.expects.to, `${path}/expects/to`)
  check.known(check.fields, 'field', rule.expects.field, `${path}/expects/field`)
  if (rule.per !== undefined && rule.expects.field === undefined) {
    check.fail('missing_key', `${path}/expects/field`, { name: 'field' })
  }
}

function checkVeto(check: MeaningChecker, rule: VetoRule, path: string): void {
  const scores = check.scores.map((score) => score.id)
  const tiers = check.program.tiers ?? []
  check.known(check.kinds, 'kind', rule.to?.kind, `${path}/to/kind`)
  check.each(rule.effects, `${path}/effects`, (effect, place) => {
    if (!isObject(effect)) return
    check.known(scores, 'score', effect.score, at(place, 'score'))
    const tier = tiers.find((one) => one.id === effect.tier)
    check.known(
      tiers.map((one) => one.id),
      'tier',
      effect.tier,
      at(place, 'tier'),
    )
    if (!Array.isArray(tier?.bands)) return
    check.known(
      tier.bands.map((band) => shown(band?.id)),
      'band',
      effect.atMost,
      at(place, 'atMost'),
    )
  })
}

function checkLimit(check: MeaningChecker, limit: Limit, path: string): void {
  check.allKnown(limit.rules, check.names.rules, 'rule', `${path}/rules`)
  check.allKnown(limit.categories, check.categories, 'category', `${path}/categories`)
  const both = ['rules', 'categories']
  if (limit.rules && limit.categories) check.fail('needs_one_of', path, { expected: both, found: both })
  check.exactlyOne(limit, ['points', 'times'], path)
  check.exactPoints(limit.points, `${path}/points`)
  if (!isObject(limit.per)) return
  check.allKnown(limit.per.fields, check.fields, 'field', `${path}/per/fields`)
  if (isObject(limit.per.window) && limit.keep === 'highest') check.fail('rolling_keeps_earliest', `${path}/keep`)
}

function checkMeasure(check: MeaningChecker, measure: Measure, path: string): void {
  const on = check.activitiesIn(measure.on, `${path}/on`)
  check.event(measure.when, `${path}/when`, on, 'flag')
  check.event(measure.value, `${path}/value`, on, 'number')
  check.recipients(measure.to, `${path}/to`)
  check.known(check.fields, 'field', measure.field, `${path}/field`)
  if ((measure.as === 'distinct') !== (measure.field !== undefined)) {
    check.fail('missing_key', `${path}/field`, { name: 'field' })
  }
  if (['sum', 'min', 'max'].includes(measure.as ?? '') && measure.value === undefined) {
    check.fail('missing_key', `${path}/value`, { name: 'value' })
  }
}
