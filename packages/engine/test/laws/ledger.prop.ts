import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { type Award, type Book, type Entry, openBook, type Result, score } from '../../src/index.ts'
import { canonicalOf, worlds } from '../../src/testing/index.ts'
import { expectSame, law, logOf, planOf, resultOf } from './law.ts'

const nameOf = (one: Pick<Award, 'event' | 'rule' | 'occurredAt'>, subject: string): string =>
  JSON.stringify([subject, one.rule, one.event.source, one.event.id, one.occurredAt])

const named = ({ kind, id }: Award['subject']): string => `${kind}/${id}`

/** What each award holds at its date, without those that hold nothing. */
function sums(rows: readonly (readonly [name: string, points: number])[]): Record<string, number> {
  const all: Record<string, number> = {}
  for (const [name, points] of rows) all[name] = (all[name] ?? 0) + points
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, points]) => points !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

const ofAwards = (awards: readonly Award[]) => sums(awards.map((one) => [nameOf(one, named(one.subject)), one.granted]))
const ofEntries = (entries: readonly Entry[]) =>
  sums(entries.map((one) => [nameOf(one, named(one.subject)), one.points]))
const ofBook = (book: Book) => sums([...book.granted()].map((one) => [nameOf(one, one.subject), one.granted]))

const DAY = 86_400_000

/** A world, the instants to which time moves, and before which item each of them comes. */
const journeys = fc.tuple(
  worlds(),
  fc.array(
    fc.record({
      before: fc.nat({ max: 25 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      // Or a while after an item: a case is overdue 10 days and 1 ms after it was filed.
      after: fc.option(
        fc.record({ item: fc.nat({ max: 25 }), wait: fc.constantFrom(0, 1, DAY, 10 * DAY, 10 * DAY + 1) }),
      ),
    }),
    { maxLength: 4 },
  ),
)

type Journey = typeof journeys extends fc.Arbitrary<infer J> ? J : never

/** Returns the instants to which time moves, in order. */
function stopsOf([world, moves]: Journey): number[] {
  const [start, end] = [Date.parse(world.stage.from), Date.parse(world.asOf)]
  const stops = moves.map(({ share, after }) => {
    const { occurredAt } = world.items[(after?.item ?? 0) % world.items.length] ?? {}
    if (after !== null && occurredAt !== undefined) return Date.parse(occurredAt) + after.wait
    return Math.round(start + (end - start) * share)
  })
  return stops.sort((a, b) => a - b)
}

/** Plays a journey: calls `after` with the book and the entries that each step made. */
function play(journey: Journey, after: (book: Book, entries: readonly Entry[]) => void): void {
  const [world, moves] = journey
  const book = openBook(planOf(world.programs), { asOf: Date.parse(world.stage.from) })
  const stops = stopsOf(journey)
  const places = moves.map(({ before }) => before % (world.items.length + 1)).sort((a, b) => a - b)
  for (const [i, item] of [...world.items, undefined].entries()) {
    for (const [k, place] of places.entries()) if (place === i) after(book, book.advance(stops[k] as number))
    if (item !== undefined) after(book, book.record(item).entries)
  }
  after(book, book.advance(world.asOf))
}

describe('the ledger', () => {
  law('incremental equals recomputation at every asOf', journeys, (journey) => {
    const entries: Entry[] = []
    play(journey, (book, made) => {
      entries.push(...made)
      const batch = ofAwards(score(book.plan, book.log, { asOf: book.asOf }).awards())
      expectSame(ofBook(book), batch)
      expectSame(ofEntries(entries), batch)
    })
  })

  law('the result of a book is that of a full scoring, and stays so while the book goes on', journeys, (journey) => {
    let earlier: { readonly result: Result; readonly expected: unknown } | undefined
    play(journey, (book) => {
      // Half of what a result gives is asked for only after the next step.
      if (earlier) expectSame(canonicalOf(earlier.result), earlier.expected)
      const result = book.result()
      expectSame(result.awards(), score(book.plan, book.log, { asOf: book.asOf }).awards())
      earlier = { result, expected: canonicalOf(score(book.plan, book.log, { asOf: book.asOf })) }
    })
    if (earlier) expectSame(canonicalOf(earlier.result), earlier.expected)
  })

  law('settlement entries sum to the difference', journeys, (journey) => {
    let before: Record<string, number> = {}
    let seq = 0
    play(journey, (book, made) => {
      const now = ofAwards(score(book.plan, book.log, { asOf: book.asOf }).awards())
      const names = [...new Set([...Object.keys(before), ...Object.keys(now)])]
      expectSame(ofEntries(made), sums(names.map((name) => [name, (now[name] ?? 0) - (before[name] ?? 0)])))
      for (const entry of made) {
        expect(entry.points).not.toBe(0)
        expect(entry.seq).toBe(++seq)
      }
      before = now
    })
  })

  law('a book opened over a log goes on like one that saw it grow', journeys, (journey) => {
    const [world] = journey
    const plan = planOf(world.programs)
    const half = world.items.slice(0, Math.ceil(world.items.length / 2))
    const book = openBook(plan, { log: logOf(plan, half), asOf: world.asOf })
    for (const item of world.items.slice(half.length)) book.record(item)
    expectSame(ofBook(book), ofAwards(resultOf(world).awards()))
    expectSame(canonicalOf(book.result()), canonicalOf(resultOf(world)))
  })

  const unconflicted = worlds({ conflicts: false })
  law('retracting every event returns the points to empty', unconflicted, (world) => {
    const retractions = world.items.map((item, i) => ({
      kind: 'retraction',
      source: 'undo',
      id: `undo-${i}`,
      target: { source: item.source ?? '', id: item.id },
      at: new Date(Date.parse(world.asOf)).toISOString(),
      reason: 'all of it',
    }))
    const later = { ...world, asOf: new Date(Date.parse(world.asOf) + 7 * 86_400_000).toISOString() }
    const isEvent = (i: number): boolean => ['event', 'adjustment'].includes(world.items[i]?.kind ?? 'event')
    const withoutEvents = resultOf(later, [...world.items, ...retractions.filter((_, i) => isEvent(i))])
    expect(withoutEvents.awards().filter((award) => award.kind === 'award' || award.kind === 'adjustment')).toEqual([])
    const withoutAnything = resultOf(later, [
      ...world.items,
      ...retractions.filter((_, i) => world.items[i]?.kind !== 'retraction'),
    ])
    expect(withoutAnything.awards()).toEqual([])
    expect(canonicalOf(withoutAnything).tallies).toEqual({})
  })
})
