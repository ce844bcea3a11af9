import { describe, expect, it } from 'vitest'
import { createLog, type Program, score } from '../../src/index.ts'
import {
  draftListing,
  type Listing,
  type NominationOptions,
  type Nominations,
  nominate,
  settleListing,
} from '../../src/lists/index.ts'
import { compiled } from '../small-program.ts'
import { district } from './district.ts'
import { after, blackIn, on, people, rulesOf } from './lines.ts'

const inspected = (block: string, mark: number, day = '2021-07-10', id = `${block}-${day}`): object => ({
  id,
  type: 'board.inspection',
  occurredAt: `${day}T09:00:00+08:00`,
  subject: block,
  attributes: { mark },
})
const named = (kind: string, id: string): object => ({
  id: `s-${id}`,
  kind: 'subject',
  subject: { kind, id },
  start: '2021-07-01',
})
const frozen = {
  id: 'f',
  kind: 'decision',
  decision: 'freeze',
  at: '2021-08-05',
  period: { level: 'month', key: '2021-07' },
}
const closed = { ...frozen, id: 'c', decision: 'close' }

const blocks = ['G1', 'G2', 'G3', 'G4', 'G5'].map((id) => named('block', id))
const marks = [inspected('G1', 99), inspected('G2', 97), inspected('G3', 97), inspected('G4', 96), inspected('G5', 50)]

interface Setting extends NominationOptions {
  readonly program?: Partial<Program>
  readonly items?: readonly object[]
  readonly asOf?: string
}

function nominated(list: string, period: string, setting: Setting = {}): Nominations {
  const plan = compiled({ ...district, ...setting.program })
  const log = createLog(plan)
  for (const item of setting.items ?? [...blocks, ...marks, frozen]) {
    const { outcome, issues } = log.add(item)
    if (outcome === 'refused') throw new Error(JSON.stringify(issues))
  }
  return nominate(score(plan, log, { asOf: setting.asOf ?? '2021-08-10' }), list, period, setting)
}

/** The subjects, who was left out and the ties at the edge, in short. */
function told(found: Nominations): unknown {
  if (!found.ok) return found.code
  return {
    lines: found.lines.map((line) => line.subject.id),
    ...(found.leftOut.length > 0 && { leftOut: found.leftOut.map((one) => `${one.subject} ${one.code}`) }),
    ...(found.edges.length > 0 && {
      edges: found.edges.map((one) => `${one.cut} ${one.places}: ${one.tied.join(' ')} ${one.in ? 'in' : 'out'}`),
    }),
  }
}

const changed = (index: number, change: object): Partial<Program> => ({
  lists: (district.lists ?? []).map((list, i) => (i === index ? ({ ...list, ...change } as typeof list) : list)),
})

