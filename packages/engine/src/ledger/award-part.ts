import { compareText } from '../base/order.ts'
import type { ItemRef } from '../event/item.ts'
import type { Log } from '../event/log.ts'
import { type AwardKind, AwardTable } from './award-table.ts'

/** The awards of some rules in a table: their places in the total order, and the number among them of each place. */
export interface AwardPart {
  readonly places: Int32Array
  /** The number within the part, or -1 for an award outside it. */
  readonly numbers: Int32Array
  /** The awards themselves, as candidates. */
  readonly candidates: AwardTable
  /** The codes of the categories they stand in. */
  readonly categories: ReadonlySet<number>
}

/** Returns the part of a table that rules (1 for each code that belongs) gave. */
export function awardPart(table: AwardTable, rules: Uint8Array): AwardPart {
  const { size, rule } = table
  const numbers = new Int32Array(size).fill(-1)
  let count = 0
  for (let i = 0; i < size; i++) if (rules[rule[i] as number] === 1) numbers[i] = count++
  const places = new Int32Array(count)
  for (let i = 0; i < size; i++) if ((numbers[i] as number) >= 0) places[numbers[i] as number] = i
  const categories = new Set<number>()
  for (const place of places) categories.add(table.category[place] as number)
  return { places, numbers, candidates: table.candidates(places), categories }
}

/** Returns whether awards settled anew are for the same events, subjects and rules as a part. */
export function isSamePart(table: AwardTable, { places }: AwardPart, anew: AwardTable): boolean {
  if (anew.size !== places.length) return false
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number
    if (
      anew.row[i] !== table.row[place] ||
      anew.rule[i] !== table.rule[place] ||
      anew.subject[i] !== table.subject[place] ||
      anew.category[i] !== table.category[place] ||
      anew.time[i] !== table.time[place] ||
      ((anew.row[i] as number) < 0 && !isSameOther(table, place, anew, i))
    )
      return false
  }
  return true
}

/** Whether two awards that no single event gave are for the same thing. */
function isSameOther(a: AwardTable, i: number, b: AwardTable, j: number): boolean {
  const [left, right] = [a.ref(i), b.ref(j)]
  return a.kind(i) === b.kind(j) && left?.id === right?.id && left?.source === right?.source
}

/** A table in which a part of the awards was settled anew; everything else is shared with the table before. */
export class PatchedAwards extends AwardTable {
  private readonly old: AwardTable
  private readonly part: AwardPart
  private readonly anew: AwardTable
  private readonly limits: ReadonlySet<number>

  /** Requires that the part is for the same events, and `limits` to be those that cover its rules. */
  constructor(old: AwardTable, part: AwardPart, anew: AwardTable, limits: ReadonlySet<number>) {
    super(0)
    this.old = old
    this.part = part
    this.anew = anew
    this.limits = limits
    this.size = old.size
    this.row = old.row
    this.subject = old.subject
    this.rule = old.rule
    this.version = old.version
    this.category = old.category
    this.time = old.time
    this.requested = old.requested.slice()
    this.granted = old.granted.slice()
    const { places } = part
    for (let i = 0; i < places.length; i++) {
      const place = places[i] as number
      this.requested[place] = anew.requested[i] as number
      this.granted[place] = anew.granted[i] as number
    }
  }

  private within(i: number): number {
    return this.part.numbers[i] as number
  }

  override kind(i: number): AwardKind {
    return this.old.kind(i)
  }

  override ref(i: number): ItemRef | undefined {
    return this.old.ref(i)
  }

  override withheld(i: number): readonly { readonly by: number; readonly amount: number }[] {
    const number = this.within(i)
    return number < 0 ? this.old.withheld(i) : this.anew.withheld(number)
  }

  override countWithheld(limits: number): Float64Array {
    const counts = this.old.countWithheld(limits).slice()
    const own = this.anew.countWithheld(limits)
    for (const limit of this.limits) counts[limit] = own[limit] as number
    return counts
  }
}

/** Returns a table with a part replaced by other awards, in the total order. */
export function mergedAwards(
  log: Log,
  old: AwardTable,
  { numbers }: AwardPart,
  anew: AwardTable,
  rules: readonly string[],
): AwardTable {
  const merged = new AwardTable(old.size + anew.size)
  const ref = (table: AwardTable, i: number): ItemRef => {
    const row = table.row[i] as number
    return row >= 0 ? { source: log.source(row), id: log.id(row) } : (table.ref(i) as ItemRef)
  }
  const isBefore = (i: number, j: number): boolean => {
    const byTime = (old.time[i] as number) - (anew.time[j] as number)
    if (byTime !== 0) return byTime < 0
    const [a, b] = [ref(old, i), ref(anew, j)]
    const byEvent = compareText(a.source, b.source) || compareText(a.id, b.id)
    return (byEvent || compareText(rules[old.rule[i] as number] ?? '', rules[anew.rule[j] as number] ?? '')) < 0
  }
  let next = 0
  for (let i = 0; i < old.size; i++) {
    if ((numbers[i] as number) >= 0) continue
    while (next < anew.size && !isBefore(i, next)) merged.take(anew, next++)
    merged.take(old, i)
  }
  while (next < anew.size) merged.take(anew, next++)
  return merged
}
