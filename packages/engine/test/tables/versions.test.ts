import { describe, expect, it } from 'vitest'
import { compile, createLog, type Program, parseProgram, score } from '../../src/index.ts'
import { compiled, small, visited } from '../small-program.ts'

const parsed = (program: object): Program => {
  const one = parseProgram(program)
  return one.ok ? one.value : expect.unreachable(JSON.stringify(one.issues))
}
const next = { ...small, version: 2, effectiveFrom: '2026-03-01' }

/** What is wrong with a second version. */
function refused(change: object): unknown[] {
  const plan = compile([parsed(small), parsed({ ...next, ...change })])
  return plan.ok ? [] : plan.issues.map(({ code, path, params }) => [code, path, params])
}

describe('versions of a program', () => {
  it.each<[what: string, change: object, part: string | undefined]>([
    ['its rules', { rules: [{ ...visited, points: 3 }] }, undefined],
    ['its categories', { categories: { B: {}, D: {} } }, undefined],
    [
      'the words of a kind',
      { subjects: { ...small.subjects, member: { label: { 'zh-CN': '党员', en: 'Member' } } } },
      undefined,
    ],
    ['its id', { id: 'other' }, 'id'],
    ['its time zone', { timeZone: 'Asia/Urumqi' }, 'timeZone'],
    ['its decimals', { decimals: 2 }, 'decimals'],
    ['a kind more', { subjects: { ...small.subjects, club: {} } }, 'subjects'],
    ['a period less', { periods: { month: { window: 'month' }, quarter: { window: 'quarter' } } }, 'periods'],
    ['another window', { periods: { ...small.periods, year: { window: 'half' } } }, 'periods'],
    ['another month to start', { periods: { ...small.periods, year: { window: 'year', startMonth: 9 } } }, 'periods'],
    [
      'the month a year starts with',
      { periods: { ...small.periods, year: { window: 'year', startMonth: 1 } } },
      undefined,
    ],
    ['a tree less', { trees: {} }, 'trees'],
  ])('may differ in %s, or must not', (_, change, part) => {
    const expected = part === undefined ? [] : [['frame_differs', `/1/${part}`, { part, version: 2 }]]
    expect(refused(change)).toEqual(expected)
  })

  it('take effect on different days', () => {
    expect(refused({ effectiveFrom: '2026-01-01' })).toEqual([
      ['same_effective_date', '/1/effectiveFrom', { version: 2 }],
    ])
  })

  it('give a field one type', () => {
    const activities = { ...small.activities, 'visit.done': { fields: { household: { type: 'number' } } } }
    expect(refused({ activities })).toEqual([
      [
        'field_type_differs',
        '/1/activities/visit.done/fields/household',
        { name: 'household', expected: 'text', found: 'number' },
      ],
    ])
  })

  it('are at least one', () => {
    expect(compile([])).toEqual({ ok: false, issues: [{ code: 'no_version', path: '', params: {} }] })
  })

  it('keep the values that a choice had, and know the activities of all', () => {
    const choice = (...of: string[]) => ({ 'visit.done': { fields: { mood: { type: 'choice', of } } } })
    const plan = compiled(
      { ...small, activities: { ...choice('good', 'bad') } },
      { ...next, activities: { ...choice('bad', 'fair'), 'duty.done': {} } },
    )
    const log = createLog(plan)
    const visit = (mood: string) => ({ id: mood, type: 'visit.done', occurredAt: '2026-04-01', attributes: { mood } })
    const outcomes = ['good', 'bad', 'fair', 'poor'].map((mood) => log.add({ ...visit(mood), subject: 'zhu' }).outcome)
    expect(outcomes).toEqual(['created', 'created', 'created', 'refused'])
    expect(log.add({ id: 'D', type: 'duty.done', occurredAt: '2026-01-02', subject: 'zhu' }).outcome).toBe('created')
  })

  it('are taken in the order of their days, however they are given', () => {
    const later = { ...next, rules: [{ ...visited, points: 5 }] }
    const plan = compiled(later, small)
    expect(plan.versions.map((one) => one.version)).toEqual([1, 2])
    const log = createLog(plan)
    for (const occurredAt of ['2026-02-28T23:59:59.999+08:00', '2026-03-01T00:00:00+08:00']) {
      log.add({ id: occurredAt, type: 'visit.done', occurredAt, subject: 'zhu', participants: ['zhu'] })
    }
    const awards = score(plan, log, { asOf: '2027-01-01' }).awards()
    expect(awards.map((one) => one.granted)).toEqual([20, 50])
  })

  it('put limits in the order of the newest, and those of older ones behind', () => {
    const limit = (id: string) => ({ id, points: 1 })
    const plan = compiled(
      { ...small, limits: [limit('a'), limit('b'), limit('c')] },
      { ...next, limits: [limit('c'), limit('d'), limit('a')] },
    )
    expect(plan.limits).toEqual(['c', 'd', 'a', 'b'])
  })
})