describe('a nomination', () => {
  it('comes from frozen facts', () => {
    expect(told(nominated('cleanest', '2021-07'))).toEqual({ lines: ['G1', 'G2', 'G3'] })
    expect(nominated('cleanest', '2021-07')).toMatchObject({ ok: true, provisional: false })
  })

  it('comes from closed ones, and says that they are provisional', () => {
    const found = nominated('cleanest', '2021-07', { items: [...blocks, ...marks, closed] })
    expect(found).toMatchObject({ provisional: true, lines: [{ provisional: true }, {}, {}] })
  })

  it.each<[string, string, string, Setting]>([
    ['a period that runs', 'cleanest', 'period_running', { asOf: '2021-07-20', items: [...blocks, ...marks] }],
    ['a period that is open', 'cleanest', 'period_open', { items: [...blocks, ...marks] }],
    ['an unknown list', 'x', 'unknown_list', {}],
  ])('is not made of %s', (_, list, code, setting) => {
    expect(told(nominated(list, '2021-07', setting))).toBe(code)
  })

  it('is not made for a period that is not there', () => {
    expect(told(nominated('cleanest', '2031-07'))).toBe('unknown_period')
    expect(told(nominated('cleanest', 'July'))).toBe('unknown_period')
  })

  it('does not see what came after the freeze', () => {
    const later = { ...inspected('G1', 10, '2021-07-20', 'late'), receivedAt: '2021-08-07T00:00:00+08:00' }
    expect(told(nominated('cleanest', '2021-07', { items: [...blocks, ...marks, frozen, later] }))).toEqual({
      lines: ['G1', 'G2', 'G3'],
    })
  })

  it('has its reasons in codes and numbers', () => {
    const found = nominated('cleanest', '2021-07')
    expect(found.ok && found.lines[1]?.reasons).toEqual([
      {
        criterion: 'clean',
        code: 'compared',
        params: { path: '/when', test: 'gte', left: '97', right: '95', negated: false },
      },
      {
        criterion: 'first',
        code: 'ranked',
        params: {
          ranking: 'blocks',
          end: 'top',
          places: 3,
          rank: 2,
          among: 5,
          value: '97',
          tied: true,
          atEdge: false,
        },
      },
    ])
  })

  it('names as evidence the events it rests on', () => {
    const items = [...blocks, ...marks, inspected('G1', 94, '2021-07-01'), inspected('G1', 95, '2021-08-01'), frozen]
    const found = nominated('cleanest', '2021-07', { items })
    expect(found.ok && found.lines[0]).toMatchObject({
      subject: { kind: 'block', id: 'G2' },
      evidence: [{ kind: 'event', source: '', id: 'G2-2021-07-10' }],
      evidenceCount: 1,
    })
    expect(found.ok && found.lines[2]).toMatchObject({
      subject: { kind: 'block', id: 'G1' },
      evidence: [
        { kind: 'event', source: '', id: 'G1-2021-07-01' },
        { kind: 'event', source: '', id: 'G1-2021-07-10' },
      ],
      evidenceCount: 2,
    })
  })

  it('needs all criteria, or any where the list says so, and gives only those that hold', () => {
    const hazard = { id: 'h', type: 'hazard.found', occurredAt: '2021-07-12T09:00:00+08:00', subject: 'G4' }
    const found = nominated('attention', '2021-07', { items: [...blocks, ...marks, hazard, frozen] })
    expect(found.ok && found.lines.map((line) => [line.subject.id, line.reasons.map((one) => one.criterion)])).toEqual([
      ['G5', ['low']],
      ['G4', ['hazard']],
    ])
    const all = nominated('attention', '2021-07', {
      items: [...blocks, ...marks, hazard, frozen],
      program: changed(1, { needs: 'all' }),
    })
    expect(told(all)).toEqual({ lines: [] })
  })

  it('is in the same order whatever the order of the log', () => {
    const items = [...blocks, ...marks, frozen]
    expect(nominated('cleanest', '2021-07', { items: [...items].reverse() })).toEqual(
      nominated('cleanest', '2021-07', { items }),
    )
  })
})

describe('a list without criteria', () => {
  it('is for what people state: it nominates nobody', () => {
    for (const needs of ['all', 'any'] as const) {
      const program = changed(0, { criteria: [], needs, most: undefined })
      expect(told(nominated('cleanest', '2021-07', { program }))).toEqual({ lines: [] })
    }
  })
})

