import { describe, expect, it } from 'vitest'
import { createLog, type Program, parseProgram, type Result, score, type Tier } from '../../src/index.ts'
import { compiled, small } from '../small-program.ts'

// Members get their points by hours of service; a tier of three bands stands on each quarter, another on the year.

const BANDS = [{ id: '5', from: 90 }, { id: '4', from: 80 }, { id: '3', from: 60 }, { id: '2' }]

const frame = {
  ...small,
  activities: { 'service.done': { fields: { hours: { type: 'number', decimals: 1 } } } },
  rules: [
    {
      id: 'C01',
      kind: 'award',
      category: 'C',
      on: ['service.done'],
      to: { kind: 'member', from: 'subject' },
      points: { field: 'hours' },
    },
    { id: 'V', kind: 'veto', to: { kind: 'member' }, effects: [{ tier: 'stars', atMost: '2' }] },
  ],
  populations: [{ id: 'members', kind: 'member', base: 'rows' }],
  scores: [
    { id: 'Q', kind: 'member', period: 'quarter', value: { tally: 'C' } },
    {
      id: 'Y',
      kind: 'member',
      period: 'year',
      value: { mean: { of: { score: 'Q' }, across: { periods: 'quarter' } } },
    },
  ],
  rankings: [
    { id: 'quarters', score: 'Q', population: 'members' },
    { id: 'years', score: 'Y', population: 'members' },
  ],
  tiers: [{ id: 'stars', ranking: 'quarters', bands: BANDS }],
} as const

/** A service in each quarter of 2026 of the given hours; `-` for none. */
function services(subject: string, hours: string): Record<string, unknown>[] {
  const days = ['2026-02-01', '2026-05-01', '2026-08-01', '2026-11-01']
  return hours.split(' ').flatMap((amount, i) =>
    amount === '-'
      ? []
      : [
          {
            id: `${subject} ${i}`,
            type: 'service.done',
            occurredAt: days[i],
            subject,
            attributes: { hours: Number(amount) },
          },
        ],
  )
}

function resultOf(
  parts: Partial<Program> | object,
  members: Readonly<Record<string, string>>,
  more: readonly object[] = [],
): Result {
  const plan = compiled({ ...frame, ...parts })
  const log = createLog(plan)
  for (const item of [...Object.entries(members).flatMap(([id, hours]) => services(id, hours)), ...more]) {
    expect(log.add(item)).toMatchObject({ outcome: 'created' })
  }
  return score(plan, log, { asOf: '2027-01-01' })
}

/** The stars of a member in each quarter, `-` for none. */
function stars(tier: Partial<Tier>, hours: string, more: readonly object[] = []): string {
  const tiers = [{ id: 'stars', ranking: 'quarters', bands: BANDS, ...tier }]
  const result = resultOf({ tiers }, { zhu: hours }, more)
  return ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map((key) => result.tier('stars', 'zhu', key) ?? '-').join(' ')
}

const atLeastHours = (least: number) => ({ gte: [{ tally: 'C' }, least] }) as const

