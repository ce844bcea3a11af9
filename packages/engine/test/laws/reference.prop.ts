import { describe, expect, it } from 'vitest'
import { canonicalOf, createMeter, referenceScore, worlds } from '../../src/testing/index.ts'
import { expectSame, law, resultOf } from './law.ts'

// Every cell of rule kind × window × circumstance must have been met, or the other laws prove less than they say.
describe('the engine and its reference', () => {
  const meter = createMeter()

  law('the batch equals the reference', worlds(), (world) => {
    const expected = referenceScore(world.programs, world.items, world.asOf)
    meter.see(world, expected)
    expectSame(canonicalOf(resultOf(world)), expected)
  })

  it.runIf(Number(process.env.LAW_RUNS ?? 2000) >= 1000)('and no cell of the coverage is empty', () => {
    expect(meter.empty()).toEqual([])
  })
})
