import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { errorSentence } from '../../src/http/error-sentence.ts'
import { openApp } from '../test-app.ts'

const sources = [
  '../../src/http/strict-json.ts',
  '../../src/http/zod-errors.ts',
  '../../src/http/endpoint.ts',
  '../../src/http/cursor.ts',
  '../../src/books/publish-version.ts',
  '../../src/books/read-untrusted.ts',
  '../../src/usecases/guard-recording.ts',
  '../../src/usecases/publish-program.ts',
]

describe('the sentence of a mistake', () => {
  // Would catch: a code that was added without words, which people would be shown as it is.
  it('is there for every code that the server uses, in both languages', () => {
    const text = sources.map((path) => readFileSync(new URL(path, import.meta.url), 'utf8')).join('\n')
    const codes = new Set(
      [...text.matchAll(/code: '([a-z_]+)'/g), ...text.matchAll(/#(?:note|stop)\('([a-z_]+)'/g)].map(
        (match) => match[1] as string,
      ),
    )
    expect(codes.size).toBeGreaterThan(15)
    for (const code of codes) {
      for (const language of ['zh-CN', 'en'] as const) {
        const sentence = errorSentence({ code, params: { name: 'x', value: 'x', expected: ['x'], key: 'x' } }, language)
        expect(sentence, code).not.toContain(code)
        expect(sentence, code).not.toMatch(/undefined|NaN|\[object/)
      }
    }
  })

  it('comes with every error, in the language that is asked for', async () => {
    const app = await openApp()
    const body = { id: 'a', type: 'visit.dne', occurredAt: '2021', attributes: [], extra: 1 }
    const en = (await app.ask('street', 'POST', '/v1/events', { body, headers: { 'accept-language': 'en' } })).body
      .errors
    const zh = (await app.ask('street', 'POST', '/v1/events', { body })).body.errors
    expect(en.length).toBeGreaterThanOrEqual(3)
    for (const { detail } of en) expect(detail).toMatch(/^[A-Z“].*[.?]$/)
    for (const { detail } of zh) expect(detail).toMatch(/\p{Script=Han}/u)
    const query = (
      await app.ask('street', 'GET', '/v1/events?limit=0&kind=x&subject=y', { headers: { 'accept-language': 'en' } })
    ).body.errors
    expect(query.map(({ parameter }: { parameter: string }) => parameter).sort()).toEqual(['kind', 'limit', 'subject'])
  })
})
