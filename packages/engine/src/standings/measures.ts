import type { Exact } from '../base/exact.ts'
import type { Basis } from '../ledger/basis.ts'
import { type MeasureRow, measureNamed, together, togetherAs } from '../ledger/measure-facts.ts'
import type { PeriodTable } from '../ledger/periods.ts'

/**
 * Measures by period. The stage `standings` decides what sums are worth: measures, populations, scores, ranks and tiers
 * of each period; it leaves who may see them to the lists and the server.
 */
export interface MeasureTable {
  value(period: number, subject: number): Exact | undefined
  rows(period: number, subject: number): readonly MeasureRow[]
}

/** Returns a measure by period and subject. */
export function measureTable(basis: Basis, id: string, rows: readonly MeasureRow[], table: PeriodTable): MeasureTable {
  const as = togetherAs(measureNamed(basis, id))
  const cells = new Map<number, MeasureRow[]>()
  const width = basis.subjects.size + 1
  for (const one of rows) {
    const period = table.of(basis.log.time(one.row), one.row)
    if (period < 0) continue
    const cell = cells.get(period * width + one.subject)
    if (cell) cell.push(one)
    else cells.set(period * width + one.subject, [one])
  }
  const values = new Map<number, Exact | undefined>()
  for (const [cell, facts] of cells) values.set(cell, together(as, facts))
  const inRange = (subject: number): boolean => subject >= 0 && subject < width
  return {
    value(period, subject) {
      const found = inRange(subject) ? values.get(period * width + subject) : undefined
      return found ?? (as === 'min' || as === 'max' ? undefined : 0)
    },
    rows: (period, subject) => (inRange(subject) ? (cells.get(period * width + subject) ?? []) : []),
  }
}
