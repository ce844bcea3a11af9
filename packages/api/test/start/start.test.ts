import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createClient } from '../../src/client.ts'
import { readConfig } from '../../src/config.ts'
import { VERSION } from '../../src/version.ts'
import { freshFolder } from '../test-app.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

interface Server {
  readonly child: ChildProcess
  readonly said: () => string
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>
}

function startServer(env: Record<string, string>): Server {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [main], { env: { PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => (said += part))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, said: () => said, ended }
}

/** The address that a server prints when it is ready; rejects when it ends before that. */
async function addressOf(server: Server): Promise<string> {
  const start = performance.now()
  while (performance.now() - start < 30_000) {
    const found = /http:\/\/\S+/.exec(server.said())?.[0]
    if (found) return found
    if (server.child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`not started: ${server.said()}`)
}

/** A client that keeps its cookie as a browser would. */
function browser(address: string) {
  let cookie = ''
  return createClient({
    base: address,
    fetch: async (input, init = {}) => {
      const answer = await fetch(input, {
        ...init,
        headers: { origin: address, cookie, ...(init.headers as Record<string, string>) },
      })
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
      return answer
    },
  })
}

/** One sentence, no stack, exit code 1. */
async function refusal(server: Server): Promise<string> {
  expect(await server.ended).toBe(1)
  const lines = server.said().trim().split('\n')
  expect(lines.length, server.said()).toBe(1)
  expect(server.said()).not.toMatch(/^\s+at |Error:/m)
  return lines[0] as string
}

describe('the server', () => {
  it('starts from nothing, keeps its data over a second start, and ends cleanly', async () => {
    const folder = await freshFolder()
    const env = { DATA_DIR: folder, PORT: '0' }
    const began = performance.now()
    const first = startServer(env)
    const address = await addressOf(first)
    const firstStart = performance.now() - began
    expect(firstStart).toBeLessThan(20_000)
    const password = /Password of every account: (\S+)/.exec(first.said())?.[1] as string
    for (const account of ['street', 'community', 'branch', 'member']) expect(first.said()).toContain(`  ${account} `)

    const street = browser(address)
    const { user } = await street.logIn('street', password)
    expect(user.role).toBe('street-admin')
    expect(await street.overview()).toMatchObject({ demonstration: true, members: 468, meetings: 145 })
    const [member] = (await street.subjects({ kind: 'member', limit: 1 })).items
    const sent = {
      id: 'kept',
      source: 'test',
      type: 'thanks.received',
      occurredAt: '2022-05-19T10:00:00+08:00',
      subject: member?.id,
      attributes: { thanks: 'letter' },
    }
    expect(await street.recordEvent(sent)).toMatchObject({ outcome: 'created', entries: [{ points: '1' }] })
    for (const account of ['community', 'branch', 'member']) {
      const { user: other } = await browser(address).logIn(account, password)
      expect(other.account).toBe(account)
    }
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)

    const again = performance.now()
    const second = startServer(env)
    const back = browser(await addressOf(second))
    const secondStart = performance.now() - again
    expect(secondStart).toBeLessThan(10_000)
    expect(second.said()).not.toContain('First start')
    await back.logIn('street', password)
    expect(await back.event({ source: 'test', id: 'kept' })).toMatchObject({
      details: { thanks: 'letter' },
      awards: [{ granted: '1' }],
    })
    expect(await back.overview()).toMatchObject({ members: 468, meetings: 145 })
    second.child.kill('SIGINT')
    expect(await second.ended).toBe(0)

    // A folder that is copied while nothing runs is whole: everything is in the one file.
    const copy = join(await freshFolder(), 'copy')
    await mkdir(copy)
    await cp(join(folder, 'jixing.db'), join(copy, 'jixing.db'))
    const third = startServer({ ...env, DATA_DIR: copy, DEMO_PASSWORD: 'another password' })
    const other = browser(await addressOf(third))
    await expect(other.logIn('street', password)).rejects.toMatchObject({ problem: { code: 'wrong_credentials' } })
    await other.logIn('street', 'another password')
    expect((await other.event({ source: 'test', id: 'kept' })).id).toBe('kept')
    await refuses(await addressOf(third))
  }, 90_000)

  it('says in one sentence that the port is taken', async () => {
    const blocker = createServer()
    blocker.listen(0, '127.0.0.1')
    await once(blocker, 'listening')
    onTestFinished(() => void blocker.close())
    const { port } = blocker.address() as AddressInfo
    const server = startServer({ DATA_DIR: await freshFolder(), PORT: String(port) })
    expect(await refusal(server)).toBe(
      `Port ${port} on 127.0.0.1 is taken by another program; stop it, or set PORT to a free port.`,
    )
  })

  it('says in one sentence that the folder cannot be written', async () => {
    const file = join(await freshFolder(), 'file')
    await writeFile(file, '')
    const server = startServer({ DATA_DIR: join(file, 'data'), PORT: '0' })
    expect(await refusal(server)).toMatch(
      /^The folder .*\/file\/data cannot be written \(ENOTDIR\); set DATA_DIR to a folder that this user may write to\.$/,
    )
  })

  it('says in one sentence that the file is not a database', async () => {
    const folder = await freshFolder()
    await writeFile(
      join(folder, 'jixing.db'),
      'this is not a database, but it is long enough to look like one '.repeat(40),
    )
    expect(await refusal(startServer({ DATA_DIR: folder, PORT: '0' }))).toMatch(
      /^The file jixing\.db in .* is damaged or not a database;/,
    )
  })

  it('says everything that is wrong with its settings at once', async () => {
    const server = startServer({ PORT: 'eighty', LOG_LEVEL: 'loud', ORIGIN: 'points', DEMO_PASSWORD: 'short' })
    expect(await server.ended).toBe(1)
    const lines = server.said().trim().split('\n')
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(['DEMO_PASSWORD', 'LOG_LEVEL', 'ORIGIN', 'PORT'])
  })
})

