import type { Migration } from './migrations.ts'
import type { SqliteConnection } from './sqlite.ts'

/** The store cannot be used as it is; `code` says why and `facts` fill in the sentence. */
export class StoreRefused extends Error {
  readonly code: 'newer_schema' | 'foreign_schema' | 'sqlite_too_old' | 'network_disk' | 'in_use' | 'not_durable'
  readonly facts: Readonly<Record<string, string | number>>

  constructor(code: StoreRefused['code'], facts: StoreRefused['facts'] = {}) {
    super(`${code} ${JSON.stringify(facts)}`)
    this.code = code
    this.facts = facts
  }
}

/**
 * Brings the schema forward, each step in a transaction of its own under the write lock, and returns how many were made.
 * Refuses a file that a newer release wrote, or whose steps are not ours.
 */
export async function migrate(db: SqliteConnection, steps: readonly Migration[], now: number): Promise<number> {
  const run = (sql: string, ...parameters: unknown[]) => db.query(sql, parameters)
  await run(
    'create table if not exists migration (version integer primary key, name text not null, applied_at integer not null)',
  )
  let made = 0
  for (const step of [...steps].sort((a, b) => a.version - b.version)) {
    await run('begin immediate')
    try {
      const { rows } = await run('select version, name from migration order by version')
      const applied = rows as { version: number; name: string }[]
      const newest = applied.at(-1)?.version ?? 0
      const known = steps.reduce((most, { version }) => Math.max(most, version), 0)
      if (newest > known) throw new StoreRefused('newer_schema', { found: newest, known })
      const same = applied.find(({ version }) => version === step.version)
      if (same && same.name !== step.name) throw new StoreRefused('foreign_schema', { found: same.name })
      if (!same) {
        for (const statement of step.statements) await run(statement)
        await run('insert into migration (version, name, applied_at) values (?, ?, ?)', step.version, step.name, now)
        made += 1
      }
      await run('commit')
    } catch (error) {
      await run('rollback').catch(() => undefined)
      throw error
    }
  }
  return made
}
