import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const command = at('../../bin/jixing.js')

/** The command line runs the build: makes one where there is none. */
export function ensureBuild(): void {
  if (existsSync(at('../../dist/index.js'))) return
  execFileSync(process.execPath, [
    at('../../../../node_modules/typescript/bin/tsc'),
    '-p',
    at('../../tsconfig.build.json'),
  ])
}

/** What a run of the command line left behind. */
export interface Run {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** How to run it. */
export interface RunOptions {
  readonly input?: string | Uint8Array | AsyncIterable<string>
  readonly node?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Closes its standard output after the first bytes, as `| head -1` does. */
  readonly hangUp?: boolean
}

/** Runs `jixing` as a user does, in a process of its own. */
export function jixing(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const env = { PATH: process.env.PATH ?? '', LANG: 'en_US.UTF-8', ...options.env }
  const child = spawn(process.execPath, [...(options.node ?? []), command, ...args], { env })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    if (options.hangUp) child.stdout.destroy()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  child.stdin.on('error', () => {})
  void feed(child.stdin, options.input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, out, err }))
  })
}

async function feed(stdin: NodeJS.WritableStream, input: RunOptions['input']): Promise<void> {
  if (input === undefined || typeof input === 'string' || input instanceof Uint8Array) {
    if (input !== undefined) stdin.write(input)
    stdin.end()
    return
  }
  for await (const text of input) {
    if (!stdin.write(text)) await new Promise((resolve) => stdin.once('drain', resolve))
  }
  stdin.end()
}

/** A folder for the files of a test. */
export interface Desk {
  path(name: string): string
  /** Puts a file there and returns its path; what is no text becomes JSON. */
  put(name: string, content: unknown): string
}

/** Returns an empty folder that is taken away after the tests of the file. */
export function openDesk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'jixing-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const path = (name: string): string => join(folder, name)
  return {
    path,
    put(name, content) {
      const raw = typeof content === 'string' || content instanceof Uint8Array
      writeFileSync(path(name), raw ? content : JSON.stringify(content))
      return path(name)
    },
  }
}
