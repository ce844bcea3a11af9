import { compareText } from '../base/order.ts'
import { grown } from '../event/column.ts'
import type { ItemRef } from '../event/item.ts'
import { Withheld } from './withheld.ts'

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
  private records: Withheld

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
    this.records = new Withheld(room)
  }

  /** The bytes that the awards take, the room for more included. */
  get byteLength(): number {
    const { row, subject, rule, version, category, time, requested, granted, records } = this
    const parts = [row, subject, rule, version, category, time, requested, granted, records]
    return parts.reduce((sum, one) => sum + one.byteLength, 0)
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
    this.records.add(i, by, amount)
  }

  /** What was withheld from award `i`, in the order it happened. */
  withheld(i: number): readonly { readonly by: number; readonly amount: number }[] {
    return this.records.of(i)
  }

  /**
   * Settles an award anew: grants it whole but for the first `count` amounts, each withheld by its limit. Calls `before`
   * when that changes what it holds.
   */
  settleAs(
    i: number,
    by: ArrayLike<number>,
    amounts: ArrayLike<number>,
    count: number,
    before?: (i: number) => void,
  ): void {
    if (this.records.is(i, by, amounts, count)) return
    before?.(i)
    this.granted[i] = this.requested[i] as number
    this.records.forget(i)
    for (let k = 0; k < count; k++) this.withhold(i, by[k] as number, amounts[k] as number)
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

  /** Returns a table of the awards at some places, with what each holds; only to be read. */
  pick(places: Int32Array): AwardTable {
    const table = this.candidates(places)
    table.granted = new Float64Array(places.length)
    for (let i = 0; i < places.length; i++) table.granted[i] = this.granted[places[i] as number] as number
    table.records = this.records.pick(places)
    return table
  }

  /**
   * Returns a table of the first `size` awards that stays as it is while this one goes on, only to be read: what never
   * changes is shared.
   */
  copy(size: number): AwardTable {
    const table = this.sharing(this.requested)
    table.size = size
    table.granted = this.granted.slice(0, size)
    table.records = this.records.copy(size)
    return table
  }

  /** Makes a table that was only to be read one of its own: it can be settled on. */
  own(): AwardTable {
    this.records = this.records.own()
    return this
  }

  /** Returns candidates for the same events, subjects and rules that ask for other points. */
  asking(requested: Float64Array): AwardTable {
    const table = this.sharing(requested)
    table.granted = requested.slice()
    table.records = new Withheld(this.size)
    return table
  }

  /** A table that shares what settling never changes; what no single event gave stays the same, so its notes too. */
  private sharing(requested: Float64Array): AwardTable {
    const table = new AwardTable(0, this.notes)
    table.size = this.size
    table.row = this.row
    table.subject = this.subject
    table.rule = this.rule
    table.version = this.version
    table.category = this.category
    table.time = this.time
    table.requested = requested
    return table
  }

  /** Adds an award of another table, whole as it was asked for. */
  takeAsked(from: AwardTable, i: number): number {
    const codes = {
      index: from.rule[i] as number,
      version: from.version[i] as number,
      category: from.category[i] as number,
    }
    const [row, subject, time] = [from.row[i] as number, from.subject[i] as number, from.time[i] as number]
    const place = this.addForEvent(row, subject, codes, time, from.requested[i] as number)
    if (row < 0) this.notes.set(place, { kind: from.kind(i), ref: from.ref(i) })
    return place
  }

  /** Adds an award of another table, with what was withheld from it. */
  take(from: AwardTable, i: number): void {
    const place = this.takeAsked(from, i)
    if (from.granted[i] === from.requested[i]) return
    for (const { by, amount } of from.withheld(i)) this.withhold(place, by, amount)
  }

  /** Empties the table, keeping its room for the next use. */
  reset(): void {
    this.size = 0
    this.records.reset()
    this.notes.clear()
  }

  /** How many awards each limit (by its place) withheld something from. */
  countWithheld(limits: number): Float64Array {
    return this.records.count(limits)
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
