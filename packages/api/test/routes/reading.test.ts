import { compile, createLog, type Program, parseProgram, score } from '@jixing/engine'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { DEMONSTRATION_AS_OF, demonstrationYear } from '../../src/demo/demonstration-year.ts'
import { problemKinds } from '../../src/http/problems.ts'
import { program, visit } from '../small-town.ts'
import { openApp } from '../test-app.ts'

describe('the log', () => {
  // Would catch: an export that cannot be scored elsewhere, or gives other points there.
  it('gives the same points wherever it is scored', async () => {
    const app = await openApp()
    await app.ask('street', 'POST', '/v1/events', { body: visit('n1', 'm5', '2021-08-01') })
    const { status, headers, text } = await app.ask('street', 'GET', '/v1/log')
    expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
    const parsed = parseProgram(program)
    const compiled = compile(parsed.ok ? parsed.value : ({} as Program))
    if (!compiled.ok) throw new Error('the preset does not compile')
    const log = createLog(compiled.value)
    for (const line of text.trimEnd().split('\n')) expect(log.add(JSON.parse(line)).outcome).toBe('created')
    const here = score(compiled.value, log, { asOf: app.time.organisation })
    expect(here.awards()).toEqual((await app.deps.books.result('street')).awards())
  })

  // Would catch: a person's name that travels with the log.
  it('holds no names', async () => {
    const app = await openApp()
    const { text } = await app.ask('street', 'GET', '/v1/log')
    expect(text).not.toMatch(/姓名|Name m/)
    expect(text).not.toContain('label')
  })

  it('is sent again only when it has grown', async () => {
    const app = await openApp()
    const etag = (await app.ask('street', 'GET', '/v1/log')).headers.get('etag') as string
    const ask = () => app.ask('street', 'GET', '/v1/log', { headers: { 'if-none-match': etag } })
    expect((await ask()).status).toBe(304)
    await app.ask('street', 'POST', '/v1/events', { body: visit('n1', 'm5', '2021-08-01') })
    const grown = await ask()
    expect([grown.status, grown.headers.get('etag') === etag]).toEqual([200, false])
  })
})

describe('the overview', () => {
  // The figures of 南方日报, 2022-05-25: 3 communities, 20 blocks, 68 red grids, 468 members; 145 meetings, 272 issues of which
  // 231 handled and 41 tracked; 4,000 key contacts, 70 members found, 110 deeds, 540 wishes, 500 appeals all answered;
  // 25 teams, 100,000 reached.
  const article = {
    demonstration: false,
    asOf: '2022-05-20T15:59:59.000Z',
    communities: 3,
    blocks: 20,
    grids: 68,
    members: 468,
    meetings: 145,
    issues: { raised: 272, handled: 231, tracked: 41 },
    wishesClaimed: 540,
    appeals: { received: 500, answeredOrResolved: 500 },
    keyContacts: 4000,
    membersDiscovered: 70,
    deeds: 110,
    teams: 25,
    outreach: 100_000,
  }

  it('of the demonstration year is exactly that of the article, by month and by block too', async () => {
    const app = await openApp({ items: demonstrationYear(), clock: Date.parse(DEMONSTRATION_AS_OF) })
    expect((await app.ask(undefined, 'GET', '/v1/overview')).body).toEqual(article)
    const { months } = (await app.ask(undefined, 'GET', '/v1/overview?by=month')).body
    const { units } = (await app.ask('street', 'GET', '/v1/overview?by=unit')).body
    const blocks = units.filter((one: { kind: string }) => one.kind === 'block')
    const communities = units.filter((one: { kind: string }) => one.kind === 'community')
    expect([months.length, blocks.length, communities.length]).toEqual([17, 20, 3])
    for (const parts of [months, blocks, communities]) {
      const total = (of: (one: typeof article) => number) =>
        parts.reduce((sum: number, one: typeof article) => sum + of(one), 0)
      expect({
        meetings: total((one) => one.meetings),
        raised: total((one) => one.issues.raised),
        handled: total((one) => one.issues.handled),
        tracked: total((one) => one.issues.tracked),
        wishes: total((one) => one.wishesClaimed),
        received: total((one) => one.appeals.received),
        closed: total((one) => one.appeals.answeredOrResolved),
        contacts: total((one) => one.keyContacts),
        found: total((one) => one.membersDiscovered),
        deeds: total((one) => one.deeds),
        teams: total((one) => one.teams),
        outreach: total((one) => one.outreach),
      }).toEqual({
        meetings: 145,
        raised: 272,
        handled: 231,
        tracked: 41,
        wishes: 540,
        received: 500,
        closed: 500,
        contacts: 4000,
        found: 70,
        deeds: 110,
        teams: 25,
        outreach: 100_000,
      })
    }
    // The ledger of the founding holds what a full scoring gives, to the last unit.
    const stored = await sql<{ points: number }>`select sum(points) as points from ledger_entry`.execute(
      app.deps.store.read,
    )
    const scored = (await app.deps.books.result()).awards().reduce((sum, { granted }) => sum + granted, 0)
    expect(stored.rows[0]?.points).toBe(scored)
  })

  it('of a small town counts what happened there', async () => {
    const app = await openApp()
    expect((await app.ask(undefined, 'GET', '/v1/overview')).body).toMatchObject({
      communities: 2,
      blocks: 2,
      grids: 3,
      members: 14,
      meetings: 1,
      keyContacts: 10,
    })
  })
})

