import type { ItemRef } from '../event/item.ts'
import type { Candidate } from '../rules/decide.ts'
import { AdmissionMembers } from './admission-members.ts'
import { withholdOverlaps } from './admit.ts'
import { awardOrder, placesInOrder, refOfAward } from './award-order.ts'
import { type AwardTable, createAwardTable } from './award-table.ts'
import type { Basis } from './basis.ts'
import { type SettlementGroup, settlementGroups } from './groups.ts'
import { Changes, type Moment, type Undo } from './moment.ts'
import { Piles } from './piles.ts'
import { RunningLimits } from './running.ts'
import { createSettle, type Settle } from './settle.ts'
import { ADMISSION } from './withheld.ts'

/** What one award holds more (or less) than before. */
export interface Change {
  /** The award's place in the table. */
  readonly award: number
  readonly points: number
  /** Whether the book held the award before. */
  readonly held: boolean
}

/**
 * The awards of a book, found by row, by pile and by admission cell, so that one item costs what it touches: its event
 * is decided again, and only what its limits may change is settled again.
 */
export class Holdings {
  readonly basis: Basis
  readonly table: AwardTable
  private readonly groups: readonly SettlementGroup[]
  private readonly piles: Piles
  private readonly running: RunningLimits
  /** For piles that are not the newest of their subject and group: their counts are not kept. */
  private readonly passing: RunningLimits
  private readonly scratch = createAwardTable()
  private readonly settle: Settle
  private readonly compare: (a: number, b: number) => number
  private readonly admission: AdmissionMembers
  private readonly gone = new Set<number>()
  /** Awards that came behind later ones in the table, and the latest of all others. */
  private readonly strays: number[] = []
  private latest = -1
  private readonly history = new Changes()
  /** Told of every award that comes, goes or changes: what it is granted and asks for more (or less), and +1, 0 or -1. */
  watch: ((award: number, granted: number, requested: number, count: number) => void) | undefined
  /** Awards that no single event gave, by name. */
  private readonly others = new Map<string, number>()
  // While rows are decided again: awards from `fresh` on are new, each in place of another or of none (-1).
  private fresh = 0
  private readonly inPlaceOf: number[] = []
  private readonly piled = new Map<number, SettlementGroup>()
  private changes: Change[] = []
  private row = 0
  private before: number[] = []

  /** Takes over a table of settled awards in the total order. */
  constructor(basis: Basis, table: AwardTable) {
    const { plan, log } = basis
    this.basis = basis
    this.table = table
    this.groups = settlementGroups(plan)
    this.compare = awardOrder(plan, log, table)
    this.piles = new Piles(1 + Math.max(0, ...this.groups.map(({ index }) => index)), this.compare)
    this.running = new RunningLimits(plan, log, this.groups)
    this.passing = new RunningLimits(plan, log, this.groups)
    this.admission = new AdmissionMembers(basis, table)
    this.settle = createSettle(plan, log)
    for (let i = 0; i < table.size; i++) this.place(i)
    this.admission.takeTouched()
  }

  /** The bytes that the awards take, with how they are found. */
  get byteLengthOfAwards(): number {
    return this.table.byteLength + this.piles.byteLengthOfLists
  }

  /** Decides rows anew, settles what that touches, and returns what awards hold more or less, in the total order. */
  decideAgain(rows: Iterable<number>): readonly Change[] {
    const { table, piled, inPlaceOf } = this
    this.changes = []
    this.fresh = table.size
    for (const row of rows) this.decideRow(row)
    // Admission joins subjects: every pile with an award of a touched cell waits to be settled.
    for (const i of this.admission.takeTouched()) {
      const group = this.groupOf(i)
      if (group) piled.set(this.pileOf(i, group), group)
    }
    for (const [pile, group] of piled) {
      if (group.manner === 'whole') this.settleWhole(pile)
      else this.passOver(pile)
    }
    for (let i = this.fresh; i < table.size; i++) {
      this.watch?.(i, table.granted[i] as number, table.requested[i] as number, 1)
      const old = inPlaceOf[i - this.fresh] as number
      this.noteChange(i, (table.granted[i] as number) - (old < 0 ? 0 : (table.granted[old] as number)), old >= 0)
    }
    piled.clear()
    inPlaceOf.length = 0
    return this.sorted(this.changes)
  }

