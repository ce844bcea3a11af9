import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { OPERATORS } from '../../src/rules/expression.ts'
import { EVENT_LEAVES, SCORE_LEAVES } from '../../src/rules/leaves.ts'
import { programmes, stages } from '../../src/testing/index.ts'
import { offered, underlined } from './editor.ts'

vi.setConfig({ testTimeout: 120_000 })

const frame = `
  id: 'hello', version: 1, effectiveFrom: '2021-01-01', timeZone: 'Asia/Shanghai', decimals: 0,
  subjects: { member: {}, branch: {} },
  trees: { party: ['member', 'branch'] },
  categories: { visits: {}, duty: {} },
  periods: { quarter: { window: 'quarter' } },
  activities: { 'visit.done': { fields: { household: { type: 'text' }, hours: { type: 'number' } } } },`
const visit = `id: 'visit', kind: 'award', on: ['visit.done'], to: { kind: 'member', from: 'subject' }`

/** A program literal with a rule and other parts as given. */
const literal = (rule: string, rest = ''): string =>
  `export const program = defineProgram({${frame} rules: [{ ${visit}, ${rule} }], ${rest} })`
const ruled = (rest: string): string => literal(`category: 'visits', points: 2`, rest)

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8'))

describe('a program literal in an editor', () => {
  it.each([
    ['the category of a rule', literal(`category: '¦', points: 2`), ['duty', 'visits']],
    ['the field of a formula', literal(`category: 'visits', points: { field: '¦' }`), ['hours', 'household']],
    ['the kind of a recipient', ruled(`measures: [{ id: 'm', on: [], to: { kind: '¦' } }]`), ['branch', 'member']],
    ['the rules of a limit', ruled(`limits: [{ id: 'l', points: 1, rules: ['¦'] }]`), ['visit']],
    ['the activities of a measure', ruled(`measures: [{ id: 'm', on: ['¦'] }]`), ['visit.done']],
    ['the period of a score', ruled(`scores: [{ id: 'Q', kind: 'member', period: '¦' }]`), ['quarter']],
    ['the way a limit keeps', ruled(`limits: [{ id: 'l', points: 1, keep: '¦' }]`), ['earliest', 'highest']],
    [
      'the score of a ranking',
      ruled(`scores: [{ id: 'Q', kind: 'member', period: 'quarter', value: 1 }], rankings: [{ id: 'r', score: '¦' }]`),
      ['Q'],
    ],
  ])('is offered %s', (_, source, expected) => {
    expect(offered(source)).toEqual(expected)
  })

  it('is offered every operator and leaf of its place, and none of another', () => {
    const forms = ['if', 'round', 'lookup', 'perUnit', 'in', 'date', 'missing', 'daysBetween']
    const known = [...Object.keys(OPERATORS), ...forms]
    const places = (...sources: string[]): Set<string> => new Set(sources.flatMap(offered))
    const event = places(
      literal(`category: 'visits', points: { ¦ }`),
      literal(`category: 'visits', points: 1, when: { lt: [{ ¦ }, 1] }`),
      literal(`category: 'visits', points: 1, when: { ¦ }`),
      literal(`category: 'visits', points: 1, when: { eq: [{ ¦ }, ''] }`),
    )
    expect([...known, ...Object.keys(EVENT_LEAVES)].filter((name) => !event.has(name))).toEqual([])
    const score = places(
      ruled(`scores: [{ id: 'Q', kind: 'member', period: 'quarter', value: { ¦ } }]`),
      ruled(`populations: [{ id: 'p', kind: 'member', when: { eq: [{ ¦ }, ''] } }]`),
    )
    expect([...known, ...Object.keys(SCORE_LEAVES)].filter((name) => !score.has(name))).toEqual([])
    const page = readFileSync(new URL('../../../../docs/language.md', import.meta.url), 'utf8')
    const described = new Set(page.match(/[A-Za-z]+/g))
    expect([...event, ...score].filter((name) => !described.has(name))).toEqual([])
    expect(['tally', 'score', 'mean'].filter((name) => event.has(name))).toEqual([])
    expect(['field', 'hour', 'caseState'].filter((name) => score.has(name))).toEqual([])
  })

  it.each([
    [
      'a category that is not declared',
      literal(`category: 'visit', points: 2`),
      'category',
      `Type '"visit"' is not assignable to type '"visits" | "duty"'. Did you mean '"visits"'?`,
    ],
    [
      'a rule that is not declared',
      ruled(`limits: [{ id: 'l', points: 1, rules: ['visits'] }]`),
      `'visits'`,
      `Type '"visits"' is not assignable to type '"visit"'.`,
    ],
    [
      'a field that is not declared, deep in a formula',
      literal(`category: 'visits', points: { add: [1, { mul: [2, { field: 'hous' }] }] }`),
      'field',
      `Type '"hous"' is not assignable to type '"household" | "hours"'. Did you mean '"hours"'?`,
    ],
    [
      'a kind of rule that is none',
      `export const program = defineProgram({${frame} rules: [{ id: 'v', kind: 'awrd', category: 'visits' }] })`,
      'kind',
      /Type '"awrd"' is not assignable to type .*"award".* Did you mean '"award"'\?/,
    ],
    [
      'a score where none is declared',
      ruled(`populations: [{ id: 'p', kind: 'member' }], rankings: [{ id: 'r', score: 'Q', population: 'p' }]`),
      'score',
      `Type '"Q"' is not assignable to type '"(none is declared)"'.`,
    ],
    ['an unknown operator', literal(`category: 'visits', points: { ad: [1, 2] }`), 'ad', /'ad' does not exist in type/],
    [
      'a number where a condition must be',
      literal(`category: 'visits', points: 1, when: { add: [1, 2] }`),
      'add',
      /'add' does not exist in type/,
    ],
    [
      'a leaf of scores in a rule',
      literal(`category: 'visits', points: { tally: 'visits' }`),
      'tally',
      /'tally' does not exist in type/,
    ],
    ['an unknown key', literal(`category: 'visits', points: 1, wen: true`), 'wen', /'wen' does not exist in type/],
    [
      'something left out',
      `export const program = defineProgram({${frame} rules: [{ ${visit}, points: 1 }] })`,
      '{',
      /Property 'category' is missing/,
    ],
  ])('is told of %s, at its place', (_, source, place, message) => {
    const [first, ...others] = underlined(source)
    expect(others).toEqual([])
    expect(first?.[0].startsWith(place)).toBe(true)
    if (typeof message === 'string') expect(first?.[1]).toBe(message)
    else expect(first?.[1]).toMatch(message)
  })

  it('may be written without a function, with names unchecked', () => {
    const satisfied = ruled('').replace('defineProgram(', '(').replace(/\)$/, ') satisfies Program')
    expect(underlined(satisfied)).toEqual([])
    expect(underlined(satisfied.replace(`kind: 'award'`, `kind: 'awrd'`))).toHaveLength(1)
  })
})

describe('what parsing accepts, an editor accepts', () => {
  const accepted = (programs: readonly unknown[]): void => {
    const source = programs.map((one, i) => `export const p${i} = defineProgram(${JSON.stringify(one)})`).join('\n')
    expect(underlined(source)).toEqual([])
  }

  it('of the preset and the programs of published tables', () => {
    const oracles = ['formula-1', 'england-football', 'eurovision'].map((name) => `examples/oracles/${name}.json`)
    accepted([read('packages/engine/presets/guanlan.json'), ...oracles.flatMap((path) => read(path) as unknown[])])
  })

  it('of programs made by chance', () => {
    accepted(fc.sample(stages.chain(programmes), 20).flat())
  })
})
