import type { Context } from 'hono'
import { hashToken, isLive, readCookie } from '../auth/session-token.ts'
import { sessionByHash, touchSession } from '../store/sessions.ts'
import type { Env } from './endpoint.ts'

/** Milliseconds between two notes that a session is in use: not every read should cost a write. */
const TOUCH = 60_000

/**
 * Finds out who asks and from where. The session is read from the store on every request, so a login that was ended or
 * an account that was disabled is of no use from the next request on.
 */
export async function identify(c: Context<Env>): Promise<void> {
  const { deps } = c.var
  const https = deps.origin?.startsWith('https:') ?? new URL(c.req.url).protocol === 'https:'
  c.set('https', https)
  c.set('address', addressOf(c))
  const token = readCookie(c.req.header('cookie'), https)
  if (token === undefined) return
  const hash = hashToken(token)
  const { id } = deps.books.organisation
  const session = await sessionByHash(deps.store.read, id, hash)
  const now = deps.clock()
  if (!session || session.disabled || !isLive(session, deps.session, now)) return
  c.set('user', session.user)
  c.set('session', hash)
  if (now - session.seenAt < TOUCH) return
  deps.store
    .write((tx) => touchSession(tx, id, hash, now))
    .catch(() => deps.logger.warn({ request: c.var.request }, 'session not touched'))
}

/** The client's address: of the connection, of the trusted proxy's header, or as the calling server process says. */
function addressOf(c: Context<Env>): string {
  const { incoming, clientAddress } = c.env ?? {}
  if (!incoming) return clientAddress ?? 'in-process'
  const forwarded = c.var.deps.trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded || (incoming.socket?.remoteAddress ?? 'unknown')
}
