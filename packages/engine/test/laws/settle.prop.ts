import { describe, expect } from 'vitest'
import { createAwardTable } from '../../src/ledger/award-table.ts'
import { basisOf } from '../../src/ledger/basis.ts'
import { createSettle } from '../../src/ledger/settle.ts'
import { createSubjectIndex } from '../../src/ledger/subject-index.ts'
import { sweepEvents } from '../../src/ledger/sweep.ts'
import { type World, worlds } from '../../src/testing/index.ts'
import { law, logOf, planOf } from './law.ts'

/** What is granted and withheld where so many cells of plain limits may lie open. */
function settledWith(world: World, mostOpen: number | undefined, rounds: number): unknown {
  const plan = planOf(world.programs)
  const log = logOf(plan, world.items)
  const view = { asOf: Number.POSITIVE_INFINITY, receivedBy: Number.POSITIVE_INFINITY }
  const basis = basisOf(plan, log, view, createSubjectIndex(log.texts))
  const settle = createSettle(plan, log, mostOpen)
  let settled: unknown
  for (let round = 0; round < rounds; round++) {
    const table = createAwardTable()
    sweepEvents(basis, table, [])
    settle(table)
    settled = Array.from({ length: table.size }, (_, i) => [table.granted[i], table.withheld(i)])
  }
  return settled
}

describe('settling', () => {
  law('grants the same whether plain limits lie open or each keeps its own cells', worlds(), (world) => {
    expect(settledWith(world, 0, 1)).toEqual(settledWith(world, undefined, 1))
  })

  law('grants the same however often it was done before', worlds(), (world) => {
    expect(settledWith(world, undefined, 2)).toEqual(settledWith(world, undefined, 1))
    expect(settledWith(world, 0, 2)).toEqual(settledWith(world, 0, 1))
  })
})
