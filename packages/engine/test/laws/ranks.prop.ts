import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRankIndex, type Exact, exactOf, type RankMethod, rankValues } from '../../src/index.ts'
import { orderValues } from '../../src/standings/order-values.ts'
import { type Contender, compareBest, rank, type TieBreak } from '../../src/standings/rank.ts'
import { splitBy } from '../../src/standings/tie-break.ts'
import { law } from './law.ts'

const methods = fc.constantFrom('standard' as const, 'dense' as const, 'modified' as const, 'ordinal' as const)
const directions = fc.constantFrom('desc' as const, 'asc' as const)

/** Whole numbers close together, too far apart for one pass, and too far apart to count at all. */
const columns = fc
  .constantFrom(3, 70_000, 2 ** 31 - 1, Number.MAX_SAFE_INTEGER)
  .chain((most) => fc.array(fc.integer({ min: -most, max: most })))

/** The rank of one in a list, from how many are better, what those are, and its own place among its equals. */
function plainRank(method: RankMethod, better: readonly unknown[], equals: number, before: number): number {
  if (method === 'ordinal') return better.length + before + 1
  if (method === 'modified') return better.length + equals
  return (method === 'dense' ? new Set(better).size : better.length) + 1
}

describe('a column of values', () => {
  law('is ordered by counting as by comparing', fc.tuple(columns, directions), ([values, direction]) => {
    const { order, ends } = orderValues(Float64Array.from(values), direction)
    const valueAt = (i: number): number => values[i] as number
    const sign = direction === 'desc' ? -1 : 1
    const expected = [...values.keys()].sort((a, b) => sign * (valueAt(a) - valueAt(b)) || a - b)
    expect([...order]).toEqual(expected)
    const groups = [...Map.groupBy(expected, valueAt).values()]
    expect([...ends]).toEqual(groups.map((_, i) => groups.slice(0, i + 1).flat().length))
  })

  law(
    'has the ranks that say how many are better',
    fc.tuple(columns, methods, directions),
    ([values, method, order]) => {
      const expected = values.map((value, i) => {
        const better = values.filter((other) => (order === 'desc' ? other > value : other < value))
        const equals = values.filter((other) => other === value).length
        return plainRank(method, better, equals, values.slice(0, i).filter((other) => other === value).length)
      })
      expect([...rankValues(Float64Array.from(values), { method, order }).ranks]).toEqual(expected)
    },
  )

  it('is ranked the same in 32-bit numbers and in floating-point ones', () => {
    const values = [7, -2, 7, 100_000, 0]
    expect(rankValues(Int32Array.from(values))).toEqual(rankValues(Float64Array.from(values)))
    expect([...rankValues(Int32Array.from(values)).ranks]).toEqual([2, 5, 2, 1, 4])
  })
})

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'é', '𝄞', 'ﬀ']
const values = fc.constantFrom<Exact | undefined>(0, 1, 2, -1, exactOf('0.5'), exactOf('-0.5'), 70_000, undefined)
const wholeValues = fc.constantFrom<Exact | undefined>(0, 1, 2, -1, 70_000, undefined)
const field = fc
  .tuple(fc.subarray(IDS), fc.constantFrom(values, wholeValues))
  .chain(([ids, some]) =>
    fc.tuple(...ids.map((subject) => fc.record({ subject: fc.constant(subject), value: some, ranked: fc.boolean() }))),
  )
  .chain((contenders) => fc.shuffledSubarray(contenders as Contender[], { minLength: contenders.length }))

/** What a tie-breaker knows of each id: nothing of some. */
const knowledge = fc.dictionary(fc.constantFrom(...IDS), fc.integer({ min: 0, max: 2 }))
const steps = fc.array(knowledge, { maxLength: 3 })
const compareBy = (known: Readonly<Record<string, number>>, a: string, b: string): number =>
  compareBest(known[a], known[b])

