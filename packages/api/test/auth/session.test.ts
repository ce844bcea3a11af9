import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from '../../src/auth/passwords.ts'
import { readCookie, writeCookie } from '../../src/auth/session-token.ts'
import { accountByName, saveAccount } from '../../src/store/accounts.ts'
import { ORIGIN, openApp, type TestApp, users } from '../test-app.ts'

const HOUR = 3_600_000
const times = { idle: HOUR / 2, absolute: 12 * HOUR }

async function givePassword(app: TestApp, password = 'correct horse') {
  const passwordHash = await hashPassword(password)
  const user = users.street as NonNullable<(typeof users)['street']>
  await app.deps.store.write((tx) =>
    saveAccount(tx, 'town', { user, passwordHash, disabled: false, demonstration: false }, 0),
  )
}

const logIn = (app: TestApp, body: unknown, headers: Record<string, string> = {}) =>
  app.ask(undefined, 'POST', '/v1/session', { body, headers })

/** The cookie that an answer sets, as a browser would send it back. */
const cookieOf = (answer: { headers: Headers }) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''

const whoIs = async (app: TestApp, cookie: string) =>
  (await app.ask(undefined, 'GET', '/v1/session', { headers: { cookie } })).body.user

describe('logging in', () => {
  it('gives the user and a cookie that scripts cannot read', async () => {
    const app = await openApp()
    await givePassword(app)
    const answer = await logIn(app, { account: 'street', password: 'correct horse' })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ user: users.street })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^jixing=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/,
    )
    expect(await whoIs(app, cookieOf(answer))).toEqual(users.street)
  })

  // Would catch: a cookie that goes over plain connections although the site is encrypted.
  it('binds the cookie to the host when the site is encrypted', async () => {
    const app = await openApp({ deps: { origin: 'https://points.example' } })
    await givePassword(app)
    const answer = await logIn(
      app,
      { account: 'street', password: 'correct horse' },
      { origin: 'https://points.example' },
    )
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-jixing=.*; Secure$/)
    expect(answer.headers.get('strict-transport-security')).toContain('max-age')
  })

  // Would catch: an answer that tells whether an account exists.
  it('answers a wrong password and an unknown account alike', async () => {
    const app = await openApp()
    await givePassword(app)
    const wrong = await logIn(app, { account: 'street', password: 'wrong' })
    const unknown = await logIn(app, { account: 'nobody', password: 'wrong' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    const { instance: a, ...rest } = wrong.body
    const { instance: b, ...other } = unknown.body
    expect(a).not.toBe(b)
    expect(rest).toEqual(other)
  })

  // Would catch: hashing that an attacker can make us do without end, at 40 ms of a core each.
  it('is cut off after five attempts, before any hashing, with the time to wait', async () => {
    const app = await openApp()
    await givePassword(app)
    for (let i = 0; i < 5; i++) await logIn(app, { account: 'street', password: `wrong ${i}` })
    const start = performance.now()
    const answer = await logIn(app, { account: 'street', password: 'correct horse' })
    expect(performance.now() - start).toBeLessThan(20)
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('900')
    app.time.real += 15 * 60_000
    expect((await logIn(app, { account: 'street', password: 'correct horse' })).status).toBe(200)
  })

  // Would catch: session fixation, where an attacker plants a token that the login then makes valid.
  it('always makes a new token, and ends the session it was asked with', async () => {
    const app = await openApp()
    await givePassword(app)
    const planted = `jixing=${'A'.repeat(43)}`
    const first = cookieOf(await logIn(app, { account: 'street', password: 'correct horse' }, { cookie: planted }))
    expect(first).not.toBe(planted)
    expect(await whoIs(app, planted)).toBeNull()
    const second = cookieOf(await logIn(app, { account: 'street', password: 'correct horse' }, { cookie: first }))
    expect(second).not.toBe(first)
    expect(await whoIs(app, first)).toBeNull()
    expect(await whoIs(app, second)).toEqual(users.street)
  })

  // Would catch: a copy of the store that lets its reader log in.
  it('stores no token and no password', async () => {
    const app = await openApp()
    await givePassword(app)
    const token = cookieOf(await logIn(app, { account: 'street', password: 'correct horse' })).split('=')[1] as string
    const sessions = JSON.stringify(await app.deps.store.read.selectFrom('session').selectAll().execute())
    const accounts = JSON.stringify(await app.deps.store.read.selectFrom('account').selectAll().execute())
    expect(sessions).not.toContain(token)
    expect(accounts).not.toContain('correct horse')
    expect((await accountByName(app.deps.store.read, 'town', 'street'))?.passwordHash).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    )
  })

  it('from another site is refused', async () => {
    const app = await openApp()
    await givePassword(app)
    const answer = await logIn(app, { account: 'street', password: 'correct horse' }, { origin: 'http://evil.test' })
    expect(answer.body).toMatchObject({ status: 403, code: 'cross_origin' })
  })
})

