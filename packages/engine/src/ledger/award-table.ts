import { compareText } from '../base/order.ts'
import { grown } from '../event/column.ts'
import type { ItemRef } from '../event/item.ts'

/**
 * Awards. The stage `ledger` decides what of each award is granted, over the set of all valid ones, and keeps the
 * account of it; it leaves what the sums are worth to the standings.
 */
export type AwardKind =
  | 'award'
  | 'expectation'
  | 'grant'
  | 'adjustment'
  | 'milestone'
  | 'streak'
  | 'place'
  | 'challenge'
  | 'expiry'

/** What withheld part of an award: a limit by its place in `plan.limits`, admission, or an overlap. */
export const ADMISSION = -1
/** The code for an award withheld because its time overlaps another rule's. */
export const OVERLAP = -2

/** One award about to enter a table. */
export interface NewAward {
  readonly kind: AwardKind
  /** The row of the event; what no single event gave has -1, or less where it has fields all the same. */
  readonly row: number
  /** Source and id where there is no row. */
  readonly ref?: ItemRef
  readonly subject: number
  readonly rule: number
  readonly version: number
  readonly category: number
  readonly time: number
  readonly requested: number
}

/** The codes of a bound rule that its awards carry. */
export interface RuleCodes {
  readonly index: number
  readonly version: number
  readonly category: number
}

interface AwardNote {
  readonly kind: AwardKind
  readonly ref: ItemRef | undefined
}

/** Awards (得分) in columns, in the total order; nothing is ever dropped from it. */
export class AwardTable {
  size = 0
  row: Int32Array
  subject: Int32Array
  rule: Int32Array
  version: Int32Array
  category: Int32Array
  time: Float64Array
  requested: Float64Array
  granted: Float64Array
  /** The kind and reference of what no single event gave; all others are awards of their row's event. */
  private readonly notes: Map<number, AwardNote>
  // What was withheld, one record each, numbered from 1: `last` leads from an award to its latest record, `before` to
  // the one before.
  private records = 0
  private last: Int32Array
  private before = new Int32Array(0)
  private takenBy = new Int32Array(0)
  private taken = new Float64Array(0)

  constructor(room: number, notes: Map<number, AwardNote> = new Map()) {
    this.notes = notes
    this.row = new Int32Array(room)
    this.subject = new Int32Array(room)
    this.rule = new Int32Array(room)
    this.version = new Int32Array(room)
    this.category = new Int32Array(room)
    this.time = new Float64Array(room)
    this.requested = new Float64Array(room)
    this.granted = new Float64Array(room)
    this.last = new Int32Array(room)
  }

  private place(): number {
    const i = this.size++
    if (i >= this.row.length) this.grow(this.size)
    return i
  }

  private grow(size: number): void {
    this.row = grown(this.row, size, 0)
    this.subject = grown(this.subject, size, 0)
    this.rule = grown(this.rule, size, 0)
    this.version = grown(this.version, size, 0)
    this.category = grown(this.category, size, 0)
    this.time = grown(this.time, size, 0)
    this.requested = grown(this.requested, size, 0)
    this.granted = grown(this.granted, size, 0)
    this.last = grown(this.last, size, 0)
  }

  kind(i: number): AwardKind {
    return this.notes.get(i)?.kind ?? 'award'
  }

  /** The source and id of an award without a row. */
  ref(i: number): ItemRef | undefined {
    return this.notes.get(i)?.ref
  }

  add(award: NewAward): number {
    const { kind, row, ref, subject, time, requested } = award
    const i = this.addForEvent(row, subject, { ...award, index: award.rule }, time, requested)
    if (kind !== 'award' || ref) this.notes.set(i, { kind, ref })
    return i
  }

  /** Adds what a rule gives for the event of a row. */
  addForEvent(row: number, subject: number, bound: RuleCodes, time: number, requested: number): number {
    const i = this.place()
    this.row[i] = row
    this.subject[i] = subject
    this.rule[i] = bound.index
    this.version[i] = bound.version
    this.category[i] = bound.category
    this.time[i] = time
    this.requested[i] = requested
    this.granted[i] = requested
    return i
  }

  /** Notes that `by` withheld `amount` units (of the award's own sign) of award `i`. */
  withhold(i: number, by: number, amount: number): void {
    this.granted[i] = (this.granted[i] as number) - amount
    const record = this.records++
    if (record >= this.taken.length) {
      // Limits rarely withhold more often than there are awards.
      const room = Math.max(this.records, this.size)
      this.before = grown(this.before, room, 0)
      this.takenBy = grown(this.takenBy, room, 0)
      this.taken = grown(this.taken, room, 0)
    }
    this.before[record] = this.last[i] as number
    this.takenBy[record] = by
    this.taken[record] = amount
    this.last[i] = this.records
  }

