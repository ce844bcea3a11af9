import { type Decision, type Item, type ItemRef, instantOf } from '../event/item.ts'
import { createLog, type Log, type Outcome } from '../event/log.ts'
import { readItem } from '../event/read-item.ts'
import { validOthers } from '../event/validity.ts'
import type { AwardTable } from '../ledger/award-table.ts'
import { type Basis, basisOf } from '../ledger/basis.ts'
import { bookAwards } from '../ledger/book-awards.ts'
import type { Entry } from '../ledger/entry.ts'
import { nextExpiry } from '../ledger/expire.ts'
import { changesBetween } from '../ledger/held-changes.ts'
import { type Change, Holdings } from '../ledger/holdings.ts'
import { createSubjectIndex, type SubjectIndex } from '../ledger/subject-index.ts'
import { bindRules, type Decider } from '../rules/decide.ts'
import type { Plan } from '../rules/plan.ts'
import { KeptSums } from '../standings/kept-sums.ts'
import { Scorer } from '../standings/scorer.ts'
import { type Booking, entryOf, type FrozenSpan } from './booking.ts'
import { nextChange, nextOverdue, touchesExpectation } from './due.ts'
import { awaitsClose, touchesDerived } from './due-derived.ts'
import { FrozenViews, freezesInForce } from './freeze.ts'
import { Result } from './result.ts'
import { instantIn, latestInstant } from './score.ts'

/** What recording one item did: its outcome, and the entries that the ledger (台账) grew by. */
export interface Recording extends Outcome {
  readonly entries: readonly Entry[]
}

const NONE: readonly Entry[] = []

/**
 * A book takes items one by one and keeps the ledger: only what an item touches is settled again, and the entries it
 * appends always add up to what a full scoring gives.
 */
export class Book {
  readonly plan: Plan
  readonly log: Log
  private readonly hasCases: boolean
  private holdings: Holdings
  private sums: KeptSums
  private nextSeq = 1
  /** How many items other than events the basis takes into account. */
  private othersKnown = 0
  private nextChange = Number.POSITIVE_INFINITY
  private frozenSpans: readonly FrozenSpan[] = []
  private readonly frozen: FrozenViews
  private latest: Result | undefined

  constructor(plan: Plan, log: Log, asOf: number) {
    this.plan = plan
    this.log = log
    this.hasCases = plan.versions.some(({ cases }) => cases !== undefined)
    const subjects = createSubjectIndex(log.texts)
    this.frozen = new FrozenViews(plan, log, subjects)
    this.holdings = this.holdAll(asOf, subjects)
    this.sums = new KeptSums(this.holdings)
  }

  private hold(holdings: Holdings): void {
    this.holdings = holdings
    this.sums = new KeptSums(holdings)
  }

  /** The instant up to which the book looks. */
  get asOf(): number {
    return this.basis.view.asOf
  }

  /** The bytes that the book's awards take beside the log: they grow with events; all else grows with subjects. */
  get byteLengthOfAwards(): number {
    return this.holdings.byteLengthOfAwards
  }

  private get basis(): Basis {
    return this.holdings.basis
  }

  /** Scores everything and takes it over. */
  private holdAll(asOf: number, subjects: SubjectIndex): Holdings {
    const basis = basisOf(this.plan, this.log, { asOf, receivedBy: Number.POSITIVE_INFINITY }, subjects)
    const table = bookAwards(basis)
    this.othersKnown = this.log.others.length
    const scorer = new Scorer({ basis, awards: table, vetoes: [] })
    this.frozenSpans = freezesInForce(basis).flatMap(({ level, key }) => {
      const periods = this.plan.levels.get(level)?.window && scorer.facts.periods(level)
      const span = periods?.periods[periods.find(key)]
      return span ? [{ start: span.start, end: span.end }] : []
    })
    this.nextChange = Math.min(nextChange(basis), nextExpiry(basis, table))
    return new Holdings(basis, table)
  }

  /** Records one item. Refuses what cannot be read, with every mistake; a duplicate changes nothing. */
  record(record: unknown): Recording {
    const { log } = this
    const read = readItem(log.words, record)
    if (!read.ok) return { outcome: 'refused', issues: read.issues, entries: NONE }
    const item = read.value
    const { outcome, issues } = log.addItem(item)
    if (outcome !== 'created') return { outcome, issues, entries: NONE }
    this.latest = undefined
    this.frozen.forget(item.receivedAt)
    const at = instantOf(item)
    if (item.kind === 'event') this.growValidity()
    if (at > this.asOf) {
      this.nextChange = Math.min(this.nextChange, at)
      return { outcome, issues, entries: NONE }
    }
    return { outcome, issues, entries: this.bookItem(item) }
  }

