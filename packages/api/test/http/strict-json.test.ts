import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStrictJson } from '../../src/http/strict-json.ts'

const issues = (text: string) => readStrictJson(text).issues.map(({ code, path }) => `${code} ${path}`)

describe('the strict JSON reader', () => {
  // Would catch: any difference to JSON.parse on what is allowed: escapes, numbers, white space, order of keys.
  it('reads what JSON.parse reads', () => {
    const key = fc
      .string()
      .filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text) && text.isWellFormed())
    const leaf = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed()),
      fc.maxSafeInteger(),
      fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 1000),
      fc.boolean(),
      fc.constant(null),
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie('tree'), { maxLength: 5 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
      ),
    }))
    fc.assert(
      fc.property(tree, fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent)
        expect(readStrictJson(text)).toEqual({ value: JSON.parse(text), issues: [], broken: false })
      }),
      { seed: 20220520, numRuns: 500 },
    )
  })

  // Would catch: a text that is accepted although JSON.parse refuses it, and an exception of any other kind.
  it('refuses what JSON.parse refuses', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '1',
        '-',
        '.5',
        'e9',
        'tru',
        'true',
        'null',
        ' ',
        '\\',
        '\n',
        '01',
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('')
        let valid = true
        try {
          JSON.parse(text)
        } catch {
          valid = false
        }
        const read = readStrictJson(text)
        expect({ text, broken: read.broken }).toEqual({ text, broken: !valid && true })
      }),
      { seed: 20220520, numRuns: 3000 },
    )
  })

  it.each([
    ['', ['empty ']],
    ['  ', ['empty ']],
    ['{"a":1,"a":2}', ['duplicate_key /a']],
    ['{"a":{"b":1,"b":2},"c":[{"d":1,"d":1}]}', ['duplicate_key /a/b', 'duplicate_key /c/0/d']],
    ['{"__proto__":{"admin":true}}', ['forbidden_key /__proto__']],
    ['{"\\u005f_proto__":1}', ['forbidden_key /__proto__']],
    ['{"constructor":{"prototype":1}}', ['forbidden_key /constructor/prototype', 'forbidden_key /constructor']],
    ['[9007199254740991,-9007199254740991]', []],
    ['[9007199254740992]', ['number_not_exact /0']],
    ['[9007199254740993]', ['number_not_exact /0']],
    ['[1e400,-1e400,1e-400]', ['number_not_exact /0', 'number_not_exact /1', 'number_not_exact /2']],
    ['[1e15,1.5e3,0e0,-0]', []],
    ['[0.1234567890123456]', ['number_not_exact /0']],
    ['["\\ud800"]', ['lone_surrogate /0']],
    ['["😀"]', []],
    ['{"a/b":{"~":9007199254740993}}', ['number_not_exact /a~1b/~0']],
    ['{"a":1} x', ['json_syntax ']],
    ['{"a":1,}', ['json_syntax /a']],
    ["{'a':1}", ['json_syntax ']],
    ['["a\nb"]', ['json_syntax /0']],
    ['["\\x41"]', ['json_syntax /0']],
    ['["unended', ['json_syntax /0']],
    ['nul', ['json_syntax ']],
    ['NaN', ['json_syntax ']],
    ['\ufeff{}', ['json_syntax ']],
  ])('says of %j: %j', (text, expected) => {
    expect(issues(text)).toEqual(expected)
  })

  // Would catch: a reader that dies of its own recursion, or one level more or less than promised.
  it('reads 32 levels and not one more', () => {
    expect(issues('['.repeat(32) + ']'.repeat(32))).toEqual([])
    expect(issues('['.repeat(33) + ']'.repeat(33))).toEqual([`too_deep ${'/0'.repeat(32)}`])
    expect(issues('['.repeat(200_000)).map((one) => one.slice(0, 8))).toEqual(['too_deep'])
    expect(issues('{"a":'.repeat(200_000)).map((one) => one.slice(0, 8))).toEqual(['too_deep'])
  })

  // Would catch: an answer as large as the attack.
  it('lists at most 100 issues', () => {
    expect(issues(`[${Array(500).fill('9007199254740993').join(',')}]`)).toHaveLength(100)
  })

  it('says where a syntax error is', () => {
    expect(readStrictJson('{\n  "a": 1,\n  "b" 2\n}').issues).toEqual([
      { code: 'json_syntax', path: '/b', params: { line: 3, column: 7 } },
    ])
  })

  it('leaves the prototype alone', () => {
    const { value } = readStrictJson('{"__proto__":{"admin":true}}')
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})
