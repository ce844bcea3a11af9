import { readFileSync } from 'node:fs'
import { compile, createLog, exactOf, exactText, type Plan, parseProgram, score } from '@jixing/engine'
import { issueReport } from '@jixing/engine/words'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { village } from './words/village.ts'

vi.setConfig({ testTimeout: 3_600_000 })

/** How many trees and texts are tried in all: 50,000 in every run of the tests, 1,000,000 in the long run. */
const total = Number(process.env.LAW_RUNS ?? 50_000)
const share = (part: number): { numRuns: number } => ({ numRuns: Math.max(1, Math.round(total * part)) })

/** What people and programs send by mistake or on purpose, beside anything at all. */
const hostile = fc.oneof(
  fc.anything(),
  fc.jsonValue({ maxDepth: 4 }),
  fc.double(),
  fc.string(),
  fc.constantFrom<unknown>(
    { toString: 1 },
    { valueOf: null, toString: {} },
    JSON.parse('{"__proto__": {"kind": "award"}, "constructor": {"prototype": 1}}'),
    Object.create(null),
    null,
    [],
    [[]],
    -1,
    '__proto__',
    'constructor',
    'toString',
    1e300,
    2 ** 53,
    '9007199254740993.1',
    Number.NaN,
    -0,
    '',
    ' ',
    '\u0000',
    '\ud800',
    true,
    Symbol('s'),
    10n,
    () => 1,
    new Date(0),
    new Map([['kind', 'award']]),
  ),
)

/** Objects that fail when they are read: fast-check could not even print them. */
const failing: [name: string, value: object][] = [
  [
    'a getter that throws',
    Object.defineProperty({}, 'kind', {
      enumerable: true,
      get() {
        throw new Error('read')
      },
    }),
  ],
  ['a proxy that breaks its promises', new Proxy({}, { ownKeys: () => ['a', 'a'] })],
  ['a proxy that was revoked', revoked()],
  [
    'a list whose length throws',
    new Proxy([], {
      get: () => {
        throw new Error('read')
      },
    }),
  ],
]

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

type Path = readonly string[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))
      : []
  return path.length > 0 ? [path, ...below] : below
}

/** A tree with one value put in; what lies beside the path is shared. */
function withValue(root: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  if (typeof root !== 'object' || root === null) return root
  const copy = (Array.isArray(root) ? [...root] : { ...root }) as Record<string, unknown>
  copy[key] = withValue(copy[key], rest, value)
  return copy
}

const preset = JSON.parse(readFileSync(new URL('../presets/guanlan.json', import.meta.url), 'utf8')) as unknown

function planOf(json: unknown): Plan {
  const parsed = parseProgram(json)
  const compiled = parsed.ok ? compile(parsed.value) : parsed
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  return compiled.value
}

/** Whether what all objects share is still as it was. */
function untouched(): boolean {
  return Object.keys(Object.prototype).length === 0 && ({} as Record<string, unknown>).kind === undefined
}

