import { describe, expect, it } from 'vitest'
import {
  analyse,
  createLog,
  exactText,
  type Goal,
  goalSeek,
  type Knob,
  type Result,
  score,
  type Target,
  trial,
  unitEffects,
  withValue,
} from '../../src/index.ts'
import { compiled } from '../small-program.ts'

/** Visits worth 2 and deeds worth 5, at most 20 from visits a month; two branches, one of them of a single member. */
const program = {
  id: 'tuning',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'Asia/Shanghai',
  decimals: 1,
  subjects: { member: {}, branch: {} },
  trees: { party: ['member', 'branch'] },
  categories: { service: {}, deeds: {} },
  periods: { month: { window: 'month' } },
  activities: { 'visit.done': {}, 'deed.done': {} },
  rules: [
    {
      id: 'visit',
      kind: 'award',
      category: 'service',
      on: ['visit.done'],
      to: { kind: 'member', from: 'subject' },
      points: 2,
    },
    {
      id: 'deed',
      kind: 'award',
      category: 'deeds',
      on: ['deed.done'],
      to: { kind: 'member', from: 'subject' },
      points: 5,
    },
  ],
  limits: [{ id: 'visits-month', rules: ['visit'], points: 20, per: { window: 'month' } }],
  populations: [{ id: 'all', kind: 'member', tree: 'party' }],
  scores: [{ id: 'M', kind: 'member', period: 'month', value: { tally: { all: true } } }],
  rankings: [{ id: 'members', score: 'M', population: 'all' }],
  tiers: [
    { id: 'grade', ranking: 'members', bands: [{ id: 'good', from: 20 }, { id: 'fair', from: 10 }, { id: 'low' }] },
  ],
}

const VISITS: Readonly<Record<string, number>> = { an: 12, bo: 6, cai: 3, dai: 0 }
const UNITS: Readonly<Record<string, string>> = { an: 'east', bo: 'east', cai: 'east', dai: 'west' }

function world(json: unknown = program): Result {
  const plan = compiled(json)
  const log = createLog(plan)
  for (const [member, unit] of Object.entries(UNITS)) {
    const subject = { kind: 'member', id: member }
    log.add({ kind: 'membership', id: `in-${member}`, tree: 'party', subject, unit, start: '2021-01-01' })
    for (let i = 0; i < (VISITS[member] as number); i++) {
      const occurredAt = `2021-03-${String(i + 1).padStart(2, '0')}`
      log.add({ id: `${member}-${i}`, type: 'visit.done', occurredAt, subject: member })
    }
  }
  log.add({ id: 'deed', type: 'deed.done', occurredAt: '2021-03-20', subject: 'dai' })
  return score(plan, log, { asOf: '2021-04-01' })
}

const share = (atLeast: number): Target => ({ share: { ranking: 'members', key: '2021-03', atLeast } })

describe('goal seek', () => {
  const points: Knob = { pointer: '/rules/0/points', least: 0, most: 10, step: 0.5 }
  const sought = (knob: Knob, target: Target, goal: Goal) => goalSeek(world(), knob, target, goal)

  it('finds the value closest to today with which half of the members reach 20', () => {
    const { reached, best, today, exhaustive } = sought(points, share(20), { op: 'atLeast', value: '1/2' })
    // An reaches 20 at 2 points already (the limit); Bo with six visits needs 3.5.
    expect(reached).toBe(true)
    expect(best && [exactText(best.value), exactText(best.measured ?? 0)]).toEqual(['7/2', '1/2'])
    expect(exactText(today.measured ?? 0)).toBe('1/4')
    expect(exhaustive).toBe(true)
  })

  it('says honestly that no value reaches the goal, and which comes closest', () => {
    const { reached, best } = sought(points, share(20), { op: 'atLeast', value: 1 })
    expect(reached).toBe(false)
    expect(best && exactText(best.measured ?? 0)).toBe('3/4')
    expect(best && exactText(best.value)).toBe('7')
  })

  it('leaves what is reached today as it is', () => {
    const { best } = sought(points, share(10), { op: 'atLeast', value: '1/2' })
    expect(best && exactText(best.value)).toBe('2')
  })

  it('brings the share of a rule near a mark, and says when it stays too far', () => {
    const target: Target = { carried: { rules: ['deed'] } }
    const deed: Knob = { pointer: '/rules/1/points', least: 0, most: 100, step: 0.5 }
    const near = sought(deed, target, { op: 'nearest', value: 0.3 })
    // 38 from visits: 16.5 of 54.5 is 30.3 %.
    expect(near.reached).toBe(true)
    expect(near.best && exactText(near.best.value)).toBe('33/2')
    expect(near.exhaustive).toBe(false)
    const far = sought({ ...deed, most: 5 }, target, { op: 'nearest', value: 0.3 })
    expect(far.reached).toBe(false)
    expect(far.best && exactText(far.best.value)).toBe('5')
  })

  it('measures whether the small hold their share of a band', () => {
    const counted = {
      ...program,
      scores: [
        ...program.scores,
        { id: 'visits', kind: 'member', period: 'month', value: { div: [{ tally: 'service' }, 2] } },
      ],
    }
    const target: Target = { small: { tier: 'grade', key: '2021-03', bands: ['good'], size: 'visits', below: 1 } }
    const found = goalSeek(world(counted), { pointer: '/rules/1/points', least: 0, most: 30, step: 5 }, target, {
      op: 'atLeast',
      value: 0,
    })
    // Dai alone has no visit: a quarter of all, and of the good ones once a deed is worth 20.
    expect(found.best && exactText(found.best.value)).toBe('20')
    expect(found.tried.map((one) => one.measured !== undefined)).toEqual(Array(7).fill(true))
  })

  it('refuses a pointer to no number and a knob without values', () => {
    const goal: Goal = { op: 'atLeast', value: 1 }
    expect(() => sought({ ...points, pointer: '/rules/0/id' }, share(1), goal)).toThrow(RangeError)
    expect(() => sought({ ...points, pointer: '/__proto__/x' }, share(1), goal)).toThrow(RangeError)
    expect(() => sought({ ...points, step: 0 }, share(1), goal)).toThrow(RangeError)
    expect(() => sought({ ...points, least: 11 }, share(1), goal)).toThrow(RangeError)
  })

  it('edits a copy of a program, never the program', () => {
    const { value } = { value: program as never }
    expect((withValue(value, '/rules/0/points', 9) as typeof program).rules[0]?.points).toBe(9)
    expect(program.rules[0]?.points).toBe(2)
  })
})

