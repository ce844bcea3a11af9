import { compare, exactOf, exactText, multiply } from '../base/exact.ts'
import { at, shown } from '../base/issue.ts'
import { isObject } from '../base/shape.ts'
import { type ChallengeRule, type MilestoneRule, MOST_STEPS, type PlaceRule, type StreakRule } from './derived-rules.ts'
import type { MeaningChecker } from './meaning-checker.ts'
import { type ExpiryRule, isPointsRule, type Measure, type MultiplierRule } from './program.ts'
import { strataOf } from './strata.ts'

/** Checks what rules over several events, multipliers and expiries mean. */
export function checkDerived(check: MeaningChecker): void {
  const { circular } = strataOf([check.program])
  for (const [i, rule] of check.program.rules.entries()) {
    const path = `/rules/${i}`
    switch (rule.kind) {
      case 'milestone':
        checkMilestone(check, rule, path)
        if (circular.has(rule.id)) {
          check.fail('milestone_shares_limit', `${path}/of`, {
            name: shown(rule.id),
            limit: shown(circular.get(rule.id) ?? ''),
          })
        }
        break
      case 'streak':
        checkStreak(check, rule, path)
        break
      case 'place':
        checkPlace(check, rule, path)
        break
      case 'challenge':
        checkChallenge(check, rule, path)
        break
      case 'multiplier':
        checkMultiplier(check, rule, path)
        break
      case 'expiry':
        checkExpiry(check, rule, path)
        break
      default:
    }
  }
}

function honour(check: MeaningChecker, name: unknown, path: string): void {
  const { honours } = check.program
  check.known(isObject(honours) ? Object.keys(honours) : [], 'honour', name, path)
}

/** Exactly one of two keys must be given. */
function oneOfTwo(check: MeaningChecker, part: object, keys: readonly [string, string], path: string): void {
  const found = keys.filter((key) => (part as Record<string, unknown>)[key] !== undefined)
  if (found.length !== 1) check.fail('needs_one_of', path, { expected: keys, found })
}

function measureNamed(check: MeaningChecker, name: unknown, path: string): Measure | undefined {
  if (!check.known(check.names.measures, 'measure', name, path)) return undefined
  return check.program.measures?.find((one) => one.id === name)
}

function checkMilestone(check: MeaningChecker, rule: MilestoneRule, path: string): void {
  check.known(check.kinds, 'kind', rule.to?.kind, `${path}/to/kind`)
  oneOfTwo(check, rule, ['measure', 'of'], path)
  const measure = measureNamed(check, rule.measure, `${path}/measure`)
  const kind = measure?.to?.kind
  if (measure && kind !== rule.to?.kind) {
    check.fail('measure_kind_differs', `${path}/measure`, { expected: shown(rule.to?.kind), found: shown(kind) })
  }
  if (measure?.as === 'min') check.fail('measure_only_falls', `${path}/measure`, { name: shown(measure.id) })
  if (isObject(rule.of)) checkReads(check, rule, `${path}/of`)
  if (rule.steps === undefined && rule.every === undefined)
    check.fail('missing_key', `${path}/steps`, { name: 'steps' })
  const seen = new Set<string>()
  check.each(rule.steps, `${path}/steps`, (step, place) => {
    if (!isObject(step)) return
    const value = exactOf(step.at)
    const text = value === undefined ? undefined : exactText(value)
    if (text !== undefined && seen.has(text)) check.fail('duplicate_step', at(place, 'at'), { value: shown(step.at) })
    if (text !== undefined) seen.add(text)
    check.exactPoints(step.points, at(place, 'points'))
    honour(check, step.honour, at(place, 'honour'))
  })
  if (isObject(rule.every)) checkEvery(check, rule.every, `${path}/every`)
}

function checkEvery(check: MeaningChecker, every: Record<string, unknown>, path: string): void {
  check.exactPoints(every.points, at(path, 'points'))
  honour(check, every.honour, at(path, 'honour'))
  const of = exactOf(every.of)
  if (of === undefined) return
  const last = exactOf(every.upTo)
  if (compare(of, 0) <= 0) check.fail('not_positive', at(path, 'of'), { value: shown(every.of) })
  else if (last !== undefined && compare(last, multiply(of, MOST_STEPS)) > 0) {
    check.fail('too_many_steps', at(path, 'upTo'), { max: MOST_STEPS })
  }
}

