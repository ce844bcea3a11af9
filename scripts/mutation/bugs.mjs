// Tries the bugs that were made on purpose: each is put into the engine alone, and the test that it names must fail.
//
//   node scripts/mutation/bugs.mjs           one JSON line; exit code 1 when a bug is not noticed
//   node scripts/mutation/bugs.mjs --find    says for each bug which test fails first, and tries all tests when none is named
import { parseArgs } from 'node:util'
import { Bench } from './bench.mjs'
import { read, sourcesHash, tests } from './sources.mjs'

/**
 * A mistake: in `file` below src, `text`, which stands there once, `becomes` another; `test` in `noticedBy` fails.
 * @typedef {{ bug: string, file: string, text: string, becomes: string, noticedBy?: string, test?: string }} Bug
 */

const list = 'packages/engine/test/seeded-bugs/seeded-bugs.json'
const { values } = parseArgs({ options: { find: { type: 'boolean', default: false } } })
/** @type {Bug[]} */
const bugs = JSON.parse(read(list))
const started = performance.now()
const bench = new Bench(30)
/** @type {string[]} */
const missed = []

/** @param {Bug} bug */
function changeOf({ file, text, becomes }) {
  const path = `packages/engine/src/${file}`
  const source = read(path)
  const start = source.indexOf(text)
  if (start < 0 || source.indexOf(text, start + 1) >= 0) return
  return { file: path, start, end: start + text.length, replacement: becomes }
}

/** Those beside the file, then tables, then the rest, laws last. @param {Bug} bug @returns {[file: string, tests: null][]} */
function everyTest({ file }) {
  const stage = file.split('/')[0] ?? ''
  const order = [`src/${stage}/`, `test/${stage}/`, 'test/edge-cases', 'test/tables/', 'test/choices', '.test.ts', '']
  const rank = (/** @type {string} */ path) => order.findIndex((part) => path.includes(part))
  return tests()
    .sort((a, b) => rank(a) - rank(b))
    .map((path) => [path, null])
}

const named = new Map(bugs.map(({ noticedBy, test }) => [`${noticedBy}: ${test}`, { noticedBy, test }]))
if (!values.find) {
  const nothing = { file: 'packages/engine/src/index.ts', start: 0, end: 0, replacement: '' }
  for (const [name, { noticedBy, test }] of named) {
    const outcome = await bench.try(nothing, [[`packages/engine/${noticedBy}`, [test ?? '']]], 60_000)
    if (outcome.kind !== 'passed') missed.push(`${name}: does not pass without a bug, or is not there`)
  }
}
for (const bug of bugs) {
  const change = changeOf(bug)
  if (!change) {
    missed.push(`${bug.bug}: its text stands not once in ${bug.file}`)
    continue
  }
  if (values.find) {
    const outcome = await bench.try(change, everyTest(bug), 60_000)
    const found = outcome.kind === 'failed' ? outcome.failed : { file: outcome.kind, test: '', message: '' }
    console.info(
      JSON.stringify({ bug: bug.bug, noticedBy: found.file.replace('packages/engine/', ''), test: found.test }),
    )
    continue
  }
  const outcome = await bench.try(change, [[`packages/engine/${bug.noticedBy}`, [bug.test ?? '']]], 60_000)
  const isNoticed = outcome.kind === 'failed' && outcome.failed.test === bug.test
  if (!isNoticed) missed.push(`${bug.bug}: not noticed by ${bug.noticedBy}: ${bug.test}`)
}
bench.close()
if (!values.find) {
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const line = {
    ...{ id: 'R25', ok: missed.length === 0, measured: 'bugs made on purpose, each noticed by the test that it names' },
    ...{ seed: 20_210_101, cases: bugs.length, counts: { noticed: bugs.length - missed.length, missed } },
    ...{ seconds, against: `the sources ${sourcesHash()}` },
  }
  console.info(JSON.stringify(line))
  process.exitCode = missed.length > 0 ? 1 : 0
}