describe('a ranking', () => {
  const cases = fc.tuple(field, methods, directions, steps)
  law('equals comparing each with each', cases, ([contenders, method, order, known]) => {
    const ties = known.map((table) => splitBy((subject) => table[subject], compareBest))
    const lines = rank(contenders, { method, order, ties })
    const ranked = contenders.filter((one) => one.ranked && one.value !== undefined)
    const better = (a: Contender, b: Contender): number =>
      [compareBest(a.value, b.value, order), ...known.map((table) => compareBy(table, a.subject, b.subject))].find(
        (found) => found !== 0,
      ) ?? 0
    const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
    for (const one of ranked) {
      const line = lines.find(({ subject }) => subject === one.subject)
      const higher = ranked.filter((other) => better(other, one) < 0)
      const equals = ranked.filter((other) => better(other, one) === 0)
      // One name for all that are equal: the least id among them.
      const names = higher.map(
        (other) =>
          ranked
            .filter((third) => better(third, other) === 0)
            .map(({ subject }) => subject)
            .sort(byBytes)[0],
      )
      const before = equals.filter((other) => byBytes(other.subject, one.subject) < 0).length
      expect(line).toEqual({
        subject: one.subject,
        value: one.value,
        rank: plainRank(method, names, equals.length, before),
        tied: equals.length > 1 && method !== 'ordinal',
        unit: undefined,
      })
    }
    const rest = contenders.filter((one) => !ranked.includes(one)).map(({ subject }) => subject)
    const listed = [...ranked].sort((a, b) => better(a, b) || byBytes(a.subject, b.subject))
    expect(lines.map(({ subject }) => subject)).toEqual([
      ...listed.map(({ subject }) => subject),
      ...rest.sort(byBytes),
    ])
    expect(lines.slice(ranked.length).map((line) => line.rank)).toEqual(rest.map(() => null))
  })

  it('gives a tie-breaker all that are equal so far, by id, and nobody else', () => {
    const seen: (readonly string[])[] = []
    const watch =
      (split: TieBreak): TieBreak =>
      (tied) => {
        seen.push(tied)
        return split(tied)
      }
    const contenders = ['d', 'b', 'x', 'a', 'c'].map((subject) => ({
      subject,
      value: subject === 'x' ? 9 : 4,
      ranked: true,
    }))
    const pairs = splitBy(
      (subject) => (subject < 'c' ? 1 : 2),
      (a: number, b: number) => b - a,
    )
    const lines = rank(contenders, { ties: [watch(pairs), watch((tied) => [tied])] })
    expect(seen).toEqual([
      ['a', 'b', 'c', 'd'],
      ['c', 'd'],
      ['a', 'b'],
    ])
    expect(lines.map(({ subject, rank: place }) => `${place}${subject}`)).toEqual(['1x', '2c', '2d', '4a', '4b'])
  })
})

describe('a rank index', () => {
  const changes = fc.array(
    fc.record({
      subject: fc.constantFrom(...IDS),
      value: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -5000, max: 5000 }), fc.constant(undefined)),
    }),
  )
  const ranges = fc.constantFrom({}, { from: 0, to: 10 }, { from: -6000, to: 6000 })
  law('has the ranks of a ranking after every change', fc.tuple(changes, directions, ranges), ([all, order, range]) => {
    const index = createRankIndex({ order, ...range })
    const held = new Map<string, number>()
    for (const { subject, value } of all) {
      if (value === undefined) expect(index.remove(subject)).toBe(held.delete(subject))
      else {
        index.set(subject, value)
        held.set(subject, value)
      }
      expect(index.size).toBe(held.size)
      const contenders = [...held].map(([one, points]) => ({ subject: one, value: points, ranked: true }))
      for (const method of ['standard', 'dense', 'modified'] as const) {
        const ranks = new Map(rank(contenders, { method, order }).map((line) => [line.subject, line.rank]))
        expect(IDS.map((id) => index.rankOf(id, method))).toEqual(IDS.map((id) => ranks.get(id)))
      }
      expect(IDS.map((id) => index.valueOf(id))).toEqual(IDS.map((id) => held.get(id)))
      for (const bound of [value ?? 0, -9000, 9000]) {
        const above = [...held.values()].filter((points) => (order === 'asc' ? points < bound : points > bound))
        expect(index.countAbove(bound)).toBe(above.length)
      }
    }
  })

  it('holds whole numbers within 16,777,215 of each other', () => {
    const index = createRankIndex()
    index.set('a', -8_000_000)
    index.set('b', 8_777_215)
    expect([index.rankOf('a'), index.rankOf('b')]).toEqual([2, 1])
    expect(() => index.set('c', 8_777_216)).toThrow(RangeError)
    expect(() => index.set('c', 0.5)).toThrow(RangeError)
    expect(() => index.set('c', Number.NaN)).toThrow(RangeError)
    expect([index.size, index.rankOf('c'), index.rankOf('a')]).toEqual([2, undefined, 2])
  })
})
