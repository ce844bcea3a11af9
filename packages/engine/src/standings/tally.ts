import type { AwardTable } from '../ledger/award-table.ts'
import type { PeriodTable } from '../ledger/periods.ts'
import type { SubjectIndex } from '../ledger/subject-index.ts'
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

/** Returns a tally over all awards, with what was carried into each period. */
export function tallyAwards(
  plan: Plan,
  awards: AwardTable,
  subjects: SubjectIndex,
  table: PeriodTable,
  periodOf: Int32Array,
  spec: TallySpec,
  carried: ReadonlyMap<number, readonly Carried[]> | undefined,
): Tally {
  const width = subjects.size
  const sums = new Float64Array(table.periods.length * width)
  const covers = tallyCovers(plan, spec)
  const { size, rule, category, subject } = awards
  const points = spec.requested ? awards.requested : awards.granted
  for (let i = 0; i < size; i++) {
    const period = periodOf[i] as number
    if (period < 0 || !covers(rule[i] as number, category[i] as number)) continue
    const cell = period * width + (subject[i] as number)
    sums[cell] = (sums[cell] as number) + (points[i] as number)
  }
  if (!spec.requested) {
    for (const [period, changes] of carried ?? []) {
      for (const change of changes) {
        if (covers(change.rule, change.category))
          sums[period * width + change.subject] = (sums[period * width + change.subject] as number) + change.points
      }
    }
  }
  return tallyOf(sums, width)
}

function tallyOf(sums: Float64Array, width: number): Tally {
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
