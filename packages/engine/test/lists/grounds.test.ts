import { describe, expect, it } from 'vitest'
import { type Criterion, createLog, type List, type Program, score } from '../../src/index.ts'
import { type Nomination, nominate } from '../../src/lists/index.ts'
import { compiled } from '../small-program.ts'

type Flag = Extract<Criterion, { readonly when: unknown }>['when']

/** Branches of members who serve; a branch's score is the mean of its members' points. */
const program: Program = {
  id: 'grounds',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'Asia/Shanghai',
  decimals: 1,
  subjects: { member: { person: true }, branch: { person: false } },
  trees: { party: ['member', 'branch'] },
  categories: { S: {}, T: {} },
  periods: { month: { window: 'month' }, quarter: { window: 'quarter' } },
  activities: { 'service.done': { fields: { hours: { type: 'number' } } }, 'talk.given': {}, 'visit.done': {} },
  rules: [
    {
      id: 'serve',
      kind: 'award',
      category: 'S',
      on: ['service.done'],
      to: { kind: 'member', from: 'subject' },
      points: 2,
    },
    {
      id: 'talk',
      kind: 'award',
      category: 'T',
      on: ['talk.given'],
      to: { kind: 'member', from: 'subject' },
      points: 1,
    },
  ],
  measures: [
    { id: 'visits', on: ['visit.done'], to: { kind: 'member', from: 'subject' } },
    { id: 'hours', on: ['service.done'], to: { kind: 'member', from: 'subject' }, value: { field: 'hours' } },
  ],
  populations: [{ id: 'all', kind: 'member', tree: 'party' }],
  scores: [
    { id: 'M', kind: 'member', period: 'month', value: { tally: 'S' } },
    {
      id: 'Q',
      kind: 'member',
      period: 'quarter',
      value: { sum: { of: { score: 'M' }, across: { periods: 'month' } } },
    },
    { id: 'B', kind: 'branch', period: 'quarter', value: { mean: { of: { score: 'Q' }, across: { members: 'all' } } } },
  ],
  rankings: [{ id: 'inBranch', score: 'Q', population: 'all', within: 'branch' }],
}

const item = (id: string, type: string, subject: string, day: string, attributes = {}): object => ({
  id,
  type,
  subject,
  occurredAt: `${day}T09:00:00+08:00`,
  attributes,
})
const member = (id: string, unit: string): object => ({
  id: `m-${id}`,
  kind: 'membership',
  tree: 'party',
  subject: { kind: 'member', id },
  unit,
  start: '2021-01-01',
})
const items = [
  member('a', 'P1'),
  member('b', 'P1'),
  member('c', 'P2'),
  { id: 's-P1', kind: 'subject', subject: { kind: 'branch', id: 'P1' }, start: '2021-01-01' },
  { id: 's-P2', kind: 'subject', subject: { kind: 'branch', id: 'P2' }, start: '2021-01-01' },
  item('a1', 'service.done', 'a', '2021-01-10', { hours: 3 }),
  item('a2', 'service.done', 'a', '2021-02-10', { hours: 2 }),
  item('a3', 'talk.given', 'a', '2021-02-11'),
  item('a4', 'visit.done', 'a', '2021-03-11'),
  item('a5', 'service.done', 'a', '2021-04-10', { hours: 9 }),
  item('b1', 'service.done', 'b', '2021-01-09', { hours: 1 }),
  item('c1', 'service.done', 'c', '2021-01-08', { hours: 1 }),
  { id: 'f', kind: 'decision', decision: 'freeze', at: '2021-04-20', period: { level: 'quarter', key: '2021-Q1' } },
]

function linesOf(list: Partial<List> & Pick<List, 'kind' | 'criteria'>): readonly Nomination[] {
  const whole: List = { id: 'L', side: 'red', period: 'quarter', ...list }
  const plan = compiled({ ...program, lists: [whole] })
  const log = createLog(plan)
  for (const one of items) log.add(one)
  const found = nominate(score(plan, log, { asOf: '2021-05-01' }), 'L', '2021-Q1')
  if (!found.ok) throw new Error(found.code)
  return found.lines
}

const when = (kind: string, expression: Flag, more: Partial<List> = {}): readonly Nomination[] =>
  linesOf({ kind, criteria: [{ id: 'c', when: expression }], ...more })
const evidenceOf = (lines: readonly Nomination[], subject: string): string[] | undefined =>
  lines.find((line) => line.subject.id === subject)?.evidence.map((one) => one.id)