describe('the effect of a candidate on units', () => {
  it('is told by unit and by size', () => {
    const before = world()
    const found = unitEffects(trial(before, compiled({ ...program, limits: [] })), {
      ranking: 'members',
      key: '2021-03',
      unit: 'branch',
      sizes: [1, 2],
      tier: 'grade',
    })
    expect(found.units.map(({ unit, members, change }) => [unit, members, change])).toEqual([
      ['east', 3, { n: 4, d: 3 }],
      ['west', 1, 0],
    ])
    expect(found.sizes.map(({ from, units, members }) => [from, units, members])).toEqual([
      [1, 1, 1],
      [2, 1, 3],
    ])
  })

  it('counts who crosses a band, up and down', () => {
    const found = unitEffects(trial(world(), compiled(withValue(program as never, '/rules/0/points', 1))), {
      ranking: 'members',
      key: '2021-03',
      unit: 'branch',
      tier: 'grade',
    })
    // An falls from good to fair, Bo from fair to low.
    expect(found.units.map(({ unit, up, down }) => [unit, up, down])).toEqual([
      ['east', 0, 2],
      ['west', 0, 0],
    ])
  })
})

describe('an analysis', () => {
  it('says what carries the points, which limits bind and who is near', () => {
    const { rules, limits, near } = analyse(world(), { within: 8 })
    expect(
      rules.map(({ rule, awards, subjects, granted, share: part }) => [rule, awards, subjects, granted, part]),
    ).toEqual([
      ['visit', 21, 3, 380, { n: 38, d: 43 }],
      ['deed', 1, 1, 50, { n: 5, d: 43 }],
    ])
    expect(limits).toEqual([{ limit: 'visits-month', covered: 21, bound: 2, rate: { n: 2, d: 21 }, withheld: 40 }])
    expect(near.map(({ key, subject, band, next, missing }) => [key, subject, band, next, missing])).toEqual([
      ['2021-03', 'bo', 'fair', 'good', 8],
      ['2021-03', 'cai', 'low', 'fair', 4],
      ['2021-03', 'dai', 'low', 'fair', 5],
    ])
  })

  it('finds a day on which one recorder entered far more than usual', () => {
    const plan = compiled(program)
    const log = createLog(plan)
    for (let day = 1; day <= 9; day++)
      log.add({
        id: `quiet-${day}`,
        source: 'phone',
        type: 'visit.done',
        occurredAt: `2021-05-0${day}`,
        subject: `m${day}`,
      })
    for (let i = 0; i < 30; i++)
      log.add({
        id: `burst-${i}`,
        source: 'phone',
        type: 'visit.done',
        occurredAt: '2021-05-20T20:00:00+08:00',
        subject: `n${i}`,
      })
    const { bursts } = analyse(score(plan, log, { asOf: '2021-06-01' }))
    expect(bursts).toEqual([{ by: 'source', name: 'phone', day: 18_767, events: 30, usual: 1 }])
  })
})
