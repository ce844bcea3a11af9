import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareText } from '../base/order.ts'
import { createPairs } from '../base/pairs.ts'
import { encodeId, hashOfLast, IdArena } from './id-arena.ts'
import { ItemIndex } from './item-index.ts'
import { Narrow } from './narrow.ts'
import { orderRows } from './order-rows.ts'

// Any code unit, lone surrogates too: an id is whatever text the outside sends.
const text = fc
  .array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 24 })
  .map((units) => String.fromCharCode(...units))

describe('ids in bytes', () => {
  it('come back as they were, hash alike and compare as texts do', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (ids) => {
        const arena = new IdArena()
        for (const [n, id] of ids.entries()) {
          arena.append(encodeId(id))
          expect(arena.text(n)).toBe(id)
          expect(hashOfLast(encodeId(id))).toBe(arena.hash(n))
          for (let m = 0; m <= n; m++) {
            expect(Math.sign(arena.compare(m, n))).toBe(Math.sign(compareText(ids[m] as string, id)))
            expect(arena.isLast(m, encodeId(id))).toBe(ids[m] === id)
          }
        }
      }),
    )
  })

  it('hold ids longer than any that was seen before', () => {
    const arena = new IdArena()
    const long = '长'.repeat(5000)
    arena.append(encodeId(long))
    expect(arena.text(0)).toBe(long)
  })
})

describe('the index of items', () => {
  it('finds each item under its source and id, whatever its kind', () => {
    const ref = fc.record({ source: fc.constantFrom('', 'a', 'b'), id: text })
    const keys = fc.uniqueArray(ref, { selector: (one) => JSON.stringify(one), maxLength: 300 })
    fc.assert(
      fc.property(keys, (refs) => {
        const index = new ItemIndex()
        const places = refs.map((one, i) => {
          expect(index.find(one)).toBeUndefined()
          const isEvent = i % 3 !== 0
          expect(index.put(one, isEvent)).toBeUndefined()
          const before = refs.slice(0, i).filter((_, k) => (k % 3 !== 0) === isEvent).length
          return isEvent ? before : -before - 1
        })
        expect(refs.map((one) => index.find(one))).toEqual(places)
        expect(refs.map((one) => index.put(one, true))).toEqual(places)
        expect(index.size).toBe(refs.length)
        for (const [i, place] of places.entries()) {
          if (place < 0) continue
          expect({ source: index.source(place), id: index.id(place) }).toEqual(refs[i])
        }
      }),
    )
  })
})

describe('narrow columns', () => {
  const whole = fc.oneof(
    fc.integer({ min: -130, max: 130 }),
    fc.integer({ min: -40_000, max: 40_000 }),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.constant(undefined),
  )

  it('hold what was set, and the usual value elsewhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(Number.NaN, -1, 0, 1), fc.array(whole, { maxLength: 200 }), (usual, values) => {
        const narrow = new Narrow(usual)
        for (const [row, value] of values.entries()) if (value !== undefined) narrow.set(row, value)
        expect(values.map((_, row) => narrow.at(row))).toEqual(values.map((value) => value ?? usual))
        expect(narrow.at(values.length)).toBe(usual)
      }),
    )
  })

  it('take one byte a row while the numbers are small, and none while all are usual', () => {
    const narrow = new Narrow(0)
    for (let row = 0; row < 1000; row++) narrow.set(row, 0)
    expect(narrow.byteLength).toBe(0)
    narrow.set(1000, 7)
    expect(narrow.byteLength).toBe(1001)
  })
})

describe('rows in order', () => {
  it('are in order of time, then of the tie, however many there are', () => {
    const spread = fc.constantFrom(3, 70_000, 400 * 86_400_000)
    fc.assert(
      fc.property(spread, fc.constantFrom(10, 5000), fc.integer(), (range, count, seed) => {
        const times = Float64Array.from({ length: count }, (_, i) => {
          const mixed = Math.imul(seed + i, 0x9e3779b1) ^ Math.imul(i, 0x85ebca6b)
          return 1_600_000_000_000 + ((mixed >>> 0) / 4_294_967_296) * range
        }).map(Math.floor)
        const tie = (a: number, b: number): number => b - a
        const expected = Array.from({ length: count }, (_, i) => i)
        expected.sort((a, b) => (times[a] as number) - (times[b] as number) || tie(a, b))
        expect([...orderRows(times, count, tie)]).toEqual(expected)
      }),
      { numRuns: 20 },
    )
  })
})

describe('pairs', () => {
  it('are coded in the order in which they are first asked for, anew after clearing', () => {
    const key = fc.tuple(fc.integer({ min: -3, max: 40 }), fc.integer({ min: -3, max: 3 }))
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300 }), (keys) => {
        const pairs = createPairs()
        for (let round = 0; round < 2; round++) {
          const known = new Map<string, number>()
          for (const [a, b] of keys) {
            const name = `${a} ${b}`
            if (!known.has(name)) known.set(name, known.size)
            expect(pairs.code(a, b)).toBe(known.get(name))
          }
          pairs.clear()
        }
      }),
    )
  })
})
