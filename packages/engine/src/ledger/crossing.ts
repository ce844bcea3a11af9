import { compare, type Exact, exactOf, exactText, multiply } from '../base/exact.ts'
import { windowKey } from '../base/window.ts'
import { type MilestoneRule, MOST_STEPS } from '../rules/derived-rules.ts'
import { type Plan, unitsOf } from '../rules/plan.ts'
import type { Basis } from './basis.ts'
import { type Derived, isInForce } from './derived.ts'
import { createWindowFinder, plainWindow } from './windows.ts'

/** One step of a milestone, ready to compare: `level` is in the units of the running value. */
interface Threshold {
  readonly at: Exact
  readonly level: Exact
  readonly points: number
  readonly honour: string | undefined
}

/** The running value of one subject in one window. */
export interface Running {
  value: Exact | undefined
  /** How many steps are at or below the value. */
  passed: number
  /** How often each step was reached. */
  times?: Map<Threshold, number>
  /** What `distinct` has seen. */
  seen?: Set<number>
}

/** Returns the steps of a milestone, ascending; a value that `steps` names is left out of `every`. */
export function thresholdsOf(plan: Plan, rule: MilestoneRule, scale: Exact = 1): Threshold[] {
  const steps = new Map<string, Threshold>()
  const put = (at: Exact, points: number | string, honour: string | undefined): void => {
    const text = exactText(at)
    if (!steps.has(text)) steps.set(text, { at, level: multiply(at, scale), points: unitsOf(plan, points), honour })
  }
  for (const { at, points, honour } of rule.steps ?? []) put(exactOf(at) ?? 0, points, honour)
  if (rule.every) {
    const { of, points, upTo, honour } = rule.every
    const stride = exactOf(of) ?? 1
    const last = upTo === undefined ? undefined : (exactOf(upTo) ?? 0)
    for (let k = 1; k <= MOST_STEPS; k++) {
      const at = multiply(stride, k)
      if (last !== undefined && compare(at, last) > 0) break
      put(at, points, honour)
    }
  }
  return [...steps.values()].sort((a, b) => compare(a.at, b.at))
}

/** How the next fact of a subject changes its running value. */
export type Advance = (running: Running, fact: number) => Exact

/** What is followed: a milestone of a version, its steps, and how its value runs. */
export interface Followed {
  readonly rule: MilestoneRule
  readonly version: number
  readonly steps: readonly Threshold[]
  /** The value before the first fact of a window; undefined is below every step. */
  readonly start: Exact | undefined
  readonly advance: Advance
  /** The value as an explanation says it. */
  readonly shown?: (value: Exact) => Exact
}

/** Follows the running value of each subject and window, and notes every step that it reaches. */
export function followSteps(
  basis: Basis,
  { rule, version, steps, start, advance, shown = (value) => value }: Followed,
): { visit(subject: number, time: number, fact: number): void; readonly found: Derived[] } {
  const { plan, subjects } = basis
  const window = plainWindow(rule.window ?? 'ever')
  const find = createWindowFinder(window, plan.zone)
  const from = start === undefined ? 0 : steps.filter((step) => compare(step.level, start) <= 0).length
  const cells = new Map<number, Running>()
  const found: Derived[] = []
  const reach = (
    step: Threshold,
    running: Running,
    value: Exact,
    subject: number,
    time: number,
    fact: number,
  ): void => {
    running.times ??= new Map()
    const nth = (running.times.get(step) ?? 0) + 1
    if (nth > 1 && !rule.again) return
    running.times.set(step, nth)
    if (!isInForce(plan, version, time) || (step.points === 0 && step.honour === undefined)) return
    const key = windowKey(window, find(time))
    const at = exactText(step.at)
    const before = running.value === undefined ? {} : { before: shown(running.value) }
    const id = [rule.id, rule.to.kind, subjects.id(subject), at, nth, key].join('/')
    found.push({
      rule,
      version,
      subject,
      row: -1,
      id,
      time,
      completedBy: fact,
      points: step.points,
      ...(step.honour !== undefined && { honour: step.honour }),
      ground: { at, nth, window: key, value: shown(value), ...before },
    })
  }
  return {
    found,
    visit(subject, time, fact) {
      // Windows are days at the finest: their numbers stay below 2^22 on either side.
      const cell = subject * 8_388_608 + find(time) + 4_194_304
      let running = cells.get(cell)
      if (!running) {
        running = { value: start, passed: from }
        cells.set(cell, running)
      }
      const value = advance(running, fact)
      for (let step = steps[running.passed]; step && compare(step.level, value) <= 0; step = steps[running.passed]) {
        reach(step, running, value, subject, time, fact)
        running.passed++
      }
      while (running.passed > 0 && compare((steps[running.passed - 1] as Threshold).level, value) > 0) running.passed--
      running.value = value
    },
  }
}
