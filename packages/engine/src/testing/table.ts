/** Tests as text tables: one step a line, with what it asked for, what was granted and the outcome in the last columns. */
import { exactText } from '../base/exact.ts'
import { type Book, openBook } from '../flow/book.ts'
import type { Award } from '../flow/result.ts'
import type { Plan } from '../rules/plan.ts'
import { startOfDate } from './reference/civil-time.ts'

/**
 * A table as it was written and as it came out, row by row, in single spaces. The two are equal when every cell is
 * right; a cell `_` is not looked at.
 */
export interface PlayedTable {
  readonly written: readonly string[]
  readonly played: readonly string[]
}

interface Row {
  readonly what: string
  readonly id: string
  readonly subject: string
  readonly type: string
  readonly at: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/**
 * Plays a table over an empty book at `asOf`. Columns: step, id, subject, type, instant, requested, granted, outcome, then
 * `field=value` for attributes (`with=a,b` names participants); `//` begins a comment.
 *
 * - `event` records one; requested and granted are its awards to the subject.
 * - `retract` retracts the event `id`; granted is what the entries took from its awards.
 * - `settled` records nothing and looks at the awards of the event `id` as they are now.
 * - `advance` moves time to the instant; granted is the sum of the entries it brings.
 * - `tally` looks at the points of the category `id` in the period `instant` of the level `type`.
 * - `score` looks at the score `id` there.
 * - `honour` counts how often the subject (of the kind `type`, default member) holds the honour `id`.
 *
 * The items of `roster` are recorded first.
 */
export function playTable(plan: Plan, text: string, asOf: string, roster: readonly unknown[] = []): PlayedTable {
  const book = openBook(plan, { asOf })
  for (const item of roster) {
    const { outcome, issues } = book.record(item)
    if (outcome !== 'created') throw new RangeError(`The roster has ${JSON.stringify(item)}: ${JSON.stringify(issues)}`)
  }
  const rows = text
    .split('\n')
    .map((line) => line.replace(/(^|\s)\/\/.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/))
  const written = rows.map((cells) => cells.join(' '))
  const played = rows.map((cells) => {
    const [what = '', id = '', subject = '', type = '', at = '', ...rest] = cells
    const attributes = Object.fromEntries(rest.slice(3).map((cell) => spelledOut(cell)))
    const actual = play(book, plan, { what, id, subject, type, at, attributes })
    const seen = rest.slice(0, 3).map((cell, i) => (cell === '_' ? '_' : (actual[i] ?? '')))
    return [what, id, subject, type, at, ...seen, ...rest.slice(3)].join(' ')
  })
  return { written, played }
}

/** Returns a cell `name=value` as an attribute: numbers and flags are told from texts by how they look. */
function spelledOut(cell: string): [string, unknown] {
  const [name = '', value = ''] = cell.split('=')
  if (name === 'with') return [name, value.split(',')]
  if (value === 'true' || value === 'false') return [name, value === 'true']
  return [name, /^\d+(\.\d+)?$/.test(value) ? Number(value) : value]
}

/** Returns the instant of `2026-03-02T09:00` in the programme's zone; a text with an offset stands as it is. */
function instantOf(plan: Plan, text: string): string {
  const [date = '', time = '00:00'] = text.split('T')
  if (/Z$|[+-]\d\d:\d\d$/.test(time)) return text
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  const start = startOfDate(plan.zone.name, date)
  return new Date(start + ((hours * 60 + minutes) * 60 + seconds) * 1000).toISOString()
}

/** Does a step and returns what it requested, what was granted, and its outcome. */
function play(book: Book, plan: Plan, row: Row): [requested: string, granted: string, outcome: string] {
  const { what, id, subject, type, at } = row
  const points = (units: number): string => String(units / 10 ** plan.decimals)
  const sum = (awards: readonly Award[], part: 'requested' | 'granted'): string =>
    points(awards.reduce((total, award) => total + award[part], 0))
  const awards = (): Award[] =>
    book
      .result()
      .awards({ event: { source: '', id } })
      .filter((award) => subject === '_' || award.subject.id === subject)
  switch (what) {
    case 'event': {
      const { with: participants, ...attributes } = row.attributes
      const named = { ...(subject !== '_' && { subject }), ...(participants !== undefined && { participants }) }
      const { outcome } = book.record({ id, type, occurredAt: instantOf(plan, at), ...named, attributes })
      return [sum(awards(), 'requested'), sum(awards(), 'granted'), outcome]
    }
    case 'retract': {
      const target = { source: '', id }
      const name = `retract-${id}-at-${at}`
      const { outcome, entries } = book.record({
        kind: 'retraction',
        id: name,
        target,
        at: instantOf(plan, at),
        reason: 'mistake',
      })
      const own = entries.filter((entry) => entry.event.id === id && (subject === '_' || entry.subject.id === subject))
      return ['_', points(own.reduce((total, entry) => total + entry.points, 0)), outcome]
    }
    case 'settled':
      return [sum(awards(), 'requested'), sum(awards(), 'granted'), '_']
    case 'advance':
      return ['_', points(book.advance(instantOf(plan, at)).reduce((total, entry) => total + entry.points, 0)), '_']
    case 'tally':
      return [
        '_',
        points(book.result().tally({ kind: 'member', id: subject }, { level: type, key: at }, { category: id })),
        '_',
      ]
    case 'honour': {
      const held = book.result().honours(type === '_' ? 'member' : type, subject)
      return ['_', String(held.filter((one) => one.honour === id).length), '_']
    }
    case 'score': {
      const value = book.result().value(id, subject, at)
      return ['_', value === undefined ? 'missing' : exactText(value), '_']
    }
    default:
      throw new RangeError(`A table has no step ${what}`)
  }
}
