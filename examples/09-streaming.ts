// A file of any length, line by line: one line of text is in memory at a time, and the log keeps events in columns.
// node examples/09-streaming.ts [matches.ndjson[.gz]]
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { createLog, exactText, score } from '@jixing/engine'
import program from './oracles/england-football.json' with { type: 'json' }
import { planOf } from './plan-of.ts'

const carried = new URL('../packages/engine/test/oracles/golden/england-football/events.ndjson.gz', import.meta.url)
const named = process.argv[2]?.match(/\.ndjson(\.gz)?$/)?.input
const raw = createReadStream(named ?? carried)
const zipped = named === undefined || named.endsWith('.gz')

const plan = planOf(program)
const log = createLog(plan)
const counts: Record<string, number> = {}
for await (const line of createInterface({ input: zipped ? raw.pipe(createGunzip()) : raw })) {
  let record: unknown
  try {
    record = JSON.parse(line)
  } catch {
    // A line that is no JSON is refused like a record that is no item: the others still count.
  }
  const { outcome } = log.add(record)
  counts[outcome] = (counts[outcome] ?? 0) + 1
}
console.log(JSON.stringify(counts))

const result = score(plan, log)
for (const { key } of result.periods('season')) {
  const [first] = result.standings('table', key)
  if (first) console.log(key, first.subject, first.value === undefined ? '' : exactText(first.value))
}
