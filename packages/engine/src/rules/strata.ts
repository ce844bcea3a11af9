import { isObject } from '../base/shape.ts'
import type { MilestoneRule } from './derived-rules.ts'
import { isPointsRule, type PointsRule, type Program } from './program.ts'

/** In which order milestones over categories are settled: each after everything that it counts. */
export interface Strata {
  /** 1 for a milestone that counts what no other such milestone can change, then 2, and so on. */
  readonly levels: ReadonlyMap<string, number>
  /** The milestones that have no place, since what they count depends on them, each with a limit that covers it. */
  readonly circular: ReadonlyMap<string, string>
}

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [])

function pointsRules(programs: readonly Program[]): PointsRule[] {
  return programs.flatMap((program) => program.rules.filter(isPointsRule))
}

/** Returns whether a milestone counts the points of a rule; it never counts its own. */
export function milestoneReads({ id, of }: MilestoneRule, rule: string, category: string): boolean {
  if (!isObject(of) || rule === id) return false
  const { categories, rules } = of as { readonly categories?: unknown; readonly rules?: unknown }
  return list(categories).includes(category) || list(rules).includes(rule)
}

/** The rules that each limit covers in any version: all its awards share cells. */
function coveredBy(programs: readonly Program[]): Map<string, Set<string>> {
  const covered = new Map<string, Set<string>>()
  for (const program of programs) {
    const rules = pointsRules([program])
    for (const limit of program.limits ?? []) {
      const own = covered.get(limit.id) ?? new Set()
      covered.set(limit.id, own)
      for (const { id, category } of rules) {
        if (
          limit.rules ? list(limit.rules).includes(id) : !limit.categories || list(limit.categories).includes(category)
        )
          own.add(id)
      }
    }
  }
  return covered
}

/** Gives every rule the name of its group: rules that a limit covers together are settled together. */
function groupsOf(rules: readonly PointsRule[], covered: Iterable<ReadonlySet<string>>): (rule: string) => string {
  const parent = new Map(rules.map(({ id }) => [id, id]))
  const rootOf = (rule: string): string => {
    let root = rule
    for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root)) root = next
    return root
  }
  for (const ids of covered) {
    const [first, ...rest] = ids
    for (const id of rest) parent.set(rootOf(id), rootOf(first as string))
  }
  return rootOf
}

/** Returns the strata of the milestones over categories of all versions of a program. */
export function strataOf(programs: readonly Program[]): Strata {
  const levels = new Map<string, number>()
  const circular = new Map<string, string>()
  const rules = pointsRules(programs)
  const milestones = rules.filter((rule): rule is MilestoneRule => rule.kind === 'milestone' && isObject(rule.of))
  if (milestones.length === 0) return { levels, circular }
  const covered = coveredBy(programs)
  const groupOf = groupsOf(rules, covered.values())
  const reads = (one: MilestoneRule): Set<string> =>
    new Set(rules.filter(({ id, category }) => milestoneReads(one, id, category)).map(({ id }) => groupOf(id)))
  const known = new Map<string, number>()
  const open = new Set<string>()
  // The level of a group: how many milestones stand below it, or infinity in a circle.
  const levelOf = (group: string): number => {
    const found = open.has(group) ? Number.POSITIVE_INFINITY : known.get(group)
    if (found !== undefined) return found
    open.add(group)
    const own = milestones.filter(({ id }) => groupOf(id) === group)
    const level = Math.max(0, ...own.flatMap((one) => [...reads(one)].map((read) => 1 + levelOf(read))))
    open.delete(group)
    known.set(group, level)
    return level
  }
  for (const one of milestones) {
    const level = Math.max(1, ...[...reads(one)].map((group) => 1 + levelOf(group)), levelOf(groupOf(one.id)))
    if (Number.isFinite(level)) levels.set(one.id, Math.max(level, levels.get(one.id) ?? 1))
    else circular.set(one.id, [...covered].find(([, ids]) => ids.has(one.id))?.[0] ?? '')
  }
  return { levels, circular }
}
