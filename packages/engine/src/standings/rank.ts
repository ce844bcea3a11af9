import { compare, type Exact } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import type { Ranking } from '../rules/program.ts'

/** One subject's place (名次) in a ranking; without a rank it is shown after those that have one. */
export interface Standing {
  readonly subject: string
  readonly rank: number | null
  readonly value: Exact | undefined
  /** Whether another subject has the same rank. */
  readonly tied: boolean
  /** The unit it was ranked within, where the ranking is within units. */
  readonly unit: string | undefined
}

/** A subject about to be ranked: its value, and how it compares where values are equal. */
export interface Contender {
  readonly subject: string
  readonly value: Exact | undefined
  readonly ranked: boolean
}

/** Compares two contenders that are equal so far; negative when the first is better. */
export type TieBreak = (a: string, b: string) => number

/** Compares two values of which more (or, ascending, less) is better; a missing one is worst. */
export function compareBest(a: Exact | undefined, b: Exact | undefined, order: 'desc' | 'asc' = 'desc'): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  return order === 'desc' ? compare(b, a) : compare(a, b)
}

/**
 * Ranks contenders by value and tie-breakers: `standard` 1224, `dense` 1223, `modified` 1334, `ordinal` 1234 by id.
 * Guarantees the same ranks whatever the order of the input; inside a tie the listing order is by id.
 */
export function rank(
  contenders: readonly Contender[],
  options: {
    readonly method?: Ranking['method']
    readonly order?: 'desc' | 'asc'
    readonly ties?: readonly TieBreak[]
    readonly unit?: string
  },
): Standing[] {
  const better = (a: Contender, b: Contender): number => {
    const byValue = compareBest(a.value, b.value, options.order)
    if (byValue !== 0) return byValue
    for (const tie of options.ties ?? []) {
      const order = tie(a.subject, b.subject)
      if (order !== 0) return order
    }
    return 0
  }
  const unit = options.unit
  const ranked = contenders.filter((one) => one.ranked && one.value !== undefined)
  ranked.sort((a, b) => better(a, b) || compareText(a.subject, b.subject))
  const standings: Standing[] = []
  let groups = 0
  for (let i = 0; i < ranked.length; ) {
    let end = i + 1
    while (end < ranked.length && better(ranked[i] as Contender, ranked[end] as Contender) === 0) end++
    groups++
    for (let j = i; j < end; j++) {
      const { subject, value } = ranked[j] as Contender
      const place = { standard: i + 1, dense: groups, modified: end, ordinal: j + 1 }[options.method ?? 'standard']
      standings.push({ subject, rank: place, value, tied: end - i > 1 && options.method !== 'ordinal', unit })
    }
    i = end
  }
  const rest = contenders
    .filter((one) => !one.ranked || one.value === undefined)
    .sort((a, b) => compareText(a.subject, b.subject))
  for (const { subject, value } of rest) standings.push({ subject, rank: null, value, tied: false, unit })
  return standings
}
