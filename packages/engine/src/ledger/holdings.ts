import { compareText } from '../base/order.ts'
import type { ItemRef } from '../event/item.ts'
import type { BoundRule } from '../rules/decide.ts'
import { type AdmissionCell, admissionCells, withholdOverlaps } from './admit.ts'
import { ADMISSION, type AwardTable, comparePlaced, createAwardTable } from './award-table.ts'
import { type Basis, candidatesOf, type PlacedAward } from './book-awards.ts'
import { settle } from './settle.ts'

/** What one award holds now. */
export interface Holding {
  readonly award: PlacedAward
  readonly granted: number
}

/** An award's name among those of its subject: the event (or what time brought) and the rule. */
export function nameOf(award: PlacedAward): string {
  return `${award.source}\u0000${award.id}\u0000${award.ruleId}`
}

/**
 * The awards of a book, found by event, by subject and by admission cell, so that one item costs what it touches:
 * its event is decided again, and each subject it touches is settled again.
 */
export class Holdings {
  readonly basis: Basis
  /** What each subject (by code) holds, by award name. */
  readonly held = new Map<number, ReadonlyMap<string, Holding>>()
  private readonly byRow = new Map<number, PlacedAward[]>()
  private readonly bySubject = new Map<number, Map<string, PlacedAward>>()
  private readonly cells = new Map<string, Map<string, PlacedAward>>()
  private readonly cellOf: AdmissionCell
  private readonly rules: ReadonlyMap<number, BoundRule>

  constructor(basis: Basis, table: AwardTable) {
    this.basis = basis
    this.cellOf = admissionCells(basis.plan, basis.log)
    this.rules = new Map(basis.decider.bound.map((bound) => [bound.version * 10_000 + bound.index, bound]))
    const held = new Map<number, Map<string, Holding>>()
    for (let i = 0; i < table.size; i++) {
      const award = this.placed(table, i)
      this.place(award)
      const own = held.get(award.subject) ?? new Map<string, Holding>()
      held.set(award.subject, own)
      own.set(nameOf(award), { award, granted: table.granted[i] as number })
    }
    for (const [subject, own] of held) this.held.set(subject, own)
  }

  private placed(table: AwardTable, i: number): PlacedAward {
    const { log, plan } = this.basis
    const row = table.row[i] as number
    const ref = row >= 0 ? { source: log.source(row), id: log.id(row) } : (table.ref(i) as ItemRef)
    return {
      kind: table.kind[i] as PlacedAward['kind'],
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
    return bound && this.cellOf(bound, award.row)
  }

  private place(award: PlacedAward): void {
    const own = this.bySubject.get(award.subject) ?? new Map<string, PlacedAward>()
    this.bySubject.set(award.subject, own)
    own.set(nameOf(award), award)
    if (award.row < 0) return
    const row = this.byRow.get(award.row)
    if (row) row.push(award)
    else this.byRow.set(award.row, [award])
    const cell = this.cellNamed(award)
    if (cell === undefined) return
    const members = this.cells.get(cell) ?? new Map<string, PlacedAward>()
    this.cells.set(cell, members)
    members.set(`${award.subject} ${nameOf(award)}`, award)
  }

  private displace(row: number): readonly PlacedAward[] {
    const old = this.byRow.get(row) ?? []
    for (const award of old) {
      this.bySubject.get(award.subject)?.delete(nameOf(award))
      const cell = this.cellNamed(award)
      if (cell !== undefined) this.cells.get(cell)?.delete(`${award.subject} ${nameOf(award)}`)
    }
    this.byRow.delete(row)
    return old
  }

  /** Decides rows anew, and returns the subjects whose awards that may change. */
  decideAgain(rows: Iterable<number>): Set<number> {
    const subjects = new Set<number>()
    const cells = new Set<string>()
    const note = (award: PlacedAward): void => {
      subjects.add(award.subject)
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
    for (const cell of cells) for (const award of this.cells.get(cell)?.values() ?? []) subjects.add(award.subject)
    return subjects
  }

  /** Settles all awards of one subject anew and returns what each holds then. */
  settleSubject(subject: number): ReadonlyMap<string, Holding> {
    const { plan, log } = this.basis
    const awards = [...(this.bySubject.get(subject)?.values() ?? [])].sort(comparePlaced)
    const table = createAwardTable()
    for (const award of awards) table.add(award)
    for (const [i, award] of awards.entries()) {
      if (!this.isAdmitted(award)) table.withhold(i, ADMISSION, table.granted[i] as number)
    }
    withholdOverlaps(plan, log, table, (i) => this.boundOf(awards[i] as PlacedAward))
    settle(plan, log, table)
    return new Map(awards.map((award, i) => [nameOf(award), { award, granted: table.granted[i] as number }]))
  }

  private isAdmitted(award: PlacedAward): boolean {
    const cell = this.cellNamed(award)
    const atMost = this.boundOf(award)?.rule.admit?.atMost
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
