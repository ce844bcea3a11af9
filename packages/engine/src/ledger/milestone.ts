import { add, compare, ratio } from '../base/exact.ts'
import type { MilestoneRule } from '../rules/derived-rules.ts'
import type { Plan } from '../rules/plan.ts'
import { milestoneReads, type Strata, strataOf } from '../rules/strata.ts'
import type { AwardTable } from './award-table.ts'
import type { Basis } from './basis.ts'
import { type Advance, followSteps, thresholdsOf } from './crossing.ts'
import { type Derived, type DeriveSource, definitionsOf } from './derived.ts'
import { measureNamed, togetherAs } from './measure-facts.ts'

const strata = new WeakMap<Plan, Strata>()

function levelsOf(plan: Plan): Strata['levels'] {
  const found = strata.get(plan) ?? strataOf(plan.versions)
  strata.set(plan, found)
  return found.levels
}

/** Returns how many times awards must be settled before the last milestone over what was granted can be decided. */
export function milestoneLevels(plan: Plan): number {
  return Math.max(0, ...levelsOf(plan).values())
}

/** Returns the steps that were reached of the milestones of one level: 0 those that count on measures alone. */
export function milestones(source: DeriveSource, level: number, awards?: AwardTable): Derived[] {
  const { plan } = source.basis
  const levels = levelsOf(plan)
  return definitionsOf(plan, 'milestone').flatMap(({ rule, version }) => {
    if ((levels.get(rule.id) ?? 0) !== level) return []
    if (rule.measure !== undefined) return overMeasure(source, rule, version, rule.measure)
    return awards ? overAwards(source.basis, rule, version, awards) : []
  })
}

function overMeasure(source: DeriveSource, rule: MilestoneRule, version: number, measure: string): Derived[] {
  const { basis } = source
  const as = togetherAs(measureNamed(basis, measure))
  // What can only fall reaches nothing.
  if (as === 'min') return []
  const rows = source.rows(measure)
  const advance: Advance = (running, i) => {
    const { value, code } = rows[i] as (typeof rows)[number]
    const before = running.value ?? 0
    switch (as) {
      case 'count':
        return add(before, 1)
      case 'sum':
        return add(before, value)
      case 'distinct':
        running.seen ??= new Set()
        if (code >= 0) running.seen.add(code)
        return running.seen.size
      default:
        return running.value === undefined || compare(value, running.value) > 0 ? value : running.value
    }
  }
  const start = as === 'max' ? undefined : 0
  const following = followSteps(basis, { rule, version, steps: thresholdsOf(basis.plan, rule), start, advance })
  for (const [i, { row, subject }] of rows.entries()) {
    if (basis.subjects.kind(subject) === rule.to.kind) following.visit(subject, basis.log.time(row), i)
  }
  return following.found
}

/** Counts what awards of earlier categories were granted. Requires a table in which those are settled. */
function overAwards(basis: Basis, rule: MilestoneRule, version: number, awards: AwardTable): Derived[] {
  const { plan, subjects } = basis
  const scale = 10 ** plan.decimals
  const { size, subject, time, granted } = awards
  const isRead = awardReader(plan, rule, awards)
  const following = followSteps(basis, {
    rule,
    version,
    steps: thresholdsOf(plan, rule, scale),
    start: 0,
    advance: (running, i) => add(running.value ?? 0, granted[i] as number),
    shown: (units) => (typeof units === 'number' ? ratio(units, scale) : units),
  })
  for (let i = 0; i < size; i++) {
    if (!isRead(i) || subjects.kind(subject[i] as number) !== rule.to.kind) continue
    following.visit(subject[i] as number, time[i] as number, i)
  }
  return following.found
}

/** Returns whether a milestone counts the award at a place of a table. */
export function awardReader(plan: Plan, milestone: MilestoneRule, awards: AwardTable): (i: number) => boolean {
  const width = plan.categories.length
  const known = new Map<number, boolean>()
  return (i) => {
    if (awards.granted[i] === 0 || awards.kind(i) === 'expiry') return false
    const [rule, category] = [awards.rule[i] as number, awards.category[i] as number]
    const place = (rule + 1) * width + category
    let reads = known.get(place)
    if (reads === undefined) {
      reads = milestoneReads(milestone, plan.rules[rule] ?? '', plan.categories[category] ?? '')
      known.set(place, reads)
    }
    return reads
  }
}
