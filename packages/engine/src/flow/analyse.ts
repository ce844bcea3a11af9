import { compare, divide, type Exact, exactOf, ratio, subtract, toNumber } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import { dayAt } from '../base/zone.ts'
import type { Program } from '../rules/program.ts'
import type { Result } from './result.ts'

/** What one rule carries: its share of all points granted above zero, and whom it reaches. */
export interface RuleWeight {
  readonly rule: string
  readonly awards: number
  readonly subjects: number
  /** Whole units. */
  readonly requested: number
  readonly granted: number
  /** Of all points granted above zero; undefined for deductions and where nothing was granted. */
  readonly share: Exact | undefined
}

/** How often a limit binds: of the awards that it covers, how many it took something from. */
export interface LimitWeight {
  readonly limit: string
  readonly covered: number
  readonly bound: number
  readonly rate: Exact | undefined
  /** Whole units withheld, by magnitude. */
  readonly withheld: number
}

/** A subject that a little more (or less) would bring into another band. */
export interface NearBand {
  readonly tier: string
  readonly key: string
  readonly subject: string
  readonly band: string
  readonly next: string
  /** How much is missing to the better band; positive. */
  readonly missing: Exact
}

/** A civil day with far more events of one recorder, or about one subject, than its other days have. */
export interface Burst {
  readonly by: 'source' | 'subject' | 'field'
  readonly name: string
  readonly day: number
  readonly events: number
  /** The median of its days with events. */
  readonly usual: number
}

/** What carries the points of a result, what binds, who is near, and what looks unusual (分析). */
export interface Analysis {
  readonly rules: readonly RuleWeight[]
  readonly limits: readonly LimitWeight[]
  readonly near: readonly NearBand[]
  readonly bursts: readonly Burst[]
}

/** What to look for. */
export interface AnalyseOptions {
  /** How far below a band still counts as near, in points of the score. Default 2. */
  readonly within?: number | string
  /** A field that names who recorded an event, where the source does not. */
  readonly recorder?: string
  /** A day is a burst from so many events on … Default 10. */
  readonly atLeast?: number
  /** … and so many times the usual number. Default 4. */
  readonly times?: number
}

/** Analyses a result over its whole log: only facts, in a fixed order; what they mean is for a person to say. */
export function analyse(result: Result, options: AnalyseOptions = {}): Analysis {
  return {
    rules: ruleWeights(result),
    limits: limitWeights(result),
    near: nearBands(result, exactOf(options.within ?? 2) ?? 2),
    bursts: bursts(result, options),
  }
}

function ruleWeights(result: Result): RuleWeight[] {
  const { plan } = result
  const { size, rule, subject, requested, granted } = result.scorer.input.awards
  const sums = plan.rules.map(() => ({ awards: 0, subjects: new Set<number>(), requested: 0, granted: 0 }))
  let all = 0
  for (let i = 0; i < size; i++) {
    const one = sums[rule[i] as number]
    if ((granted[i] as number) > 0) all += granted[i] as number
    if (!one) continue
    one.awards++
    one.subjects.add(subject[i] as number)
    one.requested += requested[i] as number
    one.granted += granted[i] as number
  }
  return plan.rules
    .map((id, i): RuleWeight => {
      const one = sums[i] as (typeof sums)[number]
      const share = all > 0 && one.granted > 0 ? ratio(one.granted, all) : undefined
      return { rule: id, ...one, subjects: one.subjects.size, share }
    })
    .sort((a, b) => b.granted - a.granted || compareText(a.rule, b.rule))
}

