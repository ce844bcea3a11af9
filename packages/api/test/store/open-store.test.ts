import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { StoreRefused } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open-store.ts'
import { type Connect, connectSqlite } from '../../src/store/sqlite.ts'
import { NOON } from '../small-town.ts'
import { freshFolder, freshStore } from '../test-app.ts'

/** A connection that answers some statements with something else. */
function pretending(answers: Readonly<Record<string, unknown>>): Connect {
  return async (path) => {
    const real = await connectSqlite(path)
    return {
      ...real,
      query: async (text, parameters) =>
        text in answers ? { rows: [{ value: answers[text] }], changes: undefined } : real.query(text, parameters),
    }
  }
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof StoreRefused ? error.code : `not refused: ${error}`
}

describe('opening the store', () => {
  // Would catch: a pragma that is mistyped or set on the wrong connection; a power cut would then lose acknowledged writes.
  it('makes writes durable and triggers thorough', async () => {
    const store = await freshStore()
    const settings = await store.write(async (tx) => {
      const one = async (name: string) =>
        (await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(tx)).rows[0]
      return {
        ...(await one('synchronous')),
        ...(await one('foreign_keys')),
        ...(await one('recursive_triggers')),
        ...(await one('journal_mode')),
      }
    })
    expect(settings).toEqual({ synchronous: 2, foreign_keys: 1, recursive_triggers: 1, journal_mode: 'wal' })
  })

  // Would catch: starting on a SQLite that may corrupt a file used by two connections.
  it.each(['3.51.2', '3.50.9', '3.9.99', '2.99.99'])('refuses SQLite %s', async (version) => {
    const connect = pretending({ 'select sqlite_version()': version })
    expect(await refusal(openStore(await freshFolder(), { now: NOON, connect }))).toBe('sqlite_too_old')
  })

  it.each(['3.51.3', '3.52.0', '3.100.0', '4.0.0'])('accepts SQLite %s', async (version) => {
    const connect = pretending({ 'select sqlite_version()': version })
    const store = await openStore(await freshFolder(), { now: NOON, connect })
    await store.close()
  })

  // Would catch: going on when the file system cannot do WAL, or when a pragma was ignored.
  it.each([
    ['pragma journal_mode = wal', 'delete'],
    ['pragma synchronous', 1],
    ['pragma foreign_keys', 0],
    ['pragma recursive_triggers', 0],
  ])('refuses to go on when %s says %s', async (statement, value) => {
    const connect = pretending({ [statement]: value })
    expect(await refusal(openStore(await freshFolder(), { now: NOON, connect }))).toBe('not_durable')
  })

  // Would catch: two servers on one file, each with its own books, that number items twice.
  it('refuses a folder that another store has open, and takes it when that is closed', async () => {
    const folder = await freshFolder()
    const first = await openStore(folder, { now: NOON })
    expect(await refusal(openStore(folder, { now: NOON }))).toBe('in_use')
    await first.close()
    await (await openStore(folder, { now: NOON })).close()
  })

  // Would catch: a migration that runs twice, or data lost on reopening.
  it('keeps data and applies each migration once', async () => {
    const folder = await freshFolder()
    const first = await openStore(folder, { now: NOON })
    await first.write((tx) => sql`insert into organisation values ('o', '{}', 0, 1)`.execute(tx))
    await first.close()
    const second = await openStore(folder, { now: NOON + 1 })
    const applied = await sql`select version, applied_at from migration`.execute(second.read)
    expect(applied.rows).toEqual([{ version: 1, applied_at: NOON }])
    expect(await second.read.selectFrom('organisation').select('id').execute()).toEqual([{ id: 'o' }])
    await second.close()
  })

  // Would catch: an old release that opens the data of a new one and writes what that does not expect.
  it('refuses data of a newer release', async () => {
    const folder = await freshFolder()
    await (await openStore(folder, { now: NOON })).close()
    const db = await connectSqlite(`${folder}/jixing.db`)
    await db.query("insert into migration values (99, 'from the future', 1)", [])
    await db.close()
    expect(await refusal(openStore(folder, { now: NOON }))).toBe('newer_schema')
  })

  // Would catch: numbers above 2^31 stored as floating point, or read back rounded.
  it('keeps integers exactly, up to 2^53 - 1', async () => {
    const store = await freshStore()
    const large = [2 ** 31, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]
    const { rows } = await sql<{ value: number; type: string }>`
      select value, typeof(value) as type from json_each(${JSON.stringify(large)})`.execute(store.read)
    expect(rows).toEqual(large.map((value) => ({ value, type: 'integer' })))
    const bound = await sql<{ value: number; type: string }>`
      select ${Number.MAX_SAFE_INTEGER} as value, typeof(${2 ** 40 + 1}) as type`.execute(store.read)
    expect(bound.rows).toEqual([{ value: Number.MAX_SAFE_INTEGER, type: 'integer' }])
  })

  // Would catch: a query function that writes outside a transaction of the queue.
  it('gives readers no way to write', async () => {
    const store = await freshStore()
    await expect(sql`insert into organisation values ('o', '{}', 0, 1)`.execute(store.read)).rejects.toThrow(
      /readonly/i,
    )
  })

  // Would catch: readers behind the writer's lock, or a dialect that serialises everything behind one mutex.
  it('answers readers while a write is under way, with what was committed before', async () => {
    const store = await freshStore()
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const writing = store.write(async (tx) => {
      await sql`insert into organisation values ('o', '{}', 0, 1)`.execute(tx)
      await held
    })
    const reads = Array.from({ length: 12 }, () => store.read.selectFrom('organisation').select('id').execute())
    expect(await Promise.all(reads)).toEqual(reads.map(() => []))
    release()
    await writing
    expect(await store.read.selectFrom('organisation').select('id').execute()).toEqual([{ id: 'o' }])
  })

  // Would catch: a long query on the event loop's own thread.
  it('leaves the event loop free while a long query runs', async () => {
    const store = await freshStore()
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    const counted = await sql<{ n: number }>`
      with recursive r (i) as (select 1 union all select i + 1 from r where i < 2000000) select count(*) as n from r`.execute(
      store.read,
    )
    clearInterval(timer)
    expect(counted.rows[0]?.n).toBe(2_000_000)
    expect(longest).toBeLessThan(100)
  })
})