  private bookItem(item: Item): readonly Entry[] {
    const cause = { source: item.source, id: item.id }
    const touched = item.kind === 'event' ? this.touchedByEvent(item) : this.touchedBy(item)
    if (touched === undefined) return NONE
    const own = item.kind === 'retraction' ? item.target : cause
    const booking = { cause, own, reversed: item.kind === 'retraction' }
    return touched === 'all' ? this.bookAll(this.asOf, booking) : this.bookRow(touched, booking)
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

  /**
   * The result of everything recorded so far, as a full scoring gives it, from what the book holds: nothing is decided or
   * settled for it. It stays as it is while the book goes on.
   */
  result(): Result {
    this.latest ??= this.resultNow()
    return this.latest
  }

  private resultNow(): Result {
    if (this.holdings.isScattered) this.hold(new Holdings(this.basis, this.holdings.settledAt(this.holdings.mark())))
    const { holdings } = this
    const moment = holdings.mark()
    let awards: AwardTable | undefined
    const settled = {
      basis: this.basisNow(),
      kept: this.sums.at(moment),
      get awards() {
        awards ??= holdings.settledAt(moment)
        return awards
      },
    }
    const freezes = freezesInForce(settled.basis)
    return new Result(this.frozen.scorerOf(settled, freezes), freezes)
  }

  /** The basis as it stands: what changes under the book is copied. */
  private basisNow(): Basis {
    const { plan, log } = this
    const { roster, subjects, valid } = this.basis
    if (this.othersKnown < log.others.length) {
      valid.others = validOthers(log, this.basis.view)
      this.othersKnown = log.others.length
    }
    const view = { ...this.basis.view }
    const now = { rows: valid.rows.slice(0, log.rows), others: valid.others }
    let decider: Decider | undefined
    return {
      plan,
      log,
      view,
      valid: now,
      roster,
      subjects,
      get decider() {
        decider ??= bindRules(plan, log, roster, now, view)
        return decider
      },
    }
  }

  /** What every award holds now, by subject, event and rule: the sum of the ledger's entries. */
  *granted(): Iterable<{ subject: string; rule: string; event: ItemRef; occurredAt: number; granted: number }> {
    const { holdings } = this
    const { subjects, plan } = this.basis
    const { subject, rule, time, granted } = holdings.table
    for (const i of holdings.held()) {
      const code = subject[i] as number
      yield {
        subject: `${subjects.kind(code)}/${subjects.id(code)}`,
        rule: plan.rules[rule[i] as number] ?? '',
        event: holdings.refOf(i),
        occurredAt: time[i] as number,
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

  private touchedByEvent(event: Item): number | 'all' {
    const row = this.log.rows - 1
    return this.log.retractionsOf(event).length > 0 || this.touchesMore(row) ? 'all' : row
  }

  /** Whether an event may change more than its own awards and those that share their limits. */
  private touchesMore(row: number): boolean {
    return touchesExpectation(this.basis, row) || touchesDerived(this.basis, row)
  }

  /** The row whose awards an item other than an event may change, `all` when it touches more, undefined for none. */
  private touchedBy(item: Item): number | 'all' | undefined {
    if (item.kind === 'decision') return changesAwards(this.plan, item) ? 'all' : undefined
    if (item.kind !== 'retraction') return 'all'
    const row = this.log.row(item.target)
    if (row === undefined) return this.log.item(item.target) ? 'all' : undefined
    if (this.log.time(row) > this.asOf) return undefined
    return this.log.retractionsOf(item).length > 0 || this.touchesMore(row) ? 'all' : row
  }

  /** Decides one event and those of its cases again, settles every subject they touch, and books the difference. */
  private bookRow(row: number, booking: Booking): readonly Entry[] {
    const { holdings, basis } = this
    const { valid, decider } = basis
    const isValid = !this.log.retractionsOf(booking.own as ItemRef).some((one) => one.at <= this.asOf)
    valid.rows[row] = isValid ? 1 : 0
    let rows: Iterable<number> = [row]
    if (this.hasCases) {
      for (const cases of decider.cases) cases.touch(row)
      rows = new Set([row, ...decider.cases.flatMap((cases) => cases.siblings(row))])
    }
    this.nextChange = Math.min(this.nextChange, nextOverdue(basis, row))
    const changes = holdings.decideAgain(rows)
    if (changes.length === 0) return NONE
    const now = { cause: booking.cause, own: booking.own, row, reversed: !isValid }
    return changes.map((change) => this.entry(holdings, change, now))
  }

  /** Scores everything again and books the differences: for what touches more than a few events. */
  private bookAll(asOf: number, booking: Booking): readonly Entry[] {
    const before = this.holdings
    this.hold(this.holdAll(asOf, before.basis.subjects))
    return changesBetween(before, this.holdings).map(({ holdings, change }) => this.entry(holdings, change, booking))
  }

  private entry(holdings: Holdings, change: Change, booking: Booking): Entry {
    return entryOf(holdings, change, booking, { seq: this.nextSeq++, frozen: this.frozenSpans })
  }
}

/** Whether a decision may change awards, or what ledger entries say: a freeze makes later ones adjustments. */
function changesAwards(plan: Plan, item: Decision): boolean {
  return item.decision === 'freeze' || (item.decision === 'close' && awaitsClose(plan))
}

/** Opens a book: empty, or over a log that is already there (its past makes no entries). */
export function openBook(plan: Plan, options: { readonly log?: Log; readonly asOf?: number | string } = {}): Book {
  const log = options.log ?? createLog(plan)
  const asOf = options.asOf === undefined ? latestInstant(log) : instantIn(plan, options.asOf)
  if (asOf === undefined) throw new RangeError(`Not an instant: ${options.asOf}`)
  return new Book(plan, log, asOf)
}
