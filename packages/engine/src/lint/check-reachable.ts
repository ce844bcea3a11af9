import type { ChallengeRule, MilestoneRule, StreakRule } from '../rules/derived-rules.ts'
import { isPointsRule, type Measure, type Program } from '../rules/program.ts'
import { coveredLimits, mostOf } from './limit-cover.ts'
import { mostReaching } from './most-granted.ts'
import { isAbove } from './number-span.ts'
import { type ScoreSpans, scoreSpans, spanOf } from './span-of.ts'
import { truthOf } from './truth-of.ts'
import type { Warn } from './warning.ts'

/** Warns of milestones, streaks and challenges that can never come about, and of what they would give if nothing. */
export function checkReachable(program: Program, warn: Warn): void {
  const scores = scoreSpans(program)
  for (const [i, rule] of program.rules.entries()) {
    const path = `/rules/${i}`
    if (rule.kind === 'milestone') checkMilestone(program, rule, path, scores, warn)
    else if (rule.kind === 'streak') checkStreak(program, rule, path, scores, warn)
    else if (rule.kind === 'challenge') checkChallenge(program, rule, path, scores, warn)
    else if (rule.kind === 'place' && rule.points.every((one) => Number(one) === 0) && !rule.honours) {
      warn('rule_gives_nothing', `${path}/points`, { rule: rule.id })
    }
  }
}

/** The values that a running value may take: where it begins, and how far it may rise and fall. */
interface Reach {
  readonly start: number
  readonly low: number
  readonly high: number
}

function checkMilestone(program: Program, rule: MilestoneRule, path: string, scores: ScoreSpans, warn: Warn): void {
  const reach = reachOf(program, rule, scores)
  const say = (at: number, place: string): void => {
    if (isAbove(at, reach.high)) {
      const most = Number.isFinite(reach.high) ? { most: Number(reach.high.toFixed(4)) } : {}
      warn('milestone_never_reached', place, { rule: rule.id, value: at, ...most })
    } else if (at <= reach.start && !(reach.low < at)) {
      warn('milestone_reached_before', place, { rule: rule.id, value: at })
    }
  }
  let before = Number.NEGATIVE_INFINITY
  for (const [j, step] of (rule.steps ?? []).entries()) {
    const place = `${path}/steps/${j}`
    const at = Number(step.at)
    if (at < before) warn('milestone_not_ascending', place, { rule: rule.id, value: at, before })
    before = at
    if (Number(step.points) === 0 && step.honour === undefined) {
      warn('step_gives_nothing', place, { rule: rule.id, value: at })
    }
    say(at, place)
  }
  const { every } = rule
  if (!every) return
  const [of, upTo] = [Number(every.of), Number(every.upTo ?? Number.POSITIVE_INFINITY)]
  if (upTo < of) warn('milestone_never_reached', `${path}/every/upTo`, { rule: rule.id, value: of, most: upTo })
  else say(of, `${path}/every`)
  if (Number(every.points) === 0 && every.honour === undefined) {
    warn('step_gives_nothing', `${path}/every`, { rule: rule.id, value: of })
  }
}

function reachOf(program: Program, rule: MilestoneRule, scores: ScoreSpans): Reach {
  return rule.measure === undefined
    ? reachOfPoints(program, rule)
    : reachOfMeasure(
        program,
        program.measures?.find((one) => one.id === rule.measure),
        scores,
      )
}

