/** One write that waits for its turn. */
interface Waiting<Tx> {
  readonly work: (tx: Tx) => Promise<unknown>
  readonly done: (value: never) => void
  readonly failed: (error: unknown) => void
}

/** What the queue needs of the one writing connection: to run a bare statement, and a handle to give to the writes. */
export interface Writer<Tx> {
  readonly tx: Tx
  run(statement: string): Promise<unknown>
}

/** Writes in the order they were asked for, many to a transaction. */
export interface WriteQueue<Tx> {
  /**
   * Runs `work` inside the next transaction and settles with its result only after that transaction is on the disk.
   * Guarantees that a write that throws leaves nothing behind and does not disturb the others of its group.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Resolves when nothing is waiting or running. */
  idle(): Promise<void>
  /** Refuses further writes and resolves when those already asked for are done. */
  close(): Promise<void>
  /** How many transactions were committed, and how many writes they carried. */
  readonly count: { transactions: number; writes: number }
}

/** The queue no longer takes writes, because the server is stopping. */
export class QueueClosed extends Error {
  readonly code = 'stopping'
}

/**
 * Group commit: while one transaction is being made durable, further writes gather, and the next transaction takes them
 * all. One fsync then serves many clients, each of which still gets the answer to its own write, or its own error.
 */
export function createWriteQueue<Tx>(writer: Writer<Tx>, most = 256): WriteQueue<Tx> {
  const waiting: Waiting<Tx>[] = []
  const count = { transactions: 0, writes: 0 }
  let running: Promise<void> | undefined
  let closed = false

  /** Runs one write behind a savepoint; returns how it ended. Throws when the transaction itself is gone. */
  async function attempt({ work }: Waiting<Tx>): Promise<{ value: unknown } | { error: unknown }> {
    await writer.run('savepoint one')
    try {
      const value = await work(writer.tx)
      await writer.run('release one')
      return { value }
    } catch (error) {
      await writer.run('rollback to one')
      await writer.run('release one')
      return { error }
    }
  }

  async function commitGroup(group: readonly Waiting<Tx>[]): Promise<void> {
    const results: ({ value: unknown } | { error: unknown })[] = []
    try {
      await writer.run('begin immediate')
      for (const one of group) results.push(await attempt(one))
      await writer.run('commit')
    } catch (error) {
      // Some errors (a full disk) end the transaction by themselves; then there is nothing left to roll back.
      await writer.run('rollback').catch(() => undefined)
      for (const one of group) one.failed(error)
      return
    }
    count.transactions += 1
    count.writes += group.length
    group.forEach((one, i) => {
      const result = results[i] as (typeof results)[number]
      if ('error' in result) one.failed(result.error)
      else one.done(result.value as never)
    })
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) await commitGroup(waiting.splice(0, most))
    running = undefined
  }

  return {
    count,
    write(work) {
      if (closed) return Promise.reject(new QueueClosed())
      return new Promise((done, failed) => {
        waiting.push({ work, done, failed })
        // Start in a microtask of its own, so that writes asked for together share the first transaction too.
        running ??= Promise.resolve().then(drain)
      })
    },
    async idle() {
      while (running) await running
    },
    async close() {
      closed = true
      while (running) await running
    },
  }
}
