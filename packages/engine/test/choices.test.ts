import { describe, expect, it } from 'vitest'
import { createLog, openBook, type Plan, type Program, type Result, score } from '../src/index.ts'
import { compiled, small, visited } from './small-program.ts'

// Where docs/language.md could have been read in two ways, it says which; here is an example of each.

type Item = Record<string, unknown>

const member = (id: string) => ({ kind: 'member', id })
const visit = (id: string, subject: string, occurredAt: string, more: Item = {}): Item => ({
  type: 'visit.done',
  id,
  subject,
  occurredAt,
  ...more,
})
const joins = (id: string, unit: string, start: string): Item => ({
  kind: 'membership',
  id: `${id} joins`,
  tree: 'party',
  subject: member(id),
  unit,
  start,
})
const freezes = (id: string, key: string, at: string, more: Item = {}): Item => ({
  kind: 'decision',
  decision: 'freeze',
  id,
  at,
  period: { level: 'quarter', key },
  ...more,
})
const retracts = (id: string, target: string, at: string): Item => ({
  kind: 'retraction',
  id,
  target: { source: '', id: target },
  at,
  reason: 'mistake',
})

function resultOf(plan: Plan, items: readonly Item[], asOf = '2027-01-01'): Result {
  const log = createLog(plan)
  for (const item of items) expect(log.add(item)).toMatchObject({ outcome: 'created' })
  return score(plan, log, { asOf })
}

const program = (parts: Partial<Program>): Plan => compiled({ ...small, ...parts })
const points = (
  result: Result,
  id: string,
  level: string,
  key: string,
  spec?: Parameters<Result['tally']>[2],
): number => result.tally(member(id), { level, key }, spec) / 10

describe('frozen periods', () => {
  const q1 = (result: Result): number => points(result, 'zhu', 'quarter', '2026-Q1')

  it('know no version that was published after the freeze, nor does what is carried from them', () => {
    const versions = [
      small,
      {
        ...small,
        version: 2,
        effectiveFrom: '2026-02-01',
        publishedAt: '2026-05-01T00:00:00Z',
        rules: [{ ...visited, points: 5 }],
      },
    ]
    const late = visit('E2', 'zhu', '2026-03-02', { receivedAt: '2026-05-02' })
    const items = [visit('E1', 'zhu', '2026-03-01'), freezes('F', '2026-Q1', '2026-04-15'), late]
    const result = resultOf(compiled(...versions), items)
    expect(q1(result)).toBe(2)
    expect(points(result, 'zhu', 'quarter', '2026-Q2')).toBe(2)
    expect(q1(resultOf(compiled(...versions), [visit('E1', 'zhu', '2026-03-01')]))).toBe(5)
  })

  it('are calendar periods that have begun', () => {
    const early = [visit('E1', 'zhu', '2026-04-02'), freezes('F', '2026-Q2', '2026-03-31T23:59:59+08:00')]
    expect(resultOf(program({}), early).freezes).toEqual([])
    const begun = [visit('E1', 'zhu', '2026-04-02'), freezes('F', '2026-Q2', '2026-04-01')]
    expect(resultOf(program({}), begun).freezes).toHaveLength(1)
  })

  it('are fixed by the freeze that was known first', () => {
    const items = [visit('E1', 'zhu', '2026-03-20'), freezes('F', '2026-Q1', '2026-04-15')]
    const backdated = freezes('F0', '2026-Q1', '2026-03-10', { receivedAt: '2026-05-01' })
    expect(q1(resultOf(program({}), [...items, backdated]))).toBe(2)
    expect(q1(resultOf(program({}), [...items, { ...backdated, receivedAt: '2026-03-10' }]))).toBe(0)
  })

  it('send what came later to the next period that is open when it comes, across frozen ones', () => {
    const result = resultOf(program({}), [
      freezes('F1', '2026-Q1', '2026-04-15'),
      visit('E1', 'zhu', '2026-03-01', { receivedAt: '2026-05-01' }),
      freezes('F2', '2026-Q2', '2026-07-15'),
      visit('E2', 'zhu', '2026-03-02', { receivedAt: '2026-08-01' }),
    ])
    expect(['2026-Q1', '2026-Q2', '2026-Q3'].map((key) => points(result, 'zhu', 'quarter', key))).toEqual([0, 2, 2])
    const spec = { all: true, requested: true } as const
    expect(['2026-Q2', '2026-Q3'].map((key) => points(result, 'zhu', 'quarter', key, spec))).toEqual([0, 0])
  })

  it('count with their fixed points in the sums of longer periods', () => {
    const scores = [
      {
        id: 'Y',
        kind: 'member',
        period: 'year',
        value: { sum: { across: { periods: 'quarter' }, of: { tally: { all: true } } } },
      },
    ] as Program['scores']
    const items = [
      freezes('F1', '2026-Q1', '2026-04-15'),
      visit('E1', 'zhu', '2026-03-01', { receivedAt: '2026-05-01' }),
    ]
    expect(resultOf(program({ ...(scores && { scores }) }), items).value('Y', 'zhu', '2026')).toBe(2)
  })
})

