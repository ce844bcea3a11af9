import { compile, createLog, type Program, type Result, score } from '@jixing/engine'
import { describe, expect, test } from 'vitest'
import { compareRanking, limitCuts, periodsOf, ruleTotals, widestRanking } from './compare.ts'

const program: Program = {
  id: 'small',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'Asia/Shanghai',
  decimals: 1,
  subjects: { member: {} },
  categories: { B: {} },
  periods: { quarter: { window: 'quarter' } },
  activities: { visit: {}, talk: {} },
  rules: [
    { id: 'V', kind: 'award', category: 'B', on: ['visit'], to: { kind: 'member', from: 'subject' }, points: 2 },
    { id: 'T', kind: 'award', category: 'B', on: ['talk'], to: { kind: 'member', from: 'subject' }, points: 3 },
  ],
  limits: [{ id: 'L', rules: ['V'], points: 4, per: { window: 'quarter' } }],
  populations: [{ id: 'all', kind: 'member', base: 'rows' }],
  scores: [{ id: 'Q', kind: 'member', period: 'quarter', value: { tally: 'B' } }],
  rankings: [{ id: 'R', score: 'Q', population: 'all' }],
  tiers: [{ id: 'G', ranking: 'R', bands: [{ id: 'top', from: 4 }, { id: 'rest' }] }],
}

const log = (() => {
  const plan = compile(program)
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues))
  const made = createLog(plan.value)
  const events = [
    ['visit', 'a'],
    ['visit', 'a'],
    ['visit', 'a'],
    ['talk', 'b'],
    ['visit', 'c'],
  ]
  for (const [i, [type, subject]] of events.entries()) {
    made.add({ id: `e${i}`, type, subject, occurredAt: `2021-02-0${i + 1}` })
  }
  return made
})()

function resultOf(points: number): Result {
  const [visit, ...others] = program.rules
  const plan = compile({ ...program, rules: [{ ...visit, points } as Program['rules'][number], ...others] })
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues))
  return score(plan.value, log, { asOf: '2021-04-01' })
}

const results = { before: resultOf(2), after: resultOf(1) }
const view = compareRanking(results, 'R', '2021-Q1', ['member/c'])

describe('a ranking now and with a candidate', () => {
  test('who crosses into another band', () => {
    expect(view?.up).toEqual([])
    expect(view?.down.map((one) => [one.subject, one.band])).toEqual([['a', { before: 0, after: 1 }]])
    expect(view?.counts).toEqual([
      { before: 1, after: 0 },
      { before: 2, after: 3 },
    ])
  })

  test('who has another value, and those that are watched', () => {
    expect(view?.moved).toBe(2)
    expect(view?.pinned.map((one) => [one.subject, one.value])).toEqual([['c', { before: 2, after: 1 }]])
  })

  test('values and spread on both sides', () => {
    expect([...(view?.values.before ?? [])]).toEqual([4, 3, 2])
    expect([...(view?.values.after ?? [])]).toEqual([3, 3, 1])
    expect([view?.spread.before.median, view?.spread.after.median]).toEqual([3, 3])
  })

  test('the same result on both sides moves nobody', () => {
    const same = compareRanking({ before: results.before, after: results.before }, 'R', '2021-Q1', [])
    expect([same?.moved, same?.movers, same?.up, same?.down]).toEqual([0, [], [], []])
  })

  test('a ranking that is not declared gives nothing', () => {
    expect(compareRanking(results, 'none', '2021-Q1', [])).toBeUndefined()
  })
})

test('points by rule and cuts by limit over the whole log', () => {
  expect(ruleTotals(results).map(({ id, before, after }) => [id, before, after])).toEqual([
    ['V', 6, 4],
    ['T', 3, 3],
  ])
  expect(limitCuts(results).map(({ id, before, after }) => [id, before, after])).toEqual([['L', 1, 0]])
})

test('the periods and the ranking to begin with', () => {
  expect(periodsOf(results.before)).toEqual([
    { level: 'quarter', key: '2021-Q1' },
    { level: 'quarter', key: '2021-Q2' },
  ])
  expect(widestRanking(program, 'member', 'quarter')).toBe('R')
  expect(widestRanking(program, 'branch', 'quarter')).toBeUndefined()
})
