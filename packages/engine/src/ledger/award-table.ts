import { compareText } from '../base/order.ts'
import { grown } from '../event/column.ts'
import type { ItemRef } from '../event/item.ts'
import type { SubjectRef } from '../subjects/fact.ts'

/**
 * Awards. The stage `ledger` decides what of each award is granted, over the set of all valid ones, and keeps the
 * account of it; it leaves what the sums are worth to the standings.
 */
export type AwardKind = 'award' | 'expectation' | 'grant' | 'adjustment'

/** Subjects of all kinds coded once as small whole numbers. */
export interface SubjectIndex {
  readonly size: number
  code(kind: string, id: string): number
  find(kind: string, id: string): number
  kind(code: number): string
  id(code: number): string
}

/** Returns an empty subject index. */
export function createSubjectIndex(): SubjectIndex {
  const kinds = new Map<string, Map<string, number>>()
  const all: SubjectRef[] = []
  return {
    get size() {
      return all.length
    },
    code(kind, id) {
      const ids = kinds.get(kind) ?? new Map<string, number>()
      if (ids.size === 0) kinds.set(kind, ids)
      let code = ids.get(id)
      if (code === undefined) {
        code = all.push({ kind, id }) - 1
        ids.set(id, code)
      }
      return code
    },
    find: (kind, id) => kinds.get(kind)?.get(id) ?? -1,
    kind: (code) => (all[code] as SubjectRef).kind,
    id: (code) => (all[code] as SubjectRef).id,
  }
}

/** What withheld part of an award: a limit by its place in `plan.limits`, admission, or an overlap. */
export const ADMISSION = -1
/** The code for an award withheld because its time overlaps another rule's. */
export const OVERLAP = -2

/** One award about to enter a table. */
export interface NewAward {
  readonly kind: AwardKind
  /** The row of the event, or -1 for what no single event gave. */
  readonly row: number
  /** Source and id where there is no row. */
  readonly ref?: ItemRef
  readonly subject: number
  readonly rule: number
  readonly version: number
  readonly category: number
  readonly time: number
  readonly requested: number
}

/** Awards (得分) in columns, in the total order; nothing is ever dropped from it. */
export interface AwardTable {
  readonly size: number
  readonly kind: readonly AwardKind[]
  readonly row: Int32Array
  readonly subject: Int32Array
  readonly rule: Int32Array
  readonly version: Int32Array
  readonly category: Int32Array
  readonly time: Float64Array
  readonly requested: Float64Array
  readonly granted: Float64Array
  /** The source and id of an award without a row. */
  ref(i: number): ItemRef | undefined
  add(award: NewAward): number
  /** Notes that `by` withheld `amount` units (of the award's own sign) of award `i`. */
  withhold(i: number, by: number, amount: number): void
  /** What was withheld from award `i`, in the order it happened. */
  withheld(i: number): readonly { readonly by: number; readonly amount: number }[]
}

/** Returns an empty award table. */
export function createAwardTable(): AwardTable {
  const kind: AwardKind[] = []
  const refs = new Map<number, ItemRef>()
  const taken = new Map<number, { by: number; amount: number }[]>()
  let size = 0
  let [row, subject, rule, version, category] = Array.from({ length: 5 }, () => new Int32Array(0)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ]
  let [time, requested, granted] = Array.from({ length: 3 }, () => new Float64Array(0)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  return {
    kind,
    get size() {
      return size
    },
    get row() {
      return row
    },
    get subject() {
      return subject
    },
    get rule() {
      return rule
    },
    get version() {
      return version
    },
    get category() {
      return category
    },
    get time() {
      return time
    },
    get requested() {
      return requested
    },
    get granted() {
      return granted
    },
    ref: (i) => refs.get(i),
    add(award) {
      const i = size++
      if (size > row.length) {
        ;[row, subject, rule, version, category] = [row, subject, rule, version, category].map((one) =>
          grown(one, size, 0),
        ) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array]
        ;[time, requested, granted] = [time, requested, granted].map((one) => grown(one, size, 0)) as [
          Float64Array,
          Float64Array,
          Float64Array,
        ]
      }
      kind.push(award.kind)
      row[i] = award.row
      subject[i] = award.subject
      rule[i] = award.rule
      version[i] = award.version
      category[i] = award.category
      time[i] = award.time
      requested[i] = award.requested
      granted[i] = award.requested
      if (award.ref) refs.set(i, award.ref)
      return i
    },
    withhold(i, by, amount) {
      granted[i] = (granted[i] as number) - amount
      const list = taken.get(i)
      if (list) list.push({ by, amount })
      else taken.set(i, [{ by, amount }])
    },
    withheld: (i) => taken.get(i) ?? [],
  }
}

/** An award with its place in the total order: time, source, id, then rule id. */
export interface Placed {
  readonly time: number
  readonly source: string
  readonly id: string
  readonly ruleId: string
}

/** Compares two awards by the total order of their events, then by rule id. */
export function comparePlaced(a: Placed, b: Placed): number {
  return (
    a.time - b.time || compareText(a.source, b.source) || compareText(a.id, b.id) || compareText(a.ruleId, b.ruleId)
  )
}
