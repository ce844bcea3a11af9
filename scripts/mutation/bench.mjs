// A worker process as the parent sees it: it is asked, answers, and is replaced when it did not end or has grown.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('worker.mjs', import.meta.url))
/** Modules of past generations are never let go, so a process is replaced when it holds this much. */
const mostBytes = 1_200_000_000

/**
 * @typedef {{ file: string, start: number, end: number, replacement: string }} Change
 * @typedef {{ file: string, test: string, message: string }} Failure
 * @typedef {{ kind: 'failed', failed: Failure } | { kind: 'passed' } | { kind: 'timeout' } | { kind: 'broken', message: string }} Outcome
 */

export class Bench {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child
  /** @type {Promise<void>} */
  #ready = Promise.resolve()
  #lawRuns

  /** @param {number} lawRuns how many cases a law is tried on */
  constructor(lawRuns) {
    this.#lawRuns = lawRuns
  }

  #begin() {
    const child = fork(program, [], {
      execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=2048'],
      env: { ...process.env, TZ: 'UTC', LAW_RUNS: String(this.#lawRuns) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#child = child
    this.#ready = new Promise((resolve) => child.once('message', () => resolve()))
    return child
  }

  /** @param {any} question @param {(message: any) => void} [hear] @returns {Promise<any>} */
  async #ask(question, hear) {
    const child = this.#child ?? this.#begin()
    await this.#ready
    return new Promise((resolve) => {
      const end = (/** @type {any} */ answer) => {
        child.removeAllListeners('message')
        child.removeAllListeners('exit')
        if (answer.kind !== 'done' || answer.heap > mostBytes) this.close()
        resolve(answer)
      }
      child.on('message', (/** @type {any} */ message) => {
        if (message.kind === 'done' || message.kind === 'broken') end(message)
        else hear?.(message)
      })
      child.once('exit', (code, signal) => {
        if (signal === 'SIGTERM') end({ kind: 'timeout' })
        else end({ kind: 'broken', message: `The process ended with ${code ?? signal}.` })
      })
      child.send(question)
    })
  }

  /** Runs all tests of the files without a change. @param {string[]} files @param {(message: any) => void} hear */
  async watch(files, hear) {
    const answer = await this.#ask({ kind: 'watch', files }, hear)
    this.close()
    if (answer.kind !== 'done') throw new Error(answer.message)
  }

  /**
   * Runs tests with a change until one fails, or until it has computed for `ms` milliseconds.
   * @param {Change} change @param {[file: string, tests: string[] | null][]} plan @param {number} ms
   * @returns {Promise<Outcome>}
   */
  async try(change, plan, ms) {
    const answer = await this.#ask({ kind: 'try', change, plan, ms })
    if (answer.kind !== 'done') return answer
    return answer.failed ? { kind: 'failed', failed: answer.failed } : { kind: 'passed' }
  }

  close() {
    this.#child?.kill('SIGKILL')
    this.#child = undefined
  }
}
