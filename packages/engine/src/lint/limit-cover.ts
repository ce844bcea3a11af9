import type { CalendarUnit } from '../base/window.ts'
import type { MilestoneRule, PlaceRule } from '../rules/derived-rules.ts'
import { isPointsRule, type Limit, type PointsRule, type Program, type Rule } from '../rules/program.ts'
import { factorSpan } from './factor-span.ts'
import type { NumberSpan } from './number-span.ts'
import { spanOf } from './span-of.ts'

/** A limit with what it covers on its side, ready to be compared with others. */
export interface CoveredLimit {
  readonly limit: Limit
  readonly place: number
  readonly side: 'awards' | 'deductions'
  readonly window: CalendarUnit | number
  readonly fields: readonly string[]
  readonly rules: readonly PointsRule[]
}

/** Returns the limits of a program in their order, each with the rules whose points it can meet. */
export function coveredLimits(program: Program): CoveredLimit[] {
  return (program.limits ?? []).map((limit, place) => {
    const side = limit.side ?? 'awards'
    const window = limit.per?.window ?? 'ever'
    return {
      limit,
      place,
      side,
      window: typeof window === 'object' ? window.rollingDays : window,
      fields: [...new Set(limit.per?.fields ?? [])].sort(),
      rules: program.rules
        .filter(isPointsRule)
        .filter((rule) => isNamed(limit, rule) && mostOf(program, rule, side) > 0),
    }
  })
}

function isNamed(limit: Limit, rule: Rule): boolean {
  if (!isPointsRule(rule)) return false
  if (limit.rules) return limit.rules.includes(rule.id)
  return limit.categories ? limit.categories.includes(rule.category) : true
}

/** Returns the span of the points that one award of a rule may have. */
export function pointsSpan(program: Program, rule: Rule): NumberSpan {
  if (!isPointsRule(rule)) return { min: 0, max: 0 }
  if (rule.kind === 'milestone' || rule.kind === 'place') return spanOfAmounts(amountsOf(rule))
  const span = askedSpan(
    program,
    rule,
    spanOf(program, typeof rule.points === 'string' ? Number(rule.points) : rule.points),
  )
  const unit = 10 ** program.decimals
  return { min: Math.floor(span.min * unit + 1e-6) / unit, max: Math.ceil(span.max * unit - 1e-6) / unit }
}

/** The span of points after they were split and multiplied. */
function askedSpan(program: Program, rule: PointsRule, { min, max }: NumberSpan): NumberSpan {
  const split = (rule.kind === 'award' || rule.kind === 'challenge') && rule.share === 'split'
  const part = split ? { min: Math.min(0, min), max: Math.max(0, max) } : { min, max }
  if (rule.kind !== 'award') return part
  const [up, down] = [factorSpan(program, rule, 'awards'), factorSpan(program, rule, 'deductions')]
  const scaled = (value: number, pick: 'min' | 'max'): number => {
    if (value === 0) return 0
    return value > 0 ? value * up[pick] : value * down[pick === 'min' ? 'max' : 'min']
  }
  return { min: scaled(part.min, 'min'), max: scaled(part.max, 'max') }
}

/** The amounts that a rule names, where it names them one by one. */
function amountsOf(rule: MilestoneRule | PlaceRule): number[] {
  if (rule.kind === 'place') return [0, ...rule.points.map(Number)]
  return [...(rule.steps ?? []).map((step) => step.points), ...(rule.every ? [rule.every.points] : [])].map(Number)
}

function spanOfAmounts(amounts: readonly number[]): NumberSpan {
  return { min: Math.min(...amounts), max: Math.max(...amounts) }
}

/** Returns the most that one award of a rule can be on a side of the limits; 0 when it is never on that side. */
export function mostOf(program: Program, rule: Rule, side: 'awards' | 'deductions'): number {
  const { min, max } = pointsSpan(program, rule)
  return Math.max(0, side === 'awards' ? max : 0 - min)
}

/** Returns the one amount that every award of a rule has, or undefined when they may differ. */
export function onlyAmount(program: Program, rule: Rule): number | undefined {
  if (!isPointsRule(rule)) return undefined
  if (rule.kind === 'grant' && rule.prorate === 'days') return undefined
  const { min, max } = pointsSpan(program, rule)
  return min === max ? min : undefined
}

const ORDER: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'half', 'year', 'ever']
const DAYS: Readonly<Record<CalendarUnit, readonly [least: number, most: number]>> = {
  day: [1, 1],
  week: [7, 7],
  month: [28, 31],
  quarter: [90, 92],
  half: [181, 184],
  year: [365, 366],
  ever: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
}
const MONTHS: Readonly<Partial<Record<CalendarUnit, number>>> = { month: 1, quarter: 3, half: 6, year: 12 }

/** Returns whether every `inner` window lies inside one `outer` window; numbers are rolling days. */
export function liesInside(inner: CalendarUnit | number, outer: CalendarUnit | number): boolean {
  if (outer === 'ever' || inner === outer) return true
  if (typeof inner === 'number' || typeof outer === 'number' || inner === 'ever') return false
  if (inner === 'week') return false
  return ORDER.indexOf(inner) <= ORDER.indexOf(outer) && (outer !== 'week' || inner === 'day')
}

/** Returns how many windows of one kind may touch one window of another kind, at most. */
export function windowsTouching(inner: CalendarUnit | number, outer: CalendarUnit | number): number {
  if (typeof inner !== 'number' && typeof outer !== 'number') {
    if (liesInside(outer, inner)) return 1
    const [months, of] = [MONTHS[inner], MONTHS[outer]]
    if (months !== undefined && of !== undefined) return of / months
    if (liesInside(inner, outer)) return Math.ceil(DAYS[outer][1] / DAYS[inner][0])
  }
  const span = typeof outer === 'number' ? outer : DAYS[outer][1]
  const length = typeof inner === 'number' ? inner : DAYS[inner][0]
  if (!Number.isFinite(length)) return 1
  return Math.ceil(span / length) + 1
}
