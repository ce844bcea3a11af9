// npm run vectors: the golden vectors in every environment we promise, by the built engine; one JSON line each.
//
// Node 24 and 22 and a real Chromium (page and worker) score packages/engine/vectors, once with the time zone that is
// frozen into each vector and once with the one that the machine knows. The frozen ones must all give one hash. With its
// own zone a machine of older time-zone data may differ, and only where a government changed its clocks since.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { findNode22, NotBrought } from './node-22.mjs'

/** @typedef {import('../packages/engine/vectors/compute.js').Vector} Vector */
/** @typedef {{ different: string[], values: string }} Computed */
/** @typedef {{ environment: string, version: string, timeZoneData: string, frozen: Computed, own: Computed }} Answer */

const engine = new URL('../packages/engine/', import.meta.url)
const files = ['named', 'worlds'].map((name) => `vectors/${name}.golden.json`)

/** What may differ where time-zone data is older than October 2024. */
const CHANGED = ['clock-America/Asuncion']

/** Every vector. @returns {Vector[]} */
function vectors() {
  return files.flatMap((path) => JSON.parse(readFileSync(new URL(path, engine), 'utf8')))
}

/** This process's answer. @returns {Promise<Answer>} */
async function here() {
  const built = await import(new URL('dist/index.js', engine).href)
  const { canonicalOf } = await import(new URL('dist/testing/canonical.js', engine).href)
  const { computeAll } = await import(new URL('vectors/compute.js', engine).href)
  const all = vectors()
  return {
    environment: 'node',
    version: process.version,
    timeZoneData: process.versions.tz ?? '',
    frozen: computeAll(built, canonicalOf, all, true),
    own: computeAll(built, canonicalOf, all, false),
  }
}

/**
 * The answer of another Node.
 * @param {string} path
 * @returns {Answer}
 */
function inNode(path) {
  const run = spawnSync(path, [fileURLToPath(import.meta.url), '--here'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.status !== 0) throw new Error(run.stderr)
  return JSON.parse(run.stdout)
}

/**
 * The lines of an answer, for people and for tests.
 * @param {Answer} answer
 */
function linesOf({ environment, version, timeZoneData, frozen, own }) {
  const line = (
    /** @type {string} */ zone,
    /** @type {Computed} */ { different, values },
    /** @type {string[]} */ may,
  ) => ({
    environment,
    version,
    timeZoneData,
    zone,
    vectors: values.split('\n').length,
    different,
    hash: createHash('sha256').update(values).digest('hex'),
    ok: different.every((name) => may.includes(name)),
  })
  return [line('frozen', frozen, []), line('own', own, CHANGED)]
}

/** What a page's worker made of example 08, beside what Node's makes of it. */
async function exampleLine() {
  const { exampleInBrowser } = await import('./vectors-in-browser.mjs')
  const example = fileURLToPath(new URL('../examples/08-worker.ts', import.meta.url))
  const inNode = spawnSync(process.execPath, [example], { encoding: 'utf8' }).stdout.trim().split('\n')
  const inPage = await exampleInBrowser()
  const ok = inPage.length > 1 && JSON.stringify(inPage) === JSON.stringify(inNode)
  return { environment: 'chromium worker', example: '08-worker', answers: inPage.length, ok }
}

/** One answer of an environment; `ok` says whether it is as expected. @typedef {{ ok: boolean, [fact: string]: unknown }} Line */

/** The environments, each with a way to its lines. @type {[string, () => Promise<Line[]>][]} */
const environments = [
  ['this Node', async () => linesOf(await here())],
  ['Node 22', async () => linesOf(inNode(findNode22()))],
  [
    'Chromium',
    async () => [
      ...(await (await import('./vectors-in-browser.mjs')).inBrowser(files)).flatMap(linesOf),
      await exampleLine(),
    ],
  ],
]

/** Prints the lines of every environment, and counts those as expected, those that are not, and those not to be had. */
export async function tryVectors() {
  const count = { passed: 0, failed: 0, absent: 0 }
  const hashes = new Set()
  const tell = (/** @type {Line} */ line) => {
    if (line.zone === 'frozen') hashes.add(line.hash)
    const ok = line.ok && hashes.size < 2
    count[ok ? 'passed' : 'failed']++
    console.info(JSON.stringify({ ...line, ok }))
  }
  for (const [environment, lines] of environments) {
    try {
      for (const line of await lines()) tell(line)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (error instanceof NotBrought) count.absent++
      if (error instanceof NotBrought) console.info(JSON.stringify({ environment, reason, ok: null }))
      else tell({ environment, reason, ok: false })
    }
  }
  return count
}

if (process.argv.includes('--here')) process.stdout.write(JSON.stringify(await here()))
else if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { failed, absent } = await tryVectors()
  process.exitCode = failed + absent > 0 ? 1 : 0
}