  /** The awards that the book holds, as places in the table. */
  *held(): Iterable<number> {
    const { gone, table } = this
    for (let i = 0; i < table.size; i++) if (gone.size === 0 || !gone.has(i)) yield i
  }

  /** Marks the present moment: what awards hold now can be told later. */
  mark(): Moment {
    return this.history.mark(this.table.size)
  }

  /** What the awards that changed since a moment held then. */
  changedSince(moment: Moment): ReadonlyMap<number, Undo> {
    return this.history.since(moment)
  }

  /** Returns the awards that the book held at a moment in the total order, as a table that stays as it is. */
  settledAt(moment: Moment): AwardTable {
    const { table, compare } = this
    const { size } = moment
    const changed = this.changedSince(moment)
    const gone = new Set([...this.gone].filter((i) => i < size && !changed.has(i)))
    const strays = this.strays.filter((i) => i < size)
    if (gone.size + strays.length + changed.size === 0) return table.copy(size)
    const places = placesInOrder(size, { gone, strays }, compare)
    const then = table.pick(places)
    if (changed.size > 0) putBack(then.own(), places, changed)
    return then
  }

  /** Whether so many awards are gone or out of order that the table is better put in order once. */
  get isScattered(): boolean {
    const scattered = this.gone.size + this.strays.length
    return scattered > 1000 && scattered * 8 > this.table.size
  }

  /** Whether an award is no longer held. */
  isGone(i: number): boolean {
    return this.gone.has(i)
  }

  /** The event of an award, or what time brought. */
  refOf(i: number): ItemRef {
    return refOfAward(this.basis.log, this.table, i)
  }

  /** The place of the same award of other holdings over the same log, or -1. */
  find(other: Holdings, i: number): number {
    const { row, subject, rule } = other.table
    if ((row[i] as number) < 0) return this.others.get(other.nameOf(i)) ?? -1
    for (const own of this.piles.ofRow(row[i] as number)) {
      if (this.table.subject[own] === subject[i] && this.table.rule[own] === rule[i]) return own
    }
    return -1
  }

  private nameOf(i: number): string {
    const { source, id } = this.refOf(i)
    return [this.table.subject[i], this.table.rule[i], source, id].join('\u0000')
  }

  private noteChange(award: number, points: number, held: boolean): void {
    if (points !== 0) this.changes.push({ award, points, held })
  }

  private decideRow(row: number): void {
    this.row = row
    this.before = this.piles.ofRow(row)
    this.piles.clearRow(row)
    if (this.basis.valid.rows[row] === 1) this.basis.decider.decide(row, this.take)
    for (const i of this.before) {
      this.drop(i)
      this.noteChange(i, -(this.table.granted[i] as number), true)
    }
  }

  /** Takes what a rule decides for the row: an award that is there already stays as it is. */
  private readonly take: Candidate = (bound, id, requested) => {
    const { table, before, row } = this
    const subject = this.basis.subjects.ofKind(bound.rule.to.kind).code(id)
    let old = -1
    for (let k = 0; k < before.length; k++) {
      const i = before[k] as number
      if (table.subject[i] !== subject || table.rule[i] !== bound.index) continue
      old = i
      before.splice(k, 1)
      break
    }
    if (old >= 0 && table.requested[old] === requested) {
      this.piles.noteOfRow(row, old)
      return
    }
    if (old >= 0) this.drop(old)
    this.inPlaceOf.push(old)
    this.add(table.addForEvent(row, subject, bound, this.basis.log.time(row), requested))
  }

  /** Adds a new award to its pile: the last of the newest pile is granted at once, any other waits for its pile. */
  private add(i: number): void {
    const group = this.groupOf(i)
    const pile = this.place(i)
    if (!group || pile < 0) return
    if (group.manner === 'running' && this.piles.isCountedUpTo(pile, i)) {
      this.running.serve(this.table, i)
      this.piles.count(pile)
    } else this.piled.set(pile, group)
  }

  private readonly noteBefore = (i: number): void => {
    if (i >= this.fresh) return
    this.history.note(i, this.table.granted[i] as number, () => this.table.withheld(i))
  }

