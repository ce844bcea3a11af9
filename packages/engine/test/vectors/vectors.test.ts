import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createLog, formatInstant, type Plan, type Result, score } from '../../src/index.ts'
import { compiled } from '../small-program.ts'

/** Numbers that other engines' test suites state, each with its source and policy, said in our language. */
interface Vectors<T> {
  readonly source: { readonly repository: string; readonly path: string; readonly commit: string }
  readonly policy: string
  readonly vectors: readonly (T & { readonly name: string })[]
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as T
}

const DAY = 86_400_000
const start = Date.UTC(2021, 0, 1)

const frame = {
  id: 'vectors',
  version: 1,
  effectiveFrom: '2015-01-01',
  timeZone: 'UTC',
  decimals: 0,
  subjects: { user: {} },
  categories: { points: {}, badges: {} },
  periods: { all: { window: 'ever' }, day: { window: 'day' } },
  activities: { a: { fields: { value: { type: 'number' } } }, b: { fields: { value: { type: 'number' } } } },
  rules: [],
}
const user = { kind: 'user', id: 'u' }
const to = { kind: 'user', from: 'subject' }

function run(plan: Plan, items: readonly object[], asOf = '2022-01-01'): Result {
  const log = createLog(plan)
  for (const item of items) expect(log.add(item).outcome).toBe('created')
  return score(plan, log, { asOf })
}

/** An event of a time without a unit: a bucket of 50 becomes a day, and the place in it the time of day. */
function bucketed([time, value]: readonly [number, number], i: number): object {
  const at = start + Math.floor(time / 50) * DAY + (time % 50) * 60_000
  return { id: `e${i}`, type: 'a', occurredAt: formatInstant(at), subject: 'u', attributes: { value } }
}

describe('streaks of Oasis', () => {
  type Streak = {
    readonly streaks: readonly number[]
    readonly events: readonly (readonly [number, number])[]
    readonly reached: readonly (readonly [number, number])[]
  }
  it.each(read<Vectors<Streak>>('oasis-streaks').vectors)('$name', ({ streaks, events, reached }) => {
    const rules = streaks.map((length) => ({
      id: `run-${length}`,
      kind: 'streak',
      category: 'badges',
      on: ['a'],
      when: { gte: [{ field: 'value' }, 50] },
      to,
      window: 'day',
      length,
      atLeast: 1,
      run: 'once',
      points: length,
    }))
    const found = run(compiled({ ...frame, rules }), events.map(bucketed)).awards({ subject: user })
    const bucketOf = (at: number): number => Math.floor((at - start) / DAY) * 50
    expect(found.map((one) => [one.requested, bucketOf(one.occurredAt)])).toEqual(reached)
  })
})

/** An event at so many seconds of a day. */
function second([time, type, value]: readonly [number, string, number], i: number): object {
  const occurredAt = formatInstant(start + time * 1000)
  return { id: `e${i}`, type, occurredAt, subject: 'u', attributes: { value } }
}

describe('points of Oasis', () => {
  type Points = {
    readonly points: number | 'fifth'
    readonly events: readonly (readonly [number, string, number])[]
    readonly granted: readonly (readonly [number, number])[]
  }
  it.each(read<Vectors<Points>>('oasis-points').vectors)('$name', ({ points, events, granted }) => {
    const fifth = { round: { of: { div: [{ field: 'value' }, 5] }, places: 0, mode: 'floor' } }
    const when = { gte: [{ field: 'value' }, 50] }
    const rule = { id: 'P', kind: 'award', category: 'points', on: ['a'], when, to }
    const plan = compiled({ ...frame, rules: [{ ...rule, points: points === 'fifth' ? fifth : points }] })
    const found = run(plan, events.map(second)).awards({ subject: user })
    expect(found.map((one) => [(one.occurredAt - start) / 1000, one.granted])).toEqual(granted)
  })
})

describe('milestones of Oasis', () => {
  type Milestone = {
    readonly mode: 'skip' | 'fluctuate' | 'atLeast75'
    readonly levels: readonly number[]
    readonly events: readonly (readonly [number, string, number])[]
    readonly reached: readonly (readonly [number, number])[]
  }
  it.each(read<Vectors<Milestone>>('oasis-milestones').vectors)('$name', ({ mode, levels, events, reached }) => {
    const least = { skip: 0, fluctuate: -1000, atLeast75: 75 }[mode]
    const value = { field: 'value' }
    const measures = [{ id: 'sum', on: ['a'], to, when: { gte: [value, least] }, value }]
    const rules = [
      {
        id: 'M',
        kind: 'milestone',
        category: 'badges',
        to: { kind: 'user' },
        measure: 'sum',
        steps: levels.map((at) => ({ at, points: at })),
        again: mode === 'fluctuate',
      },
    ]
    const found = run(compiled({ ...frame, measures, rules }), events.map(second)).awards({ subject: user })
    expect(found.map((one) => [one.requested, (one.occurredAt - start) / 1000])).toEqual(reached)
  })
})

