import { compareText } from '../base/order.ts'
import type { BoundRule } from '../rules/decide.ts'
import { admissionCells } from './admit.ts'
import type { AwardTable } from './award-table.ts'
import type { Basis } from './basis.ts'

/** The admission cells of a book: which awards of a table stand in each, so that a newcomer finds whom it displaces. */
export class AdmissionMembers {
  private readonly basis: Basis
  private readonly table: AwardTable
  private readonly cellOf: (bound: BoundRule, row: number) => string | undefined
  private readonly rules: readonly (BoundRule | undefined)[]
  private readonly cells = new Map<string, Set<number>>()
  /** The cells that came to hold other awards since they were last asked for. */
  private readonly touched = new Set<string>()

  constructor(basis: Basis, table: AwardTable) {
    const { plan, log, decider } = basis
    this.basis = basis
    this.table = table
    this.cellOf = admissionCells(plan, log)
    const rules: (BoundRule | undefined)[] = []
    for (const bound of decider.bound) rules[bound.version * plan.rules.length + bound.index] = bound
    this.rules = rules
  }

  /** The rule behind an award of an event. */
  boundOf(i: number): BoundRule | undefined {
    const { row, version, rule } = this.table
    if ((row[i] as number) < 0) return undefined
    return this.rules[(version[i] as number) * this.basis.plan.rules.length + (rule[i] as number)]
  }

  private cellNamed(i: number): string | undefined {
    const bound = this.boundOf(i)
    return bound?.rule.admit && this.cellOf(bound, this.table.row[i] as number)
  }

  /** Adds an award to its cell, if its rule admits not everyone. */
  add(i: number): void {
    const cell = this.cellNamed(i)
    if (cell === undefined) return
    const members = this.cells.get(cell)
    if (members) members.add(i)
    else this.cells.set(cell, new Set([i]))
    this.touched.add(cell)
  }

  /** Takes an award out of its cell. */
  remove(i: number): void {
    const cell = this.cellNamed(i)
    if (cell === undefined) return
    this.cells.get(cell)?.delete(i)
    this.touched.add(cell)
  }

  /** Returns the awards of the cells that came to hold others, and forgets which cells these are. */
  takeTouched(): number[] {
    if (this.touched.size === 0) return []
    const members = [...this.touched].flatMap((cell) => [...(this.cells.get(cell) ?? [])])
    this.touched.clear()
    return members
  }

  /** Whether an award's subject is among those that its cell admits. */
  isAdmitted(i: number): boolean {
    const atMost = this.boundOf(i)?.rule.admit?.atMost
    const cell = atMost === undefined ? undefined : this.cellNamed(i)
    if (cell === undefined || atMost === undefined) return true
    const { subjects } = this.basis
    const { subject } = this.table
    const id = subjects.id(subject[i] as number)
    const before = new Set<number>()
    for (const other of this.cells.get(cell) ?? []) {
      const code = subject[other] as number
      if (compareText(subjects.id(code), id) < 0) before.add(code)
    }
    return before.size < atMost
  }
}
