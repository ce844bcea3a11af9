import type { AwardTable } from '../ledger/award-table.ts'
import type { PeriodTable } from '../ledger/periods.ts'
import type { Plan } from '../rules/plan.ts'

/** What a tally (合计) sums: categories, rules or everything; granted points, or requested ones. */
export interface TallySpec {
  readonly category?: string | readonly string[]
  readonly rule?: string | readonly string[]
  readonly all?: true
  readonly requested?: boolean
}

/** A change to a frozen period that came later and counts in an open one, outside its limits. */
export interface Carried {
  readonly subject: number
  readonly rule: number
  readonly category: number
  readonly points: number
  /** The frozen period that the change belongs to. */
  readonly from: string
}

/** Returns the tally of a formula's argument: a category by its name, or a spec. */
export function tallySpec(argument: unknown): TallySpec {
  return typeof argument === 'string' ? { category: argument } : (argument as TallySpec)
}

/** Returns which rules and categories a tally covers. */
export function tallyCovers(plan: Plan, spec: TallySpec): (rule: number, category: number) => boolean {
  const codes = (names: string | readonly string[] | undefined, all: readonly string[]): Set<number> | undefined =>
    names === undefined
      ? undefined
      : new Set((typeof names === 'string' ? [names] : names).map((name) => all.indexOf(name)))
  const rules = codes(spec.rule, plan.rules)
  const categories = codes(spec.category, plan.categories)
  return (rule, category) => (rules ? rules.has(rule) : categories ? categories.has(category) : true)
}

/** Sums granted (or requested) units per period and subject. */
export interface Tally {
  /** The sums, one for each period and subject: period × width + subject. */
  readonly sums: Float64Array
  readonly width: number
  /** The sum of one subject (by code) in one period, in whole units. */
  of(period: number, subject: number): number
}

/** The cells that sums fall into: the period of each award, and how many periods and subjects there are. */
export interface TallySpace {
  readonly periodOf: Int32Array
  readonly periods: number
  readonly width: number
}

/** Returns a tally over all awards. */
export function tallyAwards(plan: Plan, awards: AwardTable, space: TallySpace, spec: TallySpec): Tally {
  const { periodOf, periods, width } = space
  const sums = new Float64Array(periods * width)
  const covers = tallyCovers(plan, spec)
  const { size, rule, category, subject } = awards
  const points = spec.requested ? awards.requested : awards.granted
  for (let i = 0; i < size; i++) {
    const period = periodOf[i] as number
    if (period < 0 || !covers(rule[i] as number, category[i] as number)) continue
    const cell = period * width + (subject[i] as number)
    sums[cell] = (sums[cell] as number) + (points[i] as number)
  }
  return tallyOf(sums, width)
}

/** Returns a tally with what was carried into each period, by period key. */
export function withCarried(
  plan: Plan,
  tally: Tally,
  spec: TallySpec,
  carried: ReadonlyMap<string, readonly Carried[]>,
  table: PeriodTable,
): Tally {
  const { width } = tally
  const sums = tally.sums.slice()
  const covers = tallyCovers(plan, spec)
  for (const [key, changes] of carried) {
    const period = table.find(key)
    if (period < 0) continue
    for (const { rule, category, subject, points } of changes) {
      if (covers(rule, category)) sums[period * width + subject] = (sums[period * width + subject] as number) + points
    }
  }
  return tallyOf(sums, width)
}

/** Returns sums as a tally. */
export function tallyOf(sums: Float64Array, width: number): Tally {
  return {
    sums,
    width,
    of: (period, subject) => (subject < 0 || subject >= width ? 0 : (sums[period * width + subject] as number)),
  }
}

/** What differs between two tables of the same awards: places in the table, and the one that holds them anew. */
export interface Resettled {
  readonly before: AwardTable
  readonly places: Int32Array
  /** The codes of their rules: every award of these is among them. */
  readonly rules: ReadonlySet<number>
  /** The codes of their categories. */
  readonly categories: ReadonlySet<number>
  /** The award at `places[i]` as it is now stands at `i`. */
  readonly part: AwardTable
}

/** Returns a tally after some awards were settled again; the same one where it covers none of them that changed. */
export function patchTally(plan: Plan, tally: Tally, spec: TallySpec, periodOf: Int32Array, by: Resettled): Tally {
  const covers = tallyCovers(plan, spec)
  const { before, places, part, rules, categories } = by
  if (![...rules].some((code) => [...categories].some((category) => covers(code, category)))) return tally
  const [old, now] = spec.requested ? [before.requested, part.requested] : [before.granted, part.granted]
  const { rule, category, subject } = part
  const { width } = tally
  let sums: Float64Array | undefined
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number
    const change = (now[i] as number) - (old[place] as number)
    if (change === 0 || !covers(rule[i] as number, category[i] as number)) continue
    const period = periodOf[place] as number
    if (period < 0) continue
    sums ??= tally.sums.slice()
    const cell = period * width + (subject[i] as number)
    sums[cell] = (sums[cell] as number) + change
  }
  return sums ? tallyOf(sums, width) : tally
}
