import { type Decision, type Item, type ItemRef, instantOf } from '../event/item.ts'
import { createLog, type Log, type Outcome } from '../event/log.ts'
import {
  type AwardKind,
  comparePlaced,
  createSubjectIndex,
  type Placed,
  type SubjectIndex,
} from '../ledger/award-table.ts'
import { type Basis, basisOf } from '../ledger/basis.ts'
import { bookAwards } from '../ledger/book-awards.ts'
import type { Cause, Entry, EntryKind } from '../ledger/entry.ts'
import { type Change, Holdings } from '../ledger/holdings.ts'
import type { Plan } from '../rules/plan.ts'
import { Scorer } from '../standings/scorer.ts'
import { nextChange, nextOverdue, touchesExpectation } from './due.ts'
import { touchesDerived } from './due-derived.ts'
import { freezesInForce } from './freeze.ts'
import type { Result } from './result.ts'
import { instantIn, latestInstant, score } from './score.ts'

/** What recording one item did: its outcome, and the entries that the ledger (台账) grew by. */
export interface Recording extends Outcome {
  readonly entries: readonly Entry[]
}

/** Why entries are booked, and the event that is the cause itself. */
interface Booking {
  readonly cause: Cause
  readonly own: ItemRef | undefined
  readonly reversed: boolean
}

/**
 * A book takes items one by one and keeps the ledger: only what an item touches is settled again, and the entries it
 * appends always add up to what a full scoring gives.
 */
export class Book {
  readonly plan: Plan
  readonly log: Log
  private holdings: Holdings
  private nextSeq = 1
  private nextChange = Number.POSITIVE_INFINITY
  private frozenSpans: readonly { start: number; end: number }[] = []
  private latest: Result | undefined

  constructor(plan: Plan, log: Log, asOf: number) {
    this.plan = plan
    this.log = log
    this.holdings = this.holdAll(asOf, createSubjectIndex(log.texts))
  }

  /** The instant up to which the book looks. */
  get asOf(): number {
    return this.basis.view.asOf
  }

  private get basis(): Basis {
    return this.holdings.basis
  }

  /** Scores everything and takes it over. */
  private holdAll(asOf: number, subjects: SubjectIndex): Holdings {
    const basis = basisOf(this.plan, this.log, { asOf, receivedBy: Number.POSITIVE_INFINITY }, subjects)
    const table = bookAwards(basis)
    const scorer = new Scorer({ basis, awards: table, vetoes: [] })
    this.frozenSpans = freezesInForce(basis).flatMap(({ level, key }) => {
      const periods = this.plan.levels.get(level)?.window && scorer.facts.periods(level)
      const span = periods?.periods[periods.find(key)]
      return span ? [{ start: span.start, end: span.end }] : []
    })
    this.nextChange = nextChange(basis)
    return new Holdings(basis, table)
  }

  /** Records one item. Refuses what cannot be read, with every mistake; a duplicate changes nothing. */
  record(record: unknown): Recording {
    const rows = this.log.rows
    const outcome = this.log.add(record)
    if (outcome.outcome !== 'created') return { ...outcome, entries: [] }
    this.latest = undefined
    const row = this.log.rows > rows ? rows : undefined
    const item = row === undefined ? (this.log.others[this.log.others.length - 1] as Item) : this.log.event(row)
    const cause = { source: item.source, id: item.id }
    if (row !== undefined) this.growValidity()
    if (instantOf(item) > this.asOf) {
      this.nextChange = Math.min(this.nextChange, instantOf(item))
      return { ...outcome, entries: [] }
    }
    const touched = row === undefined ? this.touchedBy(item) : this.touchedByEvent(row, item)
    if (touched === 'all') {
      const own = item.kind === 'retraction' ? { own: item.target, reversed: true } : { own: cause, reversed: false }
      return { ...outcome, entries: this.bookAll(this.asOf, { cause, ...own }) }
    }
    return { ...outcome, entries: touched === undefined ? [] : this.bookRow(touched, cause) }
  }

  /** Moves time forward: windows that ended settle, and what was dated later comes into view. */
  advance(to: number | string): readonly Entry[] {
    const asOf = instantIn(this.plan, to)
    if (asOf === undefined) throw new RangeError(`Not an instant: ${to}`)
    if (asOf <= this.asOf) return []
    this.latest = undefined
    if (asOf >= this.nextChange) return this.bookAll(asOf, { cause: { asOf }, own: undefined, reversed: false })
    this.basis.view.asOf = asOf
    return []
  }

  /** The result of everything recorded so far, as a full scoring gives it. */
  result(): Result {
    this.latest ??= score(this.plan, this.log, { asOf: this.asOf })
    return this.latest
  }

  /** What every award holds now, by subject, event and rule: the sum of the ledger's entries. */
  *granted(): Iterable<{ subject: string; rule: string; event: ItemRef; granted: number }> {
    const { holdings } = this
    const { subjects, plan } = this.basis
    const { subject, rule, granted } = holdings.table
    for (const i of holdings.held()) {
      const code = subject[i] as number
      yield {
        subject: `${subjects.kind(code)}/${subjects.id(code)}`,
        rule: plan.rules[rule[i] as number] ?? '',
        event: holdings.refOf(i),
        granted: granted[i] as number,
      }
    }
  }

  private growValidity(): void {
    const { valid } = this.basis
    if (valid.rows.length >= this.log.rows) return
    const rows = new Uint8Array(Math.max(this.log.rows, valid.rows.length * 2, 64))
    rows.set(valid.rows)
    valid.rows = rows
  }

