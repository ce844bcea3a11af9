import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { createLog } from '../../src/index.ts'
import { canonicalOf, worlds } from '../../src/testing/index.ts'
import { expectSame, law, logOf, planOf, resultOf } from './law.ts'

describe('the log', () => {
  law('replay is deterministic', worlds(), (world) => {
    expectSame(canonicalOf(resultOf(world)), canonicalOf(resultOf(world)))
  })

  const shuffled = worlds({ conflicts: false }).chain((world) =>
    fc.tuple(fc.constant(world), fc.shuffledSubarray([...world.items], { minLength: world.items.length })),
  )
  law('between decisions arrival order does not matter', shuffled, ([world, items]) => {
    expectSame(canonicalOf(resultOf(world, items)), canonicalOf(resultOf(world)))
  })

  const repeated = fc.tuple(worlds(), fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 4 }))
  law('the same event twice changes nothing', repeated, ([world, places]) => {
    const items = [...world.items]
    for (const place of places) items.push(items[place % world.items.length] as (typeof items)[number])
    const log = createLog(planOf(world.programs))
    const outcomes = items.map((item) => log.add(item).outcome)
    for (const outcome of outcomes.slice(world.items.length)) expect(outcome).not.toBe('created')
    expect(log.size).toBe(logOf(planOf(world.programs), world.items).size)
    expectSame(canonicalOf(resultOf(world, items)), canonicalOf(resultOf(world)))
  })
})
