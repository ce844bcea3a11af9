import { writeCookie } from '../auth/session-token.ts'
import { instantText } from '../books/write-item.ts'
import { type Api, endpoint } from '../http/endpoint.ts'
import { logIn } from '../usecases/log-in.ts'
import { logOut } from '../usecases/log-out.ts'
import { credentials, loggedIn, session } from '../wire/session.ts'

/** Adds the routes by which people log in and out. */
export function addSessionRoutes(api: Api): void {
  endpoint(
    api,
    {
      method: 'post',
      path: '/v1/session',
      tag: 'session',
      summary: 'Log in',
      description: 'Sets the session cookie: HttpOnly, SameSite=Lax, and with https `__Host-` and Secure.',
      access: 'public',
      body: credentials,
      answers: { 200: 'Logged in.' },
      answer: loggedIn,
      problems: ['wrong_credentials', 'too_many_attempts', 'cross_origin'],
    },
    async ({ deps, body, address, session: former, https }) => {
      const { user, token } = await logIn(deps, { ...body, address, ...(former !== undefined && { former }) })
      return { status: 200, body: { user }, headers: { 'set-cookie': writeCookie(token, https, deps.session) } }
    },
  )

  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/session',
      tag: 'session',
      summary: 'Who is logged in, and where',
      access: 'public',
      answers: { 200: 'The user, or null, and the organisation.' },
      answer: session,
    },
    ({ deps, viewer }) => {
      const { id, label, demonstration } = deps.books.organisation
      const asOf = instantText(deps.books.now())
      const offered = !viewer && deps.demoAccounts ? { demoAccounts: [...deps.demoAccounts] } : {}
      const organisation = { id, label, demonstration, asOf }
      return { status: 200, body: { user: viewer ?? null, organisation, ...offered } }
    },
  )

  endpoint(
    api,
    {
      method: 'delete',
      path: '/v1/session',
      tag: 'session',
      summary: 'Log out',
      access: 'public',
      answers: { 204: 'Logged out.' },
    },
    async ({ deps, session: hash, https }) => {
      await logOut(deps, hash)
      return { status: 204, headers: { 'set-cookie': writeCookie(undefined, https, deps.session) } }
    },
  )
}
