import { describe, expect, it } from 'vitest'
import { type Book, openBook, type Result, score } from '../src/index.ts'
import { canonicalOf } from '../src/testing/index.ts'
import { compiled, small } from './small-program.ts'

const ASOF = '2026-06-01'

const plan = compiled({
  ...small,
  rules: [...small.rules, { id: 'V1', kind: 'veto', to: { kind: 'member' }, effects: [{ score: 'Q', value: 0 }] }],
  limits: [{ id: 'B-month', categories: ['B'], points: 3, per: { window: 'month' } }],
  populations: [{ id: 'all', kind: 'member', base: 'rows' }],
  scores: [
    { id: 'Q', kind: 'member', period: 'quarter', value: { add: [60, { tally: 'B' }, { carried: true }] } },
    { id: 'M', kind: 'member', period: 'quarter', value: { sub: [{ score: 'Q' }, { tally: { all: true } }] } },
  ],
  rankings: [{ id: 'R', score: 'Q', population: 'all' }],
})

const visit = (id: string, subject: string, occurredAt: string, more: object = {}): object => ({
  id,
  type: 'visit.done',
  subject,
  occurredAt: `${occurredAt}T09:00:00+08:00`,
  ...more,
})

const freeze = (key: string, at: string): object => ({
  kind: 'decision',
  decision: 'freeze',
  id: `freeze-${key}`,
  at,
  receivedAt: at,
  by: 'secretary',
  period: { level: 'quarter', key },
})

const veto = {
  kind: 'decision',
  decision: 'veto',
  id: 'veto',
  rule: 'V1',
  subject: { kind: 'member', id: 'zhu' },
  period: { level: 'quarter', key: '2026-Q1' },
  at: '2026-03-20',
  by: 'committee',
  reason: 'a case',
}
const lift = {
  kind: 'decision',
  decision: 'lift',
  id: 'lift',
  target: { id: 'veto' },
  at: '2026-05-20',
  reason: 'closed',
}

/** The canonical result of everything recorded in a book, scored from nothing. */
const anew = (book: Book): unknown => canonicalOf(score(plan, book.log, { asOf: book.asOf }))

function opened(...items: object[]): Book {
  const book = openBook(plan, { asOf: ASOF })
  for (const item of items) expect(book.record(item).outcome).toBe('created')
  return book
}

const frozenQuarter = [
  visit('e1', 'zhu', '2026-03-02'),
  visit('e2', 'qian', '2026-03-03'),
  veto,
  freeze('2026-Q1', '2026-04-10'),
]

describe('the result of a book', () => {
  it('shows a frozen period without a veto that was lifted since', () => {
    const book = opened(...frozenQuarter)
    expect(book.result().value('Q', 'zhu', '2026-Q1')).toBe(0)
    book.record(lift)
    expect(book.result().value('Q', 'zhu', '2026-Q1')).toBe(62)
    expect(canonicalOf(book.result())).toEqual(anew(book))
  })

  it('fixes a frozen period on what was received by the freeze, even where it is recorded later', () => {
    const book = opened(...frozenQuarter)
    const before = book.result()
    expect(before.tally({ kind: 'member', id: 'qian' }, { level: 'quarter', key: '2026-Q1' })).toBe(20)
    book.record(visit('e3', 'qian', '2026-02-05', { receivedAt: '2026-04-01' }))
    expect(book.result().tally({ kind: 'member', id: 'qian' }, { level: 'quarter', key: '2026-Q1' })).toBe(40)
    expect(canonicalOf(book.result())).toEqual(anew(book))
  })

  it('carries what came to a frozen period after its freeze, one event after another', () => {
    const book = opened(...frozenQuarter)
    const carried: unknown[] = []
    for (const [i, day] of ['2026-02-05', '2026-02-06', '2026-05-07'].entries()) {
      book.record(visit(`late-${i}`, 'qian', day, { receivedAt: '2026-05-30' }))
      carried.push(book.result().value('Q', 'qian', '2026-Q2'))
      expect(canonicalOf(book.result())).toEqual(anew(book))
    }
    // Q counts what is carried twice: in the tally and as such. Of the second visit only 1 fits under February's limit.
    expect(carried).toEqual([64, 66, 68])
  })

  it('stays as it was, however far the book goes on', () => {
    const book = opened(visit('e1', 'zhu', '2026-03-02'), visit('e2', 'zhu', '2026-03-09'))
    const [read, unread] = [book.result(), book.result()]
    expect(unread).toBe(read)
    const expected = anew(book)
    const later: { result: Result; expected: unknown }[] = []
    for (const item of [
      visit('late', 'zhu', '2026-03-01'),
      { kind: 'retraction', id: 'back', target: { id: 'e1' }, at: '2026-04-01', reason: 'wrong' },
      visit('new', 'sun', '2026-05-09'),
      { kind: 'subject', id: 's1', subject: { kind: 'member', id: 'li' }, start: '2026-01-01' },
      visit('newer', 'li', '2026-05-10'),
    ]) {
      book.record(item)
      later.push({ result: book.result(), expected: anew(book) })
    }
    book.advance('2026-09-01')
    expect(canonicalOf(read)).toEqual(expected)
    for (const one of later) expect(canonicalOf(one.result)).toEqual(one.expected)
  })
})
