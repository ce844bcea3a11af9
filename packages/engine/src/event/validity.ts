import { compareDated } from '../base/order.ts'
import { instantOf, itemKey, type Retraction } from './item.ts'
import type { Log, OtherItem } from './log.ts'

/** What a computation looks at: items dated up to `asOf` and received up to `receivedBy`. */
export interface View {
  /** Moves forward under a book. */
  asOf: number
  readonly receivedBy: number
}

/** Which items of a log are visible in a view and not taken back. */
export interface Valid {
  /** 1 for each valid row; grows under a book. */
  rows: Uint8Array
  /** Renewed under a book. */
  others: readonly OtherItem[]
}

/** The items of a log other than events that a view sees, and what valid retractions among them take back. */
interface OthersSeen {
  readonly visible: readonly OtherItem[]
  readonly retractions: readonly Retraction[]
  readonly taken: ReadonlySet<string>
}

/**
 * Decides validity over the set: an item is valid when no valid retraction targets it. A retraction of a retraction
 * counts only when it is later in the total order, so that there are no circles.
 */
function othersSeen(log: Log, view: View): OthersSeen {
  const seen = (item: OtherItem): boolean => item.receivedAt <= view.receivedBy && instantOf(item) <= view.asOf
  const visible = log.others.filter(seen)
  const retractions = visible
    .filter((item): item is Retraction => item.kind === 'retraction')
    .sort((a, b) => compareDated(b, a))
  const taken = new Set<string>()
  const position = new Map(retractions.map((one, i) => [itemKey(one), i]))
  retractions.forEach((one, i) => {
    if (taken.has(itemKey(one))) return
    const target = itemKey(one.target)
    const place = position.get(target)
    if (place === undefined || place > i) taken.add(target)
  })
  return { visible, retractions, taken }
}

const notTaken = ({ visible, taken }: OthersSeen): OtherItem[] =>
  taken.size === 0 ? [...visible] : visible.filter((item) => !taken.has(itemKey(item)))

/** Returns the valid items of a log that are no events. */
export function validOthers(log: Log, view: View): readonly OtherItem[] {
  return notTaken(othersSeen(log, view))
}

/** Returns the valid items of a log in a view. */
export function validItems(log: Log, view: View): Valid {
  const others = othersSeen(log, view)
  const rows = visibleRows(log, view)
  for (const one of others.retractions) {
    const row = others.taken.has(itemKey(one.target)) ? log.row(one.target) : undefined
    if (row !== undefined) rows[row] = 0
  }
  return { rows, others: notTaken(others) }
}

/** Marks the rows that are dated and received in time. */
function visibleRows({ table }: Log, { asOf, receivedBy }: View): Uint8Array {
  const rows = new Uint8Array(table.size)
  const { times } = table
  const isLate =
    receivedBy === Number.POSITIVE_INFINITY ? () => false : (row: number) => table.received(row) > receivedBy
  for (let row = 0; row < rows.length; row++) if ((times[row] as number) <= asOf && !isLate(row)) rows[row] = 1
  return rows
}
