import { describe, expect, it } from 'vitest'
import {
  createLog,
  exactText,
  formatExact,
  openBook,
  type Plan,
  type Program,
  type Result,
  score,
  trial,
} from '../src/index.ts'
import { compiled, small, visited } from './small-program.ts'

// The edge cases of the domain by their number there. Where its text leaves a choice, the test says which one was made.

type Item = Record<string, unknown>

const member = (id: string) => ({ kind: 'member', id })
const event = (
  type: string,
  id: string,
  subject: string,
  occurredAt: string,
  attributes: Item = {},
  more: Item = {},
): Item => ({
  type,
  id,
  subject,
  occurredAt,
  attributes,
  ...more,
})
const visit = (id: string, subject: string, occurredAt: string, attributes: Item = {}, more: Item = {}): Item =>
  event('visit.done', id, subject, occurredAt, attributes, more)
const joins = (id: string, unit: string | null, start: string): Item => ({
  kind: 'membership',
  id: `${id} joins ${unit} ${start}`,
  tree: 'party',
  subject: member(id),
  unit,
  start,
})
const retracts = (id: string, at: string): Item => ({
  kind: 'retraction',
  id: `retract ${id}`,
  target: { source: '', id },
  at,
  reason: 'mistake',
})
const freezes = (key: string, at: string): Item => ({
  kind: 'decision',
  decision: 'freeze',
  id: `freeze ${key}`,
  at,
  period: { level: 'quarter', key },
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

/** A score of points over 60, ranked over those who were there at least 45 days. */
const scored: Partial<Program> = {
  populations: [
    { id: 'counted', kind: 'member', tree: 'party', minDays: 45 },
    { id: 'branches', kind: 'branch', base: 'roster' },
  ],
  scores: [
    { id: 'Q', kind: 'member', period: 'quarter', value: { add: [60, { tally: { all: true } }] } },
    { id: 'N', kind: 'branch', period: 'quarter', value: { count: { across: { members: 'counted' } } } },
    {
      id: 'B',
      kind: 'branch',
      period: 'quarter',
      value: { mean: { across: { members: 'counted' }, of: { score: 'Q' } } },
    },
  ],
  rankings: [
    { id: 'members', score: 'Q', population: 'counted' },
    { id: 'branches', score: 'B', population: 'branches', unranked: { lt: [{ score: 'N' }, 3] } },
  ],
}

describe('edge case', () => {
  it('1: the last second of March and the first of April, in Shanghai', () => {
    const result = resultOf(program({}), [
      visit('E1', 'zhu', '2026-03-31T23:59:59+08:00'),
      visit('E2', 'zhu', '2026-04-01T00:00:00+08:00'),
    ])
    expect(['2026-03', '2026-04'].map((key) => points(result, 'zhu', 'month', key))).toEqual([2, 2])
    expect(['2026-Q1', '2026-Q2'].map((key) => points(result, 'zhu', 'quarter', key))).toEqual([2, 2])
  })

  it('2: the same event sent twice counts once and books nothing', () => {
    const book = openBook(program({}), { asOf: '2027-01-01' })
    expect(book.record(visit('E1', 'zhu', '2026-03-02'))).toMatchObject({
      outcome: 'created',
      entries: [{ points: 20 }],
    })
    expect(book.record(visit('E1', 'zhu', '2026-03-02'))).toEqual({ outcome: 'exists', issues: [], entries: [] })
    expect(book.record(visit('E1', 'zhu', '2026-03-03'))).toMatchObject({
      outcome: 'exists_with_different_occurred_at',
      entries: [],
    })
  })

  it.each([
    // A limit is always per subject: two members may each visit a household once a month.
    ['a limit', { limits: [{ id: 'once', times: 1, per: { window: 'month', fields: ['household'] } }] }, [2, 2]],
    // Who shall count when only one may is a matter of admission: the smaller id, not who came first.
    [
      'admission',
      { rules: [{ ...visited, admit: { atMost: 1, per: { window: 'month', fields: ['household'] } } }] },
      [2, 0],
    ],
  ])('3: one household visited twice in a month by two members, by %s', (_, parts, granted) => {
    const result = resultOf(program(parts as Partial<Program>), [
      visit('E1', 'zhu', '2026-03-02', { household: 'h1' }),
      visit('E2', 'huang', '2026-03-09', { household: 'h1' }),
    ])
    expect(['huang', 'zhu'].map((id) => points(result, id, 'month', '2026-03'))).toEqual(granted)
  })

  it('4: of five participants in one visit the four with the smallest numbers, whatever the order', () => {
    const rules = [
      { ...visited, admit: { atMost: 4, per: { window: 'day', fields: ['household'] } } },
    ] as Program['rules']
    const participants = ['m10', 'm04', 'm02', 'm03']
    const result = resultOf(program({ rules }), [
      visit('E1', 'm01', '2026-03-02', { household: 'h1' }, { participants }),
    ])
    expect(result.awards().map((award) => [award.subject.id, award.granted / 10, award.withheld])).toEqual(
      expect.arrayContaining([
        ['m01', 2, []],
        ['m02', 2, []],
        ['m03', 2, []],
        ['m04', 2, []],
        ['m10', 0, [{ limit: 'admission', amount: 20 }]],
      ]),
    )
  })

  it.each([
    // Half-open: a duty that begins when the service ends does not overlap it. Without hours an event takes no time.
    ['09:30', 1, 0],
    ['11:00', 1, 1],
    ['08:00', 1, 1],
    ['08:30', 1, 0],
    ['09:30', undefined, 1],
  ])('5: service 9–11, duty at %s for %s h gives %s', (time, hours, granted) => {
    const rules = [
      {
        id: 'C04',
        kind: 'award',
        category: 'C',
        on: ['service.done'],
        to: { kind: 'member', from: 'subject' },
        points: { field: 'hours' },
      },
      {
        id: 'C05',
        kind: 'award',
        category: 'C',
        on: ['duty.done'],
        to: { kind: 'member', from: 'subject' },
        points: 1,
        unlessOverlaps: ['C04'],
      },
    ] as Program['rules']
    const result = resultOf(program({ rules }), [
      event('duty.done', 'D', 'zhu', `2026-03-02T${time}:00+08:00`, hours === undefined ? {} : { hours }),
      event('service.done', 'S', 'zhu', '2026-03-02T09:00:00+08:00', { hours: 2 }),
      event('service.done', 'S2', 'huang', '2026-03-02T08:00:00+08:00', { hours: 5 }),
    ])
    expect(points(result, 'zhu', 'month', '2026-03', { rule: 'C05' })).toBe(granted)
  })

  const hourly = {
    rules: [
      {
        id: 'C04',
        kind: 'award',
        category: 'C',
        on: ['service.done'],
        to: { kind: 'member', from: 'subject' },
        points: { perUnit: { of: { field: 'hours' }, rate: 1, step: 0.5, min: 0.5, max: 2 } },
      },
    ],
    limits: [{ id: 'day', rules: ['C04'], points: 4, per: { window: 'day' } }],
  } as Partial<Program>

  it.each([
    [1.33, 1],
    [0.49, 0],
    [0.5, 0.5],
    [2.4, 2],
  ])('6: %s h of volunteering are %s points by half hours rounded down', (hours, granted) => {
    expect(
      points(
        resultOf(program(hourly), [event('service.done', 'S', 'zhu', '2026-03-02', { hours })]),
        'zhu',
        'month',
        '2026-03',
      ),
    ).toBe(granted)
  })

  it('7: nine hours in one day are 2 in one activity and 4 in several', () => {
    const one = [event('service.done', 'S', 'zhu', '2026-03-02', { hours: 9 })]
    const three = [1, 2, 3].map((i) =>
      event('service.done', `S${i}`, 'zhu', `2026-03-02T0${i * 3}:00:00+08:00`, { hours: 3 }),
    )
    expect([one, three].map((items) => points(resultOf(program(hourly), items), 'zhu', 'month', '2026-03'))).toEqual([
      2, 4,
    ])
  })

  const capped = {
    limits: [{ id: 'B-month', categories: ['B'], points: 3, per: { window: 'month' } }],
  } as Partial<Program>

  it('8: the cap is reached, an early event is reversed: the waiting one counts', () => {
    const book = openBook(program(capped), { asOf: '2027-01-01' })
    for (const day of ['02', '03', '04']) book.record(visit(`E${day}`, 'zhu', `2026-03-${day}`))
    const { entries } = book.record(retracts('E02', '2026-03-05'))
    expect(entries.map(({ kind, event: { id }, points: units }) => [kind, id, units])).toEqual([
      ['reversal', 'E02', -20],
      ['settlement', 'E03', 10],
      ['settlement', 'E04', 10],
    ])
  })

  it('9: a deduction in between passes the cap untouched, in any order', () => {
    const missed = {
      id: 'N01',
      kind: 'award',
      category: 'B',
      on: ['duty.missed'],
      to: { kind: 'member', from: 'subject' },
      points: -2,
    } as const
    const items = [
      visit('E1', 'zhu', '2026-03-02'),
      event('duty.missed', 'N', 'zhu', '2026-03-03'),
      visit('E2', 'zhu', '2026-03-04'),
    ]
    const plan = program({ ...capped, rules: [...small.rules, missed] })
    for (const order of [
      [0, 1, 2],
      [1, 0, 2],
      [2, 1, 0],
      [0, 2, 1],
    ]) {
      expect(
        points(
          resultOf(
            plan,
            order.map((i) => items[i] as Item),
          ),
          'zhu',
          'month',
          '2026-03',
        ),
      ).toBe(3 - 2)
    }
  })

  describe('10: an entry that comes late', () => {
    const plan = program({ ...scored, ...capped })
    const base = [joins('zhu', 'x', '2026-01-01'), visit('E1', 'zhu', '2026-03-20')]

    // Whether 31 days are too late is decided where entries are accepted; what the log holds counts at its own date.
    it('31 days after the event counts in the period of the event', () => {
      const late = visit('E2', 'zhu', '2026-02-10', {}, { receivedAt: '2026-03-13' })
      expect(points(resultOf(plan, [...base, late]), 'zhu', 'month', '2026-02')).toBe(2)
    })

    it('after the freeze leaves the frozen quarter and is carried into the open one, outside its limits', () => {
      const late = visit('E2', 'zhu', '2026-02-10', {}, { receivedAt: '2026-04-20' })
      const now = [visit('E3', 'zhu', '2026-04-02'), visit('E4', 'zhu', '2026-04-03')]
      const result = resultOf(plan, [...base, freezes('2026-Q1', '2026-04-15'), late, ...now], '2026-05-01')
      expect(points(result, 'zhu', 'quarter', '2026-Q1')).toBe(2)
      expect(exactText(result.value('Q', 'zhu', '2026-Q1') ?? 0)).toBe('62')
      expect(result.carried(member('zhu'), { level: 'quarter', key: '2026-Q2' })).toMatchObject([
        { points: 20, from: '2026-Q1' },
      ])
      expect(points(result, 'zhu', 'quarter', '2026-Q2')).toBe(3 + 2)
      expect(result.awards({ event: { source: '', id: 'E2' } })).toMatchObject([{ granted: 20 }])
    })
  })

  const raised = compiled(small, {
    ...small,
    version: 2,
    effectiveFrom: '2026-05-15',
    rules: [{ ...visited, points: 3 }],
  })

  it('11: a value changed on 15 May leaves what was before, and a trial shows the difference', () => {
    const items = [visit('E1', 'zhu', '2026-05-14T23:59:59+08:00'), visit('E2', 'zhu', '2026-05-15T00:00:00+08:00')]
    expect(
      resultOf(raised, items)
        .awards()
        .map(({ version, granted }) => [version, granted]),
    ).toEqual([
      [1, 20],
      [2, 30],
    ])
    const before = resultOf(program({ ...scored }), [joins('zhu', 'x', '2026-01-01'), ...items])
    const candidate = compiled(
      { ...small, ...scored },
      { ...small, ...scored, version: 2, effectiveFrom: '2026-05-15', rules: [{ ...visited, points: 3 }] },
    )
    const { scores, rules } = trial(before, candidate)
    expect(scores).toContainEqual({ score: 'Q', key: '2026-Q2', subject: 'zhu', before: 64, after: 65 })
    expect(rules).toEqual([{ rule: 'B01', before: 40, after: 50 }])
  })

  it('12: a rule switched off leaves the past as it was', () => {
    const plan = compiled(small, {
      ...small,
      version: 2,
      effectiveFrom: '2026-05-15',
      rules: [{ ...visited, off: true }],
    })
    const result = resultOf(plan, [visit('E1', 'zhu', '2026-05-14'), visit('E2', 'zhu', '2026-05-15')])
    expect(points(result, 'zhu', 'quarter', '2026-Q2')).toBe(2)
  })

  const wishes = {
    activities: {
      ...small.activities,
      'wish.claimed': { fields: { wish: { type: 'text' } } },
      'wish.cancelled': { fields: { wish: { type: 'text' } } },
      'wish.merged': { fields: { wish: { type: 'text' } } },
    },
    cases: {
      wish: {
        key: 'wish',
        states: { 'wish.claimed': 'claimed', 'wish.cancelled': 'cancelled', 'wish.merged': 'merged' },
      },
    },
    rules: [
      {
        id: 'B06',
        kind: 'award',
        category: 'B',
        on: ['wish.claimed'],
        to: { kind: 'member', from: 'subject' },
        when: { eq: [{ caseState: 'wish' }, 'claimed'] },
        points: 1,
      },
    ],
  } as Partial<Program>
  const claimed = event('wish.claimed', 'C', 'zhu', '2026-06-28', { wish: 'w1' })
  const cancelled = event('wish.cancelled', 'X', 'zhu', '2026-07-03', { wish: 'w1' })

  it('13: a wish claimed on 28 June and cancelled on 3 July gives nothing in June; once Q2 is frozen, July pays it back', () => {
    const plan = program(wishes)
    expect(points(resultOf(plan, [claimed], '2026-07-02'), 'zhu', 'quarter', '2026-Q2')).toBe(1)
    expect(points(resultOf(plan, [claimed, cancelled], '2026-07-04'), 'zhu', 'quarter', '2026-Q2')).toBe(0)
    const frozen = resultOf(plan, [claimed, freezes('2026-Q2', '2026-07-02'), cancelled], '2026-07-04')
    expect(['2026-Q2', '2026-Q3'].map((key) => points(frozen, 'zhu', 'quarter', key))).toEqual([1, -1])
  })

  it('14: an appeal merged into another after its points were given loses them, with an entry that says so', () => {
    const book = openBook(program(wishes), { asOf: '2027-01-01' })
    book.record(claimed)
    const { entries } = book.record(event('wish.merged', 'M', 'zhu', '2026-06-29', { wish: 'w1' }))
    expect(entries).toMatchObject([{ kind: 'settlement', event: { id: 'C' }, cause: { id: 'M' }, points: -10 }])
  })

  it('15: an absence deducted, leave approved later: the deduction is taken back', () => {
    const missed = {
      id: 'N01',
      kind: 'award',
      category: 'N',
      on: ['duty.missed'],
      to: { kind: 'member', from: 'subject' },
      when: { not: { exempt: true } },
      points: -2,
    } as const
    const book = openBook(program({ rules: [missed] }), { asOf: '2027-01-01' })
    expect(book.record(event('duty.missed', 'N', 'zhu', '2026-03-03T10:00:00+08:00')).entries).toMatchObject([
      { points: -20 },
    ])
    const leave = {
      kind: 'exemption',
      id: 'leave',
      subject: member('zhu'),
      start: '2026-03-02',
      end: '2026-03-09',
      receivedAt: '2026-03-20',
      reason: 'leave',
    }
    expect(book.record(leave).entries).toMatchObject([{ event: { id: 'N' }, points: 20 }])
  })

  const monthly = {
    id: 'N06',
    kind: 'expectation',
    category: 'N',
    window: 'month',
    to: { kind: 'member', tree: 'party' },
    expects: { on: ['visit.done'], to: { kind: 'member', from: 'subject' }, atLeast: 1 },
    points: -1,
  } as const

  // Turning 70 is an exemption from that day on. Any exemption that touches a month excuses it, unless the rule says `whole`.
  it.each([
    [undefined, [-1, 0, 0]],
    ['whole', [-1, -1, 0]],
  ] as const)('16: a member turns 70 in the middle of a quarter, exemption by %s', (excused, expected) => {
    const plan = program({ ...scored, rules: [{ ...monthly, ...(excused && { excused }) }] })
    const result = resultOf(plan, [
      joins('zhu', 'x', '2026-01-01'),
      { kind: 'exemption', id: '70', subject: member('zhu'), start: '2026-02-14', reason: 'seventy' },
    ])
    expect(['2026-01', '2026-02', '2026-03'].map((key) => points(result, 'zhu', 'month', key))).toEqual(expected)
    // Present on 44 days: out of the population, so neither ranked nor in a mean.
    expect(result.standings('members', '2026-Q1')).toEqual([])
  })

  // Day 45 before the end of the first quarter of 2026 is 15 February. Who joins during a day counts from the next one.
  it.each([
    ['2026-02-14T09:00:00+08:00', true],
    ['2026-02-15', true],
    ['2026-02-15T09:00:00+08:00', false],
    ['2026-02-16', false],
  ])('17: a member who joins on %s is counted: %s', (start, isCounted) => {
    const result = resultOf(program(scored), [joins('zhu', 'x', start)])
    expect(result.standings('members', '2026-Q1').map((line) => line.subject)).toEqual(isCounted ? ['zhu'] : [])
  })

  it('18: with equal days the later branch counts the member; each branch gets the events of its own days', () => {
    const toBranch = {
      id: 'G',
      kind: 'award',
      category: 'C',
      on: ['visit.done'],
      to: { kind: 'branch', unitOf: { kind: 'member', from: 'subject' }, tree: 'party' },
      points: 1,
    } as const
    const result = resultOf(program({ ...scored, rules: [...small.rules, toBranch] }), [
      joins('zhu', 'x', '2026-01-01'),
      joins('zhu', 'y', '2026-02-15'),
      visit('E1', 'zhu', '2026-02-14'),
      visit('E2', 'zhu', '2026-02-15'),
      ...['x', 'y'].map((id) => ({ kind: 'subject', id, subject: { kind: 'branch', id }, start: '2026-01-01' })),
    ])
    expect(['x', 'y'].map((id) => result.value('N', id, '2026-Q1'))).toEqual([0, 1])
    expect(['x', 'y'].map((id) => result.tally({ kind: 'branch', id }, { level: 'quarter', key: '2026-Q1' }))).toEqual([
      10, 10,
    ])
  })

  const branch = (id: string): Item => ({ kind: 'subject', id, subject: { kind: 'branch', id }, start: '2026-01-01' })
  const members = (unit: string, n: number): Item[] =>
    Array.from({ length: n }, (_, i) => joins(`${unit}${i}`, unit, '2026-01-01'))

  it('19: a branch with two counted members is shown without a rank', () => {
    const result = resultOf(program(scored), [branch('x'), branch('y'), ...members('x', 3), ...members('y', 2)])
    expect(result.standings('branches', '2026-Q1').map(({ subject, rank, value }) => [subject, rank, value])).toEqual([
      ['x', 1, 60],
      ['y', null, 60],
    ])
  })

  it('20: a branch whose members are all exempt has no mean and no rank', () => {
    const leave = members('x', 3).map((_, i) => ({
      kind: 'exemption',
      id: `leave ${i}`,
      subject: member(`x${i}`),
      start: '2026-01-01',
      reason: 'leave',
    }))
    const result = resultOf(program(scored), [branch('x'), ...members('x', 3), ...leave])
    expect(result.standings('branches', '2026-Q1').map(({ subject, rank, value }) => [subject, rank, value])).toEqual([
      ['x', null, undefined],
    ])
  })

  // Merging and splitting are transfers of members on one day; points stay with the members, past quarters with the branch.
  it('21: a branch merged into another on 1 April', () => {
    const moved = members('y', 3).map((_, i) => joins(`y${i}`, 'x', '2026-04-01'))
    const result = resultOf(
      program(scored),
      [branch('x'), branch('y'), ...members('x', 3), ...members('y', 3), ...moved, visit('E1', 'y0', '2026-02-01')],
      '2026-07-01',
    )
    expect(['2026-Q1', '2026-Q2'].map((key) => ['x', 'y'].map((id) => result.value('N', id, key)))).toEqual([
      [3, 3],
      [6, 0],
    ])
    expect(points(result, 'y0', 'quarter', '2026-Q1')).toBe(2)
    expect(result.standings('branches', '2026-Q2').map(({ subject, rank }) => [subject, rank])).toEqual([
      ['x', 1],
      ['y', null],
    ])
  })

  it('22: a veto entered and lifted leaves the year as it was', () => {
    const plan = program({
      ...scored,
      rules: [...small.rules, { id: 'V1', kind: 'veto', to: { kind: 'member' }, effects: [{ score: 'Q', value: 0 }] }],
    })
    const items = [...members('x', 3), visit('E1', 'x0', '2026-02-01')]
    const veto = {
      kind: 'decision',
      id: 'veto',
      decision: 'veto',
      at: '2026-04-02',
      rule: 'V1',
      subject: member('x0'),
      period: { level: 'quarter', key: '2026-Q1' },
      reason: 'found',
    }
    const lift = {
      kind: 'decision',
      id: 'lift',
      decision: 'lift',
      at: '2026-04-20',
      target: { source: '', id: 'veto' },
      reason: 'cleared',
    }
    const ranksOf = (result: Result) =>
      result.standings('members', '2026-Q1').map(({ subject, rank, value }) => [subject, rank, value])
    expect(ranksOf(resultOf(plan, [...items, veto]))).toEqual([
      ['x1', 1, 60],
      ['x2', 1, 60],
      ['x0', 3, 0],
    ])
    expect(resultOf(plan, [...items, veto]).underlying('Q', 'x0', '2026-Q1')).toBe(62)
    expect(ranksOf(resultOf(plan, [...items, veto, lift]))).toEqual(ranksOf(resultOf(plan, items)))
  })

  it.each([
    ['in', ['x0', 'x1', 'x2']],
    ['out', ['x0']],
  ] as const)('23: a tie at the edge of a quota is %s', (edge, top) => {
    const plan = program({
      ...scored,
      tiers: [{ id: 'stars', ranking: 'members', bands: [{ id: '5', share: 0.5 }, { id: '4' }], edge }],
    })
    const result = resultOf(plan, [
      ...members('x', 4),
      visit('E0', 'x0', '2026-02-01'),
      visit('E0b', 'x0', '2026-02-02'),
      visit('E1', 'x1', '2026-02-01'),
      visit('E2', 'x2', '2026-02-01'),
    ])
    expect(
      members('x', 4)
        .map((_, i) => `x${i}`)
        .filter((id) => result.tier('stars', id, '2026-Q1') === '5'),
    ).toEqual(top)
  })

  it('24: 59.95 is shown as 60.0 with one decimal and as 59.95 with two, and is below 60', () => {
    const plan = program({
      ...scored,
      decimals: 2,
      rules: [{ ...visited, points: -0.05 }],
      tiers: [{ id: 'grade', ranking: 'members', bands: [{ id: 'pass', from: 60 }, { id: 'improve' }] }],
    })
    const result = resultOf(plan, [joins('zhu', 'x', '2026-01-01'), visit('E1', 'zhu', '2026-02-01')])
    const value = result.value('Q', 'zhu', '2026-Q1') ?? 0
    expect([formatExact(value, 1), formatExact(value, 2)]).toEqual(['60.0', '59.95'])
    expect(result.tier('grade', 'zhu', '2026-Q1')).toBe('improve')
  })

  // Who is hidden is decided where lists are shown. The engine ranks everyone, so the numbers of others cannot change.
  it('28: a member who opted out keeps a rank of their own, and so do the others', () => {
    const items = [...members('x', 3), visit('E1', 'x1', '2026-02-01')]
    const hidden = {
      kind: 'attribute',
      id: 'hidden',
      subject: member('x1'),
      name: 'hidden',
      value: true,
      start: '2026-01-01',
    }
    const [before, after] = [items, [...items, hidden]].map((all) =>
      resultOf(program(scored), all).standings('members', '2026-Q1'),
    )
    expect(after).toEqual(before)
    expect(after?.filter((line) => line.subject !== 'x1').map((line) => line.rank)).toEqual([2, 2])
  })
})

describe('a trap of other engines', () => {
  it('a limit grants the part that fits instead of dropping the award', () => {
    const limits = [{ id: 'cap', points: 3 }] as Program['limits']
    const result = resultOf(program({ ...(limits && { limits }) }), [
      visit('E1', 'zhu', '2026-03-01'),
      visit('E2', 'zhu', '2026-03-02'),
    ])
    expect(result.awards().map((award) => award.granted)).toEqual([20, 10])
  })

  it('rules are not kept from before an edit: another plan over the same log counts by its own', () => {
    const plan = program({})
    const log = createLog(plan)
    log.add(visit('E1', 'zhu', '2026-03-01'))
    const totals = [2, 5, 2].map((value) => {
      const edited = program({ rules: [{ ...visited, points: value }] })
      return points(score(edited, log, { asOf: '2027-01-01' }), 'zhu', 'year', '2026')
    })
    expect(totals).toEqual([2, 5, 2])
  })

  it('increments are idempotent: advancing and recording again books nothing', () => {
    const missing = {
      ...small,
      rules: [
        { id: 'N06', kind: 'grant', category: 'N', window: 'month', to: { kind: 'member', tree: 'party' }, points: 1 },
      ],
    }
    const book = openBook(compiled(missing), { asOf: '2026-01-01' })
    book.record(joins('zhu', 'x', '2026-01-01'))
    expect(book.advance('2026-03-02')).toHaveLength(2)
    expect(book.advance('2026-03-02')).toEqual([])
    expect(book.advance('2026-02-01')).toEqual([])
    expect(book.record(joins('zhu', 'x', '2026-01-01')).entries).toEqual([])
  })

  it('the day of the week is that of the event in the zone of the programme, not of its receipt or of UTC', () => {
    const rules = [{ ...visited, points: { weekday: true } as const }]
    // Monday 00:30 in Shanghai is Sunday in UTC; it is received on a Friday.
    const result = resultOf(program({ rules }), [
      visit('E1', 'zhu', '2026-03-02T00:30:00+08:00', {}, { receivedAt: '2026-03-06' }),
    ])
    expect(result.awards().map((award) => award.granted)).toEqual([10])
  })

  it('the end of a span is exclusive where it says so: membership, exemption, window', () => {
    const rules = [
      { ...visited, points: { if: [{ exempt: true }, 1, 2] } as const },
      {
        id: 'G',
        kind: 'award',
        category: 'C',
        on: ['visit.done'],
        to: { kind: 'branch', unitOf: { kind: 'member', from: 'subject' }, tree: 'party' },
        points: 1,
      } as const,
    ]
    const result = resultOf(program({ rules }), [
      { ...joins('zhu', 'x', '2026-03-01'), end: '2026-03-10' },
      {
        kind: 'exemption',
        id: 'leave',
        subject: member('zhu'),
        start: '2026-03-01',
        end: '2026-03-10',
        reason: 'leave',
      },
      visit('E1', 'zhu', '2026-03-09T23:59:59.999+08:00'),
      visit('E2', 'zhu', '2026-03-10T00:00:00+08:00'),
    ])
    expect(result.awards({ subject: member('zhu') }).map((award) => award.granted)).toEqual([10, 20])
    expect(result.awards({ subject: { kind: 'branch', id: 'x' } }).map((award) => award.event.id)).toEqual(['E1'])
  })

  it('a trial sees changed amounts, not only awards that come or go', () => {
    const items = [joins('zhu', 'x', '2026-01-01'), visit('E1', 'zhu', '2026-02-01')]
    const candidate = program({
      ...scored,
      rules: [{ ...visited, points: 7 }],
    })
    expect(trial(resultOf(program(scored), items), candidate).scores).toContainEqual({
      score: 'Q',
      key: '2026-Q1',
      subject: 'zhu',
      before: 62,
      after: 67,
    })
  })
})