describe('retractions', () => {
  it('take another one away only when they are later', () => {
    const items = [visit('E1', 'zhu', '2026-03-01'), retracts('R1', 'E1', '2026-03-05')]
    const total = (more: Item): number => points(resultOf(program({}), [...items, more]), 'zhu', 'year', '2026')
    expect(total(retracts('R2', 'R1', '2026-03-06'))).toBe(2)
    expect(total(retracts('R2', 'R1', '2026-03-04'))).toBe(0)
    expect(total(retracts('R0', 'R1', '2026-03-05'))).toBe(0)
  })

  it('that take each other or themselves away come to an end', () => {
    const circle = [
      visit('E1', 'zhu', '2026-03-01'),
      retracts('R1', 'R2', '2026-03-05'),
      retracts('R2', 'R1', '2026-03-06'),
      retracts('R3', 'R3', '2026-03-06'),
    ]
    expect(points(resultOf(program({}), circle), 'zhu', 'year', '2026')).toBe(2)
  })
})

describe('rules', () => {
  it('admit across versions, each award by the version in force', () => {
    const admit = (atMost: number) => [
      { ...visited, admit: { atMost, per: { window: 'month', fields: ['household'] } } },
    ]
    const plan = compiled(
      { ...small, rules: admit(1) },
      { ...small, version: 2, effectiveFrom: '2026-03-15', rules: admit(2) },
    )
    const result = resultOf(plan, [
      visit('E1', 'b', '2026-03-01', { attributes: { household: 'h1' } }),
      visit('E2', 'a', '2026-03-20', { attributes: { household: 'h1' } }),
      visit('E3', 'b', '2026-03-21', { attributes: { household: 'h1' } }),
    ])
    expect(result.awards().map(({ event, granted }) => [event.id, granted])).toEqual([
      ['E1', 0],
      ['E2', 20],
      ['E3', 20],
    ])
  })

  const expected = (pays: 'met' | 'unmet') =>
    program({
      rules: [
        {
          id: 'N06',
          kind: 'expectation',
          category: 'N',
          window: 'month',
          to: { kind: 'member', tree: 'party' },
          expects: { on: ['visit.done'], to: { kind: 'member', from: 'subject' }, atLeast: 1 },
          points: 1,
          pays,
        },
      ],
    })

  it.each(['met', 'unmet'] as const)('neither charge nor pay who is excused (%s)', (pays) => {
    const leave = {
      kind: 'exemption',
      id: 'L',
      subject: member('zhu'),
      start: '2026-01-10',
      end: '2026-01-12',
      reason: 'leave',
    }
    const items = [joins('zhu', 'x', '2026-01-01'), visit('E1', 'zhu', '2026-01-05'), leave]
    const result = resultOf(expected(pays), items, '2026-03-01')
    expect(['2026-01', '2026-02'].map((key) => points(result, 'zhu', 'month', key))).toEqual([
      0,
      pays === 'met' ? 0 : 1,
    ])
  })

  it('grant for the whole window on its first present day, days to come included', () => {
    const grant = {
      id: 'G',
      kind: 'grant',
      category: 'B',
      window: 'month',
      to: { kind: 'member', tree: 'party' },
      points: 31,
      prorate: 'days',
    } as const
    const plan = program({ rules: [grant] })
    const at = (start: string, asOf: string): number =>
      points(resultOf(plan, [joins('zhu', 'x', start)], asOf), 'zhu', 'month', '2026-01')
    expect(at('2026-01-01', '2026-01-01')).toBe(31)
    expect(at('2026-01-11', '2026-01-20')).toBe(21)
    expect(at('2026-01-10T09:00:00+08:00', '2026-01-10T12:00:00+08:00')).toBe(0)
  })

  it('find a case overdue from the first millisecond after its days, and the ledger books it then', () => {
    const plan = program({
      activities: {
        ...small.activities,
        'appeal.filed': { fields: { appeal: { type: 'text' } } },
        'appeal.resolved': { fields: { appeal: { type: 'text' } } },
      },
      cases: {
        appeal: {
          key: 'appeal',
          states: { 'appeal.filed': 'filed', 'appeal.resolved': 'resolved' },
          due: { from: 'filed', until: ['resolved'], days: 10 },
        },
      },
      rules: [
        {
          id: 'N07',
          kind: 'award',
          category: 'N',
          on: ['appeal.filed'],
          to: { kind: 'member', from: 'subject' },
          when: { caseOverdue: 'appeal' },
          points: -1,
        },
      ],
    })
    const book = openBook(plan, { asOf: '2026-03-01' })
    book.record({
      type: 'appeal.filed',
      id: 'A',
      subject: 'zhu',
      occurredAt: '2026-03-01',
      attributes: { appeal: 'p1' },
    })
    expect(book.advance('2026-03-11T00:00:00+08:00')).toEqual([])
    expect(book.advance('2026-03-11T00:00:00.001+08:00')).toMatchObject([{ points: -10, event: { id: 'A' } }])
    const resolved = {
      type: 'appeal.resolved',
      id: 'R',
      subject: 'zhu',
      occurredAt: '2026-03-11',
      attributes: { appeal: 'p1' },
    }
    expect(book.record(resolved).entries).toMatchObject([{ points: 10, event: { id: 'A' } }])
  })
})

