import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import sqlite3, { type Database } from 'sqlite3'

/**
 * The seam to SQLite: the only file that knows which binding is in use. It opens connections and gives Kysely a dialect
 * over a pool of them; what is stored, and in which order writes happen, is decided elsewhere.
 */
export interface SqliteConnection {
  /** Runs one statement and returns its rows; for statements without rows, how many rows they changed. */
  query(sql: string, parameters: readonly unknown[]): Promise<{ rows: unknown[]; changes: number | undefined }>
  /** Runs one statement and hands its rows over as they are read, so that a long result never stands in memory. */
  stream(sql: string, parameters: readonly unknown[]): AsyncIterable<unknown>
  close(): Promise<void>
}

/** Opens one connection to the database file at `path`; rejects with the binding's error when it cannot. */
export type Connect = (path: string) => Promise<SqliteConnection>

/** Milliseconds that a statement waits for a lock held by another process before it fails. */
const BUSY_TIMEOUT = 5000

const returnsRows = /^\s*(select|pragma|with|explain|values)\b|\breturning\b/i

/** Opens a connection through the `sqlite3` package, with exact integers and a cache of prepared statements. */
export const connectSqlite: Connect = async (path) => {
  const db: Database = await sqlite3.open(path)
  db.configure('busyTimeout', BUSY_TIMEOUT)
  db.configure('integerMode', 'mixed')
  db.cacheStatements(200)
  return {
    async query(sql, parameters) {
      const values = parameters as never[]
      if (returnsRows.test(sql)) return { rows: await db.all(sql, values), changes: undefined }
      const { changes } = await db.run(sql, values)
      return { rows: [], changes }
    },
    stream: (sql, parameters) => db.iterate(sql, parameters as never[]),
    close: () => db.close(),
  }
}

/** Kysely's adapter holds a global lock for SQLite, since it expects one connection; here writers and readers are apart. */
class PooledAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class PooledConnection implements DatabaseConnection {
  readonly inner: SqliteConnection

  constructor(inner: SqliteConnection) {
    this.inner = inner
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.inner.query(query.sql, query.parameters)
    return changes === undefined ? { rows: rows as R[] } : { rows: rows as R[], numAffectedRows: BigInt(changes) }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    for await (const row of this.inner.stream(query.sql, query.parameters)) yield { rows: [row as R] }
  }
}

/** Hands out idle connections; whoever finds none waits in line. */
class PooledDriver implements Driver {
  readonly #all: readonly PooledConnection[]
  readonly #idle: PooledConnection[]
  readonly #waiting: ((connection: PooledConnection) => void)[] = []

  constructor(connections: readonly SqliteConnection[]) {
    this.#all = connections.map((connection) => new PooledConnection(connection))
    this.#idle = [...this.#all]
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PooledConnection> {
    return this.#idle.pop() ?? new Promise((resolve) => this.#waiting.push(resolve))
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const next = this.#waiting.shift()
    if (next) next(connection as PooledConnection)
    else this.#idle.push(connection as PooledConnection)
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy(): Promise<void> {
    for (const connection of this.#all) await connection.inner.close()
  }
}

/** Returns Kysely's dialect for SQLite over the given open connections, which it closes when Kysely is destroyed. */
export function sqliteDialect(connections: readonly SqliteConnection[]): Dialect {
  return {
    createAdapter: () => new PooledAdapter(),
    createDriver: () => new PooledDriver(connections),
    createIntrospector: (db: Kysely<unknown>): DatabaseIntrospector => new SqliteIntrospector(db),
    createQueryCompiler: (): QueryCompiler => new SqliteQueryCompiler(),
  }
}