describe('what a band needs', () => {
  it.each<[string, Tier['needs'], string, string]>([
    ['nothing', undefined, '95 85 60 10', '5 4 3 2'],
    ['is fulfilled', [{ band: '5', when: atLeastHours(95) }], '95 85 60 10', '5 4 3 2'],
    ['is not: the next band', [{ band: '5', when: atLeastHours(96) }], '95 85 60 10', '4 4 3 2'],
    [
      'is not, nor that of the next: the one after it',
      [
        { band: '5', when: atLeastHours(96) },
        { band: '4', when: atLeastHours(96) },
      ],
      '95 96 85 60',
      '3 5 3 3',
    ],
    [
      'are two things at once',
      [
        { band: '5', when: atLeastHours(95) },
        { band: '5', when: { lt: [{ tally: 'C' }, 98] } },
      ],
      '95 98 94 90',
      '5 4 4 4',
    ],
    [
      'is missing, so not fulfilled',
      [{ band: '5', when: { gte: [{ mark: 'appraisal' }, 1] } }],
      '95 85 60 10',
      '4 4 3 2',
    ],
    ['of the last is nothing', [{ band: '2', when: false }], '10 10 60 60', '2 2 3 3'],
  ])('%s', (_, needs, hours, expected) => {
    expect(stars(needs === undefined ? {} : { needs }, hours)).toBe(expected)
  })

  it('does not pass the place on', () => {
    const tiers = [
      {
        id: 'stars',
        ranking: 'quarters',
        bands: [{ id: 'top', share: 0.5 }, { id: 'rest' }],
        needs: [{ band: 'top', when: { lt: [{ tally: 'C' }, 90] } }],
      },
    ]
    const result = resultOf({ tiers, rules: frame.rules.slice(0, 1) }, { a: '95', b: '85', c: '75', d: '65' })
    expect(['a', 'b', 'c', 'd'].map((id) => result.tier('stars', id, '2026-Q1'))).toEqual([
      'rest',
      'top',
      'rest',
      'rest',
    ])
  })

  const yearly = {
    id: 'year',
    ranking: 'years',
    bands: [{ id: '5', from: 85 }, { id: '4', from: 70 }, { id: '3' }],
    needs: [
      {
        band: '5',
        when: { eq: [{ count: { across: { periods: 'quarter' }, when: { eq: [{ grade: 'stars' }, '2'] } } }, 0] },
      },
    ],
  }

  it('may look at earlier tiers: five stars need no quarter below three', () => {
    const result = resultOf({ tiers: [...frame.tiers, yearly] }, { steady: '90 90 85 85', uneven: '100 100 100 55' })
    expect(result.value('Y', 'uneven', '2026')).toEqual({ n: 355, d: 4 })
    expect(['steady', 'uneven'].map((id) => result.tier('year', id, '2026'))).toEqual(['5', '4'])
  })

  it('looks at tiers with the vetoes in force', () => {
    const veto = {
      kind: 'decision',
      decision: 'veto',
      id: 'X',
      rule: 'V',
      subject: { kind: 'member', id: 'steady' },
      period: { level: 'quarter', key: '2026-Q2' },
      at: '2026-12-01',
      reason: 'accident',
    }
    const result = resultOf({ tiers: [...frame.tiers, yearly] }, { steady: '90 90 85 85' }, [veto])
    expect(result.tier('year', 'steady', '2026')).toBe('4')
  })

  it.each<[string, object, string]>([
    ['a tier of another period itself', { eq: [{ grade: 'stars' }, '5'] }, 'tier_elsewhere'],
    ['itself', { eq: [{ grade: 'year' }, '5'] }, 'unknown_tier'],
    ['a tier on the same score that comes later', { eq: [{ grade: 'later' }, '5'] }, 'unknown_tier'],
    ['a score that its ranking does not know yet', { gte: [{ score: 'Z' }, 1] }, 'unknown_score'],
    ['a number', { tally: 'C' }, 'wrong_value_type'],
  ])('is refused when it asks for %s', (_, when, code) => {
    const tiers = [...frame.tiers, { ...yearly, needs: [{ band: '5', when }] }, { ...yearly, id: 'later', needs: [] }]
    const scores = [
      ...frame.scores,
      { id: 'Z', kind: 'member', period: 'year', value: { if: [{ eq: [{ grade: 'year' }, '5'] }, 1, 0] } },
    ]
    const parsed = parseProgram({ ...frame, tiers: tiers.map(({ ...one }) => one), scores })
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.code)).toContain(code)
  })

  it('names a band of its tier', () => {
    const tiers = [...frame.tiers, { ...yearly, needs: [{ band: '6', when: true }] }]
    const parsed = parseProgram({ ...frame, tiers })
    expect(parsed.ok ? [] : parsed.issues).toEqual([
      expect.objectContaining({ code: 'unknown_band', path: '/tiers/1/needs/0/band' }),
    ])
  })
})

