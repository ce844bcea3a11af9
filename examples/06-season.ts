// A real season by a real program: Formula 1 in 1988, when only a driver's best eleven results counted. The program in
// oracles/formula-1.json knows nothing of races: "best eleven" is a limit, "most wins" a tie-breaker.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { createLog, formatPoints, score } from '@jixing/engine'
import { planOf } from './plan-of.ts'

const file = (path: string): Buffer => readFileSync(new URL(path, import.meta.url))
const plan = planOf(JSON.parse(file('./oracles/formula-1.json').toString('utf8')))
const log = createLog(plan)
const results = gunzipSync(file('../packages/engine/test/oracles/golden/formula-1/events.ndjson.gz'))
for (const line of results.toString('utf8').trim().split('\n')) log.add(JSON.parse(line))

const result = score(plan, log)
const season = { level: 'season', key: '1988' }
for (const { rank, subject } of result.standings('drivers', season.key).slice(0, 4)) {
  const awards = result.awards({ subject: { kind: 'driver', id: subject }, period: season })
  const sum = (amounts: number[]): string =>
    formatPoints(
      amounts.reduce((a, b) => a + b, 0),
      plan.decimals,
    )
  const counted = awards.filter((award) => award.granted > 0).length
  const [granted, scored] = [sum(awards.map((award) => award.granted)), sum(awards.map((award) => award.requested))]
  console.log(rank, subject, `${granted} points of ${scored}: ${counted} of ${awards.length} results count`)
}
