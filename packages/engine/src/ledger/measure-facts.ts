import { add, compare, type Exact } from '../base/exact.ts'
import { compileEventFormula, compileRecipients, type Ground } from '../rules/event-context.ts'
import { versionAt } from '../rules/plan.ts'
import type { Measure } from '../rules/program.ts'
import type { Basis } from './basis.ts'

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
        subject: subjects.ofKind(measure.kind).code(subject),
        value,
        code: column ? column.code(row) : -1,
      })
    })
  }
  return rows
}

/** Returns how a measure puts its facts together: as it says, or by whether it has a value. */
export function togetherAs(measure: Measure | undefined): NonNullable<Measure['as']> {
  return measure?.as ?? (measure?.value === undefined ? 'count' : 'sum')
}

/** Puts facts of a measure together; undefined is missing. Requires at least one fact for `min` and `max`. */
export function together(as: NonNullable<Measure['as']>, facts: readonly MeasureRow[]): Exact | undefined {
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
