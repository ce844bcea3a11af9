/**
 * R12: an item taken back, the taking back taken back, and an item taken back twice. What it gave sums to nothing and
 * nothing is taken twice; and once the retraction is gone, every derived figure is what it was.
 */
import * as fc from 'fast-check'
import { type Book, type Entry, openBook } from '../src/index.ts'
import { canonicalOf, stateHash, worlds } from '../src/testing/index.ts'
import { type Asked, must, type Proven, planOf, tryCases } from './proof.ts'

/** What the proof measures. */
export const title = 'sequences of taking back, taking that back, and taking back twice'
/** How many cases a run looks at, and a long one. */
export const sizes = { cases: 5000, long: 100_000 }

const sequences = fc.record({ world: worlds({ conflicts: false }), victim: fc.nat({ max: 60 }) })

/** The state of a book without the list of retractions themselves. */
const hashOf = (book: Book): string => stateHash(canonicalOf(book.result()))

/** Takes items back in each history, in every way, and compares. */
export function prove(asked: Asked): Proven {
  const counts = { sequences: 0, reverted: 0, entries: 0 }
  const found = tryCases(asked, sequences, ({ world, victim }) => {
    const plan = planOf(world.programs)
    const end = Date.parse(world.asOf)
    const events = world.items.filter((item) => item.type !== undefined && item.occurredAt !== undefined)
    counts.sequences++
    const target = events[victim % Math.max(1, events.length)]
    if (!target || !Number.isFinite(end)) return
    const ref = { source: String(target.source ?? ''), id: String(target.id) }
    const book = openBook(plan, { asOf: end })
    const entries: Entry[] = []
    const record = (item: object): number => {
      const made = book.record(item)
      must(made.outcome !== 'refused', () => JSON.stringify(made.issues))
      entries.push(...made.entries)
      return made.entries.length
    }
    for (const item of world.items) record(item)
    const sumOfTarget = (): number =>
      entries
        .filter(({ event }) => event.source === ref.source && event.id === ref.id)
        .reduce((sum, { points }) => sum + points, 0)
    const wasTaken = world.items.some(
      (item) => item.kind === 'retraction' && (item.target as { id?: unknown } | undefined)?.id === target.id,
    )
    const before = hashOf(book)
    const held = sumOfTarget()
    const take = (id: string, what: { source: string; id: string }, seconds: number): object => ({
      kind: 'retraction',
      id,
      source: 'proof',
      target: what,
      at: new Date(end - seconds * 1000).toISOString(),
      reason: 'proof',
    })
    record(take('take', ref, 30))
    must(sumOfTarget() === 0 || wasTaken, () => `what was taken back still holds ${sumOfTarget()}`)
    const taken = hashOf(book)
    const again = record(take('take-again', ref, 29))
    must(again === 0 && hashOf(book) === taken, () => 'taking back twice changed something')
    record(take('untake', { source: 'proof', id: 'take' }, 20))
    record(take('untake-again', { source: 'proof', id: 'take-again' }, 19))
    must(hashOf(book) === before, () => 'the state did not return')
    must(sumOfTarget() === held, () => `the points did not return: ${held}, ${sumOfTarget()}`)
    counts.reverted++
    counts.entries += entries.length
  })
  return { ...found, counts }
}
