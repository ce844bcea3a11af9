import type { CalendarUnit } from '../base/window.ts'
import { type Plan, unitsOf } from '../rules/plan.ts'
import { isPointsRule, type Limit, type Program } from '../rules/program.ts'

const DAY = 86_400_000

/** One limit of one version, ready to serve. */
export interface BoundLimit {
  readonly points: number
  readonly times: number
  readonly deductions: boolean
  readonly highest: boolean
  readonly rolling: number | undefined
  readonly unit: CalendarUnit
  readonly fields: readonly string[]
  /** Versions whose limit has the same shape share cells. */
  readonly shape: string
}

/** Returns the ids of the rules that a limit covers in its version. */
export function coveredBy(program: Program, limit: Limit): string[] {
  const { rules, categories } = limit
  return program.rules.flatMap((rule) => {
    if (!isPointsRule(rule)) return []
    return (rules?.includes(rule.id) ?? categories?.includes(rule.category) ?? true) ? [rule.id] : []
  })
}

/** Binds a limit of one version. */
export function bindLimit(plan: Plan, limit: Limit): BoundLimit {
  const window = limit.per?.window ?? 'ever'
  const fields = limit.per?.fields ?? []
  return {
    points: limit.points === undefined ? Number.POSITIVE_INFINITY : unitsOf(plan, limit.points),
    times: limit.times ?? Number.POSITIVE_INFINITY,
    deductions: limit.side === 'deductions',
    highest: limit.keep === 'highest',
    rolling: typeof window === 'object' ? window.rollingDays * DAY : undefined,
    unit: typeof window === 'object' ? 'ever' : window,
    fields,
    shape: JSON.stringify([window, fields, limit.keep ?? 'earliest', limit.side ?? 'awards']),
  }
}
