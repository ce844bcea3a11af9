// npm test: everything that must hold, in order, ending with one line `N passed, N failed`.
//
//   npm test                      all steps
//   npm test -- types lint unit   only these
//
// The build, the types and the style count as one check each; unit tests, golden vectors and browser
// tests are counted one by one.
// A step that fails counts as at least one failure, whatever its report says.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { findBrowser } from './browser.mjs'
import { tryVectors } from './vectors.mjs'
import { installed, root, turbo } from './workspace.mjs'

/** @typedef {{ passed: number, failed: number }} Count */

const reports = `${root}/reports`
const quiet = ['--output-logs=errors-only', '--log-order=grouped', '--continue']

/**
 * Runs a program with its output shown as it comes; true when it ended well.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
function run(program, args, env = {}) {
  const ended = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  if (ended.error) console.error(ended.error.message)
  return ended.status === 0
}

/**
 * A step without a report: one check.
 * @param {boolean} ok
 * @returns {Count}
 */
function check(ok) {
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * The count of a step that wrote a report; a step that failed without naming a failure counts as one.
 * @param {boolean} ok
 * @param {string} report
 * @param {(report: any) => Count} count
 * @returns {Count}
 */
function counted(ok, report, count) {
  const found = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 }
  return ok ? found : { passed: found.passed, failed: Math.max(found.failed, 1) }
}

/** @returns {Count} */
function unit() {
  const report = `${reports}/unit.json`
  rmSync(report, { force: true })
  const ok = run(installed('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  return counted(ok, report, ({ numPassedTests, numFailedTests, testResults }) => {
    // A file that cannot be loaded has no tests in it, only a status.
    const unloaded = testResults.filter(
      (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
    )
    return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
  })
}

/** @returns {Promise<Count>} */
async function journeys() {
  const report = `${reports}/journeys.json`
  rmSync(report, { force: true })
  console.info(`Browser: ${await findBrowser()}`)
  const ok = run(
    installed('playwright'),
    ['test', '--pass-with-no-tests', `--reporter=${process.env.CI ? 'line' : 'list'},json`],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  )
  return counted(ok, report, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }))
}

/** @type {[name: string, step: () => Count | Promise<Count>][]} */
const steps = [
  ['build', () => check(run(turbo, ['run', 'build', ...quiet]))],
  ['types', () => check(run(turbo, ['run', 'check-types', 'check-types:repo', ...quiet]))],
  ['lint', () => check(run(installed('biome'), ['check', '--error-on-warnings']))],
  ['unit', unit],
  ['vectors', tryVectors],
  ['journeys', journeys],
]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !steps.some(([known]) => known === name))
if (unknown.length > 0) {
  console.error(`No step ${unknown.join(', ')}. Steps: ${steps.map(([name]) => name).join(', ')}.`)
  process.exit(2)
}

mkdirSync(reports, { recursive: true })
/** @type {(Count & { name: string, seconds: number })[]} */
const results = []
for (const [name, step] of steps) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.info(`\n── ${name}`)
  const started = performance.now()
  let count
  try {
    count = await step()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    count = check(false)
  }
  results.push({ name, ...count, seconds: (performance.now() - started) / 1000 })
}

console.info('')
for (const { name, passed, failed, seconds } of results) {
  console.info(`${failed ? '✗' : '✓'} ${name.padEnd(9)} ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`)
}
const passed = results.reduce((sum, result) => sum + result.passed, 0)
const failed = results.reduce((sum, result) => sum + result.failed, 0)
console.info(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