describe('the evidence of a line', () => {
  it.each<[string, string, Flag, string, string[]]>([
    ['a measure', 'member', { gt: [{ measure: 'visits' }, 0] }, 'a', ['a4']],
    ['a tally', 'member', { gt: [{ tally: 'T' }, 0] }, 'a', ['a3']],
    ['all tallies', 'member', { gt: [{ tally: { all: true } }, 0] }, 'a', ['a1', 'a2', 'a3']],
    ['the tally of a rule', 'member', { gt: [{ tally: { rule: 'serve' } }, 0] }, 'a', ['a1', 'a2']],
    ['a score of inner periods', 'member', { gt: [{ score: 'Q' }, 0] }, 'a', ['a1', 'a2']],
    ['a score of its members', 'branch', { gt: [{ score: 'B' }, 0] }, 'P1', ['b1', 'a1', 'a2']],
    [
      'a count of members by a condition',
      'branch',
      { gt: [{ count: { across: { members: 'all' }, when: { gt: [{ measure: 'visits' }, 0] } } }, 0] },
      'P1',
      ['a4'],
    ],
    [
      'several parts',
      'member',
      {
        or: [
          { not: { lt: [{ measure: 'visits' }, 1] } },
          { gt: [{ round: { of: { tally: 'T' }, places: 0, mode: 'floor' } }, 9] },
        ],
      },
      'a',
      ['a3', 'a4'],
    ],
    [
      'what everyone does, but only its own',
      'member',
      { gte: [{ score: 'Q' }, { mean: { of: { score: 'Q' }, across: { everyone: 'all' } } }] },
      'a',
      ['a1', 'a2'],
    ],
  ])('is behind %s', (_, kind, expression, subject, expected) => {
    expect(evidenceOf(when(kind, expression), subject)).toEqual(expected)
  })

  it('is behind the score of a ranking', () => {
    const lines = linesOf({ kind: 'member', criteria: [{ id: 'c', ranking: 'inBranch', top: 1 }] })
    expect(lines.map((line) => line.subject.id)).toEqual(['a', 'c'])
    expect(evidenceOf(lines, 'a')).toEqual(['a1', 'a2'])
    expect(lines[0]?.reasons[0]?.params).toEqual({
      ranking: 'inBranch',
      end: 'top',
      places: 1,
      rank: 1,
      among: 2,
      value: '4',
      tied: false,
      atEdge: false,
      unit: 'P1',
    })
  })

  it('is none where a criterion looks at no event', () => {
    const [line] = when('branch', true)
    expect(line).toEqual({
      list: 'L',
      side: 'red',
      subject: { kind: 'branch', id: 'P1' },
      person: false,
      period: { level: 'quarter', key: '2021-Q1' },
      provisional: false,
      reasons: [{ criterion: 'c', code: 'held', params: { path: '/when', negated: false } }],
      evidence: [],
      evidenceCount: 0,
    })
  })

  it('says of what was found how much there is, and names the first hundred', () => {
    const many = Array.from({ length: 130 }, (_, i) =>
      item(`v${String(i).padStart(3, '0')}`, 'visit.done', 'c', '2021-02-02'),
    )
    items.push(...many)
    const [line] = when('member', { gt: [{ measure: 'visits' }, 5] })
    items.splice(items.length - many.length, many.length)
    expect(line?.evidenceCount).toBe(130)
    expect(line?.evidence).toHaveLength(100)
    expect(line?.evidence[0]?.id).toBe('v000')
  })
})

describe('the reasons of a line', () => {
  const visits = { gte: [{ measure: 'visits' }, 1] } as const
  const talks = { gte: [{ tally: 'T' }, 5] } as const
  const reasonsOf = (expression: Flag): unknown[] =>
    (when('member', expression).find((line) => line.subject.id === 'a')?.reasons ?? []).map(({ code, params }) => [
      code,
      params.path,
      ...(code === 'compared' ? [params.left, params.test, params.right] : []),
      params.negated,
    ])

  it.each<[string, Flag, unknown[]]>([
    [
      'each part that must hold',
      { and: [visits, { gt: [{ score: 'Q' }, 1] }] },
      [
        ['compared', '/when/and/0', '1', 'gte', '1', false],
        ['compared', '/when/and/1', '4', 'gt', '1', false],
      ],
    ],
    ['of several the parts that do', { or: [talks, visits] }, [['compared', '/when/or/1', '1', 'gte', '1', false]]],
    ['what is not so', { not: talks }, [['compared', '/when/not', '1', 'gte', '5', true]]],
    [
      'of a denial of all the parts that fail',
      { not: { and: [visits, talks] } },
      [['compared', '/when/not/and/1', '1', 'gte', '5', true]],
    ],
    ['what is so not to be denied', { not: { not: visits } }, [['compared', '/when/not/not', '1', 'gte', '1', false]]],
    [
      'fractions as they are',
      { lt: [{ div: [{ score: 'Q' }, 3] }, 2] },
      [['compared', '/when', '4/3', 'lt', '2', false]],
    ],
    ['one of several values', { in: [{ measure: 'visits' }, [1, 2]] }, [['held', '/when', false]]],
    ['that there is a value', { has: { score: 'Q' } }, [['held', '/when', false]]],
    [
      'a missing value',
      { not: { gte: [{ mark: 'appraisal' }, 60] } },
      [['compared', '/when/not', '', 'gte', '60', true]],
    ],
    ['what always holds', true, [['held', '/when', false]]],
  ])('name %s', (_, expression, expected) => {
    expect(reasonsOf(expression)).toEqual(expected)
  })

  it('keep the mark of a sensitive criterion', () => {
    const [line] = linesOf({ kind: 'member', criteria: [{ id: 'c', when: visits, sensitive: true }] })
    expect(line?.reasons[0]?.sensitive).toBe(true)
    expect(when('member', visits)[0]?.reasons[0]).not.toHaveProperty('sensitive')
  })
})
