import type { CalendarUnit } from '../base/window.ts'
import type { Plan } from '../rules/plan.ts'
import type { Limit, Program } from '../rules/program.ts'
import { coveredBy } from './bound-limit.ts'
import { createWindowFinder, plainWindow } from './windows.ts'

/**
 * How the awards of a group are settled as they come: `free` ones are granted whole, `running` ones continue the count
 * of their limits, `whole` ones are settled with all the others of their pile.
 */
export type Manner = 'free' | 'running' | 'whole'

/** Rules whose awards limits join: those of one subject and window are settled together. */
export interface SettlementGroup {
  readonly index: number
  readonly manner: Manner
  /** The number of the window that an instant falls into. */
  readonly windowAt: (at: number) => number
}

const CHAIN: readonly CalendarUnit[] = ['day', 'month', 'quarter', 'half', 'year', 'ever']

/** Returns the shortest window that holds whole windows of both units. */
function joined(a: CalendarUnit | undefined, b: CalendarUnit): CalendarUnit {
  if (a === undefined || a === b) return b
  if (a === 'week' || b === 'week') return a === 'day' || b === 'day' ? 'week' : 'ever'
  return CHAIN[Math.max(CHAIN.indexOf(a), CHAIN.indexOf(b))] as CalendarUnit
}

const unitOf = ({ per }: Limit): CalendarUnit => (typeof per?.window === 'string' ? per.window : 'ever')

/** What joins rules: a limit or an overlap over a window, or admission of one rule. */
interface Link {
  readonly rules: readonly string[]
  readonly unit: CalendarUnit
  readonly whole: boolean
}

function linksOf(program: Program): Link[] {
  const links: Link[] = []
  for (const limit of program.limits ?? []) {
    links.push({ rules: coveredBy(program, limit), unit: unitOf(limit), whole: limit.keep === 'highest' })
  }
  for (const rule of program.rules) {
    if (rule.kind !== 'award') continue
    const { id, unlessOverlaps, admit } = rule
    if (unlessOverlaps) links.push({ rules: [id, ...unlessOverlaps], unit: 'ever', whole: true })
    if (admit) links.push({ rules: [id], unit: 'day', whole: true })
  }
  return links
}

/**
 * Divides rules into groups that no limit joins: rules that share a limit (or an overlap) in any version stand together,
 * and within them the longest of their windows. One late event then costs its group, not the subject's year. Returns
 * the group of each rule by its place in the plan.
 */
export function settlementGroups(plan: Plan): readonly SettlementGroup[] {
  const parent = plan.rules.map((_, i) => i)
  const rootOf = (rule: number): number => {
    let root = rule
    while (parent[root] !== root) root = parent[root] as number
    parent[rule] = root
    return root
  }
  const links = plan.versions.flatMap(linksOf).map((link) => ({
    ...link,
    codes: link.rules.map((id) => plan.rules.indexOf(id)),
  }))
  for (const { codes } of links) for (const code of codes) parent[rootOf(code)] = rootOf(codes[0] as number)
  const units = new Map<number, CalendarUnit>()
  const wholes = new Set<number>()
  for (const { codes, unit, whole } of links) {
    const [first] = codes
    if (first === undefined) continue
    const root = rootOf(first)
    units.set(root, joined(units.get(root), unit))
    if (whole) wholes.add(root)
  }
  const groups = new Map<number, SettlementGroup>()
  return plan.rules.map((_, rule) => {
    const root = rootOf(rule)
    const unit = units.get(root)
    const known = groups.get(root)
    const group = known ?? {
      index: groups.size,
      manner: unit === undefined ? 'free' : wholes.has(root) ? 'whole' : 'running',
      windowAt: createWindowFinder(plainWindow(unit ?? 'ever'), plan.zone),
    }
    groups.set(root, group)
    return group
  })
}