function reachOfMeasure(program: Program, measure: Measure | undefined, scores: ScoreSpans): Reach {
  const all = { start: 0, low: 0, high: Number.POSITIVE_INFINITY }
  const as = measure?.as ?? (measure?.value === undefined ? 'count' : 'sum')
  if (as === 'count') return all
  if (as === 'distinct') return { ...all, high: valuesOf(program, measure?.on ?? [], measure?.field ?? '') }
  const span = spanOf(program, measure?.value, scores)
  if (as === 'max') return { start: Number.NEGATIVE_INFINITY, low: span.min, high: span.max }
  const [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return { start: 0, low: span.min < 0 ? low : 0, high: span.max > 0 ? high : 0 }
}

/** How many different values a field may have: as many as its choices, or any number. */
function valuesOf(program: Program, on: readonly string[], name: string): number {
  const fields = on.flatMap((type) => program.activities[type]?.fields?.[name] ?? [])
  if (fields.length === 0) return Number.POSITIVE_INFINITY
  const counts = fields.map((field) =>
    field.type === 'flag' ? 2 : field.of ? field.of.length : Number.POSITIVE_INFINITY,
  )
  return Math.max(...counts)
}

function reachOfPoints(program: Program, rule: MilestoneRule): Reach {
  const of = rule.of as { readonly categories?: readonly string[]; readonly rules?: readonly string[] }
  const rules = program.rules
    .filter(isPointsRule)
    .filter((one) => !one.off && (of.rules?.includes(one.id) ?? of.categories?.includes(one.category) === true))
  const earning = rules.filter((one) => mostOf(program, one, 'awards') > 0)
  const window = rule.window ?? 'ever'
  const cell = { limit: { id: rule.id }, place: -1, side: 'awards' as const, window, fields: [], rules: earning }
  const most = earning.length === 0 ? 0 : mostReaching(program, cell, coveredLimits(program)).points
  const falls = rules.some((one) => mostOf(program, one, 'deductions') > 0)
  // A person may adjust a category by hand, whatever its rules give.
  return { start: 0, low: falls || of.categories ? Number.NEGATIVE_INFINITY : 0, high: most }
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** Returns a condition as it stands on one weekday: with its number, and not worked where no calendar makes it up. */
function onWeekday(program: Program, expression: unknown, weekday: number): unknown {
  if (Array.isArray(expression)) return expression.map((part) => onWeekday(program, part, weekday))
  if (typeof expression !== 'object' || expression === null) return expression
  if ('weekday' in expression) return weekday
  const isFree = weekday >= 6 && !program.calendar?.workdays?.length
  if ('workday' in expression && isFree) return false
  return Object.fromEntries(Object.entries(expression).map(([key, part]) => [key, onWeekday(program, part, weekday)]))
}

function checkStreak(program: Program, rule: StreakRule, path: string, scores: ScoreSpans, warn: Warn): void {
  if (Number(rule.points) === 0 && rule.honour === undefined) {
    warn('rule_gives_nothing', `${path}/points`, { rule: rule.id })
  }
  if (rule.window !== 'day' || rule.when === undefined) return
  const place = { program, on: rule.on, scores }
  if (truthOf(place, rule.when) === 'never') return
  const free = WEEKDAYS.map((day) => truthOf(place, onWeekday(program, rule.when, day)) === 'never')
  if (!free.includes(true)) return
  let [most, run] = [0, 0]
  for (const isFree of [...free, ...free]) {
    run = isFree ? 0 : run + 1
    most = Math.max(most, run)
  }
  if (rule.length > most) warn('streak_never_completes', `${path}/length`, { rule: rule.id, value: rule.length, most })
}

function checkChallenge(program: Program, rule: ChallengeRule, path: string, scores: ScoreSpans, warn: Warn): void {
  const points = Number(rule.points)
  if (points === 0 && rule.honour === undefined) warn('rule_gives_nothing', `${path}/points`, { rule: rule.id })
  if (rule.until <= program.effectiveFrom) {
    warn('rule_over_before_start', `${path}/until`, { rule: rule.id, value: program.effectiveFrom })
  }
  if (rule.share === 'split' && points !== 0 && Math.abs(points) * 10 ** program.decimals < 2) {
    warn('split_leaves_nothing', `${path}/points`, { rule: rule.id })
  }
  if (typeof rule.target === 'object') return
  const target = Number(rule.target)
  if (target <= 0) warn('challenge_without_target', `${path}/target`, { rule: rule.id, value: target })
  const most =
    rule.field === undefined
      ? rule.value !== undefined && spanOf(program, rule.value, scores).max <= 0
        ? 0
        : Number.POSITIVE_INFINITY
      : valuesOf(program, rule.on, rule.field)
  if (isAbove(target, most)) warn('challenge_never_reached', `${path}/target`, { rule: rule.id, value: target, most })
}