describe('moves between bands', () => {
  it.each<[string, Tier['moves'], string, string]>([
    ['without moves', undefined, '95 10 95 85', '5 2 5 4'],
    ['with no bounds', {}, '95 10 95 85', '5 2 5 4'],
    ['one up at most', { up: 1 }, '10 95 95 95', '2 3 4 5'],
    ['one down at most', { down: 1 }, '95 10 10 10', '5 4 3 2'],
    ['none up: a band once left is gone', { up: 0 }, '85 95 70 95', '4 4 3 3'],
    ['none down', { down: 0 }, '85 10 95 10', '4 4 5 5'],
    ['nothing in the first period, nor after a gap', { up: 1, down: 1 }, '95 - 10 95', '5 - 2 3'],
    ['a buffer: kept at 78, lost at 77', { buffer: 2 }, '80 78 77 80', '4 4 3 3'],
    ['a buffer: not entered at 81, entered at 82', { buffer: 2 }, '70 81 82 79', '3 3 4 4'],
    ['a buffer: into a lower one when the highest is not clear', { buffer: 2 }, '70 91 70 92', '3 4 3 5'],
    ['a buffer and a bound', { buffer: 5, up: 1, down: 1 }, '60 100 76 10', '3 4 4 3'],
    ['a buffer as a text', { buffer: '0.5' }, '80 79.5 79 80', '4 4 3 3'],
  ])('%s', (_, moves, hours, expected) => {
    expect(stars(moves === undefined ? {} : { moves }, hours)).toBe(expected)
  })

  it('come after needs', () => {
    const needs = [{ band: '5', when: false }] as const
    expect(stars({ needs, moves: { up: 1 } }, '60 95 95 95')).toBe('3 4 4 4')
    expect(stars({ needs, moves: { down: 0 } }, '95 95 60 60')).toBe('4 4 4 4')
  })

  it('start from the band that a veto left', () => {
    const veto = {
      kind: 'decision',
      decision: 'veto',
      id: 'X',
      rule: 'V',
      subject: { kind: 'member', id: 'zhu' },
      period: { level: 'quarter', key: '2026-Q1' },
      at: '2026-12-01',
      reason: 'accident',
    }
    expect(stars({ moves: { up: 1 } }, '95 95 95 95', [veto])).toBe('2 3 4 5')
  })

  it('go the other way round where less is better', () => {
    const bands = [{ id: 'good', from: 10 }, { id: 'fair', from: 20 }, { id: 'poor' }]
    const rankings = [{ id: 'quarters', score: 'Q', population: 'members', order: 'asc' }]
    const tiers = [{ id: 'stars', ranking: 'quarters', bands, moves: { buffer: 2, down: 1 } }]
    const scores = frame.scores.slice(0, 1)
    const rules = frame.rules.slice(0, 1)
    const result = resultOf({ tiers, rankings, scores, rules }, { zhu: '20 10 12 99', xu: '20 8 13 22' })
    const of = (id: string): string =>
      ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map((key) => result.tier('stars', id, key)).join(' ')
    expect(of('zhu')).toBe('fair fair fair poor')
    expect(of('xu')).toBe('fair good fair fair')
  })

  it('go back over a thousand periods without going deep', () => {
    const periods = { day: { window: 'day' } }
    const scores = [{ id: 'Q', kind: 'member', period: 'day', value: { tally: 'C' } }]
    const rankings = frame.rankings.slice(0, 1)
    const tiers = [{ id: 'stars', ranking: 'quarters', bands: BANDS, moves: { up: 1 } }]
    const populations = [{ id: 'members', kind: 'member', base: 'roster' }]
    const rules = frame.rules.slice(0, 1)
    const plan = compiled({ ...frame, periods, scores, rankings, tiers, populations, rules })
    const log = createLog(plan)
    log.add({ kind: 'subject', id: 'S', subject: { kind: 'member', id: 'zhu' }, start: '2026-01-01' })
    const result = score(plan, log, { asOf: '2032-01-01' })
    expect(result.tier('stars', 'zhu', '2031-12-31')).toBe('2')
  })
})
