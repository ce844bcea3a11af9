import type { CalendarUnit } from '../base/window.ts'
import { type Plan, unitsOf } from '../rules/plan.ts'
import { isPointsRule, type Limit } from '../rules/program.ts'

const DAY = 86_400_000

/** One limit of one version, ready to serve. */
export interface BoundLimit {
  /** 1 for each rule that it covers. */
  readonly rules: Uint8Array
  readonly points: number
  readonly times: number
  readonly deductions: boolean
  readonly highest: boolean
  readonly rolling: number | undefined
  readonly unit: CalendarUnit
  readonly fields: readonly string[]
  /** Versions whose limit has the same shape share cells. */
  readonly shape: number
}

/** Binds a limit of one version; `shapes` gathers the shapes its versions have had. */
export function bindLimit(plan: Plan, version: number, limit: Limit, shapes: string[]): BoundLimit {
  const rules = new Uint8Array(plan.rules.length)
  for (const rule of plan.versions[version]?.rules ?? []) {
    if (!isPointsRule(rule)) continue
    const covered = limit.rules?.includes(rule.id) ?? limit.categories?.includes(rule.category) ?? true
    if (covered) rules[plan.rules.indexOf(rule.id)] = 1
  }
  const window = limit.per?.window ?? 'ever'
  const fields = limit.per?.fields ?? []
  const shape = JSON.stringify([window, fields, limit.keep ?? 'earliest', limit.side ?? 'awards'])
  if (!shapes.includes(shape)) shapes.push(shape)
  return {
    rules,
    points: limit.points === undefined ? Number.POSITIVE_INFINITY : unitsOf(plan, limit.points),
    times: limit.times ?? Number.POSITIVE_INFINITY,
    deductions: limit.side === 'deductions',
    highest: limit.keep === 'highest',
    rolling: typeof window === 'object' ? window.rollingDays * DAY : undefined,
    unit: typeof window === 'object' ? 'ever' : window,
    fields,
    shape: shapes.indexOf(shape),
  }
}