describe('a session', () => {
  // Would catch: a session that lives for ever when it is used, or one that ends while it is.
  it('ends half an hour after its last use, and twelve hours after its login whatever happens', async () => {
    const app = await openApp()
    await givePassword(app)
    const cookie = cookieOf(await logIn(app, { account: 'street', password: 'correct horse' }))
    const start = app.time.real
    while (app.time.real - start < 12 * HOUR - HOUR / 2) {
      app.time.real += HOUR / 2 - 1000
      expect(await whoIs(app, cookie), `after ${(app.time.real - start) / HOUR} h`).not.toBeNull()
      await app.deps.store.write(async () => undefined)
    }
    app.time.real = start + 12 * HOUR
    expect(await whoIs(app, cookie)).toBeNull()
  })

  it('that is not used for half an hour is over', async () => {
    const app = await openApp()
    app.time.real += HOUR / 2
    expect((await app.ask('street', 'GET', '/v1/programs')).status).toBe(401)
  })

  // Would catch: rights that are remembered in the cookie or in memory.
  it('is of no use from the moment its account is disabled or its role is another', async () => {
    const app = await openApp()
    const user = users.street as NonNullable<(typeof users)['street']>
    const save = (changed: Partial<typeof user>, disabled: boolean) =>
      app.deps.store.write((tx) =>
        saveAccount(
          tx,
          'town',
          { user: { ...user, ...changed }, passwordHash: 'none', disabled, demonstration: false },
          0,
        ),
      )
    expect((await app.ask('street', 'GET', '/v1/log')).status).toBe(200)
    await save({ role: 'member' }, false)
    expect((await app.ask('street', 'GET', '/v1/log')).status).toBe(403)
    await save({}, true)
    expect((await app.ask('street', 'GET', '/v1/log')).status).toBe(401)
  })

  it('is over after logging out, which clears the cookie and may be done twice', async () => {
    const app = await openApp()
    const out = await app.ask('street', 'DELETE', '/v1/session')
    expect([out.status, out.headers.get('set-cookie')]).toEqual([
      204,
      'jixing=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    ])
    expect((await app.ask('street', 'GET', '/v1/session')).body.user).toBeNull()
    expect((await app.ask('street', 'DELETE', '/v1/session')).status).toBe(204)
  })

  it('says who is logged in, and where', async () => {
    const app = await openApp()
    const organisation = {
      id: 'town',
      label: { 'zh-CN': '小镇', en: 'Town' },
      demonstration: false,
      asOf: '2021-08-10T04:00:00.000Z',
    }
    expect((await app.ask(undefined, 'GET', '/v1/session')).body).toEqual({ user: null, organisation })
    expect((await app.ask('branch', 'GET', '/v1/session')).body).toEqual({ user: users.branch, organisation })
  })
})

describe('the session cookie', () => {
  it.each([
    ['jixing=short', undefined],
    [`jixing=${'a'.repeat(43)}`, 'a'.repeat(43)],
    [`other=1; jixing=${'b'.repeat(43)}; more=2`, 'b'.repeat(43)],
    [`jixing=${'!'.repeat(43)}`, undefined],
    [`__Host-jixing=${'c'.repeat(43)}`, undefined],
    [`xjixing=${'d'.repeat(43)}`, undefined],
    ['', undefined],
  ])('of "%s" is %s', (header, token) => {
    expect(readCookie(header, false)).toBe(token)
  })

  it('is another one where the site is encrypted', () => {
    expect(readCookie(`__Host-jixing=${'c'.repeat(43)}`, true)).toBe('c'.repeat(43))
    expect(readCookie(`jixing=${'c'.repeat(43)}`, true)).toBeUndefined()
    expect(writeCookie('x', true, times)).toContain('Secure')
  })
})

describe('a password', () => {
  it('is known by its hash, each with a salt of its own', async () => {
    const [a, b] = await Promise.all([hashPassword('same'), hashPassword('same')])
    expect(a).not.toBe(b)
    expect(await isPassword('same', a)).toBe(true)
    expect(await isPassword('Same', a)).toBe(false)
    expect(await isPassword('same', undefined)).toBe(false)
  })

  // Would catch: an early return for unknown accounts, by whose speed they could be told.
  it('of an unknown account takes as long to refuse as a wrong one', async () => {
    const hash = await hashPassword('right')
    await isPassword('warm', undefined)
    const time = async (stored: string | undefined) => {
      const runs = []
      for (let i = 0; i < 5; i++) {
        const start = performance.now()
        await isPassword('wrong', stored)
        runs.push(performance.now() - start)
      }
      return runs.sort((x, y) => x - y)[2] as number
    }
    const [known, unknown] = [await time(hash), await time(undefined)]
    expect(unknown).toBeGreaterThan(known / 3)
  })
})

describe('a request of a browser on another site', () => {
  // Would catch: a route that was added without passing the check.
  it('is refused on every unsafe route', async () => {
    const app = await openApp()
    const routes = app.api.openAPIRegistry.definitions.flatMap((one) =>
      one.type === 'route' && one.route.method !== 'get' ? [one.route] : [],
    )
    expect(routes.length).toBeGreaterThan(5)
    for (const { method, path } of routes) {
      const address = path.replaceAll(/\{\w+\}/g, 'x')
      for (const headers of [
        { origin: 'http://evil.test' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin: ORIGIN },
      ]) {
        const answer = await app.ask('street', method.toUpperCase(), address, {
          raw: '{}',
          headers: { 'content-type': 'text/plain', ...headers },
        })
        expect(`${method} ${path} ${answer.body?.code}`).toBe(`${method} ${path} cross_origin`)
      }
    }
  })
})