describe('a list that is full', () => {
  const four = [inspected('G1', 99), inspected('G2', 97), inspected('G3', 97), inspected('G4', 97), inspected('G5', 96)]
  const items = [...blocks, ...four, frozen]

  it('takes all of those who are equal at its edge, and says so', () => {
    expect(told(nominated('cleanest', '2021-07', { items }))).toEqual({
      lines: ['G1', 'G2', 'G3', 'G4'],
      edges: ['first 3: G2 G3 G4 in', 'most 3: G2 G3 G4 in'],
    })
  })

  it('or none of them', () => {
    expect(told(nominated('cleanest', '2021-07', { items, program: changed(0, { edge: 'out' }) }))).toEqual({
      lines: ['G1'],
      edges: ['first 3: G2 G3 G4 out'],
    })
  })

  it('says whom it had no place for', () => {
    const program = changed(0, {
      criteria: [{ id: 'clean', when: { gte: [{ score: 'inspection' }, 95] } }],
      by: [{ score: 'inspection' }],
      most: 2,
      edge: 'out',
    })
    expect(told(nominated('cleanest', '2021-07', { items, program }))).toEqual({
      lines: ['G1'],
      leftOut: ['G2 tied_at_edge', 'G3 tied_at_edge', 'G4 tied_at_edge', 'G5 list_full'],
      edges: ['most 2: G2 G3 G4 out'],
    })
  })

  it('begins with the worst on the black side', () => {
    const low = [
      inspected('G1', 10),
      inspected('G2', 30),
      inspected('G3', 20),
      inspected('G4', 96),
      inspected('G5', 97),
    ]
    expect(told(nominated('attention', '2021-07', { items: [...blocks, ...low, frozen] }))).toEqual({
      lines: ['G1', 'G3'],
      leftOut: ['G2 list_full'],
    })
  })

  it('takes the last of a ranking from its end', () => {
    const program = changed(1, { criteria: [{ id: 'last', ranking: 'blocks', bottom: 2 }], by: undefined })
    const found = nominated('attention', '2021-07', { program })
    expect(told(found)).toEqual({ lines: ['G5', 'G4'] })
    expect(found.ok && found.lines[0]?.reasons[0]?.params).toMatchObject({
      end: 'bottom',
      places: 2,
      rank: 5,
      among: 5,
    })
  })

  it('counts within each unit where it says so', () => {
    const member = (id: string, unit: string): object => ({
      id: `m-${id}`,
      kind: 'membership',
      tree: 'party',
      subject: { kind: 'member', id },
      unit,
      start: '2021-07-01',
    })
    const served = (id: string, subject: string): object => ({
      id,
      type: 'service.done',
      occurredAt: '2021-07-15T09:00:00+08:00',
      subject,
    })
    const members = [member('a', 'P1'), member('b', 'P1'), member('c', 'P2'), member('d', 'P2'), member('e', 'P3')]
    const served3 = [
      served('1', 'a'),
      served('2', 'a'),
      served('3', 'b'),
      served('4', 'c'),
      served('5', 'd'),
      served('6', 'e'),
    ]
    const end = { ...frozen, at: '2021-10-05', period: { level: 'quarter', key: '2021-Q3' } }
    const found = nominated('members', '2021-Q3', { items: [...members, ...served3, end], asOf: '2021-10-06' })
    expect(told(found)).toEqual({
      lines: ['a', 'e'],
      leftOut: ['b list_full', 'c tied_at_edge', 'd tied_at_edge'],
      edges: ['most 1: c d out'],
    })
    expect(found.ok && found.edges[0]?.unit).toBe('P2')
    expect(found.ok && found.lines[0]).toMatchObject({ person: true, evidenceCount: 2 })
  })
})

