import { type Award, exactOf, formatExact, formatPoints, type Limit, type PeriodState } from '@jixing/engine'
import type { SubjectId } from '../../auth/roles.ts'
import { labelled, type View } from '../../books/view.ts'
import type { Account } from '../../wire/account.ts'

type Category = Account['categories'][number]
type LimitUse = Category['limits'][number]

/** Returns what a subject has in each category of a period, with the limits that bear on it. */
export function accountCategories(view: View, subject: SubjectId, period: PeriodState): Category[] {
  const { result } = view
  const program = view.newest
  const ref = { level: period.level, key: period.key }
  const awards = Map.groupBy(result.awards({ subject, period: ref }), ({ category }) => category)
  const all = Map.groupBy(result.awards({ subject }), ({ rule }) => rule)
  const declared = Object.entries(program.categories ?? {})
  return declared.flatMap(([id, category]) => {
    const own = awards.get(id) ?? []
    const rules = program.rules.filter(
      (rule) => 'category' in rule && rule.category === id && reaches(rule, subject.kind),
    )
    const granted = own.reduce((sum, one) => sum + one.granted, 0)
    const carried = result.tally(subject, ref, { category: id }) - granted
    if (rules.length === 0 && own.length === 0 && carried === 0) return []
    const limits = (program.limits ?? []).filter((limit) => bearsOn(limit, id, new Set(rules.map((rule) => rule.id))))
    const { decimals } = result.plan
    return {
      id,
      ...labelled(category),
      granted: formatPoints(granted, decimals),
      requested: formatPoints(
        own.reduce((sum, one) => sum + one.requested, 0),
        decimals,
      ),
      carried: formatPoints(carried, decimals),
      limits: limits.map((limit) => useOf(view, limit, own, all, period)),
    }
  })
}

/** Whether a rule gives to subjects of a kind. */
function reaches(rule: { readonly kind: string; readonly to?: unknown }, kind: string): boolean {
  return (rule.to as { kind?: string } | undefined)?.kind === kind
}

function bearsOn(limit: Limit, category: string, rules: ReadonlySet<string>): boolean {
  if (limit.rules) return limit.rules.some((rule) => rules.has(rule))
  return limit.categories ? limit.categories.includes(category) : true
}

function useOf(
  view: View,
  limit: Limit,
  own: readonly Award[],
  all: ReadonlyMap<string, readonly Award[]>,
  period: PeriodState,
): LimitUse {
  const { plan } = view.result
  const isTimes = limit.points === undefined
  const withheld = own.flatMap((award) => award.withheld).filter((one) => one.limit === limit.id)
  const amount = withheld.reduce((sum, one) => sum + one.amount, 0)
  const window = windowOf(view, limit, period)
  const used = window && usedIn(limit, window, all, isTimes)
  return {
    id: limit.id,
    ...labelled(limit),
    of: isTimes
      ? String(limit.times ?? 0)
      : formatExact(exactOf(limit.points) ?? 0, plan.decimals).replace(/\.0+$/, ''),
    times: isTimes,
    ...(window && { used: isTimes ? String(used) : formatPoints(used as number, plan.decimals), window: window.key }),
    withheld: formatPoints(amount, plan.decimals),
  }
}

/** The window of a limit that the end of the period, or the present, lies in; none where it counts by fields or days. */
function windowOf(view: View, limit: Limit, period: PeriodState): PeriodState | undefined {
  const { result } = view
  const window = limit.per?.window ?? 'ever'
  if (typeof window !== 'string' || (limit.per?.fields?.length ?? 0) > 0) return undefined
  const level = [...result.plan.levels.values()].find(
    (one) => one.window?.unit === window && one.window.startMonth === 1,
  )
  const at = Math.min(period.end - 1, result.asOf)
  return level && result.periods(level.name).find(({ start, end }) => start <= at && at < end)
}

function usedIn(
  limit: Limit,
  { start, end }: PeriodState,
  all: ReadonlyMap<string, readonly Award[]>,
  isTimes: boolean,
): number {
  const sign = limit.side === 'deductions' ? -1 : 1
  let used = 0
  for (const [rule, awards] of all) {
    if (rule === '' || (limit.rules && !limit.rules.includes(rule))) continue
    for (const { category, granted, occurredAt } of awards) {
      if (limit.categories && !limit.categories.includes(category)) continue
      if (occurredAt < start || occurredAt >= end || granted * sign <= 0) continue
      used += isTimes ? 1 : granted * sign
    }
  }
  return used
}
