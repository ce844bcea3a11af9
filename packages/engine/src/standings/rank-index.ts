import type { RankMethod } from './rank-values.ts'

/**
 * Subjects with whole-number values that change one at a time, and the rank of any of them at any moment. A subject is
 * named by its id, or by a number where the caller has numbered them.
 */
export interface RankIndex<Subject extends string | number = string> {
  /** How many subjects have a value. */
  readonly size: number
  /** Gives a subject a value, or another one. Requires a whole number. */
  set(subject: Subject, value: number): void
  /** Takes a subject out, and says whether it was there. */
  remove(subject: Subject): boolean
  /** The value of a subject, or undefined when it has none. */
  valueOf(subject: Subject): number | undefined
  /** The rank of a subject, or undefined when it has no value. There is no `ordinal` here: it needs the order of all ids. */
  rankOf(subject: Subject, method?: Exclude<RankMethod, 'ordinal'>): number | undefined
  /** How many subjects stand above a value, whether or not one has it. */
  countAbove(value: number): number
}

/** How a rank index counts; `from` and `to` only spare it growing while values stay between them. */
export interface RankIndexOptions {
  readonly order?: 'desc' | 'asc'
  readonly from?: number
  readonly to?: number
}

/** The widest range of values: three counters of four bytes for each value, 200 MB in all. */
const WIDEST = 2 ** 24
const NARROWEST = 1024

/**
 * Returns an empty rank index. Setting a value and asking for a rank take as many steps as the range of values has binary
 * digits, however many subjects there are. Requires all the values it ever holds to lie within 16,777,215 of each other.
 * Guarantees the ranks that `rank` gives to the same values without tie-breakers.
 */
export function createRankIndex<Subject extends string | number = string>(
  options: RankIndexOptions = {},
): RankIndex<Subject> {
  const sign = options.order === 'asc' ? -1 : 1
  const keys = new Map<Subject, number>()
  let range = rangeOver(0, 0)
  for (const value of [options.from, options.to]) if (value !== undefined) cover(keyOf(value))

  function keyOf(value: number): number {
    if (!Number.isSafeInteger(value)) throw new RangeError(`a rank index holds whole numbers, not ${value}`)
    // Adding 0 makes a plain zero of a negative one.
    return value * sign + 0
  }

  function cover(key: number): void {
    if (key > range.top || key <= range.top - range.counts.length) range = grown(range, key)
  }

  function count(key: number, by: 1 | -1): void {
    const slot = range.top - key
    const before = range.counts[slot] as number
    range.counts[slot] = before + by
    addAt(range.subjects, slot, by)
    if (before === 0 || before + by === 0) addAt(range.values, slot, by)
  }

  return {
    get size() {
      return keys.size
    },
    set(subject, value) {
      const key = keyOf(value)
      const before = keys.get(subject)
      if (before === key) return
      cover(key)
      if (before !== undefined) count(before, -1)
      count(key, 1)
      keys.set(subject, key)
    },
    remove(subject) {
      const key = keys.get(subject)
      if (key === undefined) return false
      count(key, -1)
      return keys.delete(subject)
    },
    valueOf(subject) {
      const key = keys.get(subject)
      return key === undefined ? undefined : key * sign + 0
    },
    rankOf(subject, method = 'standard') {
      const key = keys.get(subject)
      if (key === undefined) return undefined
      const slot = range.top - key
      if (method === 'dense') return sumBefore(range.values, slot) + 1
      const above = sumBefore(range.subjects, slot)
      return method === 'modified' ? above + (range.counts[slot] as number) : above + 1
    },
    countAbove(value) {
      return sumBefore(range.subjects, Math.min(range.top - keyOf(value), range.counts.length))
    },
  }
}

/** Counters over a range of keys, the greatest first. */
interface Range {
  /** The greatest key; the key `top - i` has slot `i`. */
  readonly top: number
  /** How many subjects have each key. */
  readonly counts: Int32Array
  /** A binary indexed tree (Fenwick tree) over `counts`. */
  readonly subjects: Int32Array
  /** A binary indexed tree over the keys that some subject has. */
  readonly values: Int32Array
}

function rangeOver(top: number, length: number): Range {
  return { top, counts: new Int32Array(length), subjects: new Int32Array(length), values: new Int32Array(length) }
}

/** Returns a range that covers one more key: twice as wide or more, so that growing stays rare. */
function grown(range: Range, key: number): Range {
  const { top, counts } = range
  const empty = counts.length === 0
  const least = empty ? key : Math.min(key, top - counts.length + 1)
  const most = empty ? key : Math.max(key, top)
  if (most - least >= WIDEST) throw new RangeError(`the values of a rank index lie more than ${WIDEST - 1} apart`)
  const length = Math.max(NARROWEST, 2 ** Math.ceil(Math.log2(most - least + 1)))
  const wider = rangeOver(empty || key > top ? least + length - 1 : most, length)
  if (!empty) wider.counts.set(counts, wider.top - top)
  fillTree(wider.subjects, wider.counts, (subjects) => subjects)
  fillTree(wider.values, wider.counts, (subjects) => Math.min(subjects, 1))
  return wider
}

/** Fills a binary indexed tree from what its slots hold. */
function fillTree(tree: Int32Array, counts: Int32Array, held: (count: number) => number): void {
  for (let i = 0; i < counts.length; i++) {
    const sum = (tree[i] as number) + held(counts[i] as number)
    tree[i] = sum
    const next = i | (i + 1)
    if (next < tree.length) tree[next] = (tree[next] as number) + sum
  }
}

function addAt(tree: Int32Array, slot: number, by: number): void {
  for (let i = slot; i < tree.length; i |= i + 1) tree[i] = (tree[i] as number) + by
}

/** Returns what the slots before this one hold together. */
function sumBefore(tree: Int32Array, slot: number): number {
  let sum = 0
  for (let i = slot - 1; i >= 0; i = (i & (i + 1)) - 1) sum += tree[i] as number
  return sum
}
