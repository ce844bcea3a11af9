import { describe, expect, it } from 'vitest'
import { problem } from '../../src/wire/problem.ts'
import { NOON, program, visit } from '../small-town.ts'
import { openApp, type TestApp } from '../test-app.ts'

const proto = '{"id":"x","source":"test","type":"visit.done","__proto__":{"admin":true}}'
const bytes = (...codes: number[]) => new Uint8Array(codes)
const padded = (size: number) => `{"id":"${'x'.repeat(size)}"}`

/** Bodies that have broken servers before: each must be refused, and never as a fault of ours. */
const hostile: readonly [name: string, raw: string | Uint8Array<ArrayBuffer>, status: number][] = [
  ['an array 200,000 deep', '['.repeat(200_000), 400],
  ['an object 33 deep', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, 400],
  ['a key twice', '{"id":"a","id":"b"}', 400],
  ['__proto__', proto, 400],
  ['constructor.prototype', '{"constructor":{"prototype":{"admin":true}}}', 400],
  ['2^53 + 1', '{"id":"a","attributes":{"people":9007199254740993}}', 400],
  ['1e400', '{"id":"a","attributes":{"people":1e400}}', 400],
  ['half a character', '{"id":"\\ud83d"}', 400],
  ['bad UTF-8', bytes(0x7b, 0x22, 0x69, 0x64, 0x22, 0x3a, 0x22, 0xc3, 0x28, 0x22, 0x7d), 400],
  ['UTF-16', bytes(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00), 400],
  ['a NUL byte', '{"id":"a\u0000b"}', 400],
  ['nothing', '', 400],
  ['white space', ' \n ', 400],
  ['half an object', '{"id":"a"', 400],
  ['two values', '{} {}', 400],
  ['a comment', '{/* */}', 400],
  ['null', 'null', 422],
  ['a number', '1', 422],
  ['a text', '"visit"', 422],
  ['an array', '[[]]', 422],
  ['an empty object', '{}', 422],
  ['more than 1 MB', padded(1_000_001), 413],
  [
    'wrong types everywhere',
    '{"id":1,"source":[],"type":{},"occurredAt":true,"subject":null,"attributes":3,"participants":{}}',
    422,
  ],
  ['an id of 100,000 characters', padded(100_000), 422],
  [
    'control characters in an id',
    '{"id":"a\\u0000b","type":"visit.done","occurredAt":"2021-08-01T10:00:00+08:00","attributes":{}}',
    422,
  ],
  ['names of object methods', '{"kind":"toString","id":"hasOwnProperty","type":"valueOf"}', 422],
  ['a kind that is a method', '{"kind":"hasOwnProperty","id":"x"}', 422],
  [
    'an activity that is a method',
    '{"id":"x","type":"toString","occurredAt":"2021-08-01T10:00:00+08:00","attributes":{}}',
    422,
  ],
  [
    'a field that is a method',
    JSON.stringify({ ...visit('x', 'm1', '2021-08-01'), attributes: { toString: 'x' } }),
    422,
  ],
]

const targets: readonly [method: string, path: string][] = [
  ['POST', '/v1/events'],
  ['POST', '/v1/session'],
  ['POST', '/v1/events/test/v1/retraction'],
  ['POST', '/v1/programs'],
  ['POST', '/v1/trials'],
]

async function refuses(app: TestApp, path: string, raw: string | Uint8Array<ArrayBuffer>, headers = {}) {
  const answer = await app.ask('street', 'POST', path, {
    raw,
    headers: { 'content-type': 'application/json', ...headers },
  })
  expect(answer.status, answer.text).toBeLessThan(500)
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(() => problem.parse(answer.body)).not.toThrow()
  return answer
}

