import { add, compare, type Exact } from '../base/exact.ts'
import type { Basis } from '../ledger/book-awards.ts'
import { compileEventFormula, compileRecipients, type Ground } from '../rules/event-context.ts'
import { versionAt } from '../rules/plan.ts'
import type { Measure } from '../rules/program.ts'
import type { PeriodTable } from './periods.ts'

/** One fact that a measure counts. */
export interface MeasureRow {
  readonly row: number
  readonly subject: number
  readonly value: Exact
  /** The code of the field that `distinct` counts by. */
  readonly code: number
}

/** The definition of a measure that says how its facts are put together: the newest version's. */
export function measureNamed(basis: Basis, id: string): Measure | undefined {
  for (let i = basis.plan.versions.length - 1; i >= 0; i--) {
    const found = basis.plan.versions[i]?.measures?.find((one) => one.id === id)
    if (found) return found
  }
  return undefined
}

/** Returns the facts of a measure in the total order, each judged by the version in force when it occurred. */
export function measureRows(basis: Basis, id: string): MeasureRow[] {
  const { plan, log, valid, subjects, decider } = basis
  const definition = measureNamed(basis, id)
  const column = definition?.field === undefined ? undefined : log.column(definition.field)
  const bound = plan.versions.map((program, version) => {
    const measure = program.measures?.find((one) => one.id === id)
    const ground = decider.grounds[version] as Ground
    return (
      measure && {
        on: new Set(measure.on),
        kind: measure.to.kind,
        when: measure.when === undefined ? undefined : compileEventFormula(ground, measure.when),
        value: measure.value === undefined ? undefined : compileEventFormula(ground, measure.value),
        reach: compileRecipients(ground, measure.to),
      }
    )
  })
  const rows: MeasureRow[] = []
  const context = { row: 0, kind: '', subject: 0 }
  const types = [...new Set(bound.flatMap((measure) => [...(measure?.on ?? [])]))]
  for (const row of log.orderedOf(types)) {
    if (valid.rows[row] !== 1) continue
    const measure = bound[versionAt(plan, log.time(row))]
    if (!measure?.on.has(log.type(row))) continue
    measure.reach(row, (subject) => {
      context.row = row
      context.kind = measure.kind
      context.subject = subject
      if (measure.when && measure.when(context) !== true) return
      const value = measure.value ? measure.value(context) : 1
      if (typeof value !== 'number' && typeof value !== 'object') return
      rows.push({
        row,
        subject: subjects.codeOfText(measure.kind, subject),
        value,
        code: column ? column.code(row) : -1,
      })
    })
  }
  return rows
}

/** Facts of one measure gathered by period and subject. */
export interface MeasureTable {
  value(period: number, subject: number): Exact | undefined
  rows(period: number, subject: number): readonly MeasureRow[]
}

/** Returns a measure by period and subject. */
export function measureTable(basis: Basis, id: string, rows: readonly MeasureRow[], table: PeriodTable): MeasureTable {
  const definition = measureNamed(basis, id)
  const as = definition?.as ?? (definition?.value === undefined ? 'count' : 'sum')
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

function together(as: NonNullable<Measure['as']>, facts: readonly MeasureRow[]): Exact | undefined {
  switch (as) {
    case 'count':
      return facts.length
    case 'distinct':
      return new Set(facts.map((one) => one.code).filter((code) => code >= 0)).size
    case 'sum':
      return facts.reduce<Exact>((sum, one) => add(sum, one.value), 0)
    default:
      return facts
        .map((one) => one.value)
        .reduce((best, value) => (compare(value, best) < 0 === (as === 'min') ? value : best))
  }
}
