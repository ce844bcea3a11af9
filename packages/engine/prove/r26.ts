/**
 * R26: every entry names its rule, version, event and cause, and every number that is explained is made again from the
 * steps below it, down to the awards.
 */
import * as fc from 'fast-check'
import { exactText, explain, explainAward, openBook } from '../src/index.ts'
import { worlds } from '../src/testing/index.ts'
import { addsUp } from '../test/laws/adds-up.ts'
import { type Asked, must, type Proven, planOf, tryCases } from './proof.ts'

/** What the proof measures. */
export const title = 'entries with their rule, version and ground, and totals made again from their explanation'
/** How many cases a run looks at, and a long one. */
export const sizes = { cases: 1000, long: 50_000 }

/** Explains everything in each history. */
export function prove(asked: Asked): Proven {
  const counts = { histories: 0, entries: 0, awards: 0, totals: 0 }
  const found = tryCases(asked, fc.record({ world: worlds() }), ({ world }) => {
    const plan = planOf(world.programs)
    const book = openBook(plan, { asOf: Date.parse(world.stage.from) })
    const entries = world.items.flatMap((item) => book.record(item).entries)
    entries.push(...book.advance(world.asOf))
    const versions = new Set(plan.versions.map((program) => program.version))
    for (const entry of entries) {
      const named = entry.rule === '' ? entry.event.id !== '' : plan.rules.includes(entry.rule)
      must(named && versions.has(entry.version) && entry.cause !== undefined, () => JSON.stringify(entry))
    }
    const result = book.result()
    for (const award of result.awards()) {
      const step = explainAward(result, award)
      must(step.value === exactText(result.points(award.granted)), () => JSON.stringify([award, step]))
      must(addsUp(step).length === 0, () => addsUp(step).join('\n'))
      counts.awards++
    }
    for (const { id, kind, period: level } of world.programs.at(-1)?.scores ?? []) {
      for (const { key } of result.periods(level)) {
        for (const { id: subject } of result.subjects(kind)) {
          const step = explain(result, { subject: { kind, id: subject }, period: { level, key }, score: id })
          const value = result.value(id, subject, key)
          must(step.value === (value === undefined ? undefined : exactText(value)), () => JSON.stringify(step))
          must(addsUp(step).length === 0, () => addsUp(step).join('\n'))
          counts.totals++
        }
      }
    }
    counts.histories++
    counts.entries += entries.length
  })
  return { ...found, counts }
}
