import { kindOf, type PointsRule, type Program } from '../rules/program.ts'
import { type CoveredLimit, coveredLimits, liesInside, onlyAmount } from './limit-cover.ts'
import { isSubset } from './most-granted.ts'

/** Why removing an award may lower another's grant under a limit. */
export type NotMonotone = 'rolling' | 'keeps_highest' | 'unequal_awards' | 'after_points' | 'does_not_nest'

/** Whether a limit enjoys the law that removing an award never lowers another's grant. */
export type LimitLaw =
  | { readonly limit: string; readonly enjoys: true }
  | { readonly limit: string; readonly enjoys: false; readonly reason: NotMonotone; readonly other?: string }

/**
 * Says for each limit whether removing an award never lowers the grant of another. The law holds for points limits that
 * nest, grant partially and serve the earliest first, and for times limits whose awards are all equal.
 */
export function monotonicity(program: Program): LimitLaw[] {
  const limits = coveredLimits(program)
  return limits.map((limit, i): LimitLaw => {
    const { id } = limit.limit
    const because = (reason: NotMonotone, other?: CoveredLimit): LimitLaw => ({
      limit: id,
      enjoys: false,
      reason,
      ...(other && { other: other.limit.id }),
    })
    if (typeof limit.window === 'number') return because('rolling')
    if (limit.limit.times === undefined) {
      if (limit.limit.keep === 'highest') return because('keeps_highest')
    } else {
      if (!allEqual(program, limit.rules)) return because('unequal_awards')
      const partial = limits.slice(0, i).find((one) => one.limit.times === undefined && meets(one, limit))
      if (partial) return because('after_points', partial)
    }
    const crossing = limits.find(
      (one) => one !== limit && meets(one, limit) && !nests(one, limit) && !nests(limit, one),
    )
    return crossing ? because('does_not_nest', crossing) : { limit: id, enjoys: true }
  })
}

/** Whether the rules that reach one kind of subject all give the same; other kinds have cells of their own. */
function allEqual(program: Program, rules: readonly PointsRule[]): boolean {
  const amounts = new Map<string, Set<number | undefined>>()
  for (const rule of rules) {
    const kind = kindOf(program, rule)
    const known = amounts.get(kind) ?? new Set()
    amounts.set(kind, known.add(onlyAmount(program, rule)))
  }
  return [...amounts.values()].every((set) => set.size === 1 && !set.has(undefined))
}

function meets(a: CoveredLimit, b: CoveredLimit): boolean {
  return a.side === b.side && a.rules.some((rule) => b.rules.includes(rule))
}

/** Whether every cell of `inner` lies inside one cell of `outer`, as far as they share rules. */
function nests(inner: CoveredLimit, outer: CoveredLimit): boolean {
  return (
    isSubset(inner.rules, outer.rules) && isSubset(outer.fields, inner.fields) && liesInside(inner.window, outer.window)
  )
}
