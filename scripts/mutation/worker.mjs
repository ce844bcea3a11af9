// A process that tries mutants: it loads the engine with one change and runs tests until one fails. The parent ends it when
// a mutant runs on for ever, and begins a new one when modules of past generations have filled its memory.
import { Session } from 'node:inspector'
import { Worker } from 'node:worker_threads'
import * as fc from 'fast-check'
import { begin, fileOf, load } from './loading.mjs'
import { collect } from './vitest-stand-in.mjs'

/** What this process has computed so far, in milliseconds: on a busy machine the clock says nothing. */
function computed() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** How much may have been computed, in milliseconds; 0 for any amount. A thread looks, because a loop without end does not. */
const most = new Float64Array(new SharedArrayBuffer(8))
const watcher = new Worker(
  `const { workerData: most } = require('node:worker_threads')
  setInterval(() => {
    const { user, system } = process.cpuUsage()
    if (most[0] > 0 && (user + system) / 1000 > most[0]) process.kill(process.pid, 'SIGTERM')
  }, 250)`,
  { eval: true, workerData: most },
)
watcher.unref()

fc.configureGlobal({ seed: 20210101, endOnFailure: true })

/**
 * Runs the asked tests of a file, all without a question. Calls back after each with the milliseconds that it computed and its error.
 * @param {string} file
 * @param {Set<string> | undefined} asked
 * @param {(test: string, ms: number, error: unknown) => boolean | void} after true ends the file
 */
async function runFile(file, asked, after) {
  const collected = await collect(() => load(file))
  const missing = [...(asked ?? [])].filter((name) => !collected.tests.some((test) => test.name === name))
  if (missing.length > 0) throw new Error(`No test is called ${missing.join(', ')}`)
  try {
    for (const prepare of collected.before) await prepare()
    for (const test of collected.tests) {
      if (asked && !asked.has(test.name)) continue
      const started = computed()
      let error
      try {
        await test.run()
      } catch (thrown) {
        error = thrown ?? new Error('threw nothing')
      }
      if (after(test.name, computed() - started, error)) return
    }
  } finally {
    for (const clear of collected.after) await clear()
  }
}

/** @param {unknown} error */
const messageOf = (error) => String(/** @type {any} */ (error)?.message ?? error).slice(0, 300)

/**
 * Tries a change: the first test that fails, or none.
 * @param {any} change
 * @param {[file: string, tests: string[] | null][]} plan all tests of a file for null
 */
async function tryOne(change, plan) {
  /** @type {{ file: string, test: string, message: string } | undefined} */
  let failed
  try {
    begin(change)
  } catch (error) {
    return { failed: { file: change.file, test: 'is a program', message: messageOf(error) } }
  }
  for (const [file, tests] of plan) {
    try {
      await runFile(file, tests ? new Set(tests) : undefined, (test, _ms, error) => {
        if (error) failed = { file, test, message: messageOf(error) }
        return error !== undefined
      })
    } catch (error) {
      failed = { file, test: 'can be loaded', message: messageOf(error) }
    }
    if (failed) break
  }
  return { failed }
}

/**
 * Runs all tests without a change: what each takes and which functions and blocks it enters.
 * @param {string[]} files
 */
async function watch(files) {
  const session = new Session()
  session.connect()
  /** @param {string} method @param {any} [params] @returns {any} */
  const post = (method, params) => {
    /** @type {any} */
    let answer
    session.post(/** @type {any} */ (method), params, (error, result) => {
      if (error) throw error
      answer = result
    })
    return answer
  }
  const taken = () => {
    /** @type {[file: string, functions: [start: number, end: number, count: number][][]][]} */
    const entered = []
    for (const { url, functions } of post('Profiler.takePreciseCoverage').result) {
      const file = fileOf(url)
      if (file === undefined || !/src\/(rules|ledger|standings)\//.test(file)) continue
      entered.push([
        file,
        functions.map((/** @type {any} */ one) =>
          one.ranges.map((/** @type {any} */ r) => [r.startOffset, r.endOffset, r.count]),
        ),
      ])
    }
    return entered
  }
  post('Profiler.enable')
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  begin(undefined)
  await load('packages/engine/src/index.ts')
  process.send?.({ kind: 'loaded', entered: taken() })
  for (const file of files) {
    try {
      await runFile(file, undefined, (test, ms, error) => {
        process.send?.({ kind: 'test', file, test, ms, error: error && messageOf(error), entered: taken() })
      })
    } catch (error) {
      process.send?.({ kind: 'test', file, test: 'can be loaded', ms: 0, error: messageOf(error), entered: [] })
    }
  }
  post('Profiler.stopPreciseCoverage')
  session.disconnect()
}

process.on('message', async (/** @type {any} */ asked) => {
  try {
    if (asked.kind === 'watch') await watch(asked.files)
    most[0] = asked.kind === 'try' ? computed() + asked.ms : 0
    const answer = asked.kind === 'try' ? await tryOne(asked.change, asked.plan) : {}
    most[0] = 0
    process.send?.({ kind: 'done', ...answer, heap: process.memoryUsage().rss })
  } catch (error) {
    process.send?.({ kind: 'broken', message: messageOf(error) })
  }
})
process.on('disconnect', () => process.exit())
process.send?.({ kind: 'ready' })
