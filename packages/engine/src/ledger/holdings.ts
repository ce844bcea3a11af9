import { compareText } from '../base/order.ts'
import type { ItemRef } from '../event/item.ts'
import type { BoundRule } from '../rules/decide.ts'
import { type AdmissionCell, admissionCells, withholdOverlaps } from './admit.ts'
import { ADMISSION, type AwardTable, comparePlaced, createAwardTable, type PlacedAward } from './award-table.ts'
import type { Basis } from './basis.ts'
import { candidatesOf } from './book-awards.ts'
import { type SettlementGroup, settlementGroups } from './groups.ts'
import { createSettle, type Settle } from './settle.ts'

/** What one award holds now. */
export interface Holding {
  readonly award: PlacedAward
  readonly granted: number
}

/** The awards of one subject that must be settled together, in the total order, and what each holds. */
interface Pile {
  readonly awards: PlacedAward[]
  held: ReadonlyMap<string, Holding>
}

/** An award's name among those of its subject: the event (or what time brought) and the rule. */
export function nameOf(award: PlacedAward): string {
  return `${award.source}\u0000${award.id}\u0000${award.ruleId}`
}

/**
 * The awards of a book, found by event, by pile and by admission cell, so that one item costs what it touches: its
 * event is decided again, and each pile it touches is settled again.
 */
export class Holdings {
  readonly basis: Basis
  private readonly piles = new Map<string, Pile>()
  private readonly byRow = new Map<number, PlacedAward[]>()
  private readonly cells = new Map<string, Map<string, PlacedAward>>()
  private readonly cellOf: AdmissionCell
  private readonly groupOf: SettlementGroup
  private readonly rules: ReadonlyMap<number, BoundRule>
  private readonly scratch = createAwardTable()
  private readonly settle: Settle

  constructor(basis: Basis, table: AwardTable) {
    this.basis = basis
    this.cellOf = admissionCells(basis.plan, basis.log)
    this.groupOf = settlementGroups(basis.plan)
    this.settle = createSettle(basis.plan, basis.log)
    this.rules = new Map(basis.decider.bound.map((bound) => [bound.version * 10_000 + bound.index, bound]))
    for (let i = 0; i < table.size; i++) {
      const award = this.placed(table, i)
      const pile = this.place(award)
      ;(pile.held as Map<string, Holding>).set(nameOf(award), { award, granted: table.granted[i] as number })
    }
  }

  private placed(table: AwardTable, i: number): PlacedAward {
    const { log, plan } = this.basis
    const row = table.row[i] as number
    const ref = row >= 0 ? { source: log.source(row), id: log.id(row) } : (table.ref(i) as ItemRef)
    return {
      kind: table.kind(i),
      row,
      ...(row < 0 && { ref }),
      subject: table.subject[i] as number,
      rule: table.rule[i] as number,
      version: table.version[i] as number,
      category: table.category[i] as number,
      time: table.time[i] as number,
      requested: table.requested[i] as number,
      ...ref,
      ruleId: plan.rules[table.rule[i] as number] ?? '',
    }
  }

  private boundOf(award: PlacedAward): BoundRule | undefined {
    return award.row < 0 ? undefined : this.rules.get(award.version * 10_000 + award.rule)
  }

  private cellNamed(award: PlacedAward): string | undefined {
    const bound = this.boundOf(award)
    return bound?.rule.admit && this.cellOf(bound, award.row)
  }

  private pileNamed(award: PlacedAward): string {
    return `${award.subject} ${this.groupOf(award.rule, award.time)}`
  }

  private place(award: PlacedAward): Pile {
    const name = this.pileNamed(award)
    let pile = this.piles.get(name)
    if (!pile) {
      pile = { awards: [], held: new Map() }
      this.piles.set(name, pile)
    }
    insert(pile.awards, award)
    if (award.row < 0) return pile
    const row = this.byRow.get(award.row)
    if (row) row.push(award)
    else this.byRow.set(award.row, [award])
    const cell = this.cellNamed(award)
    if (cell === undefined) return pile
    const members = this.cells.get(cell) ?? new Map<string, PlacedAward>()
    this.cells.set(cell, members)
    members.set(`${award.subject} ${nameOf(award)}`, award)
    return pile
  }

  private displace(row: number): readonly PlacedAward[] {
    const old = this.byRow.get(row) ?? []
    for (const award of old) {
      const awards = this.piles.get(this.pileNamed(award))?.awards
      awards?.splice(awards.indexOf(award), 1)
      const cell = this.cellNamed(award)
      if (cell !== undefined) this.cells.get(cell)?.delete(`${award.subject} ${nameOf(award)}`)
    }
    this.byRow.delete(row)
    return old
  }

  /** Decides rows anew, and returns the names of the piles that may change. */
  decideAgain(rows: Iterable<number>): Set<string> {
    const piles = new Set<string>()
    const cells = new Set<string>()
    const note = (award: PlacedAward): void => {
      piles.add(this.pileNamed(award))
      const cell = this.cellNamed(award)
      if (cell !== undefined) cells.add(cell)
    }
    for (const row of rows) {
      for (const award of this.displace(row)) note(award)
      if (this.basis.valid.rows[row] !== 1) continue
      for (const award of candidatesOf(this.basis, row)) {
        this.place(award)
        note(award)
      }
    }
    for (const cell of cells) {
      for (const award of this.cells.get(cell)?.values() ?? []) piles.add(this.pileNamed(award))
    }
    return piles
  }

  /** The names of all piles. */
  names(): Iterable<string> {
    return this.piles.keys()
  }

  /** What the awards of a pile hold, by award name. */
  held(pile: string): ReadonlyMap<string, Holding> | undefined {
    return this.piles.get(pile)?.held
  }

  /** Settles a pile anew and returns what its awards held before and hold now. */
  settleAgain(name: string): { before: ReadonlyMap<string, Holding>; after: ReadonlyMap<string, Holding> } {
    const { plan, log } = this.basis
    const pile = this.piles.get(name)
    if (!pile) return { before: new Map(), after: new Map() }
    const { awards, held: before } = pile
    const table = this.scratch
    table.reset()
    for (const award of awards) table.add(award)
    for (const [i, award] of awards.entries()) {
      if (!this.isAdmitted(award)) table.withhold(i, ADMISSION, table.granted[i] as number)
    }
    withholdOverlaps(plan, log, table, (i) => this.boundOf(awards[i] as PlacedAward))
    this.settle(table)
    const after = new Map(awards.map((award, i) => [nameOf(award), { award, granted: table.granted[i] as number }]))
    pile.held = after
    return { before, after }
  }

  private isAdmitted(award: PlacedAward): boolean {
    const atMost = this.boundOf(award)?.rule.admit?.atMost
    const cell = atMost === undefined ? undefined : this.cellNamed(award)
    if (cell === undefined || atMost === undefined) return true
    const { subjects } = this.basis
    const id = subjects.id(award.subject)
    const before = new Set<string>()
    for (const one of this.cells.get(cell)?.values() ?? []) {
      const other = subjects.id(one.subject)
      if (compareText(other, id) < 0) before.add(other)
    }
    return before.size < atMost
  }
}

/** Inserts an award into a list that is in the total order. */
function insert(awards: PlacedAward[], award: PlacedAward): void {
  let low = 0
  let high = awards.length
  const last = awards[high - 1]
  if (last && comparePlaced(last, award) <= 0) low = high
  while (low < high) {
    const middle = (low + high) >> 1
    if (comparePlaced(awards[middle] as PlacedAward, award) <= 0) low = middle + 1
    else high = middle
  }
  awards.splice(low, 0, award)
}