describe('documentation', () => {
  it('is OpenAPI 3.1 of every route, with no reference that leads nowhere', async () => {
    const app = await openApp()
    const { status, body } = await app.ask(undefined, 'GET', '/v1/openapi.json')
    expect([status, body.openapi]).toEqual([200, '3.1.0'])
    expect(Object.keys(body.paths).length).toBeGreaterThan(15)
    const text = JSON.stringify(body)
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1] as string,
    )
    expect(references.filter((name) => !Object.hasOwn(body.components.schemas, name))).toEqual([])
    for (const path of Object.values(
      body.paths as Record<string, Record<string, { responses: object; summary: string }>>,
    )) {
      for (const operation of Object.values(path)) {
        expect(Object.keys(operation.responses)).toContain('default')
        expect(operation.summary).toMatch(/^[A-Z]/)
      }
    }
  })

  // Would catch: a script or style that the content security policy would not let run, and markup that was not escaped.
  it('has pages that need no script and no other host', async () => {
    const app = await openApp()
    for (const path of ['/v1/docs', '/v1/problems', '/v1/problems/refused']) {
      const { status, headers, text } = await app.ask(undefined, 'GET', path)
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(text).not.toMatch(/<script|style=|https?:\/\/(?!jixing)/)
      expect(text).toContain('<html lang="zh-CN">')
    }
    expect((await app.ask(undefined, 'GET', '/v1/docs/style.css')).headers.get('content-type')).toBe(
      'text/css; charset=utf-8',
    )
  })

  it('explains every error code in both languages', async () => {
    const app = await openApp()
    for (const [code, { title }] of Object.entries(problemKinds)) {
      for (const language of ['zh-CN', 'en'] as const) {
        const { status, text } = await app.ask(undefined, 'GET', `/v1/problems/${code}`, {
          headers: { 'accept-language': language },
        })
        expect(status).toBe(200)
        expect(text).toContain(title[language])
      }
    }
  })
})

describe('an answer', () => {
  it('speaks the language that is asked for', async () => {
    const app = await openApp()
    const title = async (language: string) =>
      (await app.ask(undefined, 'GET', '/v1/log', { headers: { 'accept-language': language } })).body.title
    expect(await title('en-GB,en;q=0.9')).toBe('Nobody is logged in')
    expect(await title('zh-CN,zh;q=0.9,en;q=0.8')).toBe('尚未登录')
    expect(await title('fr')).toBe('尚未登录')
  })

  // Would catch: a route that forgets the headers, or personal data in a shared cache.
  it('carries the security headers and is kept by no cache', async () => {
    const app = await openApp()
    for (const [who, path] of [
      ['street', '/v1/subjects'],
      [undefined, '/v1/log'],
      [undefined, '/v1/nothing'],
      ['street', '/v1/events/test/v1'],
    ] as const) {
      const { headers } = await app.ask(who, 'GET', path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  it.each([
    ['DELETE', '/v1/log', 'GET, HEAD'],
    ['PUT', '/v1/events', 'GET, HEAD, POST'],
    ['PATCH', '/v1/session', 'DELETE, GET, HEAD, POST'],
  ])('to %s %s names the methods there are', async (method, path, allow) => {
    const app = await openApp()
    const { status, headers, body } = await app.ask('street', method, path)
    expect([status, headers.get('allow'), body.code]).toEqual([405, allow, 'method_not_allowed'])
  })

  it('to HEAD is that to GET without its body', async () => {
    const app = await openApp()
    const { status, text } = await app.ask('street', 'HEAD', '/v1/programs')
    expect([status, text]).toEqual([200, ''])
  })
})
