import { describe, expect, it } from 'vitest'
import { canonicalOf, createMeter, referenceScore, worlds } from '../../src/testing/index.ts'
import { expectSame, law, resultOf } from './law.ts'

// Every cell of rule kind × window × circumstance must have been met, or the other laws prove less than they say.
/** So many worlds are needed to meet every cell. */
const WORLDS = Number(process.env.LAW_RUNS ?? 10_000)

describe('the engine and its reference', () => {
  const meter = createMeter()

  law(
    'the batch equals the reference',
    worlds(),
    (world) => {
      const expected = referenceScore(world.programs, world.items, world.asOf)
      meter.see(world, expected)
      expectSame(canonicalOf(resultOf(world)), expected)
    },
    WORLDS,
  )

  it.runIf(WORLDS >= 10_000)('and no cell of the coverage is empty', () => {
    expect(meter.empty()).toEqual([])
  })
})
