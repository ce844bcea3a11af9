import type { CalendarUnit } from '../base/window.ts'
import type { PointsRule, Program, Rule } from '../rules/program.ts'
import { type CoveredLimit, mostOf, windowsTouching } from './limit-cover.ts'

interface Most {
  readonly points: number
  readonly times: number
}

const UNBOUNDED: Most = { points: Number.POSITIVE_INFINITY, times: Number.POSITIVE_INFINITY }

/**
 * Returns the most points and times that can reach one cell of a limit, as far as that is certain: from rules that give
 * once a window, and from the limits that are declared before it.
 */
export function mostReaching(program: Program, limit: CoveredLimit, before: readonly CoveredLimit[]): Most {
  const useful = before.filter((one) => one.side === limit.side && isSubset(one.fields, limit.fields))
  const single = limit.rules.map((rule) => {
    const own = [ofRule(program, rule, limit), ...useful.filter((one) => one.rules.includes(rule)).map(ofLimit)]
    return least(own)
  })
  const sum = total(single)
  const shared = useful.flatMap((one) => {
    const outside = single.filter((_, i) => !one.rules.includes(limit.rules[i] as PointsRule))
    return outside.length < single.length ? [total([ofLimit(one), ...outside])] : []
  })
  return least([sum, ...shared])

  function ofLimit(one: CoveredLimit): Most {
    const windows = windowsTouching(one.window, limit.window)
    const highest = Math.max(0, ...one.rules.map((rule) => mostOf(program, rule, limit.side)))
    if (one.limit.times === undefined) return { ...UNBOUNDED, points: Number(one.limit.points) * windows }
    const times = one.limit.times * windows
    return { times, points: times === 0 ? 0 : times * highest }
  }
}

/** Grants, and expectations without an object, give at most once in each of their own windows. */
function ofRule(program: Program, rule: Rule, limit: CoveredLimit): Most {
  if (rule.kind !== 'grant' && (rule.kind !== 'expectation' || rule.per !== undefined)) return UNBOUNDED
  const times = windowsTouching(rule.window as CalendarUnit, limit.window)
  return { times, points: times * mostOf(program, rule, limit.side) }
}

function total(parts: readonly Most[]): Most {
  return parts.reduce((sum, one) => ({ points: sum.points + one.points, times: sum.times + one.times }), {
    points: 0,
    times: 0,
  })
}

function least(parts: readonly Most[]): Most {
  return {
    points: Math.min(...parts.map((one) => one.points)),
    times: Math.min(...parts.map((one) => one.times)),
  }
}

/** Returns whether every member of one list is in another. */
export function isSubset<T>(inner: readonly T[], outer: readonly T[]): boolean {
  return inner.every((one) => outer.includes(one))
}
