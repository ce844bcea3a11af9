import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Exact, ratio } from '../base/exact.ts'
import { type Zone, zoneNamed } from '../base/zone.ts'
import type { Field } from '../event/activity.ts'
import { createLog } from '../event/log.ts'
import { rangesOf } from './column-range.ts'
import { compileColumnTest } from './column-test.ts'
import { compileExpression } from './evaluate.ts'
import type { Expression } from './expression.ts'

const zone = zoneNamed('Asia/Shanghai') as Zone
const fields = new Map<string, Field>([
  ['whole', { type: 'number' }],
  ['halves', { type: 'number', decimals: 1 }],
  ['day', { type: 'date' }],
  ['word', { type: 'text' }],
  ['choice', { type: 'choice', of: ['a', 'b'] }],
  ['flag', { type: 'flag' }],
])
const nothing = { kinds: [], trees: {}, levels: new Map(), categories: [], decimals: 0, input: undefined }
const words = { ...nothing, zone, activities: new Map([['did', [...fields.keys()]]]), fields }

const dates = ['2021-05-01', '2021-05-02', '2021-05-03']
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)
const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -30, max: 30 }).map((n) => n / 10),
)
const side: Record<string, [stored: fc.Arbitrary<Exact | string | boolean>, literal: fc.Arbitrary<unknown>]> = {
  whole: [fc.integer({ min: -3, max: 3 }), number],
  halves: [fc.integer({ min: -30, max: 30 }).map((n) => ratio(n, 10)), number],
  day: [fc.constantFrom(...dates).map(startOf), fc.constantFrom(...dates).map((date) => ({ date }))],
  word: [fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'never seen')],
  choice: [fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b')],
  flag: [fc.boolean(), fc.boolean()],
}
const test = fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte')

/** A comparison of a field with a literal (or, for texts, of several), and the field's values row by row. */
const cases = fc.constantFrom(...Object.keys(side)).chain((field) => {
  const [stored, literal] = side[field] as (typeof side)[string]
  const compared = fc.tuple(test, literal).map(([operator, one]) => ({ [operator]: [{ field }, one] }))
  const among = fc.array(literal, { minLength: 1, maxLength: 3 }).map((some) => ({ in: [{ field }, some] }))
  const unlike = fc.constant({ not: { field: 'flag' } })
  const isText = field === 'word' || field === 'choice'
  const expression = fc.oneof(compared, ...(isText ? [among] : []), ...(field === 'flag' ? [unlike] : []))
  return fc.tuple(fc.constant(field), expression, fc.array(fc.option(stored, { nil: undefined }), { maxLength: 12 }))
})

describe('a test of a column', () => {
  it('says what the expression says, missing values included', () => {
    let compiled = 0
    fc.assert(
      fc.property(cases, ([field, expression, values]) => {
        const log = createLog(words)
        const column = log.column(field)
        for (const [row, value] of values.entries()) if (value !== undefined) column.set(row, value)
        const quick = compileColumnTest(expression as Expression, log, zone)
        if (!quick) return
        compiled++
        const slow = compileExpression<{ readonly row: number }>(
          expression as Expression,
          zone,
          () => (context) => column.value(context.row),
        )
        for (let row = 0; row <= values.length; row++) expect(quick({ row })).toBe(slow({ row }) === true)
      }),
      { numRuns: 500 },
    )
    expect(compiled).toBeGreaterThan(250)
  })

  it('holds for both of two conditions where their ranges hold together', () => {
    let known = 0
    fc.assert(
      fc.property(fc.tuple(cases, cases), ([[field, first, values], [other, second, others]]) => {
        if (field === other) return
        const log = createLog(words)
        const store = (name: string, list: typeof values): void => {
          for (const [row, value] of list.entries()) if (value !== undefined) log.column(name).set(row, value)
        }
        store(field, values)
        store(other, others)
        const ranges = rangesOf({ and: [first, second] } as Expression, log, zone)
        if (!ranges) return
        known++
        const slow = [first, second].map((one) =>
          compileExpression<{ readonly row: number }>(
            one as Expression,
            zone,
            (_, name) => (context) => log.column(name as string).value(context.row),
          ),
        )
        for (let row = 0; row <= values.length; row++) {
          const inAll = ranges.every(({ values: column, least, most }) => {
            const value = column.at(row)
            return value >= least && value <= most
          })
          expect(inAll).toBe(slow.every((test) => test({ row }) === true))
        }
      }),
      { numRuns: 500 },
    )
    expect(known).toBeGreaterThan(100)
  })
})
