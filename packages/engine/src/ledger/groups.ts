import type { CalendarUnit } from '../base/window.ts'
import type { Plan } from '../rules/plan.ts'
import { isPointsRule, type Limit } from '../rules/program.ts'
import { createWindowFinder, plainWindow } from './windows.ts'

/** Names the group of awards of one subject that must be settled together. */
export type SettlementGroup = (rule: number, time: number) => string

const CHAIN: readonly CalendarUnit[] = ['day', 'month', 'quarter', 'half', 'year', 'ever']

/** Returns the shortest window that holds whole windows of both units. */
function joined(a: CalendarUnit | undefined, b: CalendarUnit): CalendarUnit {
  if (a === undefined || a === b) return b
  if (a === 'week' || b === 'week') return a === 'day' || b === 'day' ? 'week' : 'ever'
  return CHAIN[Math.max(CHAIN.indexOf(a), CHAIN.indexOf(b))] as CalendarUnit
}

const unitOf = ({ per }: Limit): CalendarUnit => (typeof per?.window === 'string' ? per.window : 'ever')

/**
 * Divides awards into groups that no limit joins: rules that share a limit (or an overlap) in any version stand
 * together, and within them the longest of their windows. One late event then costs its group, not the subject's year.
 */
export function settlementGroups(plan: Plan): SettlementGroup {
  const parent = plan.rules.map((_, i) => i)
  const rootOf = (rule: number): number => {
    let root = rule
    while (parent[root] !== root) root = parent[root] as number
    parent[rule] = root
    return root
  }
  const links: { rules: readonly number[]; unit: CalendarUnit }[] = []
  for (const program of plan.versions) {
    const codes = (ids: readonly string[]): number[] => ids.map((id) => plan.rules.indexOf(id))
    for (const limit of program.limits ?? []) {
      const covered = program.rules.filter(
        (rule) =>
          isPointsRule(rule) && (limit.rules?.includes(rule.id) ?? limit.categories?.includes(rule.category) ?? true),
      )
      links.push({ rules: codes(covered.map((rule) => rule.id)), unit: unitOf(limit) })
    }
    for (const rule of program.rules) {
      if (rule.kind !== 'award' || !rule.unlessOverlaps) continue
      links.push({ rules: codes([rule.id, ...rule.unlessOverlaps]), unit: 'ever' })
    }
  }
  for (const { rules } of links) for (const rule of rules) parent[rootOf(rule)] = rootOf(rules[0] as number)
  const units = new Map<number, CalendarUnit>()
  for (const { rules, unit } of links) {
    const [first] = rules
    if (first !== undefined) units.set(rootOf(first), joined(units.get(rootOf(first)), unit))
  }
  const finders = new Map<CalendarUnit, (at: number) => number>()
  return (rule, time) => {
    if (rule < 0) return 'adjustment'
    const root = rootOf(rule)
    const unit = units.get(root)
    // Awards that no limit touches need no company; a day keeps their groups small.
    const window = unit ?? 'day'
    let find = finders.get(window)
    if (!find) {
      find = createWindowFinder(plainWindow(window), plan.zone)
      finders.set(window, find)
    }
    return `${root} ${find(time)}`
  }
}
