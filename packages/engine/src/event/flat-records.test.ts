import { describe, expect, it } from 'vitest'
import { compile, createLog, type Plan, parseProgram, score } from '../index.ts'

const program = {
  id: 'races',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'UTC',
  decimals: 0,
  subjects: { team: {} },
  categories: { races: {} },
  periods: { ever: { window: 'ever' } },
  activities: { race: { fields: { team: { type: 'text' }, eligible: { type: 'flag', absent: true } } } },
  input: { occurredAt: 'on', attributes: { team: 'constructor' } },
  rules: [
    {
      id: 'win',
      kind: 'award',
      category: 'races',
      on: ['race'],
      when: { field: 'eligible' },
      to: { kind: 'team', field: 'team' },
      points: 3,
    },
  ],
}

function planOf(json: unknown): Plan {
  const parsed = parseProgram(json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  const compiled = compile(parsed.value)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  return compiled.value
}

function grantedTo(team: string, record: Record<string, unknown>): number {
  const plan = planOf(program)
  const log = createLog(plan)
  log.add({ id: 'a', type: 'race', on: '2021-03-01', constructor: 'other' })
  expect(log.add({ id: 'b', type: 'race', on: '2021-03-02', ...record })).toEqual({ outcome: 'created', issues: [] })
  return score(plan, log)
    .awards({ subject: { kind: 'team', id: team } })
    .reduce((sum, award) => sum + award.granted, 0)
}

describe('a flat record', () => {
  it.each([
    ['an absent flag means what the program says', { constructor: 'tyrrell' }, 3],
    ['a stated flag means what it states', { constructor: 'tyrrell', eligible: false }, 0],
    ['a flag stated as its absence is the same', { constructor: 'tyrrell', eligible: true }, 3],
    ['an attribute is read by its raw name', { team: 'tyrrell' }, 0],
  ])('%s', (_, record, granted) => {
    expect(grantedTo('tyrrell', record)).toBe(granted)
  })

  it('takes no attribute from what every object inherits', () => {
    const log = createLog(planOf(program))
    log.add({ id: 'b', type: 'race', on: '2021-03-02' })
    expect(log.event(0).attributes).toEqual({})
  })

  it('is the same item whether it states an absent flag or not', () => {
    const log = createLog(planOf(program))
    log.add({ id: 'b', type: 'race', on: '2021-03-02', constructor: 'tyrrell' })
    const again = { id: 'b', type: 'race', on: '2021-03-02', constructor: 'tyrrell' }
    expect(log.add({ ...again, eligible: true }).outcome).toBe('exists')
    expect(log.add({ ...again, eligible: false }).outcome).toBe('exists_with_different_eligible')
  })

  it('is refused at the raw name of a wrong attribute', () => {
    const outcome = createLog(planOf(program)).add({
      id: 'b',
      type: 'race',
      on: '2021-03-02',
      constructor: 7,
      eligible: 1,
    })
    expect(outcome.issues.map(({ code, path }) => [code, path])).toEqual([['wrong_type', '/eligible']])
  })
})

describe('the meaning of absence', () => {
  it.each([
    ['belongs to flags alone', { team: { type: 'text', absent: true } }, ['/activities/race/fields/team/absent']],
    [
      'is one in the whole program',
      { team: { type: 'text' }, eligible: { type: 'flag' } },
      ['/activities/walk/fields/eligible'],
    ],
  ])('%s', (_, fields, paths) => {
    const activities = { race: { fields }, walk: { fields: { eligible: { type: 'flag', absent: true } } } }
    const parsed = parseProgram({ ...program, activities, input: {}, rules: [] })
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.path)).toEqual(paths)
  })

  it('cannot be given to a raw name of an undeclared field', () => {
    const parsed = parseProgram({ ...program, input: { attributes: { teem: 'constructor' } } })
    expect(parsed.ok ? [] : parsed.issues).toEqual([
      { code: 'unknown_field', path: '/input/attributes/teem', params: { name: 'teem', nearest: 'team' } },
    ])
  })
})