describe('a hostile body', () => {
  it.each(hostile)('%s is refused by every route that reads one', async (_, raw, status) => {
    const app = await openApp()
    for (const [, path] of targets) {
      const answer = await refuses(app, path, raw)
      // A login may not tell a wrong shape from another; all others are as the table says.
      if (path === '/v1/events') expect(answer.status, answer.text).toBe(status)
      expect([400, 413, 422]).toContain(answer.status)
    }
    expect(app.deps.books.newestItem).toBe(await openedItems())
  })

  // Would catch: a server that trusts Content-Length, or that reads a body of any size before it looks.
  it('longer than it says is cut off', async () => {
    const app = await openApp()
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(' '.repeat(65_536)))
      },
    })
    const answer = await app.ask('street', 'POST', '/v1/events', {
      raw: endless,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(413)
    const batch = await app.ask('street', 'POST', '/v1/events/batch', {
      raw: 'x'.repeat(10_000_001),
      headers: { 'content-type': 'application/x-ndjson' },
    })
    expect(batch.status).toBe(413)
  })

  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['', 415],
    ['application/json; charset=utf-8', 201],
    ['application/cloudevents+json', 201],
  ])('of content type "%s" gets %i', async (type, status) => {
    const app = await openApp()
    const raw = new TextEncoder().encode(JSON.stringify(visit('n1', 'm1', '2021-08-01')))
    const answer = await app.ask('street', 'POST', '/v1/events', { raw, headers: type ? { 'content-type': type } : {} })
    expect(answer.status).toBe(status)
  })

  it('that is compressed is refused', async () => {
    const app = await openApp()
    const answer = await refuses(app, '/v1/events', bytes(0x1f, 0x8b), { 'content-encoding': 'gzip' })
    expect(answer.status).toBe(415)
  })

  // Would catch: an exception anywhere in reading a program; its parser is the largest surface that takes foreign input.
  it('that is almost a program is refused with places, never with a fault', async () => {
    const app = await openApp()
    const etag = (await app.ask('street', 'GET', '/v1/programs')).body.at(-1).etag
    const spoilt: unknown[] = Object.keys(program).flatMap((key) =>
      [null, 0, '', [], {}, [null], { toString: 1 }, 'x'.repeat(5000)].map((value) => ({ ...program, [key]: value })),
    )
    for (const one of spoilt) {
      for (const [path, body] of [
        ['/v1/trials', { program: one }],
        ['/v1/programs', { program: one, note: 'n' }],
      ] as const) {
        const answer = await app.ask('street', 'POST', path, { body, headers: { 'if-match': etag } })
        expect([200, 422], `${path} ${answer.text}`).toContain(answer.status)
        for (const error of answer.body?.errors ?? []) expect(error.pointer).toMatch(/^\/program/)
      }
    }
  })
})

describe('a hostile query', () => {
  it.each([
    '/v1/events?limit=0',
    '/v1/events?limit=201',
    '/v1/events?limit=-1',
    '/v1/events?limit=1e1',
    '/v1/events?limit=50&limit=60',
    '/v1/events?cursor=nonsense',
    '/v1/events?cursor=WyJhIl0',
    '/v1/events?subject=nobody',
    '/v1/events?kind=toString',
    '/v1/events?unknown=1',
    '/v1/standings?k=99',
    '/v1/standings?cursor=WzEuNV0',
    '/v1/periods?level=constructor',
    '/v1/overview?by=__proto__',
    '/v1/subjects/member/m1/account?level=hasOwnProperty',
    '/v1/programs/abc',
    '/v1/programs/99999999999',
    '/v1/rankings?x=1',
  ])('%s is refused with the parameter it is about', async (path) => {
    const app = await openApp()
    const answer = await app.ask('street', 'GET', path)
    expect([400, 422], answer.text).toContain(answer.status)
    expect(answer.body.errors.length).toBeGreaterThan(0)
    expect(answer.body.errors.every((one: { parameter?: string }) => typeof one.parameter === 'string')).toBe(true)
  })

  it.each([
    '/v1/subjects/member/%00',
    '/v1/subjects/%2e%2e/%2e%2e',
    '/v1/subjects/member/%E0%A4%A',
    '/v1/subjects/__proto__/constructor',
    '/v1/events/-/%F0%9F%98%80',
    `/v1/events/-/${'x'.repeat(5000)}`,
    '/v1/problems/constructor',
    '/v1/problems/__proto__',
    '/v1/standings?ranking=__proto__',
    '/v1/standings?period=constructor',
    '/v1/subjects?kind=constructor&unit=__proto__/x',
    '/v1//events',
    '/v1/events/',
  ])('%s is answered without a fault', async (path) => {
    const app = await openApp()
    const answer = await app.ask('street', 'GET', path)
    expect(answer.status, answer.text).toBeLessThan(500)
  })
})

/** How many items a small town has. */
async function openedItems(): Promise<number> {
  const app = await openApp({ clock: NOON })
  return app.deps.books.newestItem
}
