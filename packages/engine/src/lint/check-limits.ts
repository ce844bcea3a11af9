import type { Program } from '../rules/program.ts'
import { type CoveredLimit, coveredLimits } from './limit-cover.ts'
import { monotonicity } from './monotonicity.ts'
import { isSubset, mostReaching } from './most-granted.ts'
import { isAbove } from './number-span.ts'
import type { Warn } from './warning.ts'

/** Warns of limits that repeat or weaken another, that never bind, and that do not enjoy monotonicity. */
export function checkLimits(program: Program, warn: Warn): void {
  const limits = coveredLimits(program)
  const told = new Set<CoveredLimit>()
  for (const [i, limit] of limits.entries()) {
    if (limit.rules.length === 0) {
      warn('limit_without_points', pathOf(limit), { limit: limit.limit.id })
      told.add(limit)
      continue
    }
    for (const earlier of limits.slice(0, i)) {
      if (!told.has(limit) && !told.has(earlier) && hasSameCells(earlier, limit)) compare(earlier, limit, told, warn)
    }
  }
  for (const [i, limit] of limits.entries()) {
    if (!told.has(limit)) checkBinding(program, limit, limits.slice(0, i), warn)
  }
  for (const law of monotonicity(program)) {
    if (law.enjoys) continue
    const place = limits.findIndex((one) => one.limit.id === law.limit)
    const other = law.other === undefined ? {} : { other: law.other }
    warn('limit_not_monotone', `/limits/${place}`, { limit: law.limit, reason: law.reason, ...other })
  }
}

function pathOf(limit: CoveredLimit): string {
  return `/limits/${limit.place}`
}

function hasSameCells(a: CoveredLimit, b: CoveredLimit): boolean {
  return (
    a.side === b.side &&
    a.window === b.window &&
    (a.limit.times === undefined) === (b.limit.times === undefined) &&
    isSubset(a.fields, b.fields) &&
    isSubset(b.fields, a.fields) &&
    isSubset(a.rules, b.rules) &&
    isSubset(b.rules, a.rules)
  )
}

function amountOf({ limit }: CoveredLimit): number {
  return Number(limit.times ?? limit.points)
}

/** Of two limits over the same cells, the weaker one does nothing: always when it comes second. */
function compare(earlier: CoveredLimit, later: CoveredLimit, told: Set<CoveredLimit>, warn: Warn): void {
  const [first, second] = [amountOf(earlier), amountOf(later)]
  const ids = (weak: CoveredLimit, strong: CoveredLimit) => ({ limit: weak.limit.id, other: strong.limit.id })
  if (first === second) warn('limit_repeats', pathOf(later), ids(later, earlier))
  else if (first < second) warn('limit_weaker', pathOf(later), ids(later, earlier))
  else if (earlier.limit.keep !== 'highest' && later.limit.keep !== 'highest') {
    warn('limit_weaker', pathOf(earlier), ids(earlier, later))
    told.add(earlier)
    return
  } else return
  told.add(later)
}

function checkBinding(program: Program, limit: CoveredLimit, before: readonly CoveredLimit[], warn: Warn): void {
  const most = mostReaching(program, limit, before)
  const { points, times } = limit.limit
  const reaching = times === undefined ? most.points : most.times
  if (!Number.isFinite(reaching) || isAbove(reaching, Number(times ?? points))) return
  warn('limit_never_binds', pathOf(limit), {
    limit: limit.limit.id,
    most: Number(reaching.toFixed(4)),
    unit: times === undefined ? 'points' : 'times',
  })
}
