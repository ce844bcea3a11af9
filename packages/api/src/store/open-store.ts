import { statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CompiledQuery, Kysely } from 'kysely'
import { migrate, StoreRefused } from './migrate.ts'
import { migrations } from './migrations.ts'
import { type Connect, connectSqlite, type SqliteConnection, sqliteDialect } from './sqlite.ts'
import type { Db, Tables } from './tables.ts'
import { createWriteQueue, type WriteQueue } from './write-queue.ts'

/**
 * The store: one writing connection behind a queue, several reading ones, one file. Readers see the last committed
 * state and never wait for the writer (WAL); an acknowledged write survives a power cut (synchronous=FULL).
 */
export interface Store {
  /** For queries; every connection behind it refuses to write. */
  readonly read: Db
  /** Runs a write in the next transaction, see WriteQueue. */
  readonly write: WriteQueue<Db>['write']
  /** How many transactions were committed, and how many writes they carried. */
  readonly count: WriteQueue<Db>['count']
  /** Finishes the writes already asked for, moves the WAL into the file and closes everything. */
  close(): Promise<void>
}

/** How a store is opened; the defaults are those of the product. */
export interface StoreOptions {
  readonly now: number
  readonly readers?: number
  readonly connect?: Connect
}

/** The first SQLite release without the WAL-reset bug that can corrupt a file used by two connections. */
const OLDEST_SQLITE = [3, 51, 3]

/** Bytes that the WAL keeps on the disk after a checkpoint; a large write may need more for a while. */
const WAL_LIMIT = 16_777_216

/** Numbers by which Linux names network file systems, where SQLite's locks cannot be trusted: NFS, SMB, CIFS, SMB2. */
const NETWORK_DISKS = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42])

async function value(db: SqliteConnection, sql: string): Promise<unknown> {
  const { rows } = await db.query(sql, [])
  return Object.values((rows[0] as Record<string, unknown> | undefined) ?? {})[0]
}

function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [i, least] of OLDEST_SQLITE.entries()) {
    const part = parts[i] ?? 0
    if (part !== least) return part < least
  }
  return false
}

async function prepareWriter(db: SqliteConnection): Promise<void> {
  const version = String(await value(db, 'select sqlite_version()'))
  if (isOlder(version)) throw new StoreRefused('sqlite_too_old', { found: version, least: OLDEST_SQLITE.join('.') })
  const mode = await value(db, 'pragma journal_mode = wal')
  const settings = ['synchronous = full', 'foreign_keys = on', 'recursive_triggers = on', 'trusted_schema = off']
  for (const pragma of [...settings, `journal_size_limit = ${WAL_LIMIT}`]) {
    await db.query(`pragma ${pragma}`, [])
  }
  // A pragma that is not taken says nothing: ask back for the three that acknowledged writes depend on.
  const durable = [mode, await value(db, 'pragma synchronous'), await value(db, 'pragma foreign_keys')]
  const strict = await value(db, 'pragma recursive_triggers')
  if (durable[0] !== 'wal' || durable[1] !== 2 || durable[2] !== 1 || strict !== 1) {
    throw new StoreRefused('not_durable', { found: `${durable.join(', ')}, ${strict}` })
  }
}

/** Holds an exclusive lock for as long as this process lives: two servers on one folder would each keep their own books. */
async function lock(connect: Connect, path: string): Promise<SqliteConnection> {
  const held = await connect(path)
  try {
    await held.query('pragma busy_timeout = 0', [])
    await held.query('begin exclusive', [])
    return held
  } catch (error) {
    await held.close()
    if ((error as { code?: string }).code === 'SQLITE_BUSY') throw new StoreRefused('in_use')
    throw error
  }
}

/** Opens the store in `folder` (which must exist), brings its schema forward and returns it. Refuses with StoreRefused. */
export async function openStore(folder: string, options: StoreOptions): Promise<Store> {
  const { connect = connectSqlite, readers = 4 } = options
  const path = join(folder, 'jixing.db')
  const disk = await statfs(dirname(path))
  if (NETWORK_DISKS.has(Number(disk.type))) throw new StoreRefused('network_disk')
  const open: SqliteConnection[] = []
  const opened = async (connection: Promise<SqliteConnection>) => {
    open.push(await connection)
    return open.at(-1) as SqliteConnection
  }
  try {
    await opened(lock(connect, join(folder, 'jixing.lock')))
    const writer = await opened(connect(path))
    await prepareWriter(writer)
    await migrate(writer, migrations, options.now)
    const reading: SqliteConnection[] = []
    for (let i = 0; i < readers; i++) {
      const reader = await opened(connect(path))
      await reader.query('pragma query_only = on', [])
      reading.push(reader)
    }
    return assemble(open[0] as SqliteConnection, writer, reading)
  } catch (error) {
    for (const connection of open.reverse()) await connection.close().catch(() => undefined)
    throw error
  }
}

function assemble(held: SqliteConnection, writer: SqliteConnection, reading: readonly SqliteConnection[]): Store {
  const read = new Kysely<Tables>({ dialect: sqliteDialect(reading) })
  const tx = new Kysely<Tables>({ dialect: sqliteDialect([writer]) })
  const queue = createWriteQueue<Db>({ tx, run: (statement) => tx.executeQuery(CompiledQuery.raw(statement)) })
  return {
    read,
    write: queue.write,
    count: queue.count,
    async close() {
      await queue.close()
      await read.destroy()
      await tx.executeQuery(CompiledQuery.raw('pragma wal_checkpoint(truncate)')).catch(() => undefined)
      await tx.destroy()
      await held.query('rollback', [])
      await held.close()
    },
  }
}
