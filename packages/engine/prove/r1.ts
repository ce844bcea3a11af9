/**
 * R1: random histories in which the reference, a full replay, any order of arrival, items sent again and a book that
 * takes them one by one all come to the same state, told by its hash.
 */
import * as fc from 'fast-check'
import { openBook, score } from '../src/index.ts'
import { canonicalOf, createMeter, referenceScore, stateHash, worlds } from '../src/testing/index.ts'
import { type Asked, logOf, must, type Proven, planOf, tryCases } from './proof.ts'

/** What the proof measures. */
export const title = 'histories where reference, replay, any arrival order, resent items and the book agree'
/** How many cases a run looks at, and a long one. */
export const sizes = { cases: 10_000, long: 1_000_000 }

const histories = worlds({ conflicts: false }).chain((world) =>
  fc.record({
    world: fc.constant(world),
    arrival: fc.shuffledSubarray([...world.items], { minLength: world.items.length }),
    again: fc.array(fc.nat({ max: 60 }), { maxLength: 4 }),
  }),
)

/** Compares every way to the state of each history. */
export function prove(asked: Asked): Proven {
  const counts = { histories: 0, items: 0, resent: 0, entries: 0, versions: 0 }
  const meter = createMeter()
  const found = tryCases(asked, histories, ({ world, arrival, again }) => {
    const { programs, items, asOf } = world
    const plan = planOf(programs)
    const expected = referenceScore(programs, items, asOf)
    meter.see(world, expected)
    const hash = stateHash(expected)
    const same = (way: string, state: unknown): void =>
      must(stateHash(state) === hash, () => `${way} differs from the reference`)
    same('the replay', canonicalOf(score(plan, logOf(plan, items), { asOf })))
    const resent = [...arrival, ...again.map((place) => items[place % items.length])]
    same('another order of arrival', canonicalOf(score(plan, logOf(plan, resent), { asOf })))
    const book = openBook(plan, { asOf: Date.parse(world.stage.from) })
    const entries = resent.flatMap((item) => book.record(item).entries.length)
    const moved = book.advance(asOf)
    same('the book', canonicalOf(book.result()))
    counts.histories++
    counts.items += items.length
    counts.resent += again.length
    counts.entries += entries.reduce((sum, n) => sum + n, 0) + moved.length
    counts.versions += programs.length
  })
  const cells = meter.coverage()
  const empty = meter.empty()
  const covered = { cells: Object.keys(cells).length, emptyCells: empty.length }
  if (found.ok && empty.length > 0 && asked.cases >= sizes.cases) {
    return { ok: false, counts: { ...counts, ...covered }, against: `cells never met: ${empty.join(', ')}` }
  }
  return { ...found, counts: { ...counts, ...covered } }
}