describe('standings', () => {
  const parts = (aggregate: 'overlaid' | 'underlying'): Partial<Program> => ({
    rules: [
      visited,
      { id: 'V1', kind: 'veto', to: { kind: 'member' }, effects: [{ score: 'Q', value: 0 }], aggregate },
    ],
    populations: [{ id: 'all', kind: 'member', tree: 'party' }],
    scores: [
      { id: 'Q', kind: 'member', period: 'quarter', value: { add: [60, { tally: 'B' }] } },
      {
        id: 'E',
        kind: 'member',
        period: 'quarter',
        value: { mean: { across: { everyone: 'all' }, of: { score: 'Q' } } },
      },
      {
        id: 'B',
        kind: 'branch',
        period: 'quarter',
        value: { mean: { across: { members: 'all' }, of: { score: 'Q' } } },
      },
    ],
  })
  const veto = {
    kind: 'decision',
    id: 'V',
    decision: 'veto',
    at: '2026-04-02',
    rule: 'V1',
    subject: member('a'),
    period: { level: 'quarter', key: '2026-Q1' },
    reason: 'found',
  }

  it.each([
    ['overlaid', 30],
    ['underlying', 60],
  ] as const)('show a veto to every aggregate over members and everyone, or to none: %s', (aggregate, mean) => {
    const result = resultOf(program(parts(aggregate)), [
      joins('a', 'x', '2026-01-01'),
      joins('b', 'x', '2026-01-01'),
      veto,
    ])
    expect(result.value('Q', 'a', '2026-Q1')).toBe(0)
    expect([result.value('B', 'x', '2026-Q1'), ...['a', 'b'].map((id) => result.value('E', id, '2026-Q1'))]).toEqual([
      mean,
      mean,
      mean,
    ])
  })

  it('let a veto laid after the freeze show, without moving the places of the others', () => {
    const plan = program({ ...parts('overlaid'), rankings: [{ id: 'members', score: 'Q', population: 'all' }] })
    const items = [
      joins('a', 'x', '2026-01-01'),
      joins('b', 'x', '2026-01-01'),
      visit('E1', 'a', '2026-02-01'),
      freezes('F', '2026-Q1', '2026-04-15'),
    ]
    const lines = (more: Item): unknown[] =>
      resultOf(plan, [...items, more])
        .standings('members', '2026-Q1')
        .map(({ subject, rank, value }) => [subject, rank, value])
    expect(lines({ ...veto, at: '2026-05-01' })).toEqual([
      ['a', 1, 0],
      ['b', 2, 60],
    ])
    expect(lines(veto)).toEqual([
      ['b', 1, 60],
      ['a', 2, 0],
    ])
  })

  it('count back over the places there are, however deep', () => {
    const plan = program({
      activities: { ...small.activities, 'race.run': { fields: { place: { type: 'number' } } } },
      measures: [
        { id: 'places', on: ['race.run'], to: { kind: 'member', from: 'subject' }, value: { field: 'place' } },
      ],
      populations: [{ id: 'all', kind: 'member', base: 'rows' }],
      scores: [{ id: 'Q', kind: 'member', period: 'year', value: 1 }],
      rankings: [{ id: 'members', score: 'Q', population: 'all', tieBreakers: [{ countBack: 'places' }] }],
    })
    const race = (id: string, subject: string, place: number): Item => ({
      type: 'race.run',
      id,
      subject,
      occurredAt: '2026-03-01',
      attributes: { place },
    })
    const result = resultOf(plan, [race('1', 'a', 2_000_000_000_000), race('2', 'b', 1_999_999_999_999)])
    expect(result.standings('members', '2026').map(({ subject, rank }) => [subject, rank])).toEqual([
      ['b', 1],
      ['a', 2],
    ])
  })
})
