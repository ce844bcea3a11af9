import { compareText } from '../base/order.ts'
import type { Texts } from '../base/texts.ts'
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
  /** The same for an id given by its code in the log's texts. */
  codeOfText(kind: string, text: number): number
  find(kind: string, id: string): number
  kind(code: number): string
  id(code: number): string
}

/** Returns an empty subject index over ids coded in `texts`. */
export function createSubjectIndex(texts: Texts): SubjectIndex {
  const kinds = new Map<string, Int32Array>()
  const all: SubjectRef[] = []
  const codeOfText = (kind: string, text: number): number => {
    let codes = kinds.get(kind)
    if (!codes || text >= codes.length) {
      codes = grown(codes ?? new Int32Array(0), text + 1, -1)
      kinds.set(kind, codes)
    }
    let code = codes[text] as number
    if (code < 0) {
      code = all.push({ kind, id: texts.text(text) }) - 1
      codes[text] = code
    }
    return code
  }
  return {
    get size() {
      return all.length
    },
    codeOfText,
    code: (kind, id) => codeOfText(kind, texts.code(id)),
    find: (kind, id) => kinds.get(kind)?.[texts.find(id)] ?? -1,
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

/** The codes of a bound rule that its awards carry. */
export interface RuleCodes {
  readonly index: number
  readonly version: number
  readonly category: number
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
  /** Adds what a rule gives for the event of a row. */
  addForEvent(row: number, subject: number, bound: RuleCodes, time: number, requested: number): number
  /** Notes that `by` withheld `amount` units (of the award's own sign) of award `i`. */
  withhold(i: number, by: number, amount: number): void
  /** What was withheld from award `i`, in the order it happened. */
  withheld(i: number): readonly { readonly by: number; readonly amount: number }[]
  /** Empties the table, keeping its room for the next use. */
  reset(): void
  /** How many awards each limit (by its place) withheld something from. */
  countWithheld(limits: number): Float64Array
}

/** Returns an empty award table. */
export function createAwardTable(): AwardTable {
  const kind: AwardKind[] = []
  const refs = new Map<number, ItemRef>()
  // What was withheld, one record each; `last` leads from an award to its latest record, `before` to the one before.
  let records = 0
  let last = new Int32Array(0)
  let before = new Int32Array(0)
  let takenBy = new Int32Array(0)
  let taken = new Float64Array(0)
  let size = 0
  let row = new Int32Array(0)
  let subject = new Int32Array(0)
  let rule = new Int32Array(0)
  let version = new Int32Array(0)
  let category = new Int32Array(0)
  let time = new Float64Array(0)
  let requested = new Float64Array(0)
  let granted = new Float64Array(0)
  const room = (of: AwardKind): number => {
    const i = size++
    if (size > row.length) {
      row = grown(row, size, 0)
      subject = grown(subject, size, 0)
      rule = grown(rule, size, 0)
      version = grown(version, size, 0)
      category = grown(category, size, 0)
      time = grown(time, size, 0)
      requested = grown(requested, size, 0)
      granted = grown(granted, size, 0)
      last = grown(last, size, -1)
    }
    kind.push(of)
    return i
  }
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
      const i = room(award.kind)
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
    addForEvent(eventRow, eventSubject, bound, at, points) {
      const i = room('award')
      row[i] = eventRow
      subject[i] = eventSubject
      rule[i] = bound.index
      version[i] = bound.version
      category[i] = bound.category
      time[i] = at
      requested[i] = points
      granted[i] = points
      return i
    },
    withhold(i, by, amount) {
      granted[i] = (granted[i] as number) - amount
      const record = records++
      if (records > taken.length) {
        before = grown(before, records, -1)
        takenBy = grown(takenBy, records, 0)
        taken = grown(taken, records, 0)
      }
      before[record] = last[i] as number
      takenBy[record] = by
      taken[record] = amount
      last[i] = record
    },
    withheld(i) {
      const found: { by: number; amount: number }[] = []
      for (let record = last[i] as number; record >= 0; record = before[record] as number) {
        found.push({ by: takenBy[record] as number, amount: taken[record] as number })
      }
      return found.reverse()
    },
    reset() {
      last.fill(-1, 0, size)
      size = 0
      records = 0
      kind.length = 0
      refs.clear()
    },
    countWithheld(limits) {
      const counts = new Float64Array(limits)
      for (let record = 0; record < records; record++) {
        const by = takenBy[record] as number
        if (by >= 0) counts[by] = (counts[by] as number) + 1
      }
      return counts
    },
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
