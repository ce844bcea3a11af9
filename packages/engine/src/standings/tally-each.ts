import type { AwardTable } from '../ledger/award-table.ts'
import type { Plan } from '../rules/plan.ts'
import { type Tally, type TallySpace, type TallySpec, tallyOf } from './tally.ts'

/** A tally of one category or one rule, as its code among all of them. */
export interface SingleTally {
  readonly by: 'category' | 'rule'
  readonly code: number
  readonly count: number
}

/** Sums of so many cells are made at once; beyond that only those that are asked for. */
const MOST_CELLS = 1_000_000

/** Returns the one category or rule that a tally sums, or undefined for any other tally. */
export function singleOf(plan: Plan, spec: TallySpec): SingleTally | undefined {
  const one = (by: SingleTally['by'], name: TallySpec['rule'], all: readonly string[]): SingleTally | undefined => {
    const code = typeof name === 'string' ? all.indexOf(name) : -1
    return code < 0 ? undefined : { by, code, count: all.length }
  }
  // Where a tally names rules, its categories say nothing.
  return spec.rule === undefined ? one('category', spec.category, plan.categories) : one('rule', spec.rule, plan.rules)
}

/** Returns whether the sums of all categories (or rules) are few enough to be made at once. */
export function fitsAll({ periods, width }: TallySpace, count: number): boolean {
  return count * periods * width <= MOST_CELLS
}

/** Returns the tally of each category or each rule, by code, from one pass over the awards. */
export function tallyEach(
  awards: AwardTable,
  { periodOf, periods, width }: TallySpace,
  by: SingleTally['by'],
  count: number,
  part: 'granted' | 'requested',
): readonly Tally[] {
  const cells = periods * width
  const sums = new Float64Array(count * cells)
  const { size, subject, [by]: codes, [part]: points } = awards
  for (let i = 0; i < size; i++) {
    const period = periodOf[i] as number
    const code = codes[i] as number
    if (period < 0 || code < 0) continue
    const cell = code * cells + period * width + (subject[i] as number)
    sums[cell] = (sums[cell] as number) + (points[i] as number)
  }
  return Array.from({ length: count }, (_, code) => tallyOf(sums.subarray(code * cells, (code + 1) * cells), width))
}
