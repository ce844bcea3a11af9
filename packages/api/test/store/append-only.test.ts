import { describe, expect, it } from 'vitest'
import { connectSqlite } from '../../src/store/sqlite.ts'
import { freshStore } from '../test-app.ts'

/** A row of each append-only table, and one column to falsify. */
const rows: Readonly<Record<string, { columns: Record<string, unknown>; forged: string }>> = {
  item: {
    columns: {
      organisation: 'o',
      seq: 1,
      source: 's',
      id: 'i',
      kind: 'event',
      type: 't',
      occurred_at: 1,
      received_at: 1,
      body: '{}',
      recorded_by: 'a',
    },
    forged: 'body',
  },
  item_subject: {
    columns: { organisation: 'o', kind: 'member', subject: 'm', occurred_at: 1, seq: 1 },
    forged: 'subject',
  },
  ledger_entry: {
    columns: {
      organisation: 'o',
      seq: 1,
      kind: 'award',
      subject_kind: 'member',
      subject: 'm',
      rule: 'r',
      version: 1,
      category: 'c',
      event_source: 's',
      event_id: 'i',
      cause: '{}',
      points: 2,
      occurred_at: 1,
      recorded_at: 1,
    },
    forged: 'rule',
  },
  program_version: {
    columns: {
      organisation: 'o',
      version: 1,
      effective_from: '2021-01-01',
      published_at: 1,
      published_by: 'a',
      note: 'n',
      etag: 'e',
      body: '{}',
    },
    forged: 'note',
  },
  audit: {
    columns: { organisation: 'o', seq: 1, at: 1, account: 'a', action: 'x', target: 't', detail: '{}' },
    forged: 'action',
  },
}

/** The ways in which someone with the file open might try to change a row that is there. */
const attempts: Readonly<Record<string, (table: string, columns: string, values: string, forged: string) => string>> = {
  update: (table, _, __, forged) => `update ${table} set ${forged} = '999'`,
  'update or replace': (table, _, __, forged) => `update or replace ${table} set ${forged} = '999'`,
  delete: (table) => `delete from ${table}`,
  'insert or replace': (table, columns, values) => `insert or replace into ${table} (${columns}) values (${values})`,
  replace: (table, columns, values) => `replace into ${table} (${columns}) values (${values})`,
  upsert: (table, columns, values, forged) =>
    `insert into ${table} (${columns}) values (${values}) on conflict do update set ${forged} = '999'`,
}

describe('an append-only table', () => {
  const cases = Object.keys(rows).flatMap((table) => Object.keys(attempts).map((attempt) => [table, attempt] as const))

  // Would catch: a table that was forgotten, and REPLACE, which fires no delete trigger on a plain connection.
  it.each(cases)('%s refuses %s, on our connection and on a foreign one', async (table, attempt) => {
    const store = await freshStore()
    const { columns, forged } = rows[table] as (typeof rows)[string]
    const names = Object.keys(columns).join(', ')
    const quoted = (values: Record<string, unknown>) =>
      Object.values(values)
        .map((one) => (typeof one === 'number' ? one : `'${one}'`))
        .join(', ')
    const foreign = await connectSqlite(`${store.folder}/jixing.db`)
    await foreign.query("insert into organisation values ('o', '{}', 0, 1)", [])
    await foreign.query(`insert into ${table} (${names}) values (${quoted(columns)})`, [])
    const before = await foreign.query(`select * from ${table}`, [])
    const changed = table === 'item_subject' ? columns : { ...columns, [forged]: '999' }
    const make = attempts[attempt] as (typeof attempts)[string]
    const statement = make(table, names, quoted(changed), forged)
    for (const pragma of ['recursive_triggers = off', 'recursive_triggers = on']) {
      await foreign.query(`pragma ${pragma}`, [])
      await expect(foreign.query(statement, []), pragma).rejects.toThrow(/append-only/)
    }
    expect(await foreign.query(`select * from ${table}`, [])).toEqual(before)
    await foreign.close()
  })

  // Would catch: a table with a rowid, whose row a REPLACE could displace by naming that.
  it.each(Object.keys(rows))('%s has no rowid to replace by', async (table) => {
    const store = await freshStore()
    const db = await connectSqlite(`${store.folder}/jixing.db`)
    await expect(db.query(`select rowid from ${table}`, [])).rejects.toThrow(/no such column/)
    await db.close()
  })

  // Would catch: a REPLACE of an item under a new number, which would free its id for other content.
  it('item does not give up an id to an item with another number', async () => {
    const store = await freshStore()
    const db = await connectSqlite(`${store.folder}/jixing.db`)
    await db.query("insert into organisation values ('o', '{}', 0, 1)", [])
    const insert = (seq: number) =>
      db.query(`insert or replace into item values ('o', ${seq}, 's', 'i', 'event', 't', 1, 1, '{}', 'a')`, [])
    await insert(1)
    await expect(insert(2)).rejects.toThrow(/append-only/)
    await db.close()
  })
})
