import { randomBytes, randomUUID } from 'node:crypto'
import { access, constants, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pino } from 'pino'
import { createApp } from '../app.ts'
import type { User } from '../auth/roles.ts'
import { createThrottle } from '../auth/throttle.ts'
import { Books } from '../books/books.ts'
import type { Config } from '../config.ts'
import { DEMONSTRATION_AS_OF, demonstrationYear } from '../demo/demonstration-year.ts'
import type { Deps } from '../deps.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { listOrganisations, setting } from '../store/organisations.ts'
import { prepareAccounts } from './demonstration-accounts.ts'
import { foundOrganisation } from './found-organisation.ts'
import { listen, loadScreens } from './http-server.ts'
import { readPreset } from './preset.ts'
import { StartRefused } from './sentences.ts'

/** A running server. */
export interface Running {
  readonly address: string
  /** The demonstration's users and their password, when the organisation is one. */
  readonly demonstration: { readonly users: readonly User[]; readonly password: string } | undefined
  /** Finishes what is under way, writes everything to the file and ends. */
  stop(): Promise<void>
}

/** Milliseconds between two looks at whether time alone has brought something. */
const MINUTE = 60_000

/** Where the screens, which run in this process, find the API without a socket. */
const IN_PROCESS = Symbol.for('jixing.api')

/** Starts the product: the store, the books, the API and the screens on one port. `say` gets a line at each slow step. */
export async function start(config: Config, say: (line: string) => void): Promise<Running> {
  const folder = resolve(config.dataDir)
  await mkdir(folder, { recursive: true })
  await access(folder, constants.W_OK)
  const store = await openStore(folder, { now: Date.now() })
  try {
    const server = await listen(config)
    try {
      const books = await openBooks(store, say)
      const demonstration = await openDemonstration(config, store, books)
      const deps = { ...dependencies(config, store, books), ...offeredAccounts(config, demonstration) }
      const { fetch } = createApp(deps)
      Object.assign(globalThis, { [IN_PROCESS]: fetch })
      server.open(fetch, await loadScreens(config))
      // Whoever comes first finds the results made, or waits no longer than if they had been made before listening.
      books.result().catch((error: unknown) => complain(deps, error))
      const timer = setInterval(() => books.advance().catch((error) => complain(deps, error)), MINUTE).unref()
      const host = config.host.includes(':') ? `[${config.host}]` : config.host
      return {
        address:
          config.origin ?? `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${server.port}`,
        demonstration,
        async stop() {
          clearInterval(timer)
          await server.close()
          await books.idle()
          await store.close()
        },
      }
    } catch (error) {
      await server.close()
      throw error
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

async function openBooks(store: Store, say: (line: string) => void): Promise<Books> {
  if ((await listOrganisations(store.read)).length === 0) await foundDemonstration(store, say)
  const [organisation, ...others] = await listOrganisations(store.read)
  if (!organisation || others.length > 0) {
    throw new StartRefused('The data hold more than one organisation, which this version cannot serve.')
  }
  const clock = await setting(store.read, organisation.id, 'clock')
  const fixed = clock === undefined ? undefined : Date.parse(clock)
  const books = await Books.open(store, organisation, () => fixed ?? Date.now())
  await books.advance()
  return books
}

async function foundDemonstration(store: Store, say: (line: string) => void): Promise<void> {
  say('First start: preparing the demonstration year of Guanlan …')
  const program = await readPreset('guanlan')
  const stored = await foundOrganisation(store, {
    organisation: { id: 'guanlan', label: { 'zh-CN': '观澜街道', en: 'Guanlan Subdistrict' }, demonstration: true },
    program,
    items: demonstrationYear(),
    clock: Date.parse(DEMONSTRATION_AS_OF),
    now: Date.now(),
    by: 'demonstration',
  })
  say(`… ${stored.items} items and ${stored.entries} bookings stored.`)
}

/** On this machine alone the password may be known to all; where others can reach the server it is made up. */
async function openDemonstration(config: Config, store: Store, books: Books): Promise<Running['demonstration']> {
  if (!books.organisation.demonstration) return undefined
  const password = config.demoPassword ?? (isLocal(config) ? 'jixing-demo' : randomBytes(9).toString('base64url'))
  return { users: await prepareAccounts(store, books, password, Date.now()), password }
}

/** Whether only this machine can reach the server. */
function isLocal(config: Config): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(config.host) && config.origin === undefined
}

/** The sign-in page offers the demonstration's accounts only where nobody else can see it. */
function offeredAccounts(config: Config, demonstration: Running['demonstration']): Pick<Deps, 'demoAccounts'> {
  if (!demonstration || !isLocal(config)) return {}
  const { users, password } = demonstration
  return { demoAccounts: users.map(({ account, name, role }) => ({ account, name, role, password })) }
}

function dependencies(config: Config, store: Store, books: Books): Deps {
  return {
    store,
    books,
    clock: () => Date.now(),
    token: () => randomBytes(32).toString('base64url'),
    uuid: () => randomUUID(),
    throttle: createThrottle(),
    session: config.session,
    origin: config.origin,
    trustProxy: config.trustProxy,
    logger: pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true })),
  }
}

function complain(deps: Deps, error: unknown): void {
  deps.logger.error({ code: (error as { code?: string }).code }, 'the books could not be brought up to date')
}
