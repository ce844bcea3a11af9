import type { SessionTimes } from './auth/session-token.ts'
import type { Throttle } from './auth/throttle.ts'
import type { Books } from './books/books.ts'
import type { Store } from './store/open-store.ts'
import type { DemoAccount } from './wire/session.ts'

/** Where the server writes what happened to itself; never a name, a password or a body. */
export interface Logger {
  error(facts: Readonly<Record<string, unknown>>, message: string): void
  warn(facts: Readonly<Record<string, unknown>>, message: string): void
  info(facts: Readonly<Record<string, unknown>>, message: string): void
}

/** All that use cases need from outside: no clock, id or connection is reached in any other way. */
export interface Deps {
  readonly store: Store
  readonly books: Books
  /** The real time, UTC milliseconds: for sessions and throttling. What is scored has the books' clock. */
  readonly clock: () => number
  /** A new session token: 256 random bits as 43 characters. */
  readonly token: () => string
  /** A new identifier, for naming one request in the log. */
  readonly uuid: () => string
  readonly throttle: Throttle
  readonly session: SessionTimes
  /** The public address, when it is fixed; else the Host of each request counts. */
  readonly origin: string | undefined
  readonly trustProxy: boolean
  readonly logger: Logger
  /** The accounts that the sign-in page may offer: those of a demonstration that only this machine can reach. */
  readonly demoAccounts?: readonly DemoAccount[]
  /** In tests: answers are held against their schemas. */
  readonly checkAnswers?: boolean
}
