import { createHash } from 'node:crypto'

/** How long a login lasts: until it was not used for `idle`, and never longer than `absolute`. Milliseconds. */
export interface SessionTimes {
  readonly idle: number
  readonly absolute: number
}

/** Returns what is stored of a session token: its SHA-256. A copy of the store is then of no use for logging in. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Whether a session is still good at `now`. */
export function isLive(session: { createdAt: number; seenAt: number }, times: SessionTimes, now: number): boolean {
  return now - session.seenAt < times.idle && now - session.createdAt < times.absolute
}

/** Returns the name of the session cookie; `__Host-` binds it to this host, which browsers grant to https only. */
export function cookieName(https: boolean): string {
  return https ? '__Host-jixing' : 'jixing'
}

/** Returns the Set-Cookie value that keeps a token, or, without one, forgets it. */
export function writeCookie(token: string | undefined, https: boolean, times: SessionTimes): string {
  const age = token === undefined ? 0 : Math.floor(times.absolute / 1000)
  const parts = [`${cookieName(https)}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${age}`]
  return [...parts, ...(https ? ['Secure'] : [])].join('; ')
}

/** Returns the session token of a Cookie header, or undefined. */
export function readCookie(header: string | null | undefined, https: boolean): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=')
    if (name === cookieName(https) && value && /^[\w-]{43}$/.test(value)) return value
  }
  return undefined
}