  private drop(i: number): void {
    this.noteBefore(i)
    this.watch?.(i, -(this.table.granted[i] as number), -(this.table.requested[i] as number), -1)
    this.gone.add(i)
    this.admission.remove(i)
    const group = this.groupOf(i)
    if (!group || group.manner === 'free') return
    const pile = this.pileOf(i, group)
    this.piles.remove(pile, i)
    this.piled.set(pile, group)
    if (group.manner === 'running' && this.piles.isNewest(pile)) this.running.reset(this.table, i)
  }

  private groupOf(i: number): SettlementGroup | undefined {
    return this.groups[this.table.rule[i] as number]
  }

  private pileOf(i: number, group: SettlementGroup): number {
    const { subject, time } = this.table
    return this.piles.pile(subject[i] as number, group.index, group.windowAt(time[i] as number))
  }

  /** Puts an award where it is found again, and returns its pile, or -1 when no limit can touch it. */
  private place(i: number): number {
    const row = this.table.row[i] as number
    if (this.latest < 0 || this.compare(this.latest, i) <= 0) this.latest = i
    else this.strays.push(i)
    if (row >= 0) this.piles.noteOfRow(row, i)
    else this.others.set(this.nameOf(i), i)
    this.admission.add(i)
    const group = this.groupOf(i)
    if (!group || group.manner === 'free') return -1
    const pile = this.pileOf(i, group)
    this.piles.insert(pile, i)
    return pile
  }

  /** Counts a pile anew, award by award. */
  private passOver(pile: number): void {
    const { table, piles } = this
    const newest = piles.isNewest(pile)
    const limits = newest ? this.running : this.passing
    const pass = limits.begin()
    for (let i = piles.first(pile); i >= 0; i = piles.next(i)) {
      const held = table.granted[i] as number
      limits.serve(table, i, pass, this.noteBefore)
      this.noteSettled(i, held)
    }
    if (newest) piles.count(pile)
  }

  /** Settles a pile as a table of its own. */
  private settleWhole(pile: number): void {
    const { table, piles, scratch } = this
    const { plan, log } = this.basis
    const { row, subject, rule, version, category, time, requested } = table
    const places: number[] = []
    scratch.reset()
    for (let i = piles.first(pile); i >= 0; i = piles.next(i)) {
      const codes = {
        index: rule[i] as number,
        version: version[i] as number,
        category: category[i] as number,
      }
      const at = time[i] as number
      const k = scratch.addForEvent(row[i] as number, subject[i] as number, codes, at, requested[i] as number)
      places.push(i)
      if (!this.admission.isAdmitted(i)) scratch.withhold(k, ADMISSION, requested[i] as number)
    }
    withholdOverlaps(plan, log, scratch, (k) => this.admission.boundOf(places[k] as number))
    this.settle(scratch)
    for (const [k, i] of places.entries()) {
      const held = table.granted[i] as number
      const withheld = scratch.withheld(k)
      const amounts = withheld.map(({ amount }) => amount)
      table.settleAs(
        i,
        withheld.map(({ by }) => by),
        amounts,
        amounts.length,
        this.noteBefore,
      )
      this.noteSettled(i, held)
    }
  }

  private noteSettled(i: number, held: number): void {
    const points = (this.table.granted[i] as number) - held
    if (points === 0 || i >= this.fresh) return
    this.noteChange(i, points, true)
    this.watch?.(i, points, 0, 0)
  }

  /** Sorts changes by subject, then by the total order; nearly always they are in order already. */
  private sorted(changes: Change[]): Change[] {
    for (let i = 1; i < changes.length; i++) {
      if (this.compareChanges(changes[i - 1] as Change, changes[i] as Change) > 0) {
        return changes.sort((a, b) => this.compareChanges(a, b))
      }
    }
    return changes
  }

  private compareChanges(a: Change, b: Change): number {
    const { subject } = this.table
    return (subject[a.award] as number) - (subject[b.award] as number) || this.compare(a.award, b.award)
  }
}

/** Gives the awards at some places back what they held. */
function putBack(table: AwardTable, places: Int32Array, held: ReadonlyMap<number, Undo>): void {
  for (let k = 0; k < places.length; k++) {
    const undo = held.get(places[k] as number)
    if (!undo) continue
    const by = undo.withheld.map((one) => one.by)
    const amounts = undo.withheld.map((one) => one.amount)
    table.settleAs(k, by, amounts, amounts.length)
  }
}
