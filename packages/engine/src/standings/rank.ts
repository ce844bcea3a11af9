import { compare, type Exact } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import { type OrderedValues, orderValues } from './order-values.ts'
import { type RankMethod, rankInGroup } from './rank-values.ts'

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

/** A subject about to be ranked, with its value. */
export interface Contender {
  readonly subject: string
  readonly value: Exact | undefined
  readonly ranked: boolean
}

/**
 * Splits subjects that are equal so far into groups that are still equal, the best first. It is given two or more, by id,
 * and keeps that order inside each group. It sees the whole group, so that it may decide by what the tied did among themselves.
 */
export type TieBreak = (tied: readonly string[]) => readonly (readonly string[])[]

/** Compares two values of which more (or, ascending, less) is better; a missing one is worst. */
export function compareBest(a: Exact | undefined, b: Exact | undefined, order: 'desc' | 'asc' = 'desc'): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  return order === 'desc' ? compare(b, a) : compare(a, b)
}

/**
 * Ranks contenders: orders them by value, then refines each group of equals by one tie-breaker after the other.
 * `standard` 1224, `dense` 1223, `modified` 1334, `ordinal` 1234 by id.
 * Guarantees the same ranks whatever the order of the input; inside a tie the listing order is by id.
 */
export function rank(
  contenders: readonly Contender[],
  options: {
    readonly method?: RankMethod
    readonly order?: 'desc' | 'asc'
    readonly ties?: readonly TieBreak[]
    readonly unit?: string
  },
): Standing[] {
  const { method = 'standard', order = 'desc', ties = [], unit } = options
  // In order of id before all else: what follows keeps that order among equals.
  const all = byId(contenders)
  const ranked = all.filter((one) => one.ranked && one.value !== undefined)
  const byValue = orderContenders(ranked, order)
  const subjects = subjectsIn(byValue.order, ranked)
  const standings: Standing[] = []
  let groups = 0
  let start = 0
  for (const end of byValue.ends) {
    const { value } = ranked[byValue.order[start] as number] as Contender
    for (const group of refine(subjects.slice(start, end), ties)) {
      groups++
      const first = standings.length
      const last = first + group.length
      const tied = group.length > 1 && method !== 'ordinal'
      for (const subject of group) {
        const place = rankInGroup(method, standings.length, first, last, groups)
        standings.push({ subject, rank: place, value, tied, unit })
      }
    }
    start = end
  }
  for (const { subject, value, ranked: counts } of all) {
    if (!counts || value === undefined) standings.push({ subject, rank: null, value, tied: false, unit })
  }
  return standings
}

/** Sorts by id. The subjects of a population come in that order, so that most often a look is enough. */
function byId(contenders: readonly Contender[]): readonly Contender[] {
  const inOrder = contenders.every(
    ({ subject }, i) => i === 0 || compareText((contenders[i - 1] as Contender).subject, subject) <= 0,
  )
  return inOrder ? contenders : [...contenders].sort((a, b) => compareText(a.subject, b.subject))
}

/** Orders by value: whole numbers by counting; where one is a fraction, all by exact comparison. */
function orderContenders(ranked: readonly Contender[], order: 'desc' | 'asc'): OrderedValues {
  const whole = new Float64Array(ranked.length)
  for (let i = 0; i < ranked.length; i++) {
    const { value } = ranked[i] as Contender
    if (typeof value !== 'number') return compareContenders(ranked, order)
    whole[i] = value
  }
  return orderValues(whole, order)
}

function compareContenders(ranked: readonly Contender[], direction: 'desc' | 'asc'): OrderedValues {
  const better = (a: number, b: number): number =>
    compareBest((ranked[a] as Contender).value, (ranked[b] as Contender).value, direction)
  const order = Uint32Array.from(ranked.keys()).sort((a, b) => better(a, b) || a - b)
  const ends = order.map((_, i) => i + 1)
  return {
    order,
    ends: ends.filter((end) => end === order.length || better(order[end - 1] as number, order[end] as number) !== 0),
  }
}

/** Returns the subjects in an order. Reads the contenders one after the other as they lie in memory: for a million, twice as fast. */
function subjectsIn(order: Uint32Array, ranked: readonly Contender[]): string[] {
  const places = new Uint32Array(order.length)
  for (let place = 0; place < order.length; place++) places[order[place] as number] = place
  const subjects = new Array<string>(order.length)
  for (let i = 0; i < ranked.length; i++) subjects[places[i] as number] = (ranked[i] as Contender).subject
  return subjects
}

/** Returns a group of equals split by the tie-breakers from `step` on, one after the other. */
export function refine(equals: readonly string[], ties: readonly TieBreak[], step = 0): readonly (readonly string[])[] {
  const breaker = ties[step]
  if (!breaker || equals.length < 2) return [equals]
  return breaker(equals).flatMap((group) => refine(group, ties, step + 1))
}
