import { type Decision, type Item, type ItemRef, instantOf } from '../event/item.ts'
import { createLog, type Log, type Outcome } from '../event/log.ts'
import { comparePlaced, createSubjectIndex, type PlacedAward, type SubjectIndex } from '../ledger/award-table.ts'
import { type Basis, basisOf } from '../ledger/basis.ts'
import { bookAwards } from '../ledger/book-awards.ts'
import type { Cause, Entry, EntryKind } from '../ledger/entry.ts'
import { type Holding, Holdings } from '../ledger/holdings.ts'
import type { Plan } from '../rules/plan.ts'
import { Scorer } from '../standings/scorer.ts'
import { nextChange, nextOverdue, touchesExpectation } from './due.ts'
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

/** What one award holds more (or less) than before, and whether it held anything. */
interface Change {
  readonly award: PlacedAward
  readonly points: number
  readonly held: boolean
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
    const { subjects } = this.basis
    for (const name of this.holdings.names()) {
      for (const { award, granted } of this.holdings.held(name)?.values() ?? []) {
        const subject = `${subjects.kind(award.subject)}/${subjects.id(award.subject)}`
        yield { subject, rule: award.ruleId, event: { source: award.source, id: award.id }, granted }
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
    return this.log.retractionsOf(event).length > 0 || touchesExpectation(this.basis, row) ? 'all' : row
  }

  /** The row whose awards an item other than an event may change, `all` when it touches more, undefined for none. */
  private touchedBy(item: Item): number | 'all' | undefined {
    if (item.kind === 'decision') return changesAwards(item) ? 'all' : undefined
    if (item.kind !== 'retraction') return 'all'
    const row = this.log.row(item.target)
    if (row === undefined) return this.log.item(item.target) ? 'all' : undefined
    if (this.log.time(row) > this.asOf) return undefined
    return this.log.retractionsOf(item).length > 0 || touchesExpectation(this.basis, row) ? 'all' : row
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
    const changes: Change[] = []
    for (const pile of this.holdings.decideAgain(rows)) {
      const { before, after } = this.holdings.settleAgain(pile)
      collectChanges(before, after, changes)
    }
    return this.book(changes, booking)
  }

  /** Scores everything again and books the differences: for what touches more than a few events. */
  private bookAll(asOf: number, booking: Booking): readonly Entry[] {
    const before = this.holdings
    this.holdings = this.holdAll(asOf, before.basis.subjects)
    const changes: Change[] = []
    for (const pile of new Set([...before.names(), ...this.holdings.names()])) {
      collectChanges(before.held(pile), this.holdings.held(pile), changes)
    }
    return this.book(changes, booking)
  }

  /** Turns changes into entries, subject by subject in the total order. */
  private book(changes: Change[], booking: Booking): Entry[] {
    changes.sort((a, b) => a.award.subject - b.award.subject || comparePlaced(a.award, b.award))
    return changes.map(({ award, points, held }) => this.entry(award, points, held, booking))
  }

  private entry(award: PlacedAward, points: number, held: boolean, booking: Booking): Entry {
    const { subjects } = this.basis
    return {
      seq: this.nextSeq++,
      kind: this.kindOf(award, held, booking),
      subject: { kind: subjects.kind(award.subject), id: subjects.id(award.subject) },
      rule: award.ruleId,
      version: (this.plan.versions[award.version] as { version: number }).version,
      category: this.plan.categories[award.category] ?? '',
      event: { source: award.source, id: award.id },
      cause: booking.cause,
      points,
      occurredAt: award.time,
    }
  }

  private kindOf(award: PlacedAward, held: boolean, { own, reversed }: Booking): EntryKind {
    const isOwn = own !== undefined && award.source === own.source && award.id === own.id
    if (isOwn && reversed) return 'reversal'
    if (this.frozenSpans.some((span) => span.start <= award.time && award.time < span.end)) return 'adjustment'
    if (held) return 'settlement'
    if (award.kind === 'award') return isOwn ? 'award' : 'settlement'
    return award.kind === 'expectation' ? 'award' : award.kind
  }
}

function collectChanges(
  before: ReadonlyMap<string, Holding> | undefined,
  after: ReadonlyMap<string, Holding> | undefined,
  changes: Change[],
): void {
  for (const [name, { award, granted }] of after ?? []) {
    const held = before?.get(name)
    const points = granted - (held?.granted ?? 0)
    if (points !== 0) changes.push({ award, points, held: held !== undefined })
  }
  for (const [name, { award, granted }] of before ?? []) {
    if (granted !== 0 && !after?.has(name)) changes.push({ award, points: -granted, held: true })
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
