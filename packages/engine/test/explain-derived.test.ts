import { describe, expect, it } from 'vitest'
import { createLog, explainAward, type Result, type Step, score } from '../src/index.ts'
import { compiled, small, visited } from './small-program.ts'

const plan = compiled({
  ...small,
  categories: { B: {}, M: {}, C: {} },
  periods: { ...small.periods, round: { fields: ['household'] } },
  honours: { star: {} },
  measures: [{ id: 'visits', on: ['visit.done'], to: { kind: 'member', from: 'all' } }],
  rules: [
    visited,
    {
      id: 'H',
      kind: 'milestone',
      category: 'M',
      to: { kind: 'member' },
      measure: 'visits',
      window: 'quarter',
      steps: [{ at: 2, points: 3, honour: 'star' }],
    },
    {
      id: 'T',
      kind: 'milestone',
      category: 'M',
      to: { kind: 'member' },
      of: { categories: ['B'] },
      steps: [{ at: '3.5', points: 1 }],
    },
    {
      id: 'S',
      kind: 'streak',
      category: 'C',
      on: ['visit.done'],
      to: { kind: 'member', from: 'all' },
      window: 'month',
      length: 2,
      atLeast: 1,
      run: 'once',
      points: 1,
    },
    { id: 'P', kind: 'place', category: 'C', period: 'round', measure: 'visits', points: [2, 1] },
    {
      id: 'K',
      kind: 'challenge',
      category: 'C',
      from: '2026-02-01',
      until: '2026-04-01',
      unit: { kind: 'branch', id: 'all' },
      on: ['visit.done'],
      target: 2,
      to: { kind: 'member', from: 'all' },
      points: 4,
      share: 'split',
    },
    { id: 'X', kind: 'expiry', rules: ['B01'], days: 10 },
  ],
})

/** Zhu visits in January, February (with Huang) and March. */
function played(): Result {
  const log = createLog(plan)
  const visit = (id: string, occurredAt: string, household: string, ...participants: string[]): void => {
    const { outcome } = log.add({
      id,
      type: 'visit.done',
      occurredAt,
      subject: 'zhu',
      participants,
      attributes: { household },
    })
    expect(outcome).toBe('created')
  }
  visit('E1', '2026-01-10T09:00:00+08:00', 'h1')
  visit('E2', '2026-02-10T09:00:00+08:00', 'h1', 'huang')
  visit('E3', '2026-03-10T09:00:00+08:00', 'h2')
  return score(plan, log, { asOf: '2026-03-11' })
}

function stepOf(result: Result, id: string): Step {
  const [award] = result.awards({ event: { source: '', id } })
  if (!award) throw new Error(`There is no award ${id}`)
  return explainAward(result, award)
}

const refs = (...ids: string[]): { source: string; id: string }[] => ids.map((id) => ({ source: '', id }))

describe('an explanation', () => {
  const result = played()
  const told = (id: string): [params: object, events: unknown] => {
    const { params, steps } = stepOf(result, id)
    const { rule, category, version, source, id: own, occurredAt, requested, ...rest } = params
    expect({ version, source, own }).toEqual({ version: 1, source: '', own: id })
    return [rest, steps?.find((step) => step.code === 'rests_on')?.params.events]
  }

  it('of a milestone names the step, its window, the value before and then, and the facts', () => {
    expect(told('H/member/zhu/2/1/2026-Q1')).toEqual([
      { at: '2', nth: '1', window: '2026-Q1', before: '1', value: '2', honour: 'star' },
      refs('E1', 'E2'),
    ])
  })

  it('of a milestone over points names them as points', () => {
    expect(told('T/member/zhu/7/2/1/ever')).toEqual([
      { at: '7/2', nth: '1', window: 'ever', before: '2', value: '4' },
      refs('E1', 'E2'),
    ])
  })

  it('of a streak names its run', () => {
    expect(told('S/member/zhu/2026-02')).toEqual([
      { window: '2026-02', from: '2026-01', place: '2', length: '2', atLeast: '1' },
      refs('E1', 'E2'),
    ])
  })

  it('of a place names the period, the value and who shares it', () => {
    expect(told('P/member/zhu/h1')).toEqual([{ period: 'h1', place: '1', value: '2', tied: '1' }, refs('E1', 'E2')])
    expect(told('P/member/huang/h1')).toEqual([{ period: 'h1', place: '2', value: '1', tied: '1' }, refs('E2')])
  })

  it('of a challenge names the unit and how many took part', () => {
    expect(told('K/member/huang/all')).toEqual([
      { unitKind: 'branch', unit: 'all', value: '2', among: '2' },
      refs('E2', 'E3'),
    ])
  })

  it('of an expiry names what expired', () => {
    expect(told('X/B01//E1')).toEqual([{}, refs('E1')])
    expect(stepOf(result, 'X/B01//E1').value).toBe('-2')
  })

  it('is of what was granted, and says so of the honour', () => {
    expect(stepOf(result, 'K/member/huang/all').value).toBe('2')
    expect(result.honours('member', 'zhu')).toEqual([
      {
        honour: 'star',
        rule: 'H',
        at: Date.parse('2026-02-10T09:00:00+08:00'),
        ref: { source: '', id: 'H/member/zhu/2/1/2026-Q1' },
      },
    ])
    expect(result.honours('member', 'huang')).toEqual([])
    expect(result.honours('branch', 'zhu')).toEqual([])
  })
})
