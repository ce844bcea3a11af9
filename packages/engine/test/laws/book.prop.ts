import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { openBook, type Result, score } from '../../src/index.ts'
import { small } from '../small-program.ts'
import { expectSame, law, planOf } from './law.ts'

const DAY = 86_400_000
const START = Date.UTC(2021, 2, 20)

const windows = fc.constantFrom('day', 'week', 'month', 'quarter', 'ever', { rollingDays: 1 }, { rollingDays: 6 })

/** Limits that join rules now and then, so that piles are of one day, of a quarter, or of everything. */
const limits = fc.array(
  fc.record({
    rules: fc.subarray(['r0', 'r1', 'r2', 'fine'], { minLength: 1 }),
    most: fc.oneof(
      fc.record({ points: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ times: fc.integer({ min: 1, max: 4 }) }),
    ),
    per: fc.record({ window: windows, fields: fc.constantFrom(undefined, undefined, ['place'], ['place', 'amount']) }),
    side: fc.constantFrom('awards', 'awards', 'awards', 'deductions'),
    // Now and then a group that cannot be counted award by award.
    keep: fc.constantFrom('earliest', 'earliest', 'earliest', 'earliest', 'highest'),
  }),
  { minLength: 1, maxLength: 4 },
)

/** What happens to a book: an event of a subject at some hour, or the retraction of one that came before. */
const happenings = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constantFrom('t0', 't1', 't2'),
        subject: fc.constantFrom('m1', 'm2'),
        hour: fc.nat({ max: 40 * 24 }),
        amount: fc.integer({ min: -3, max: 6 }),
        place: fc.constantFrom('a', 'b'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ retracts: fc.nat({ max: 60 }) }) },
    { weight: 1, arbitrary: fc.constant('read' as const) },
  ),
  { minLength: 10, maxLength: 60 },
)

const worldsOfLimits = fc.record({
  first: limits,
  /** The limits of a second version, in force from April. */
  second: fc.option(limits),
  admits: fc.constantFrom(false, false, false, true),
  happenings,
})

type WorldOfLimits = typeof worldsOfLimits extends fc.Arbitrary<infer W> ? W : never

const to = { kind: 'member', from: 'subject' }

/** Programs of three rules that each give what an event says, a fine, and limits over them. */
function programsOf({ first, second, admits }: WorldOfLimits): unknown[] {
  const points = { field: 'amount' }
  const admit = { atMost: 1, per: { window: 'day', fields: ['place'] } }
  const rules = [
    { id: 'r0', kind: 'award', category: 'B', on: ['t0', 't1'], to, points },
    { id: 'r1', kind: 'award', category: 'B', on: ['t1', 't2'], to, points: 2, ...(admits && { admit }) },
    { id: 'r2', kind: 'award', category: 'C', on: ['t2'], to, points },
    { id: 'fine', kind: 'award', category: 'N', on: ['t0'], when: { lt: [points, 0] }, to, points: -2 },
  ]
  const fields = { amount: { type: 'number' }, place: { type: 'text' } }
  const activities = { t0: { fields }, t1: { fields }, t2: { fields } }
  const named = (all: typeof first): unknown[] =>
    all.map(({ most, keep, ...limit }, i) => {
      const isRolling = typeof limit.per.window === 'object'
      return { id: `l${i}`, ...most, ...limit, keep: isRolling ? 'earliest' : keep }
    })
  const base = { ...small, effectiveFrom: '2021-01-01', decimals: 0, activities, rules }
  return [
    { ...base, limits: named(first) },
    ...(second ? [{ ...base, version: 2, effectiveFrom: '2021-04-01', limits: named(second) }] : []),
  ]
}

/** Returns the items of what happens, `read` where the result is asked for. */
function itemsOf({ happenings: all }: WorldOfLimits): (Record<string, unknown> | 'read')[] {
  return all.map((one, i) => {
    if (one === 'read') return one
    const id = `e${i}`
    if ('retracts' in one) {
      const target = { id: `e${one.retracts}` }
      return { kind: 'retraction', id, target, at: new Date(START + 41 * DAY).toISOString(), reason: 'wrong' }
    }
    const { type, subject, hour, amount, place } = one
    const occurredAt = new Date(START + hour * 3_600_000).toISOString()
    return { id, type, subject, occurredAt, attributes: { amount, place } }
  })
}

describe('a book under limits', () => {
  law('holds what a full scoring grants after each of many late and retracted events', worldsOfLimits, (world) => {
    const plan = planOf(programsOf(world))
    const asOf = START + 50 * DAY
    const book = openBook(plan, { asOf })
    const results: { readonly result: Result; readonly awards: unknown; readonly tallies: unknown }[] = []
    const talliesOf = (result: Result): unknown =>
      ['m1', 'm2'].flatMap((id) =>
        result.periods('month').map((period) => result.tally({ kind: 'member', id }, period, { category: ['B', 'N'] })),
      )
    for (const [i, item] of itemsOf(world).entries()) {
      if (item !== 'read') book.record(item)
      if (item !== 'read' && i % 7 !== 0) continue
      const whole = score(plan, book.log, { asOf })
      const result = book.result()
      // Every other result is asked only at the end, when the book has gone on.
      if (i % 2 === 0) expectSame(result.awards(), whole.awards())
      if (i % 3 === 0) expectSame(talliesOf(result), talliesOf(whole))
      results.push({ result, awards: whole.awards(), tallies: talliesOf(whole) })
    }
    for (const { result, awards, tallies } of results) {
      expectSame<unknown>(talliesOf(result), tallies)
      expectSame<unknown>(result.awards(), awards)
    }
    const whole = score(plan, book.log, { asOf }).awards()
    const held = [...book.granted()].map(({ rule, event, granted }) => JSON.stringify([rule, event.id, granted]))
    expect(held.sort()).toEqual(whole.map((one) => JSON.stringify([one.rule, one.event.id, one.granted])).sort())
  })
})
