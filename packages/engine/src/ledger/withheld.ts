import { grown } from '../event/column.ts'

/** What withheld part of an award: a limit by its place in `plan.limits`, admission, or an overlap. */
export const ADMISSION = -1
/** The code for an award withheld because its time overlaps another rule's. */
export const OVERLAP = -2

/** What was withheld from the awards of a table: by whom and how much, one record each, in the order it happened. */
export class Withheld {
  // Records are numbered from 1: `last` leads from an award to its latest record, `before` to the one before; 0 is none.
  private records = 0
  /** How many records no award leads to any more. */
  private dropped = 0
  private last: Int32Array
  private before = new Int32Array(0)
  private takenBy = new Int32Array(0)
  private taken = new Float64Array(0)

  /** Nothing was withheld from the first `room` awards; there is room for more when they come. */
  constructor(room: number) {
    this.last = new Int32Array(room)
  }

  /** The bytes that the records take. */
  get byteLength(): number {
    const { last, before, takenBy, taken } = this
    return last.byteLength + before.byteLength + takenBy.byteLength + taken.byteLength
  }

  /** Notes that `by` withheld an amount from award `i`. */
  add(i: number, by: number, amount: number): void {
    if (i >= this.last.length) this.last = grown(this.last, i + 1, 0)
    const record = this.records++
    if (record >= this.taken.length) {
      // Limits rarely withhold more often than there are awards.
      const room = Math.max(this.records, this.last.length)
      this.before = grown(this.before, room, 0)
      this.takenBy = grown(this.takenBy, room, 0)
      this.taken = grown(this.taken, room, 0)
    }
    this.before[record] = this.last[i] as number
    this.takenBy[record] = by
    this.taken[record] = amount
    this.last[i] = this.records
  }

  /** What was withheld from award `i`, in the order it happened. */
  of(i: number): readonly { readonly by: number; readonly amount: number }[] {
    const found: { by: number; amount: number }[] = []
    for (let number = this.last[i] ?? 0; number > 0; number = this.before[number - 1] as number) {
      found.push({ by: this.takenBy[number - 1] as number, amount: this.taken[number - 1] as number })
    }
    return found.reverse()
  }

  /** Whether the first `count` amounts, each by its limit, are what was withheld from award `i`. */
  is(i: number, by: ArrayLike<number>, amounts: ArrayLike<number>, count: number): boolean {
    let left = count
    let number = i < this.last.length ? (this.last[i] as number) : 0
    while (left > 0 && number > 0) {
      if (this.takenBy[number - 1] !== by[left - 1] || this.taken[number - 1] !== amounts[left - 1]) return false
      number = this.before[number - 1] as number
      left--
    }
    return left === 0 && number === 0
  }

  /** Forgets what was withheld from award `i`. */
  forget(i: number): void {
    let number = this.last[i] ?? 0
    if (number === 0) return
    for (; number > 0; number = this.before[number - 1] as number) this.dropped++
    this.last[i] = 0
    if (this.dropped > 1000 && this.dropped * 2 > this.records) this.tidy()
  }

  /** Makes new records of those that awards still lead to; copies keep the old ones. */
  private tidy(): void {
    const own = this.own()
    this.last = own.last
    this.share(own)
  }

  /** Returns the same with records of its own. */
  own(): Withheld {
    const own = new Withheld(this.last.length)
    for (let i = 0; i < this.last.length; i++) {
      if ((this.last[i] as number) > 0) for (const { by, amount } of this.of(i)) own.add(i, by, amount)
    }
    return own
  }

  private share(from: Withheld): void {
    this.records = from.records
    this.dropped = from.dropped
    this.before = from.before
    this.takenBy = from.takenBy
    this.taken = from.taken
  }

  /** Returns the same for the first `size` awards; it stays as it is while this one goes on, and is only to be read. */
  copy(size: number): Withheld {
    const copy = new Withheld(0)
    copy.last = this.last.slice(0, size)
    copy.share(this)
    return copy
  }

  /** Returns the same for the awards at some places, only to be read. */
  pick(places: Int32Array): Withheld {
    const picked = new Withheld(places.length)
    for (let i = 0; i < places.length; i++) picked.last[i] = this.last[places[i] as number] ?? 0
    picked.share(this)
    return picked
  }

  /** How many awards each limit (by its place) withheld something from. */
  count(limits: number): Float64Array {
    const counts = new Float64Array(limits)
    for (let i = 0; i < this.last.length; i++) {
      for (let number = this.last[i] as number; number > 0; number = this.before[number - 1] as number) {
        const by = this.takenBy[number - 1] as number
        if (by >= 0) counts[by] = (counts[by] as number) + 1
      }
    }
    return counts
  }

  /** Forgets everything, keeping the room. */
  reset(): void {
    this.last.fill(0)
    this.records = 0
    this.dropped = 0
  }
}
