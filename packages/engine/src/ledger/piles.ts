import { grown } from '../event/column.ts'

/**
 * The awards of a book as lists in columns: a pile holds the awards of one subject, settlement group and window in the
 * total order, and each row knows its awards. An award is named by its place in the award table; -1 is none.
 */
export class Piles {
  private readonly groups: number
  private readonly compare: (a: number, b: number) => number
  private before = new Int32Array(0)
  private after = new Int32Array(0)
  private firstOfRow = new Int32Array(0)
  private nextOfRow = new Int32Array(0)
  /** The newest pile of each subject and group; older ones hang from it. */
  private newest = new Int32Array(0)
  private size = 0
  private older = new Int32Array(0)
  private accounts = new Int32Array(0)
  private windows = new Int32Array(0)
  private counted = new Uint8Array(0)
  private heads = new Int32Array(0)
  private tails = new Int32Array(0)

  /** `compare` is the total order of awards. */
  constructor(groups: number, compare: (a: number, b: number) => number) {
    this.groups = groups
    this.compare = compare
  }

  /** The bytes that lists of awards take; what piles take beside is a matter of subjects, not of awards. */
  get byteLengthOfLists(): number {
    const { before, after, firstOfRow, nextOfRow } = this
    return before.byteLength + after.byteLength + firstOfRow.byteLength + nextOfRow.byteLength
  }

  /** The pile of a subject, group and window; made when there is none. */
  pile(subject: number, group: number, window: number): number {
    const account = subject * this.groups + group
    if (account >= this.newest.length) this.newest = grown(this.newest, account + 1, -1)
    let younger = -1
    let pile = this.newest[account] as number
    while (pile >= 0 && (this.windows[pile] as number) > window) {
      younger = pile
      pile = this.older[pile] as number
    }
    if (pile >= 0 && this.windows[pile] === window) return pile
    const made = this.make(account, window, pile)
    if (younger < 0) this.newest[account] = made
    else this.older[younger] = made
    return made
  }

  private make(account: number, window: number, older: number): number {
    const pile = this.size++
    if (pile >= this.older.length) this.growPiles()
    this.accounts[pile] = account
    this.older[pile] = older
    this.windows[pile] = window
    return pile
  }

  private growPiles(): void {
    this.older = grown(this.older, this.size, -1)
    this.accounts = grown(this.accounts, this.size, 0)
    this.windows = grown(this.windows, this.size, 0)
    this.counted = grown(this.counted, this.size, 0)
    this.heads = grown(this.heads, this.size, -1)
    this.tails = grown(this.tails, this.size, -1)
  }

  /** Makes room for an award. */
  private room(award: number): void {
    this.before = grown(this.before, award + 1, -1)
    this.after = grown(this.after, award + 1, -1)
    this.nextOfRow = grown(this.nextOfRow, award + 1, -1)
  }

  /** Whether a pile is the newest of its subject and group. */
  isNewest(pile: number): boolean {
    return this.newest[this.accounts[pile] as number] === pile
  }

  /** Whether all awards of a pile but `award`, its last, have been counted and the counts are kept. */
  isCountedUpTo(pile: number, award: number): boolean {
    if (this.tails[pile] !== award || !this.isNewest(pile)) return false
    return this.counted[pile] === 1 || this.heads[pile] === award
  }

  /** Notes that the counts of a pile are kept. */
  count(pile: number): void {
    this.counted[pile] = 1
  }

  /** Puts an award into its place in a pile. */
  insert(pile: number, award: number): void {
    if (award >= this.before.length) this.room(award)
    let last = this.tails[pile] as number
    let next = -1
    while (last >= 0 && this.compare(last, award) > 0) {
      next = last
      last = this.before[last] as number
    }
    this.join(pile, last, award)
    this.join(pile, award, next)
  }

  /** Takes an award out of a pile. */
  remove(pile: number, award: number): void {
    this.join(pile, this.before[award] as number, this.after[award] as number)
  }

  private join(pile: number, left: number, right: number): void {
    if (left >= 0) this.after[left] = right
    else this.heads[pile] = right
    if (right >= 0) this.before[right] = left
    else this.tails[pile] = left
  }

  /** The first award of a pile. */
  first(pile: number): number {
    return this.heads[pile] as number
  }

  /** The award after one in its pile. */
  next(award: number): number {
    return this.after[award] as number
  }

  /** Notes an award of a row. */
  noteOfRow(row: number, award: number): void {
    if (row >= this.firstOfRow.length) this.firstOfRow = grown(this.firstOfRow, row + 1, -1)
    if (award >= this.nextOfRow.length) this.room(award)
    this.nextOfRow[award] = this.firstOfRow[row] as number
    this.firstOfRow[row] = award
  }

  /** The awards of a row, the latest noted first. */
  ofRow(row: number): number[] {
    let award = this.firstOfRow[row] ?? -1
    const found: number[] = []
    for (; award >= 0; award = this.nextOfRow[award] as number) found.push(award)
    return found
  }

  /** Forgets the awards of a row. */
  clearRow(row: number): void {
    if (row < this.firstOfRow.length) this.firstOfRow[row] = -1
  }
}
