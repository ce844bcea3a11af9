import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Exact, ratio, ratioOfBig, scaled, scaledNumber } from './exact.ts'

const small = fc.integer({ min: -60, max: 60 })
const exact: fc.Arbitrary<Exact> = fc.oneof(
  fc.tuple(small, fc.integer({ min: 1, max: 12 })).map(([n, d]) => ratio(n, d)),
  fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 1, max: 2 ** 53 - 1 })).map(([n, d]) => ratio(n, d)),
  fc.tuple(fc.bigInt(-(2n ** 80n), 2n ** 80n), fc.bigInt(1n, 2n ** 70n)).map(([n, d]) => ratioOfBig(n, d)),
)

describe('rounding in numbers', () => {
  it('gives what rounding in big integers gives, or nothing beyond the safe ones', () => {
    const modes = fc.constantFrom('half-up', 'half-even', 'floor' as const)
    fc.assert(
      fc.property(exact, fc.integer({ min: 0, max: 6 }), modes, (value, places, mode) => {
        const whole = Number(scaled(value, places, mode as 'floor'))
        expect(scaledNumber(value, places, mode as 'floor')).toBe(Number.isSafeInteger(whole) ? whole : undefined)
      }),
      { numRuns: 2000 },
    )
  })
})
