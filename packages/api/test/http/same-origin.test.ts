import { describe, expect, it } from 'vitest'
import { isSameOrigin } from '../../src/http/same-origin.ts'

const HERE = 'http://jixing.test'

function request(method: string, headers: Record<string, string>) {
  return new Request(`${HERE}/v1/events`, { method, headers })
}

const contentTypes = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']
const unsafe = ['POST', 'PUT', 'PATCH', 'DELETE']

describe('the same-origin check', () => {
  // Would catch: a check that looks at some methods or some content types only, as checks with known holes did.
  const cases = unsafe.flatMap((method) => contentTypes.map((type) => [method, type] as const))
  it.each(cases)('of %s with content type "%s" and a cookie lets only this origin through', (method, type) => {
    const ask = (headers: Record<string, string>) =>
      isSameOrigin(
        request(method, { cookie: 'jixing=x', ...(type && { 'content-type': type }), ...headers }),
        undefined,
      )
    expect(ask({ origin: HERE })).toBe(true)
    expect(ask({ 'sec-fetch-site': 'same-origin' })).toBe(true)
    expect(ask({ 'sec-fetch-site': 'same-origin', origin: 'http://evil.test' })).toBe(true)
    for (const site of ['cross-site', 'same-site', 'none', ''])
      expect(ask({ 'sec-fetch-site': site, origin: HERE }), site).toBe(false)
    for (const origin of [
      'http://evil.test',
      'null',
      'http://jixing.test.evil.test',
      'http://evil.test/jixing.test',
      'http://jixing.test:8080',
      'nonsense',
    ]) {
      expect(ask({ origin }), origin).toBe(false)
    }
    expect(ask({})).toBe(false)
  })

  it.each(unsafe)('of %s without a cookie lets through what does not say it comes from elsewhere', (method) => {
    expect(isSameOrigin(request(method, {}), undefined)).toBe(true)
    expect(isSameOrigin(request(method, { origin: 'http://evil.test' }), undefined)).toBe(false)
    expect(isSameOrigin(request(method, { 'sec-fetch-site': 'cross-site' }), undefined)).toBe(false)
  })

  it.each(['GET', 'HEAD', 'OPTIONS'])('lets %s through from everywhere', (method) => {
    expect(isSameOrigin(request(method, { cookie: 'jixing=x', origin: 'http://evil.test' }), undefined)).toBe(true)
  })

  // Would catch: a proxy's inner host taken for the public one, or http taken for https.
  it('goes by the public address where one is set', () => {
    const ask = (origin: string) =>
      isSameOrigin(request('POST', { cookie: 'jixing=x', origin }), 'https://points.example')
    expect(ask('https://points.example')).toBe(true)
    expect(ask('http://points.example')).toBe(false)
    expect(ask(HERE)).toBe(false)
  })
})
