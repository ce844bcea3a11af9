import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../api/dist/main.js', import.meta.url))
const READY_WITHIN = 90_000

/** The product as its users have it: one process, the api and the screens on one port, a new folder of data. */
export interface Server {
  readonly url: string
  stop(): Promise<void>
}

/** Starts the built server over a new folder of data and waits until it is ready. */
export async function startServer(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'jixing-journeys-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stdout.on('data', (chunk) => said.push(String(chunk)))
  child.stderr.on('data', (chunk) => said.push(String(chunk)))
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await ready(url, child)
  } catch (error) {
    await stop()
    throw new Error(`${error instanceof Error ? error.message : error}\n${said.join('')}`)
  }
  return { url, stop }
}

/** Playwright's global setup: one server for the whole run, its address in JIXING_URL. */
export default async function setup(): Promise<() => Promise<void>> {
  const { url, stop } = await startServer()
  process.env.JIXING_URL = url
  return stop
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + READY_WITHIN
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it was ready.`)
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await wait(100)
  }
  throw new Error(`The server was not ready within ${READY_WITHIN / 1000} s.`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}
