/** What tuning feels like: trials of one number, one limit and a whole program, in Node and in a browser's worker. */
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, normalize } from 'node:path'
import * as engine from '@jixing/engine'
import { chromium } from '@playwright/test'
import { findBrowser, launchOptions } from '../scripts/browser.mjs'
import { root } from '../scripts/workspace.mjs'
import { timeTrials } from './trial-figures.mjs'
import * as world from './world.mjs'

const GOALS = [
  ['number', 'trial of one changed number over a year of a street', 16],
  ['limit', 'trial of one changed limit over a year of a street', 16],
  ['another', 'trial of another program over the same year', 100],
]

/** Serves the built engine and the bench on this machine alone. */
async function serve() {
  const folders = { '/engine/': join(root, 'packages/engine/dist/'), '/bench/': join(root, 'bench/') }
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname)
    const [prefix, folder] = Object.entries(folders).find(([start]) => path.startsWith(start)) ?? []
    const file = folder && join(folder, path.slice(prefix.length))
    if (path === '/') return response.setHeader('content-type', 'text/html').end('<!doctype html><title>bench</title>')
    if (!file || !existsSync(file)) return response.writeHead(404).end()
    response.setHeader('content-type', 'text/javascript')
    createReadStream(file).pipe(response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, address: `http://127.0.0.1:${server.address().port}` }
}

/** Runs the trials in a worker of a real browser. */
async function timeInBrowser() {
  const { server, address } = await serve()
  const browser = await chromium.launch(await launchOptions())
  try {
    const page = await browser.newPage()
    await page.goto(address)
    const taken = await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker('/bench/trial-worker.mjs', { type: 'module' })
          worker.onmessage = ({ data }) => resolve(data)
          worker.onerror = (event) => reject(new Error(event.message))
        }),
    )
    return { taken, version: browser.version() }
  } finally {
    await browser.close()
    server.close()
  }
}

/** Measures trials and passes each figure to `report`. */
export async function benchTrial(report) {
  const say = (taken, where) => {
    const { events, members, moved } = taken
    for (const [key, figure, goal] of GOALS) {
      const measured = { events, members, where, ...(key === 'number' && { moves: moved }) }
      report({
        figure: `${figure}, ${where}`,
        value: taken[key],
        unit: 'ms',
        limit: goal,
        ratio: goal / taken[key],
        goal: 1,
        measured,
      })
    }
  }
  // The time that the thread ran: others on the machine do not count.
  const now = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  say(timeTrials({ engine, world, now }), `Node ${process.versions.node.split('.')[0]}, thread time`)
  if (!(await findBrowser())) return
  const { taken, version } = await timeInBrowser()
  say(taken, `a worker of Chromium ${version.split('.')[0]}`)
}
