import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonSchema, programSchema } from '../../src/index.ts'
import { worlds } from '../../src/testing/index.ts'
import { visited } from '../small-program.ts'

const definitions = programSchema.$defs as Record<string, JsonSchema>
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** Whether a value is what a schema describes, for the words that the program's schema is written in. */
function fits(schema: JsonSchema, value: unknown): boolean {
  return Object.entries(schema).every(([word, says]) => holds(schema, word, says as never, value as never))
}

function holds(schema: JsonSchema, word: string, says: never, value: never): boolean {
  const list = says as JsonSchema[]
  const length = (): number => (value as unknown[]).length
  switch (word) {
    case '$schema':
    case 'title':
    case '$defs':
    case 'format':
    case 'prefixItems':
      return word !== 'prefixItems' || !Array.isArray(value) || list.every((one, i) => fits(one, value[i]))
    case '$ref':
      return fits(definitions[(says as string).slice('#/$defs/'.length)] as JsonSchema, value)
    case 'type': {
      const types: string[] = [says].flat()
      return types.includes(typeOf(value)) || (types.includes('integer') && Number.isInteger(value))
    }
    case 'const':
      return value === says
    case 'enum':
      return list.includes(value)
    case 'anyOf':
      return list.some((one) => fits(one, value))
    case 'oneOf':
      return list.filter((one) => fits(one, value)).length === 1
    case 'minimum':
      return typeof value !== 'number' || value >= says
    case 'maximum':
      return typeof value !== 'number' || value <= says
    case 'minLength':
      return typeof value !== 'string' || length() >= says
    case 'maxLength':
      return typeof value !== 'string' || length() <= says
    case 'pattern':
      return typeof value !== 'string' || new RegExp(says, 'u').test(value)
    case 'minItems':
      return !Array.isArray(value) || length() >= says
    case 'maxItems':
      return !Array.isArray(value) || length() <= says
    case 'items':
      return !Array.isArray(value) || (value as unknown[]).every((one) => fits(says, one))
    case 'maxProperties':
      return !isObject(value) || Object.keys(value).length <= says
    case 'required':
      return !isObject(value) || (says as string[]).every((key) => key in (value as object))
    case 'properties':
      return (
        !isObject(value) ||
        Object.entries(value).every(([key, one]) => !(key in (says as object)) || fits(says[key], one))
      )
    case 'additionalProperties': {
      const known = Object.keys((schema.properties ?? {}) as object)
      const others = isObject(value) ? Object.entries(value).filter(([key]) => !known.includes(key)) : []
      return says === false ? others.length === 0 : others.every(([, one]) => fits(says, one))
    }
    default:
      throw new Error(`The schema says ${word}`)
  }
}

const parts = (name: string): JsonSchema => definitions[name] as JsonSchema

