// npm run mutation: do the tests notice small mistakes in the rules, the ledger and the standings?
//
//   npm run mutation                         a sample of 400 mutants; writes docs/mutation.md
//   npm run mutation -- --size 900 --seed 7  another sample
//   npm run mutation -- --only rank-index    all mutants of the files whose path has this in it; writes no page
//   npm run mutation -- --again              tries those again that the last run's tests did not notice, on the same sources
//   npm run mutation -- --minutes 20         stops after this time with what it has tried
//   npm run mutation -- --budget 10          seconds of tests for each mutant; a survivor costs as much
//
// Every mutant is tried by the tests that enter its place, the quick ones first, until one fails.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { root } from '../workspace.mjs'
import { Bench } from './bench.mjs'
import { Cover } from './cover.mjs'
import { equivalence } from './equivalent.mjs'
import { mutantsOf, sample, shuffled } from './mutants.mjs'
import { page } from './page.mjs'
import { mutated, read, sourcesHash, tests } from './sources.mjs'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    laws: { type: 'string', default: '20' },
    budget: { type: 'string', default: '4' },
    minutes: { type: 'string', default: '240' },
    only: { type: 'string' },
    again: { type: 'boolean', default: false },
  },
})
const started = performance.now()
const bench = new Bench(Number(values.laws))
const cover = new Cover()
const hash = sourcesHash()

console.info('Running the tests without a change.')
/** Tests that fail without a change, being about speed or about work under way: they cannot tell anything. @type {string[]} */
const leftOut = []
await bench.watch(tests(), (message) => {
  if (message.kind === 'loaded') cover.loaded(message.entered)
  if (message.error) leftOut.push(`${message.file}: ${message.test}: ${message.error}`)
  else if (message.kind === 'test') cover.add(message)
})
if (leftOut.length > 0) console.info(`Left out, for they fail without a change:\n${leftOut.join('\n')}`)
const { tests: count, ms } = cover.size
console.info(`${count} tests pass in ${(ms / 1000).toFixed(1)} s of computing.`)

const kept = `${root}/reports/mutation.json`
/** What the last run found, when it is taken up again. @type {{ hash: string, seed: string, tried: import('./page.mjs').Tried[] }} */
const last = values.again ? JSON.parse(readFileSync(kept, 'utf8')) : { hash, seed: values.seed, tried: [] }
if (last.hash !== hash) {
  console.error('The last run was on other sources.')
  process.exit(1)
}
const isNoticed = (/** @type {import('./page.mjs').Tried} */ { outcome }) =>
  ['failed', 'timeout'].includes(outcome.kind)

const all = mutated()
  .filter((file) => values.only === undefined || file.includes(values.only))
  .flatMap((file) => mutantsOf(file, read(file)))
const chosen = values.again
  ? last.tried.filter((one) => !isNoticed(one)).map((one) => one.mutant)
  : values.only === undefined
    ? sample(all, Number(values.size), Number(values.seed))
    : all
/** In another order than they stand, so that a run that is stopped has seen a sample of all. */
const order = shuffled(chosen.length, Number(values.seed))

/** @type {import('./page.mjs').Tried[]} */
const tried = last.tried.filter(isNoticed)
for (const index of order) {
  if (!values.again && performance.now() - started > Number(values.minutes) * 60_000) break
  const mutant = chosen[index]
  if (mutant === undefined) continue
  const known = equivalence(mutant)
  const { plan, seeing, ms: expected } = cover.planFor(mutant.file, mutant.seenAt, Number(values.budget) * 1000)
  const outcome =
    known !== undefined
      ? { kind: /** @type {const} */ ('equivalent'), reason: known }
      : seeing === 0
        ? { kind: /** @type {const} */ ('unseen') }
        : await bench.try(mutant, plan, 10_000 + 5 * expected)
  tried.push({ mutant, outcome })
  if (outcome.kind !== 'failed' && outcome.kind !== 'equivalent') {
    console.info(
      `${outcome.kind} ${mutant.file}:${mutant.line} ${short(mutant.original)} → ${short(mutant.replacement)}`,
    )
  }
  if (tried.length % 25 === 0) {
    const minutes = ((performance.now() - started) / 60_000).toFixed(1)
    const killed = tried.filter((one) => one.outcome.kind === 'failed' || one.outcome.kind === 'timeout').length
    console.info(`-- ${tried.length}, ${killed} noticed, ${minutes} min`)
  }
}
bench.close()

mkdirSync(`${root}/reports`, { recursive: true })
writeFileSync(kept, `${JSON.stringify({ hash, seed: last.seed, tried }, null, 1)}\n`)
const report = page({
  ...{ hash, all: all.length, tried, count, leftOut: leftOut.length },
  ...{ seed: Number(last.seed), lawRuns: Number(values.laws), budget: Number(values.budget) },
})
if (values.only === undefined) writeFileSync(`${root}/docs/mutation.md`, report.text)
console.info(JSON.stringify(report.figures))

/** @param {string} text */
function short(text) {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 70 ? `${line.slice(0, 67)}...` : line
}
