import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createApp, type Fetch } from '../src/app.ts'
import type { User } from '../src/auth/roles.ts'
import { hashToken } from '../src/auth/session-token.ts'
import { createThrottle } from '../src/auth/throttle.ts'
import { Books } from '../src/books/books.ts'
import type { Deps } from '../src/deps.ts'
import type { Api } from '../src/http/endpoint.ts'
import { foundOrganisation } from '../src/start/found-organisation.ts'
import { saveAccount } from '../src/store/accounts.ts'
import { openStore, type Store, type StoreOptions } from '../src/store/open-store.ts'
import type { Organisation } from '../src/store/organisations.ts'
import { insertSession } from '../src/store/sessions.ts'
import { NOON, program, smallTown } from './small-town.ts'

/** Where the tests pretend to be. */
export const ORIGIN = 'http://jixing.test'

/** One user of each role, by account. */
export const users: Readonly<Record<string, User>> = {
  street: { account: 'street', name: '街道', role: 'street-admin' },
  community: {
    account: 'community',
    name: '社区',
    role: 'community-secretary',
    scope: { kind: 'community', id: 'c1' },
  },
  branch: {
    account: 'branch',
    name: '支部',
    role: 'branch-secretary',
    subject: { kind: 'member', id: 'm2' },
    scope: { kind: 'branch', id: 'b1' },
  },
  member: { account: 'member', name: '党员', role: 'member', subject: { kind: 'member', id: 'm4' } },
}

const organisation: Organisation = { id: 'town', label: { 'zh-CN': '小镇', en: 'Town' }, demonstration: false }

/** Makes a folder that is removed when the test is over. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jixing-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Opens a store in a fresh folder, closed when the test is over. */
export async function freshStore(options: Partial<StoreOptions> = {}): Promise<Store & { readonly folder: string }> {
  const folder = await freshFolder()
  const store = await openStore(folder, { now: NOON, ...options })
  onTestFinished(() => store.close())
  return { ...store, folder }
}

/** An answer with its parsed body. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  readonly body: any
}

/** The API over a small town, with clocks that stand still until a test moves them. */
export interface TestApp {
  readonly deps: Deps
  readonly api: Api
  readonly fetch: Fetch
  readonly time: { real: number; organisation: number }
  /** Sends a request as a user, or as nobody; `body` is sent as JSON, `raw` as it is. */
  ask(
    who: string | undefined,
    method: string,
    path: string,
    options?: {
      body?: unknown
      raw?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
      headers?: Record<string, string>
    },
  ): Promise<Answer>
}

/** Founds a small town in a fresh store and opens the API over it. */
export async function openApp(
  options: { items?: Iterable<unknown>; connect?: StoreOptions['connect']; deps?: Partial<Deps>; clock?: number } = {},
): Promise<TestApp> {
  const store = await freshStore(options.connect ? { connect: options.connect } : {})
  const time = { real: NOON, organisation: options.clock ?? NOON }
  const items = options.items ?? smallTown()
  await foundOrganisation(store, { organisation, program, items, clock: time.organisation, now: NOON, by: 'test' })
  const books = await Books.open(store, organisation, () => time.organisation)
  onTestFinished(() => books.idle())
  let made = 0
  const counted = () => String(++made).padStart(12, '0')
  const deps: Deps = {
    store,
    books,
    clock: () => time.real,
    token: () => `t${counted().padStart(42, '0')}`,
    uuid: () => `00000000-0000-4000-8000-${counted()}`,
    throttle: createThrottle(),
    session: { idle: 30 * 60_000, absolute: 12 * 3_600_000 },
    origin: undefined,
    trustProxy: false,
    logger: { error: () => undefined, warn: () => undefined, info: () => undefined },
    checkAnswers: true,
    ...options.deps,
  }
  const { api, fetch } = createApp(deps)
  await logEveryoneIn(store, time.real)
  return { deps, api, fetch, time, ask: asker(fetch) }
}

/** The session token of a test's user. */
export function tokenOf(account: string): string {
  return account.padEnd(43, '-')
}

async function logEveryoneIn(store: Store, now: number): Promise<void> {
  await store.write(async (tx) => {
    for (const user of Object.values(users)) {
      const account = { user, passwordHash: 'none', disabled: false, demonstration: false }
      await saveAccount(tx, organisation.id, account, now)
      await insertSession(tx, organisation.id, { hash: hashToken(tokenOf(user.account)), account: user.account, now })
    }
  })
}

function asker(fetch: Fetch): TestApp['ask'] {
  return async (who, method, path, { body, raw, headers = {} } = {}) => {
    const request = new Request(`${ORIGIN}${path}`, {
      method,
      headers: {
        origin: ORIGIN,
        ...(who !== undefined && { cookie: `jixing=${tokenOf(who)}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(raw !== undefined ? { body: raw, duplex: 'half' } : body !== undefined ? { body: JSON.stringify(body) } : {}),
    })
    const answer = await fetch(request)
    const text = await answer.text()
    const isJson = text !== '' && /\bjson\b/.test(answer.headers.get('content-type') ?? '')
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }
}
