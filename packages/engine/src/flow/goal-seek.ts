import { add, compare, divide, type Exact, exactOf, multiply, subtract, toNumber } from '../base/exact.ts'
import { parseProgram } from '../rules/parse-program.ts'
import { compile } from '../rules/plan.ts'
import type { Program } from '../rules/program.ts'
import { shareOf } from '../standings/tier.ts'
import type { Result } from './result.ts'
import { measureTarget, type Target } from './target.ts'
import { trial } from './trial.ts'

/** The one number that may move: where it stands in the newest version, and the values it may take. */
export interface Knob {
  /** A JSON pointer into the newest version: `/rules/3/points`. */
  readonly pointer: string
  readonly least: number | string
  readonly most: number | string
  /** The distance of two values; positive. */
  readonly step: number | string
}

/** What the measured value shall be: `1/3`, `0.3` or `80`. */
export interface Goal {
  readonly op: 'atLeast' | 'atMost' | 'nearest'
  readonly value: number | string
  /** How far from `nearest` still counts as reached: `0.01`. Default 0.005. */
  readonly within?: number | string
}

/** One value that was tried, and what the target measured with it; undefined when there was nothing to measure. */
export interface Attempt {
  readonly value: Exact
  readonly measured: Exact | undefined
}

/** The answer of a goal seek (目标求解). */
export interface Sought {
  /** Whether some value reaches the goal. */
  readonly reached: boolean
  /** The value that reaches it with the least change from today's; without one, the one that comes closest. */
  readonly best: Attempt | undefined
  readonly today: Attempt
  /** Every value tried, ascending. */
  readonly tried: readonly Attempt[]
  /** Whether every value of the knob was tried. Otherwise values between two tried ones that agree were passed over. */
  readonly exhaustive: boolean
}

const ALL = 65
const COARSE = 33

/** Returns a copy of a program with the number at a pointer replaced, or undefined when there is no number there. */
export function withValue(program: Program, pointer: string, value: number | string): unknown {
  const copy = JSON.parse(JSON.stringify(program)) as Record<string, unknown>
  const keys = pointer.split('/').slice(1)
  const last = keys.pop()?.replaceAll('~1', '/').replaceAll('~0', '~')
  let parent: unknown = copy
  for (const key of keys) {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, name)) return undefined
    parent = (parent as Record<string, unknown>)[name]
  }
  if (typeof parent !== 'object' || parent === null || last === undefined || !Object.hasOwn(parent, last))
    return undefined
  const holder = parent as Record<string, unknown>
  if (exactOf(holder[last]) === undefined) return undefined
  // A formula takes numbers only; a decimal text stays one where the program writes its amounts so.
  holder[last] = typeof holder[last] === 'string' ? String(value) : Number(value)
  return copy
}

