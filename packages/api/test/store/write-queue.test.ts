import { describe, expect, it } from 'vitest'
import { createWriteQueue, QueueClosed } from '../../src/store/write-queue.ts'

/** A writer that keeps what was committed, and fails where a test says so. */
function fakeWriter(failAt: (statement: string, transaction: number) => boolean = () => false) {
  const statements: string[] = []
  const kept: string[] = []
  let pending: string[] = []
  let mark = 0
  let transaction = 0
  const tx = { insert: (row: string) => void pending.push(row) }
  return {
    tx,
    statements,
    kept,
    async run(statement: string) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      if (statement === 'begin immediate') transaction += 1
      if (failAt(statement, transaction)) throw Object.assign(new Error(statement), { code: 'SQLITE_FULL' })
      statements.push(statement)
      if (statement === 'begin immediate') pending = []
      if (statement === 'savepoint one') mark = pending.length
      if (statement === 'rollback to one') pending.length = mark
      if (statement === 'commit') kept.push(...pending)
    },
  }
}

describe('the write queue', () => {
  // Would catch: one transaction, and so one fsync, for each write.
  it('puts writes that wait together into one transaction', async () => {
    const writer = fakeWriter()
    const queue = createWriteQueue(writer)
    const results = await Promise.all([1, 2, 3, 4].map((n) => queue.write(async (tx) => tx.insert(`w${n}`) ?? n * 10)))
    expect(results).toEqual([10, 20, 30, 40])
    expect(queue.count).toEqual({ transactions: 1, writes: 4 })
    expect(writer.kept).toEqual(['w1', 'w2', 'w3', 'w4'])
  })

  // Would catch: an answer before the commit; a crash would then lose what was acknowledged.
  it('answers only after the commit', async () => {
    const writer = fakeWriter()
    const queue = createWriteQueue(writer)
    await queue.write(async (tx) => tx.insert('a'))
    expect(writer.statements.at(-1)).toBe('commit')
  })

  // Would catch: a failing write that takes the others of its group with it, or leaves half of itself behind.
  it('keeps the other writes of a group when one fails', async () => {
    const writer = fakeWriter()
    const queue = createWriteQueue(writer)
    const results = await Promise.allSettled([
      queue.write(async (tx) => tx.insert('a')),
      queue.write(async (tx) => {
        tx.insert('half')
        throw new Error('mine alone')
      }),
      queue.write(async (tx) => tx.insert('c')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(writer.kept).toEqual(['a', 'c'])
    expect(queue.count.transactions).toBe(1)
  })

  // Would catch: writes that are told they succeeded although their transaction never was.
  it.each(['begin immediate', 'savepoint one', 'release one', 'commit'])(
    'fails every write of a group when "%s" fails, and goes on with the next group',
    async (statement) => {
      const writer = fakeWriter((one, transaction) => one === statement && transaction === 1)
      const queue = createWriteQueue(writer)
      const first = await Promise.allSettled(['a', 'b'].map((row) => queue.write(async (tx) => tx.insert(row))))
      expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      await queue.write(async (tx) => tx.insert('later'))
      expect(writer.kept).toEqual(['later'])
    },
  )

  // Would catch: a queue that stalls when writes arrive while another group runs.
  it('takes writes that arrive while it works', async () => {
    const writer = fakeWriter()
    const queue = createWriteQueue(writer)
    const late: Promise<unknown>[] = []
    await queue.write(async (tx) => {
      tx.insert('first')
      late.push(queue.write(async (inner) => inner.insert('second')))
    })
    await Promise.all(late)
    await queue.idle()
    expect(writer.kept).toEqual(['first', 'second'])
    expect(queue.count.transactions).toBe(2)
  })

  // Would catch: an unbounded group, which would hold readers of the answer for long.
  it('begins a new transaction after the most writes of one', async () => {
    const writer = fakeWriter()
    const queue = createWriteQueue(writer, 2)
    await Promise.all([1, 2, 3, 4, 5].map((n) => queue.write(async (tx) => tx.insert(String(n)))))
    expect(queue.count).toEqual({ transactions: 3, writes: 5 })
    expect(writer.kept).toEqual(['1', '2', '3', '4', '5'])
  })

  // Would catch: a shutdown that loses writes already asked for.
  it('finishes what was asked for when it closes, and refuses what comes after', async () => {
    const writer = fakeWriter()
    const queue = createWriteQueue(writer)
    const asked = queue.write(async (tx) => tx.insert('asked'))
    const closing = queue.close()
    await expect(queue.write(async (tx) => tx.insert('late'))).rejects.toThrow(QueueClosed)
    await closing
    await asked
    expect(writer.kept).toEqual(['asked'])
  })
})