describe('the JSON Schema of programs', () => {
  it('describes the preset', () => {
    const preset = JSON.parse(readFileSync(new URL('../../presets/guanlan.json', import.meta.url), 'utf8'))
    expect(fits(programSchema, preset)).toBe(true)
  })

  it('describes every program of random worlds', () => {
    fc.assert(
      fc.property(worlds(), ({ programs }) =>
        (JSON.parse(JSON.stringify(programs)) as unknown[]).every((one) => fits(programSchema, one)),
      ),
      { numRuns: Math.max(10, Number(process.env.LAW_RUNS ?? 2000) / 20) },
    )
  })

  it('names no shape that it does not define', () => {
    const named = [...JSON.stringify(programSchema).matchAll(/"\$ref":"#\/\$defs\/([^"]*)"/g)].map(([, name]) => name)
    expect([...new Set(named)].sort()).toEqual(Object.keys(definitions).sort())
    expect(programSchema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
  })

  const program = {
    ...{ id: 'p', version: 1, effectiveFrom: '2026-01-01', timeZone: 'Asia/Shanghai', decimals: 1 },
    ...{ subjects: { member: {} }, periods: { month: { window: 'month' } }, activities: { 'a.b': {} }, rules: [] },
  }

  it.each<[what: string, change: object, fits: boolean]>([
    ['nothing', {}, true],
    ['no id', { id: undefined }, false],
    ['an empty id', { id: '' }, false],
    ['no rules', { rules: undefined }, false],
    ['an unknown key', { rule: [] }, false],
    ['half a version', { version: 1.5 }, false],
    ['version 0', { version: 0 }, false],
    ['a day without zeros', { effectiveFrom: '2026-1-1' }, false],
    ['a day that is a number', { effectiveFrom: 2026 }, false],
    ['5 decimals', { decimals: 5 }, false],
    ['4 decimals', { decimals: 4 }, true],
    ['subjects in a list', { subjects: [] }, false],
    ['a subject that is a text', { subjects: { member: 'x' } }, false],
    ['a person', { subjects: { member: { person: true } } }, true],
    ['a person in a word', { subjects: { member: { person: 'yes' } } }, false],
    ['a rule', { rules: [visited] }, true],
    ['a rule of an unknown kind', { rules: [{ ...visited, kind: 'gift' }] }, false],
    ['a rule without recipients', { rules: [{ ...visited, to: undefined }] }, false],
    ['a rule on no activity', { rules: [{ ...visited, on: [] }] }, false],
    ['a rule on an activity alone', { rules: [{ ...visited, on: 'a.b' }] }, false],
    ['points in a formula', { rules: [{ ...visited, points: { mul: [2, { field: 'hours' }] } }] }, true],
    ['points in an unknown formula', { rules: [{ ...visited, points: { times: [2, 3] } }] }, false],
    ['points in two formulas', { rules: [{ ...visited, points: { mul: [2], add: [3] } }] }, false],
    ['recipients of every event', { rules: [{ ...visited, to: { kind: 'member', from: 'every' } }] }, false],
    ['a limit of a decimal', { limits: [{ id: 'L', points: 2.5 }] }, true],
    ['a limit of a written decimal', { limits: [{ id: 'L', points: '2.5' }] }, true],
    ['a limit of a word', { limits: [{ id: 'L', points: 'two' }] }, false],
    ['a limit below 0', { limits: [{ id: 'L', points: -1 }] }, false],
    ['a limit of -1 times', { limits: [{ id: 'L', times: -1 }] }, false],
    ['a rolling limit', { limits: [{ id: 'L', times: 1, per: { window: { rollingDays: 7 } } }] }, true],
    ['a limit that rolls over no day', { limits: [{ id: 'L', times: 1, per: { window: { rollingDays: 0 } } }] }, false],
    ['a publication', { publishedAt: '2026-01-01T00:00:00Z' }, true],
    ['a publication in a number', { publishedAt: 2026 }, false],
  ])('with %s: %j fits: %s', (_, change, expected) => {
    expect(fits(programSchema, JSON.parse(JSON.stringify({ ...program, ...change })))).toBe(expected)
  })

  const round = { of: 1.5, places: 0, mode: 'floor' }
  const lookup = { of: { field: 't' }, table: { a: 1 }, else: 0 }

  it.each<[expression: unknown, event: boolean, score: boolean]>([
    [1, true, true],
    ['a', true, true],
    [true, true, true],
    [null, false, false],
    [[], false, false],
    [{}, false, false],
    [{ and: [true] }, true, true],
    [{ and: [] }, false, false],
    [{ and: true }, false, false],
    [{ and: Array.from({ length: 100 }, () => true) }, true, true],
    [{ and: Array.from({ length: 101 }, () => true) }, false, false],
    [{ not: { and: [{ or: 1 }] } }, false, false],
    [{ eq: [1, 2] }, true, true],
    [{ eq: [1] }, false, false],
    [{ eq: [1, 2, 3] }, false, false],
    [{ clamp: [1, 2, 3] }, true, true],
    [{ clamp: [1, 2] }, false, false],
    [{ clamp: [1, 2, 3, 4] }, false, false],
    [{ neg: [1, null] }, false, false],
    [{ if: [true, 1] }, true, true],
    [{ if: [true, 1, 2] }, true, true],
    [{ if: [true] }, false, false],
    [{ if: [true, 1, 2, 3] }, false, false],
    [{ in: ['a', ['a', 1, true]] }, true, true],
    [{ in: ['a', [null]] }, false, false],
    [{ in: ['a'] }, false, false],
    [{ in: ['a', [], []] }, false, false],
    [{ round }, true, true],
    [{ round: { ...round, places: 7 } }, false, false],
    [{ round: { ...round, places: -1 } }, false, false],
    [{ round: { ...round, mode: 'up' } }, false, false],
    [{ round: { of: 1, places: 0 } }, false, false],
    [{ round: { ...round, up: 1 } }, false, false],
    [{ perUnit: { of: 1, rate: 1, step: 1 } }, true, true],
    [{ perUnit: { of: 1, rate: 1, step: 1, min: 0, max: 2 } }, true, true],
    [{ perUnit: { of: 1, rate: 1 } }, false, false],
    [{ lookup: { of: 'a', table: { a: 1 } } }, true, true],
    [{ lookup: { of: 'a', table: { a: null } } }, false, false],
    [{ lookup: { of: 'a' } }, false, false],
    [{ lookup }, true, false],
    [{ missing: true }, true, true],
    [{ missing: false }, false, false],
    [{ date: '2026-03-01' }, true, true],
    [{ date: '2026-3-1' }, false, false],
    [{ field: 't' }, true, false],
    [{ field: 1 }, false, false],
    [{ hour: true }, true, false],
    [{ hour: 9 }, false, false],
    [{ caseReached: ['appeal', 'filed'] }, true, false],
    [{ caseReached: ['appeal'] }, false, false],
    [{ caseHours: ['appeal', 'filed', 'answered'] }, true, false],
    [{ caseHours: ['appeal', 'filed'] }, false, false],
    [{ attribute: 'age' }, true, true],
    [{ tally: 'B' }, false, true],
    [{ tally: { category: ['B', 'C'], requested: true } }, false, true],
    [{ tally: { rule: 'R' } }, false, true],
    [{ tally: { all: true } }, false, true],
    [{ tally: { all: false } }, false, false],
    [{ tally: { category: 1 } }, false, false],
    [{ tally: { every: true } }, false, false],
    [{ carried: true }, false, true],
    [{ mean: { across: { members: 'all' }, of: 1, best: 3 } }, false, true],
    [{ mean: { across: { members: 'all' }, of: 1, best: 0 } }, false, false],
    [{ mean: { across: { members: 'all' }, of: 1, best: 1001 } }, false, false],
    [{ mean: { across: { members: 'all' } } }, false, false],
    [{ mean: { of: 1 } }, false, false],
    [{ mean: { across: { of: 'all' }, of: 1 } }, false, false],
    [{ count: { across: { periods: 'month', in: 'all' } } }, false, true],
    [{ count: { across: { periods: 'month' }, of: 1 } }, false, false],
    [{ share: { across: { everyone: 'all' } } }, false, false],
    [{ shrunkenMean: { across: { members: 'all' }, of: 1, k: 5, toward: 3 } }, false, true],
    [{ shrunkenMean: { across: { members: 'all' }, of: 1, k: 5 } }, false, false],
  ])('%j fits about an event: %s, about a subject: %s', (expression, event, score) => {
    expect([fits(parts('eventExpression'), expression), fits(parts('scoreExpression'), expression)]).toEqual([
      event,
      score,
    ])
  })

  it.each<[recipients: object, fits: boolean]>([
    [{ kind: 'member', from: 'all' }, true],
    [{ kind: 'member', from: 'some' }, false],
    [{ kind: 'member' }, false],
    [{ kind: 'team', fields: ['a', 'b'], join: '-' }, true],
    [{ kind: 'branch', tree: 'party', unitOf: { kind: 'member', from: 'subject' } }, true],
    [{ kind: 'branch', tree: 'party', unitOf: 'member' }, false],
  ])('recipients %j fit: %s', (recipients, expected) => {
    expect(fits(parts('recipients'), recipients)).toBe(expected)
  })
})
