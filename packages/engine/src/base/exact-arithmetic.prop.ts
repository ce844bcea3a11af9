import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, compare, divide, type Exact, exactOf, exactText, multiply, negate, ratio, subtract } from './exact.ts'

const numRuns = Number(process.env.LAW_RUNS ?? 2000)

/** A fraction in big integers, which nothing can overflow; the bottom is positive. */
type Big = readonly [n: bigint, d: bigint]

const bigOf = (value: Exact): Big =>
  typeof value === 'number' ? [BigInt(value), 1n] : [BigInt(value.n), BigInt(value.d)]
const same = ([an, ad]: Big, [bn, bd]: Big): boolean => an * bd === bn * ad

const whole = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.maxSafeInteger(),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 94_906_266, 94_906_265),
)
const below = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }))
const exact = fc.tuple(whole, below).map(([n, d]) => ratio(n, d))

function holds(law: (a: Exact, b: Exact) => boolean): void {
  fc.assert(fc.property(exact, exact, law), { numRuns })
}

describe('exact numbers of any size', () => {
  it('add, subtract and multiply as big integers do', () => {
    holds((a, b) => {
      const [[an, ad], [bn, bd]] = [bigOf(a), bigOf(b)]
      return (
        same(bigOf(add(a, b)), [an * bd + bn * ad, ad * bd]) &&
        same(bigOf(subtract(a, b)), [an * bd - bn * ad, ad * bd]) &&
        same(bigOf(multiply(a, b)), [an * bn, ad * bd]) &&
        same(bigOf(negate(a)), [-an, ad])
      )
    })
  })

  it('divide as big integers do, and by nothing not at all', () => {
    holds((a, b) => {
      const quotient = divide(a, b)
      if (quotient === undefined) return b === 0
      const [[an, ad], [bn, bd]] = [bigOf(a), bigOf(b)]
      return b !== 0 && same(bigOf(quotient), bn < 0n ? [-an * bd, ad * -bn] : [an * bd, ad * bn])
    })
  })

  it('compare as big integers do', () => {
    holds((a, b) => {
      const [[an, ad], [bn, bd]] = [bigOf(a), bigOf(b)]
      const [left, right] = [an * bd, bn * ad]
      return Math.sign(compare(a, b)) === (left < right ? -1 : left > right ? 1 : 0)
    })
  })

  it('are written in lowest terms, with the sign above, and one value is written in one way', () => {
    holds((a, b) => {
      const text = exactText(subtract(add(a, b), b))
      return text === exactText(a) && !text.includes('/-') && !text.endsWith('/1')
    })
  })

  it.each<[string | number, string | undefined]>([
    [0.1, '1/10'],
    [-2.5, '-5/2'],
    ['-0', '0'],
    ['1.50', '3/2'],
    ['999999999999999999', '999999999999999999'],
    ['9999999999999999999', undefined],
    ['0.123456789012', '30864197253/250000000000'],
    ['0.1234567890123', undefined],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [Number.MAX_SAFE_INTEGER + 1, undefined],
    [1e-7, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    ['+1', undefined],
    ['1.', undefined],
    ['.5', undefined],
    [' 1', undefined],
    ['', undefined],
  ])('%j is read as %s', (written, expected) => {
    const value = exactOf(written)
    expect(value === undefined ? undefined : exactText(value)).toBe(expected)
  })
})