  private touchedByEvent(row: number, event: Item): number | 'all' {
    return this.log.retractionsOf(event).length > 0 || this.touchesMore(row) ? 'all' : row
  }

  /** Whether an event may change more than its own awards and those that share their limits. */
  private touchesMore(row: number): boolean {
    return touchesExpectation(this.basis, row) || touchesDerived(this.basis, row)
  }

  /** The row whose awards an item other than an event may change, `all` when it touches more, undefined for none. */
  private touchedBy(item: Item): number | 'all' | undefined {
    if (item.kind === 'decision') return changesAwards(item) ? 'all' : undefined
    if (item.kind !== 'retraction') return 'all'
    const row = this.log.row(item.target)
    if (row === undefined) return this.log.item(item.target) ? 'all' : undefined
    if (this.log.time(row) > this.asOf) return undefined
    return this.log.retractionsOf(item).length > 0 || this.touchesMore(row) ? 'all' : row
  }

  /** Decides one event and those of its cases again, settles every subject they touch, and books the difference. */
  private bookRow(row: number, cause: ItemRef): readonly Entry[] {
    const { valid, decider } = this.basis
    const ref = { source: this.log.source(row), id: this.log.id(row) }
    const isValid = !this.log.retractionsOf(ref).some((one) => one.at <= this.asOf)
    valid.rows[row] = isValid ? 1 : 0
    const rows = new Set([row])
    for (const cases of decider.cases) {
      cases.touch(row)
      for (const sibling of cases.siblings(row)) rows.add(sibling)
    }
    this.nextChange = Math.min(this.nextChange, nextOverdue(this.basis, [row]))
    const booking: Booking = { cause, own: ref, reversed: !isValid }
    const { holdings } = this
    return holdings.decideAgain(rows).map((change) => this.entry(holdings, change, booking))
  }

  /** Scores everything again and books the differences: for what touches more than a few events. */
  private bookAll(asOf: number, booking: Booking): readonly Entry[] {
    const before = this.holdings
    this.holdings = this.holdAll(asOf, before.basis.subjects)
    const changes = [...gained(before, this.holdings), ...lost(before, this.holdings)]
    changes.sort((a, b) => a.subject - b.subject || comparePlaced(a.place, b.place))
    return changes.map(({ holdings, change }) => this.entry(holdings, change, booking))
  }

  private entry(holdings: Holdings, { award: i, points, held }: Change, booking: Booking): Entry {
    const { subjects } = this.basis
    const { subject, rule, version, category, time } = holdings.table
    const code = subject[i] as number
    const event = holdings.refOf(i)
    return {
      seq: this.nextSeq++,
      kind: this.kindOf(holdings.table.kind(i), event, time[i] as number, held, booking),
      subject: { kind: subjects.kind(code), id: subjects.id(code) },
      rule: this.plan.rules[rule[i] as number] ?? '',
      version: (this.plan.versions[version[i] as number] as { version: number }).version,
      category: this.plan.categories[category[i] as number] ?? '',
      event,
      cause: booking.cause,
      points,
      occurredAt: time[i] as number,
    }
  }

  private kindOf(kind: AwardKind, event: ItemRef, at: number, held: boolean, { own, reversed }: Booking): EntryKind {
    const isOwn = own !== undefined && event.source === own.source && event.id === own.id
    if (isOwn && reversed) return 'reversal'
    if (this.frozenSpans.some((span) => span.start <= at && at < span.end)) return 'adjustment'
    if (held) return 'settlement'
    if (kind === 'award') return isOwn ? 'award' : 'settlement'
    return kind === 'expectation' ? 'award' : kind
  }
}

/** A change of an award of either of two holdings, with its place in the order of entries. */
interface Difference {
  readonly holdings: Holdings
  readonly change: Change
  readonly subject: number
  readonly place: Placed
}

function differenceOf(holdings: Holdings, change: Change): Difference {
  const { subject, time, rule } = holdings.table
  const i = change.award
  const ruleId = holdings.basis.plan.rules[rule[i] as number] ?? ''
  const place = { time: time[i] as number, ...holdings.refOf(i), ruleId }
  return { holdings, change, subject: subject[i] as number, place }
}

/** What the awards of new holdings hold that old ones did not. */
function* gained(before: Holdings, after: Holdings): Iterable<Difference> {
  for (const i of after.held()) {
    const old = before.find(after, i)
    const points = (after.table.granted[i] as number) - (old < 0 ? 0 : (before.table.granted[old] as number))
    if (points !== 0) yield differenceOf(after, { award: i, points, held: old >= 0 })
  }
}

/** What awards of old holdings held that new ones do not have. */
function* lost(before: Holdings, after: Holdings): Iterable<Difference> {
  for (const i of before.held()) {
    const points = -(before.table.granted[i] as number)
    if (points !== 0 && after.find(before, i) < 0) yield differenceOf(before, { award: i, points, held: true })
  }
}

/** Whether a decision may change what ledger entries say: a freeze makes later ones adjustments. */
function changesAwards(item: Decision): boolean {
  return item.decision === 'freeze'
}

/** Opens a book: empty, or over a log that is already there (its past makes no entries). */
export function openBook(plan: Plan, options: { readonly log?: Log; readonly asOf?: number | string } = {}): Book {
  const log = options.log ?? createLog(plan)
  const asOf = options.asOf === undefined ? latestInstant(log) : instantIn(plan, options.asOf)
  if (asOf === undefined) throw new RangeError(`Not an instant: ${options.asOf}`)
  return new Book(plan, log, asOf)
}
