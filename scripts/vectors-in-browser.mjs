// The golden vectors in a real Chromium: in a page and in a worker, from the built files as they are.
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { chromium } from '@playwright/test'
import { rolldown } from 'rolldown'
import { launchOptions } from './browser.mjs'
import { root } from './workspace.mjs'

/** @import { Answer, Computed } from './vectors.mjs' */

const kinds = { '.js': 'text/javascript', '.json': 'application/json', '.html': 'text/html' }
const engine = join(root, 'packages/engine')

/** What the page and the worker both run: fetch the vectors, score them, and tell. */
const scoreAll = `
  import * as engine from '/dist/index.js'
  import { canonicalOf } from '/dist/testing/canonical.js'
  import { computeAll } from '/vectors/compute.js'
  export async function scoreAll(files) {
    const read = await Promise.all(files.map(async (path) => (await fetch('/' + path)).json()))
    return [true, false].map((frozen) => computeAll(engine, canonicalOf, read.flat(), frozen))
  }`

/** How a page asks a worker: one question, one answer. */
const asking = `
  const workers = new Map()
  export function ask(path, question) {
    const worker = workers.get(path) ?? new Worker(path, { type: 'module' })
    workers.set(path, worker)
    return new Promise((done, fail) => {
      worker.onmessage = ({ data }) => done(data)
      worker.onerror = (event) => fail(new Error(event.message))
      worker.postMessage(question)
    })
  }`
const worker = `
  import { scoreAll } from '/score-all.js'
  onmessage = async ({ data }) => postMessage(await scoreAll(data))`

/**
 * Serves the built engine, and the given texts by their paths, on a loopback port.
 * @param {Record<string, string>} texts
 */
export async function serve(texts) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const text = texts[path]
    const file = join(engine, path)
    const kind = kinds[/** @type {keyof typeof kinds} */ (extname(path) || '.html')]
    if (text === undefined && (!/^\/(dist|vectors)\//.test(path) || !existsSync(file))) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': kind ?? 'application/octet-stream' })
    if (text !== undefined) response.end(text)
    else createReadStream(file).pipe(response)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
  const address = /** @type {import('node:net').AddressInfo} */ (server.address())
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

/**
 * Opens an empty page of a server in Chromium, lets `visit` use it, and closes both.
 * @template T
 * @param {Record<string, string>} texts
 * @param {(page: import('@playwright/test').Page, version: string) => Promise<T>} visit
 */
export async function inPage(texts, visit) {
  const server = await serve({ '/': '<!doctype html><title>Jixing</title>', '/asking.js': asking, ...texts })
  const browser = await chromium.launch(await launchOptions())
  try {
    const page = await browser.newPage()
    await page.goto(server.origin)
    return await visit(page, browser.version())
  } finally {
    await browser.close()
    server.close()
  }
}

/**
 * The answers of a page and of its worker.
 * @param {string[]} files
 * @returns {Promise<Answer[]>}
 */
export async function inBrowser(files) {
  return inPage({ '/score-all.js': scoreAll, '/worker.js': worker }, async (page, version) => {
    const inThePage = await page.evaluate(async (files) => {
      const path = '/score-all.js'
      return (await import(path)).scoreAll(files)
    }, files)
    const inTheWorker = await page.evaluate(askWorker, { path: '/worker.js', question: files })
    const answer = (/** @type {string} */ environment, /** @type {Computed[]} */ [frozen, own]) =>
      /** @type {Answer} */ ({ environment, version, timeZoneData: "the browser's own", frozen, own })
    return [answer('chromium page', inThePage), answer('chromium worker', inTheWorker)]
  })
}

/**
 * In the page: asks the worker at a path.
 * @param {{ path: string, question: unknown }} asked
 */
async function askWorker({ path, question }) {
  const asking = '/asking.js'
  return (await import(asking)).ask(path, question)
}

/**
 * What the worker of examples/08-worker answers in a page, as the example prints it.
 * @returns {Promise<string[]>}
 */
export async function exampleInBrowser() {
  const built = await rolldown({
    input: join(root, 'examples/08-worker/scorer.ts'),
    plugins: [
      {
        name: 'engine',
        resolveId: (id) => (id === '@jixing/engine' ? { id: '/dist/index.js', external: true } : undefined),
      },
    ],
  })
  const { output } = await built.generate({ format: 'esm' })
  const { questions } = await import('../examples/08-worker/questions.ts')
  return inPage({ '/scorer.js': output[0].code }, async (page) => {
    const answers = []
    for (const question of questions) answers.push(await page.evaluate(askWorker, { path: '/scorer.js', question }))
    return answers.map((answer) => JSON.stringify(answer))
  })
}
