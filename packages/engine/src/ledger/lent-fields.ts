import type { Level } from '../event/activity.ts'
import type { Log } from '../event/log.ts'
import type { Plan } from '../rules/plan.ts'

/*
 * A place in a field period has the fields of that period, though no single event gave it. Its row tells where to read
 * them: below -1, the level of the period and the row of its first event. A row of -1 has no fields.
 */

/** Returns the row of a place in the period of a level that begins with the event of a row. */
export function lentRow(plan: Plan, level: string, first: number): number {
  const levels = [...plan.levels.keys()]
  return -2 - (first * levels.length + levels.indexOf(level))
}

function lender(plan: Plan): (row: number) => { readonly first: number; readonly level: Level } {
  const levels = [...plan.levels.values()]
  return (row) => {
    const place = (-2 - row) % levels.length
    return { first: (-2 - row - place) / levels.length, level: levels[place] as Level }
  }
}

/** Returns how the values of a field tell awards apart by their rows: a code for each value, 0 for none. */
export function fieldCodes(plan: Plan, log: Log, field: string): (row: number) => number {
  const column = log.column(field)
  const lentBy = lender(plan)
  const lent = (row: number): number => {
    const { first, level } = lentBy(row)
    return level.fields?.includes(field) ? column.code(first) + 1 : 0
  }
  return (row) => (row >= 0 ? column.code(row) + 1 : row === -1 ? 0 : lent(row))
}

/** Returns the row that tells in which period of a level an award is, or -1: a place lends only its own fields. */
export function periodRows(plan: Plan, level: Level): (row: number) => number {
  const lentBy = lender(plan)
  return (row) => {
    if (row >= -1) return row
    const { first, level: own } = lentBy(row)
    return level.fields?.every((field) => own.fields?.includes(field)) ? first : -1
  }
}