/** Returns how often each limit binds, in the order of the plan's limits. */
export function limitWeights(result: Result): LimitWeight[] {
  const { plan } = result
  const awards = result.scorer.input.awards
  const { size, rule, version, requested } = awards
  const covered = new Float64Array(plan.limits.length)
  const bound = new Float64Array(plan.limits.length)
  const withheld = new Float64Array(plan.limits.length)
  const covers = coverage(result)
  for (let i = 0; i < size; i++) {
    const side = (requested[i] as number) < 0 ? 1 : 0
    const limits = covers[version[i] as number]?.[side]?.[rule[i] as number] ?? []
    for (const limit of limits) covered[limit] = (covered[limit] as number) + 1
    for (const { by, amount } of limits.length > 0 ? awards.withheld(i) : []) {
      if (by < 0) continue
      bound[by] = (bound[by] as number) + 1
      withheld[by] = (withheld[by] as number) + Math.abs(amount)
    }
  }
  return plan.limits.map((limit, i) => ({
    limit,
    covered: covered[i] as number,
    bound: bound[i] as number,
    rate: divide(bound[i] as number, covered[i] as number),
    withheld: withheld[i] as number,
  }))
}

/** The places of the limits that cover a rule, by version, side (0 awards, 1 deductions) and rule. */
function coverage({ plan }: Result): number[][][][] {
  return plan.versions.map((program) =>
    (['awards', 'deductions'] as const).map((side) =>
      plan.rules.map((id) => {
        const rule = program.rules.find((one) => one.id === id)
        if (!rule || !('category' in rule)) return []
        return plan.limits.flatMap((name, i) => {
          const limit = program.limits?.find((one) => one.id === name)
          if (!limit || (limit.side ?? 'awards') !== side) return []
          return (limit.rules?.includes(id) ?? limit.categories?.includes(rule.category) ?? true) ? [i] : []
        })
      }),
    ),
  )
}

function nearBands(result: Result, within: Exact): NearBand[] {
  const newest = result.plan.versions[result.plan.versions.length - 1] as Program
  const found: NearBand[] = []
  for (const tier of newest.tiers ?? []) {
    const ranking = newest.rankings?.find((one) => one.id === tier.ranking)
    const level = ranking && result.scorer.levelOf(ranking.id)
    if (!ranking || level === undefined || ranking.order === 'asc') continue
    for (const { key } of result.periods(level)) {
      for (const { subject, value, rank } of result.standings(ranking.id, key)) {
        const band = rank === null ? undefined : result.tier(tier.id, subject, key)
        const place = tier.bands.findIndex((one) => one.id === band)
        const better = tier.bands[place - 1]
        const mark = better && exactOf(better.from)
        if (value === undefined || band === undefined || !better || mark === undefined) continue
        const missing = subtract(mark, value)
        if (compare(missing, 0) > 0 && compare(missing, within) <= 0)
          found.push({ tier: tier.id, key, subject, band, next: better.id, missing })
      }
    }
  }
  return found
}

function bursts(result: Result, { recorder, atLeast = 10, times = 4 }: AnalyseOptions): Burst[] {
  const { log, plan } = result
  const { rows } = result.scorer.basis.valid
  const counts = new Map<string, Map<number, number>>()
  const column = recorder === undefined ? undefined : log.column(recorder)
  const note = (by: Burst['by'], name: string, day: number): void => {
    const key = `${by}\u0000${name}`
    const days = counts.get(key) ?? new Map<number, number>()
    counts.set(key, days)
    days.set(day, (days.get(day) ?? 0) + 1)
  }
  for (let row = 0; row < log.rows; row++) {
    if (rows[row] !== 1) continue
    const day = dayAt(plan.zone, log.time(row))
    const subject = log.subject(row)
    if (subject >= 0) note('subject', log.texts.text(subject), day)
    const named = column?.value(row)
    if (column === undefined) note('source', log.source(row), day)
    else if (named !== undefined)
      note('field', typeof named === 'object' ? String(toNumber(named)) : String(named), day)
  }
  const found: Burst[] = []
  for (const [key, days] of counts) {
    const [by, name] = key.split('\u0000') as [Burst['by'], string]
    const usual = median([...days.values()])
    for (const [day, events] of days)
      if (events >= atLeast && events >= usual * times) found.push({ by, name, day, events, usual })
  }
  return found.sort((a, b) => b.events - a.events || a.day - b.day || compareText(a.name, b.name))
}

function median(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