describe('what stands in the way of a nomination', () => {
  const black = (subject: string, state: Parameters<typeof blackIn>[0]): Listing => ({
    ...blackIn(state),
    subject: { kind: 'block', id: subject },
  })
  const left = (lines: readonly Listing[], list = 'cleanest', period = '2021-07', more: Setting = {}): unknown => {
    const found = nominated(list, period, { ...more, lines })
    return found.ok && found.leftOut
  }

  it.each<[Listing['state'], boolean]>([
    ['draft', true],
    ['noticed', true],
    ['published', true],
    ['rectifying', true],
    ['verified', true],
    ['withdrawn', false],
    ['revoked', false],
    ['archived', false],
  ])('a black line of the same category that is %s: %s', (state, bars) => {
    const expected = bars ? [{ subject: 'G1', code: 'black_line_open', line: 'L1' }] : []
    expect(left([black('G1', state)])).toEqual(expected)
  })

  it('is not a black line of another category', () => {
    expect(left([{ ...black('G1', 'published'), list: 'fire', category: 'fire' }])).toEqual([])
  })

  it('is a red line, for the black side: a hazard revokes it first', () => {
    const red: Listing = { ...black('G5', 'published'), id: 'R1', list: 'cleanest', side: 'red' }
    expect(left([red], 'attention')).toEqual([{ subject: 'G5', code: 'red_line_open', line: 'R1' }])
    expect(left([{ ...red, state: 'revoked' }], 'attention')).toEqual([])
  })

  it('is the same line of the same period, which keeps its place', () => {
    const first: Listing = { ...black('G1', 'published'), id: 'R1', list: 'cleanest', side: 'red' }
    const found = nominated('cleanest', '2021-07', { lines: [first] })
    expect(told(found)).toEqual({ lines: ['G2', 'G3'], leftOut: ['G1 already_listed'] })
    const criteria = [{ id: 'clean', when: { gte: [{ score: 'inspection' }, 95] } }]
    const program = changed(0, { criteria, by: [{ score: 'inspection' }] })
    expect(told(nominated('cleanest', '2021-07', { lines: [first], program }))).toEqual({
      lines: ['G2', 'G3'],
      leftOut: ['G1 already_listed', 'G4 list_full'],
    })
  })

  it('is an objection that waits, for the red side', () => {
    const earlier: Listing = {
      ...blackIn('published'),
      id: 'R0',
      list: 'cleanest',
      side: 'red',
      period: { level: 'month', key: '2021-06' },
    }
    const objected: Listing = {
      ...earlier,
      subject: { kind: 'block', id: 'G1' },
      objections: [{ kind: 'objection', by: 'x', filedAt: 0, reason: 'y' }],
    }
    expect(left([objected])).toEqual([{ subject: 'G1', code: 'objection_pending', line: 'R0' }])
  })

  it('is the wish to be on no list, which leaves the ranks of others as they are', () => {
    const found = nominated('cleanest', '2021-07', { optedOut: new Set(['G1']) })
    expect(told(found)).toEqual({ lines: ['G2', 'G3'], leftOut: ['G1 opted_out'] })
    expect(found.ok && found.lines[0]?.reasons[1]?.params).toMatchObject({ rank: 2, among: 5 })
  })

  const carded = (id: string, day: string): object => ({
    id,
    type: 'shop.carded',
    occurredAt: `${day}T09:00:00+08:00`,
    subject: 'S1',
  })
  const cards = [
    carded('1', '2021-07-02'),
    carded('2', '2021-07-09'),
    carded('3', '2021-08-02'),
    carded('4', '2021-08-20'),
  ]
  const august = { ...frozen, id: 'f8', at: '2021-09-03', period: { level: 'month', key: '2021-08' } }

  it('is a shop that changed hands in the period: the new owner starts clean', () => {
    const shop: Listing = { ...blackIn('published'), list: 'shops', subject: { kind: 'shop', id: 'S1' } }
    const gone = after({ ...shop, list: 'attention' }, rulesOf('attention'), [
      [{ action: 'vanish', why: 'new_owner' }, people.recorder, '2021-08-25T10:00'],
    ])
    const lines = [{ ...gone, list: 'shops' }]
    const setting = { items: [...cards, frozen, august], asOf: '2021-09-05' }
    expect(told(nominated('shops', '2021-08', setting))).toEqual({ lines: ['S1'] })
    expect(left(lines, 'shops', '2021-08', setting)).toEqual([{ subject: 'S1', code: 'starts_clean', line: 'L1' }])
    const soldOn = (text: string): Listing[] =>
      lines.map((line) => ({
        ...line,
        history: line.history.map((one) => (one.action === 'vanish' ? { ...one, at: on(text) } : { ...one, at: 0 })),
      }))
    expect(left(soldOn('2021-08-01T00:01'), 'shops', '2021-08', setting)).toHaveLength(1)
    expect(left(soldOn('2021-08-01'), 'shops', '2021-08', setting)).toEqual([])
    const sold = on('2021-07-01')
    const earlier = lines.map((line) => ({ ...line, history: line.history.map((one) => ({ ...one, at: sold })) }))
    expect(left(earlier, 'shops', '2021-08', setting)).toEqual([])
  })
})

describe('a nomination becomes a line', () => {
  it('in draft, with everything it says', () => {
    const found = nominated('attention', '2021-07')
    const nomination = found.ok ? found.lines[0] : undefined
    if (!nomination) throw new Error('nobody was nominated')
    const line = draftListing(nomination, 'N1', people.recorder, on('2021-08-10'))
    expect(line).toMatchObject({ id: 'N1', state: 'draft', origin: 'computed', recordedBy: 'recorder' })
    const whole = settleListing(
      after(line, rulesOf('attention'), [
        ['remind', people.recorder, '2021-08-10T09:00'],
        ['check', people.checker, '2021-08-10T10:00'],
        ['nominate', people.checker, '2021-08-20T10:00'],
      ]),
      on('2021-08-20T10:00'),
      rulesOf('attention'),
    )
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole)
    expect(whole.reasons).toEqual(nomination.reasons)
  })
})
