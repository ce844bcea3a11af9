import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { Books } from '../../src/books/books.ts'
import { sumsOf } from '../../src/books/ledger-difference.ts'
import { bookedSums } from '../../src/store/entries.ts'
import { openStore } from '../../src/store/open-store.ts'
import { NOON } from '../small-town.ts'
import { freshFolder } from '../test-app.ts'

const script = fileURLToPath(new URL('ingest.ts', import.meta.url))
const organisation = { id: 'town', label: { 'zh-CN': '小镇', en: 'Town' }, demonstration: false }

/**
 * Lets a process record until it has acknowledged so much, kills it a little later with no warning, and returns what it
 * had acknowledged by then.
 */
async function ingestAndKill(folder: string, round: number, least: number, milliseconds: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, folder, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  let isEnding = false
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    said += part
    if (isEnding || said.split('\n').length <= least) return
    isEnding = true
    setTimeout(() => child.kill('SIGKILL'), milliseconds)
  })
  await once(child, 'close')
  // The last line may be cut: then its visit was not told to anybody.
  return said.split('\n').slice(1, -1)
}

// Would catch: an answer before the commit, an item without its bookings, numbers given twice, a log that cannot be read
// again. A kill cannot tell whether the disk was really written; that the connection is synchronous=FULL is tested elsewhere.
it('a killed server has lost nothing that it had acknowledged, and counts nothing twice', async () => {
  const folder = await freshFolder()
  const acknowledged: string[] = []
  const kills = [
    [20, 9],
    [45, 23],
    [5, 3],
    [80, 17],
    [30, 0],
  ] as const
  for (const [round, [least, milliseconds]] of kills.entries()) {
    acknowledged.push(...(await ingestAndKill(folder, round, least, milliseconds)))
    const store = await openStore(folder, { now: NOON })
    const stored = await store.read.selectFrom('item').select(['id', 'seq']).orderBy('seq').execute()
    const known = new Set(stored.map(({ id }) => id))
    expect(acknowledged.filter((id) => !known.has(id))).toEqual([])
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, i) => i + 1))
    const books = await Books.open(store, organisation, () => NOON)
    const scored = sumsOf((await books.result()).awards()).reduce((sum, { points }) => sum + points, 0)
    const booked = (await bookedSums(store.read, 'town')).reduce((sum, { points }) => sum + points, 0)
    expect(booked).toBe(scored)
    expect((await sql<{ integrity_check: string }>`pragma integrity_check`.execute(store.read)).rows).toEqual([
      { integrity_check: 'ok' },
    ])
    await books.idle()
    await store.close()
  }
  expect(acknowledged.length).toBeGreaterThan(100)
}, 60_000)