describe('lots of Setono', () => {
  type Lots = {
    readonly days: number
    readonly credits: readonly (readonly [string, number])[]
    readonly debits: readonly (readonly [string, number])[]
    readonly asOf: string
    readonly balance: number
    readonly expired: readonly number[]
  }
  it.each(read<Vectors<Lots>>('setono-lots').vectors)('$name', ({ days, credits, debits, asOf, balance, expired }) => {
    const value = { field: 'value' }
    const rules = [
      { id: 'credit', kind: 'award', category: 'points', on: ['a'], to, points: value },
      { id: 'debit', kind: 'award', category: 'points', on: ['b'], to, points: { neg: value } },
      { id: 'life', kind: 'expiry', categories: ['points'], days, deductions: 'consume' },
    ]
    const item =
      (type: string) =>
      ([occurredAt, points]: readonly [string, number], i: number) => ({
        id: `${type}${i}`,
        type,
        occurredAt,
        subject: 'u',
        attributes: { value: points },
      })
    const result = run(compiled({ ...frame, rules }), [...debits.map(item('b')), ...credits.map(item('a'))], asOf)
    expect(result.tally(user, { level: 'all', key: 'ever' })).toBe(balance)
    const gone = result.awards({ subject: user }).filter((one) => one.kind === 'expiry')
    expect(gone.map((one) => -one.granted)).toEqual(expired)
  })
})

describe('ranking of Discourse', () => {
  type Board = {
    readonly method: string
    readonly scores: readonly (readonly [string, number])[]
    readonly ranks: readonly (readonly [string, number])[]
  }
  it.each(read<Vectors<Board>>('discourse-ranking').vectors)('$name', ({ method, scores, ranks }) => {
    const plan = compiled({
      ...frame,
      rules: [{ id: 'P', kind: 'award', category: 'points', on: ['a'], to, points: { field: 'value' } }],
      populations: [{ id: 'all', kind: 'user', base: 'roster' }],
      scores: [{ id: 'S', kind: 'user', period: 'all', value: { tally: 'points' } }],
      rankings: [{ id: 'board', score: 'S', population: 'all', method }],
    })
    const named = [...new Set(scores.map(([id]) => id))].map((id) => ({
      kind: 'subject',
      id: `name-${id}`,
      subject: { kind: 'user', id },
      start: '2021-01-01',
    }))
    const events = scores.map(([subject, value], i) => ({
      id: `e${i}`,
      type: 'a',
      occurredAt: '2021-02-01',
      subject,
      attributes: { value },
    }))
    const standings = run(plan, [...named, ...events]).standings('board', 'ever')
    expect(standings.map((one) => [one.subject, one.rank])).toEqual(ranks)
  })
})

describe('periods of Trento', () => {
  const trento = read<{
    readonly zone: string
    readonly sums: { readonly events: readonly [string, number][]; readonly days: readonly [string, number][] }
    readonly starts: readonly { readonly name: string; readonly day: string; readonly start: string }[]
  }>('trento-periods')
  const plan = compiled({
    ...frame,
    timeZone: trento.zone,
    rules: [{ id: 'P', kind: 'award', category: 'points', on: ['a'], to, points: { field: 'value' } }],
  })

  it('sums by day, whatever the hour', () => {
    const events = trento.sums.events.map(([local, value], i) => ({
      id: `e${i}`,
      type: 'a',
      occurredAt: `${local}+01:00`,
      subject: 'u',
      attributes: { value },
    }))
    const result = run(plan, events)
    const days = trento.sums.days.map(([key]) => [key, result.tally(user, { level: 'day', key })])
    expect(days).toEqual(trento.sums.days)
  })

  it.each(trento.starts)('$name: the day starts at local midnight', ({ day, start: instant }) => {
    const found = run(plan, [], '2018-01-01').periods('day')
    expect(found.find((one) => one.key === day)?.start).toBe(Date.parse(instant))
  })
})

it('every vector names its source and policy', () => {
  const names = [
    'oasis-streaks',
    'oasis-points',
    'oasis-milestones',
    'setono-lots',
    'discourse-ranking',
    'trento-periods',
  ]
  for (const name of names) {
    const { source, policy } = read<Vectors<object>>(name)
    expect(source.commit).toMatch(/^[0-9a-f]{40}/)
    expect([source.repository, source.path, policy].every((text) => text.length > 10)).toBe(true)
  }
})