  /** Returns the awards at some places of this table as candidates: they ask for what they asked, and hold all of it. */
  candidates(places: Int32Array): AwardTable {
    const table = new AwardTable(0)
    const pick = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
      for (let i = 0; i < places.length; i++) to[i] = from[places[i] as number] as number
      return to
    }
    table.size = places.length
    table.row = pick(this.row, new Int32Array(places.length))
    table.subject = pick(this.subject, new Int32Array(places.length))
    table.rule = pick(this.rule, new Int32Array(places.length))
    table.version = pick(this.version, new Int32Array(places.length))
    table.category = pick(this.category, new Int32Array(places.length))
    table.time = pick(this.time, new Float64Array(places.length))
    table.requested = pick(this.requested, new Float64Array(places.length))
    for (let i = 0; i < places.length; i++) {
      const place = places[i] as number
      if ((this.row[place] as number) < 0) table.notes.set(i, { kind: this.kind(place), ref: this.ref(place) })
    }
    return table
  }

  /** Returns candidates for the same events, subjects and rules that ask for other points. */
  asking(requested: Float64Array): AwardTable {
    // What no single event gave stays the same, so its notes are shared.
    const table = new AwardTable(0, this.notes)
    table.size = this.size
    table.row = this.row
    table.subject = this.subject
    table.rule = this.rule
    table.version = this.version
    table.category = this.category
    table.time = this.time
    table.requested = requested
    table.granted = requested.slice()
    table.last = new Int32Array(this.size)
    return table
  }

  /** Adds an award of another table, with what was withheld from it. */
  take(from: AwardTable, i: number): void {
    const codes = {
      index: from.rule[i] as number,
      version: from.version[i] as number,
      category: from.category[i] as number,
    }
    const [row, subject, time] = [from.row[i] as number, from.subject[i] as number, from.time[i] as number]
    const place = this.addForEvent(row, subject, codes, time, from.requested[i] as number)
    if (row < 0) this.notes.set(place, { kind: from.kind(i), ref: from.ref(i) })
    if (from.granted[i] === from.requested[i]) return
    for (const { by, amount } of from.withheld(i)) this.withhold(place, by, amount)
  }

  /** What was withheld from award `i`, in the order it happened. */
  withheld(i: number): readonly { readonly by: number; readonly amount: number }[] {
    const found: { by: number; amount: number }[] = []
    for (let number = this.last[i] as number; number > 0; number = this.before[number - 1] as number) {
      found.push({ by: this.takenBy[number - 1] as number, amount: this.taken[number - 1] as number })
    }
    return found.reverse()
  }

  /** Settles an award anew: grants it whole but for the first `count` amounts, each withheld by its limit. */
  settleAs(i: number, by: ArrayLike<number>, amounts: ArrayLike<number>, count: number): void {
    let left = count
    let number = this.last[i] as number
    while (left > 0 && number > 0 && this.isRecord(number, by[left - 1] as number, amounts[left - 1] as number)) {
      number = this.before[number - 1] as number
      left--
    }
    if (left === 0 && number === 0) return
    this.granted[i] = this.requested[i] as number
    this.last[i] = 0
    for (let k = 0; k < count; k++) this.withhold(i, by[k] as number, amounts[k] as number)
  }

  private isRecord(number: number, by: number, amount: number): boolean {
    return this.takenBy[number - 1] === by && this.taken[number - 1] === amount
  }

  /** Empties the table, keeping its room for the next use. */
  reset(): void {
    this.last.fill(0, 0, this.size)
    this.size = 0
    this.records = 0
    this.notes.clear()
  }

  /** How many awards each limit (by its place) withheld something from. */
  countWithheld(limits: number): Float64Array {
    const counts = new Float64Array(limits)
    for (let record = 0; record < this.records; record++) {
      const by = this.takenBy[record] as number
      if (by >= 0) counts[by] = (counts[by] as number) + 1
    }
    return counts
  }
}

/** Returns an empty award table with room for so many awards; it grows where that is too little. */
export function createAwardTable(room = 0): AwardTable {
  return new AwardTable(room)
}

/** An award with its place in the total order: time, source, id, then rule id. */
export interface Placed {
  readonly time: number
  readonly source: string
  readonly id: string
  readonly ruleId: string
}

/** An award with its place in the total order, before it enters a table. */
export type PlacedAward = NewAward & Placed

/** Compares two awards by the total order of their events, then by rule id. */
export function comparePlaced(a: Placed, b: Placed): number {
  return (
    a.time - b.time || compareText(a.source, b.source) || compareText(a.id, b.id) || compareText(a.ruleId, b.ruleId)
  )
}