/** What a milestone counts on must be settled before it: categories declared before its own. */
function checkReads(check: MeaningChecker, rule: MilestoneRule, path: string): void {
  const own = check.categories.indexOf(rule.category)
  const earlier = (category: string, name: unknown, place: string): void => {
    if (own < 0 || check.categories.indexOf(category) < own) return
    check.fail('category_not_earlier', place, { name: shown(name), category: rule.category })
  }
  const of = rule.of as { readonly categories?: unknown; readonly rules?: unknown }
  check.each(of.categories, at(path, 'categories'), (name, place) => {
    if (check.known(check.categories, 'category', name, place)) earlier(name as string, name, place)
  })
  check.each(of.rules, at(path, 'rules'), (name, place) => {
    const found = pointsRule(check, name, place)
    if (found && check.categories.includes(found.category)) earlier(found.category, name, place)
  })
}

/** Returns the rule of a name that gives points, and reports one that gives none. */
function pointsRule(check: MeaningChecker, name: unknown, path: string): { readonly category: string } | undefined {
  if (!check.known(check.names.rules, 'rule', name, path)) return undefined
  const found = check.program.rules.find((one) => one.id === name)
  if (found && isPointsRule(found)) return found
  check.fail('gives_no_points', path, { name: shown(name) })
  return undefined
}

function checkStreak(check: MeaningChecker, rule: StreakRule, path: string): void {
  const on = check.activitiesIn(rule.on, `${path}/on`)
  check.event(rule.when, `${path}/when`, on, 'flag')
  check.recipients(rule.to, `${path}/to`)
  check.exactPoints(rule.points, `${path}/points`)
  honour(check, rule.honour, `${path}/honour`)
}

function checkPlace(check: MeaningChecker, rule: PlaceRule, path: string): void {
  check.known(Object.keys(check.program.periods), 'period', rule.period, `${path}/period`)
  measureNamed(check, rule.measure, `${path}/measure`)
  check.each(rule.points, `${path}/points`, (points, place) => check.exactPoints(points, place))
  check.each(rule.honours, `${path}/honours`, (name, place) => honour(check, name, place))
}

function checkSpan(check: MeaningChecker, from: unknown, until: unknown, path: string): void {
  if (typeof from === 'string' && typeof until === 'string' && until <= from) {
    check.fail('end_before_start', `${path}/until`)
  }
}

function checkChallenge(check: MeaningChecker, rule: ChallengeRule, path: string): void {
  checkSpan(check, rule.from, rule.until, path)
  const on = check.activitiesIn(rule.on, `${path}/on`)
  check.event(rule.when, `${path}/when`, on, 'flag')
  check.event(rule.value, `${path}/value`, on, 'number')
  check.known(check.fields, 'field', rule.field, `${path}/field`)
  if (rule.value !== undefined && rule.field !== undefined) oneOfTwo(check, rule, ['value', 'field'], path)
  check.recipients(rule.unit, `${path}/unit`)
  check.recipients(rule.to, `${path}/to`)
  check.exactPoints(rule.points, `${path}/points`)
  honour(check, rule.honour, `${path}/honour`)
  if (!isObject(rule.target)) return
  check.treeWith(rule.target.tree, rule.unit?.kind, `${path}/target`)
  if (rule.field === undefined) check.fail('missing_key', `${path}/field`, { name: 'field' })
}

function checkMultiplier(check: MeaningChecker, rule: MultiplierRule, path: string): void {
  oneOfTwo(check, rule, ['rules', 'categories'], path)
  checkSpan(check, rule.from, rule.until, path)
  check.allKnown(rule.categories, check.categories, 'category', `${path}/categories`)
  check.each(rule.rules, `${path}/rules`, (name, place) => {
    if (!check.known(check.names.rules, 'rule', name, place)) return
    const found = check.program.rules.find((one) => one.id === name)
    if (found?.kind !== 'award') check.fail('not_multiplied', place, { name: shown(name) })
  })
  const listed = (list: unknown, name: unknown): boolean => Array.isArray(list) && list.includes(name)
  const covered = check.program.rules.flatMap((one) =>
    one.kind === 'award' && (listed(rule.rules, one.id) || listed(rule.categories, one.category)) ? [one.on] : [],
  )
  const on = covered.flat().filter((name) => check.activities.includes(name))
  check.event(rule.when, `${path}/when`, [...new Set(on)], 'flag')
}

function checkExpiry(check: MeaningChecker, rule: ExpiryRule, path: string): void {
  oneOfTwo(check, rule, ['rules', 'categories'], path)
  oneOfTwo(check, rule, ['days', 'months'], path)
  check.allKnown(rule.categories, check.categories, 'category', `${path}/categories`)
  check.each(rule.rules, `${path}/rules`, (name, place) => pointsRule(check, name, place))
}