/** The number at a pointer of a program. */
function valueAt(program: Program, pointer: string): Exact | undefined {
  let value: unknown = program
  for (const key of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  return exactOf(value)
}

/**
 * Seeks a value of one number of the newest version with which a target meets its goal, over the whole log of a result.
 * Every value is tried by a trial, so what is found is what publishing it would give. Throws a RangeError when the
 * pointer leads to no number, or the knob has no values.
 */
export function goalSeek(before: Result, knob: Knob, target: Target, goal: Goal): Sought {
  const { plan } = before
  const newest = plan.versions[plan.versions.length - 1] as Program
  const present = valueAt(newest, knob.pointer)
  const [least, most, step] = [exactOf(knob.least), exactOf(knob.most), exactOf(knob.step)]
  if (present === undefined) throw new RangeError(`No number at ${knob.pointer}`)
  if (least === undefined || most === undefined || step === undefined || compare(step, 0) <= 0)
    throw new RangeError('A knob needs exact least, most and a positive step')
  const span = divide(subtract(most, least), step) as Exact
  const last = Math.floor(typeof span === 'number' ? span : Number(span.n) / Number(span.d))
  if (last < 0) throw new RangeError('A knob needs least ≤ most')
  const wanted = shareOf(goal.value)
  const attempts = new Map<number, Attempt>()
  const measure = (value: Exact): Exact | undefined => {
    const json = withValue(newest, knob.pointer, toNumber(value))
    const parsed = parseProgram(json)
    if (!parsed.ok) return undefined
    const candidate = compile([...plan.versions.slice(0, -1), parsed.value])
    return candidate.ok ? measureTarget(trial(before, candidate.value).after, target) : undefined
  }
  const attempt = (place: number): Attempt => {
    const known = attempts.get(place)
    if (known) return known
    const value = add(least, multiply(step, place))
    const made = { value, measured: measure(value) }
    attempts.set(place, made)
    return made
  }
  const today = { value: present, measured: measure(present) }
  seek(last, attempt, (one) => meets(one.measured, goal.op, wanted), goal.op === 'nearest' ? wanted : undefined)
  const tried = [...attempts].sort(([a], [b]) => a - b).map(([, one]) => one)
  const within = shareOf(goal.within ?? '0.005')
  return { ...chosen(tried, present, goal.op, wanted, within), today, tried, exhaustive: attempts.size === last + 1 }
}

function meets(measured: Exact | undefined, op: Goal['op'], wanted: Exact): boolean {
  if (measured === undefined || op === 'nearest') return false
  return op === 'atLeast' ? compare(measured, wanted) >= 0 : compare(measured, wanted) <= 0
}

/** Tries every value when they are few; else evenly spaced ones, and then halves the gaps where the answer changes. */
function seek(
  last: number,
  attempt: (place: number) => Attempt,
  holds: (one: Attempt) => boolean,
  nearest: Exact | undefined,
): void {
  if (last < ALL) {
    for (let place = 0; place <= last; place++) attempt(place)
    return
  }
  const places = Array.from({ length: COARSE }, (_, i) => Math.round((i * last) / (COARSE - 1)))
  const above = (place: number): boolean => {
    const one = attempt(place)
    if (nearest === undefined) return holds(one)
    return one.measured !== undefined && compare(one.measured, nearest) >= 0
  }
  for (const place of places) attempt(place)
  for (let i = 1; i < places.length; i++) {
    let [low, high] = [places[i - 1] as number, places[i] as number]
    if (above(low) === above(high)) continue
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (above(middle) === above(low)) low = middle
      else high = middle
    }
  }
}

function chosen(
  tried: readonly Attempt[],
  present: Exact,
  op: Goal['op'],
  wanted: Exact,
  within: Exact,
): { reached: boolean; best: Attempt | undefined } {
  const measured = tried.filter((one) => one.measured !== undefined)
  const far = (a: Exact, b: Exact): Exact => {
    const by = subtract(a, b)
    return compare(by, 0) < 0 ? multiply(by, -1) : by
  }
  const closest = (list: readonly Attempt[], distance: (one: Attempt) => Exact): Attempt | undefined =>
    list.reduce<Attempt | undefined>(
      (best, one) => (best && compare(distance(best), distance(one)) <= 0 ? best : one),
      undefined,
    )
  const fromToday = (one: Attempt): Exact => far(one.value, present)
  const fromGoal = (one: Attempt): Exact => far(one.measured as Exact, wanted)
  const nearest = closest(measured, fromGoal)
  if (op === 'nearest' || !nearest) {
    const equal = measured.filter((one) => nearest && compare(fromGoal(one), fromGoal(nearest)) === 0)
    return {
      reached: nearest !== undefined && compare(fromGoal(nearest), within) <= 0,
      best: closest(equal, fromToday),
    }
  }
  const good = measured.filter((one) => meets(one.measured, op, wanted))
  return good.length > 0 ? { reached: true, best: closest(good, fromToday) } : { reached: false, best: nearest }
}