/** Requests that are no proper HTTP, or that the API would never see, must not bring the server down. */
async function refuses(address: string): Promise<void> {
  const { port } = new URL(address)
  const { connect } = await import('node:net')
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(text))
      let answer = ''
      socket.setEncoding('latin1').on('data', (part: string) => (answer += part))
      socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
      socket.on('error', () => resolve('closed'))
    })
  const close = 'Connection: close\r\n'
  expect(await raw(`GET /v1/session HTTP/1.1\r\nHost: a b c\r\n${close}\r\n`)).toMatch(/ [24]\d\d /)
  expect(await raw(`GET /v1/session HTTP/1.1\r\n${close}\r\n`)).toMatch(/ 400 /)
  expect(await raw(`GET /v1//../../etc/passwd HTTP/1.1\r\nHost: x\r\n${close}\r\n`)).toMatch(/ 4\d\d /)
  expect(await raw(`GET //evil.test/v1 HTTP/1.1\r\nHost: x\r\n${close}\r\n`)).toMatch(/ [2345]\d\d /)
  expect(await raw(`TRACE /v1/session HTTP/1.1\r\nHost: x\r\n${close}\r\n`)).toMatch(/ 405 /)
  expect(await raw(`PROPFIND /v1/session HTTP/1.1\r\nHost: x\r\n${close}\r\n`)).toMatch(/ 405 /)
  expect(await raw(`GET /v1/session HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(40_000)}\r\n${close}\r\n`)).toMatch(
    / 431 /,
  )
  expect(await raw('nonsense\r\n\r\n')).toMatch(/ 400 /)
  expect((await fetch(`${address}/health/ready`)).status).toBe(200)
}

describe('the configuration', () => {
  it('is complete without any setting', () => {
    expect(readConfig({})).toEqual({
      config: {
        port: 8787,
        host: '127.0.0.1',
        dataDir: './data',
        origin: undefined,
        trustProxy: false,
        session: { idle: 1_800_000, absolute: 43_200_000 },
        logLevel: 'warn',
        demoPassword: undefined,
      },
    })
  })

  it.each([
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ PORT: '80.5' }, 'PORT'],
    [{ SESSION_IDLE_MINUTES: '0' }, 'SESSION_IDLE_MINUTES'],
    [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY'],
    [{ ORIGIN: 'https://points.example/path' }, 'ORIGIN'],
    [{ ORIGIN: 'ftp://points.example' }, 'ORIGIN'],
    [{ ORIGIN: 'https://user@points.example' }, 'ORIGIN'],
  ])('refuses %j', (env, name) => {
    const read = readConfig(env)
    expect('errors' in read ? read.errors.map((error) => error.split(' ')[0]) : []).toEqual([name])
  })

  it('names the version of the package', async () => {
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(VERSION).toBe(version)
  })
})