describe('hostile input', () => {
  it.each([
    ['a small program', village() as unknown, 0.28],
    ['the preset', preset, 0.02],
  ])('never makes parsing throw, in whatever place of %s it stands', (_, program, part) => {
    const paths = pathsOf(program)
    fc.assert(
      fc.property(fc.nat(paths.length - 1), hostile, (place, value) => {
        const parsed = parseProgram(withValue(program, paths[place] as Path, value))
        expect(parsed.ok || parsed.issues.length > 0).toBe(true)
        // What is accepted can be run.
        if (parsed.ok) expect(compile(parsed.value).ok).toBe(true)
        expect(untouched()).toBe(true)
      }),
      share(part),
    )
  })

  it('never makes parsing throw, in whatever two places it stands', () => {
    const program = village()
    const paths = pathsOf(program)
    const place = fc.nat(paths.length - 1)
    fc.assert(
      fc.property(place, hostile, place, hostile, (first, a, second, b) => {
        const once = withValue(program, paths[first] as Path, a)
        const parsed = parseProgram(withValue(once, paths[second] as Path, b))
        expect(parsed.ok || parsed.issues.length > 0).toBe(true)
      }),
      share(0.1),
    )
  })

  it('never makes parsing anything at all throw', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(parseProgram(value).ok).toBe(false)
      }),
      share(0.2),
    )
  })

  it('never makes a report of any text throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.string(), (text, path) => {
        expect(issueReport(text, [{ code: 'x', path, params: {} }], 'en')).not.toBe('')
      }),
      share(0.1),
    )
  })

  it('never makes a log throw, and is refused with at least one issue or stored', () => {
    const plan = planOf(preset)
    const record = {
      id: '1',
      type: 'visit.done',
      occurredAt: '2021-03-02T09:00:00+08:00',
      subject: 'm001',
      participants: ['m002'],
      attributes: { household: 'h' },
    }
    const kinds = ['event', 'retraction', 'decision', 'adjustment', 'attribute', 'membership', 'exemption', 'subject']
    const keys = [
      'kind',
      'receivedAt',
      'source',
      'points',
      'at',
      'target',
      'decision',
      'period',
      'value',
      'start',
      'unit',
    ]
    const places = [[], ...pathsOf(record), ...keys.map((key) => [key])]
    fc.assert(
      fc.property(fc.constantFrom(...places), hostile, fc.constantFrom(...kinds, 'assignment'), (path, value, kind) => {
        const log = createLog(plan)
        const { outcome, issues } = log.add(withValue({ ...record, kind }, path, value))
        expect(outcome === 'refused').toBe(issues.length > 0)
        expect(log.size).toBe(outcome === 'refused' ? 0 : 1)
        expect(untouched()).toBe(true)
      }),
      share(0.2),
    )
  })

  it('of numbers is kept exactly or refused, never rounded', () => {
    const plan = planOf(village({ decimals: 4 }))
    const number = fc.oneof(
      fc.double(),
      fc.maxSafeInteger(),
      fc.bigInt(-(10n ** 20n), 10n ** 20n).map(String),
      fc.tuple(fc.maxSafeInteger(), fc.nat()).map(([a, b]) => `${a}.${b}`),
      fc.tuple(fc.integer(), fc.nat(9999)).map(([a, b]) => Number(`${a}.${b}`)),
    )
    fc.assert(
      fc.property(number, (points) => {
        const exact = exactOf(points)
        if (exact !== undefined) expect(exactText(exact)).toBe(fraction(String(points)))
        const log = createLog(plan)
        const subject = { kind: 'member', id: 'zhu' }
        const item = {
          kind: 'adjustment',
          id: '1',
          subject,
          category: 'B',
          points,
          occurredAt: '2021-03-02',
          reason: 'x',
        }
        const { outcome } = log.add(item)
        if (outcome !== 'created') return
        const units = score(plan, log).tally(subject, { level: 'year', key: '2021' })
        expect(fraction(String(units))).toBe(fraction(String(points), 10n ** 4n))
      }),
      share(0.1),
    )
  })

  it.each(failing)('that is %s is refused in every place', (_, value) => {
    const program = village()
    for (const path of [[], ...pathsOf(program)]) {
      expect(parseProgram(withValue(program, path, value)).ok, path.join('/')).toBe(false)
    }
    const record = {
      id: '1',
      kind: 'event',
      type: 'visit.done',
      occurredAt: '2021-03-02',
      attributes: { household: 'h' },
    }
    const plan = planOf(program)
    for (const path of [[], ...pathsOf(record), ['subject'], ['participants'], ['receivedAt'], ['source']]) {
      expect(createLog(plan).add(withValue(record, path, value)).outcome, path.join('/')).toBe('refused')
    }
  })

  it('that shares its parts a thousandfold is refused and does not hang', () => {
    let tree: unknown = 'leaf'
    for (let i = 0; i < 60; i++) tree = [tree, tree]
    const parsed = parseProgram({ rules: tree })
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.code)).toEqual(['too_large'])
  })

  it('that contains itself is refused', () => {
    const ring: Record<string, unknown> = {}
    ring.rules = [ring]
    const parsed = parseProgram(ring)
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.code)).toEqual(['too_deep'])
  })
})

/** A decimal text times a whole number as a fraction in lowest terms, by big integers alone. */
function fraction(text: string, times = 1n): string {
  const [, sign = '', whole = '', part = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text) ?? []
  const power = Number(exponent) - part.length
  let n = BigInt(`${sign}${whole}${part}`) * times * 10n ** BigInt(Math.max(0, power))
  let d = 10n ** BigInt(Math.max(0, -power))
  let [a, b] = [n < 0n ? -n : n, d]
  while (b > 0n) [a, b] = [b, a % b]
  n /= a || 1n
  d /= a || 1n
  return d === 1n ? String(n) : `${n}/${d}`
}
