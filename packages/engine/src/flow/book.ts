import { compareText } from '../base/order.ts'
import { dayAt, startOfDay } from '../base/zone.ts'
import { isOverdue } from '../event/case.ts'
import { type Item, type ItemRef, instantOf } from '../event/item.ts'
import { createLog, type Log, type Outcome } from '../event/log.ts'
import { type AdmissionCell, admissionCells, withholdOverlaps } from '../ledger/admit.ts'
import {
  ADMISSION,
  type AwardTable,
  comparePlaced,
  createAwardTable,
  createSubjectIndex,
} from '../ledger/award-table.ts'
import {
  type Basis,
  basisOf,
  bookAwards,
  type boundRuleOf,
  candidatesOf,
  type PlacedAward,
} from '../ledger/book-awards.ts'
import type { Cause, Entry, EntryKind } from '../ledger/entry.ts'
import { settle } from '../ledger/settle.ts'
import { plainWindow, windowsStartingIn } from '../ledger/windows.ts'
import type { Plan } from '../rules/plan.ts'
import { freezesInForce } from './freeze.ts'
import type { Result } from './result.ts'
import { instantIn, latestInstant, resultOf } from './score.ts'

/** What recording one item did: its outcome, and the entries that the ledger (台账) grew by. */
export interface Recording extends Outcome {
  readonly entries: readonly Entry[]
}

/** What one award holds now. */
interface Holding {
  readonly award: PlacedAward
  readonly granted: number
}

const DAY = 86_400_000

/**
 * A book takes items one by one and keeps the ledger: only what an item touches is settled again, and the entries it
 * appends always add up to what a full scoring gives.
 */
export class Book {
  readonly plan: Plan
  readonly log: Log
  private basis: Basis
  private holdings = new Map<number, Map<string, Holding>>()
  private byRow = new Map<number, readonly PlacedAward[]>()
  private bySubject = new Map<number, Map<string, PlacedAward>>()
  private cells = new Map<string, Map<string, PlacedAward>>()
  private cellOf: AdmissionCell
  private boundOf: (award: PlacedAward) => ReturnType<ReturnType<typeof boundRuleOf>>
  private nextSeq = 1
  private nextChange = Number.NEGATIVE_INFINITY
  private frozenSpans: { start: number; end: number }[] = []
  private latest: Result | undefined

  constructor(plan: Plan, log: Log, asOf: number) {
    this.plan = plan
    this.log = log
    const built = this.build(asOf)
    this.basis = built.basis
    this.cellOf = built.cellOf
    this.boundOf = built.boundOf
    this.fill(built.table)
  }

  /** The instant up to which the book looks. */
  get asOf(): number {
    return this.basis.view.asOf
  }

  private build(asOf: number): { basis: Basis; table: AwardTable; cellOf: AdmissionCell; boundOf: Book['boundOf'] } {
    const basis = basisOf(this.plan, this.log, { asOf, receivedBy: Number.POSITIVE_INFINITY }, createSubjectIndex())
    const rules = new Map(basis.decider.bound.map((bound) => [`${bound.version} ${bound.index}`, bound]))
    const boundOf: Book['boundOf'] = (award) =>
      award.row < 0 ? undefined : rules.get(`${award.version} ${award.rule}`)
    return { basis, table: bookAwards(basis), cellOf: admissionCells(this.plan, this.log), boundOf }
  }

  /** Takes over a full scoring: what every award holds, and which awards meet in which cells. */
  private fill(table: AwardTable): void {
    const { basis, log } = this
    ;[this.holdings, this.byRow, this.bySubject, this.cells] = [new Map(), new Map(), new Map(), new Map()]
    for (let i = 0; i < table.size; i++) {
      const row = table.row[i] as number
      const ref = row >= 0 ? { source: log.source(row), id: log.id(row) } : (table.ref(i) as ItemRef)
      const award: PlacedAward = {
        kind: table.kind[i] as PlacedAward['kind'],
        row,
        ...(row < 0 && { ref }),
        subject: table.subject[i] as number,
        rule: table.rule[i] as number,
        version: table.version[i] as number,
        category: table.category[i] as number,
        time: table.time[i] as number,
        requested: table.requested[i] as number,
        ...ref,
        ruleId: this.plan.rules[table.rule[i] as number] ?? '',
      }
      this.place(award)
      this.hold(award, table.granted[i] as number)
    }
    this.nextChange = this.whenTimeMatters()
    const spans = freezesInForce(basis).map((one) => ({ one, level: this.plan.levels.get(one.level) }))
    this.frozenSpans = spans.flatMap(({ one, level }) => {
      if (!level?.window) return []
      const found = resultOf(basis, table, 'ignore')
        .periods(one.level)
        .find((period) => period.key === one.key)
      return found ? [{ start: found.start, end: found.end }] : []
    })
  }

  private hold(award: PlacedAward, granted: number): void {
    const holdings = this.holdings.get(award.subject) ?? new Map<string, Holding>()
    this.holdings.set(award.subject, holdings)
    holdings.set(nameOf(award), { award, granted })
  }

  private place(award: PlacedAward): void {
    const list = this.bySubject.get(award.subject) ?? new Map<string, PlacedAward>()
    this.bySubject.set(award.subject, list)
    list.set(nameOf(award), award)
    if (award.row < 0) return
    this.byRow.set(award.row, [...(this.byRow.get(award.row) ?? []), award])
    const cell = this.cellNamed(award)
    if (cell === undefined) return
    const members = this.cells.get(cell) ?? new Map<string, PlacedAward>()
    this.cells.set(cell, members)
    members.set(`${award.subject} ${nameOf(award)}`, award)
  }

  private cellNamed(award: PlacedAward): string | undefined {
    const bound = this.boundOf(award)
    return bound && this.cellOf(bound, award.row)
  }

  private displace(row: number): readonly PlacedAward[] {
    const old = this.byRow.get(row) ?? []
    for (const award of old) {
      this.bySubject.get(award.subject)?.delete(nameOf(award))
      const cell = this.cellNamed(award)
      if (cell !== undefined) this.cells.get(cell)?.delete(`${award.subject} ${nameOf(award)}`)
    }
    this.byRow.delete(row)
    return old
  }

  /** Records one item. Refuses what cannot be read, with every mistake; a duplicate changes nothing. */
  record(record: unknown): Recording {
    const before = this.log.rows
    const outcome = this.log.add(record)
    if (outcome.outcome !== 'created') return { ...outcome, entries: [] }
    this.latest = undefined
    const isEvent = this.log.rows > before
    const item: Item = isEvent ? this.log.event(before) : (this.log.others[this.log.others.length - 1] as Item)
    const cause: Cause = { source: item.source, id: item.id }
    const local = instantOf(item) <= this.asOf ? this.touchedBy(item, isEvent ? before : undefined) : []
    if (instantOf(item) > this.asOf) this.nextChange = Math.min(this.nextChange, instantOf(item))
    if (isEvent) {
      this.growValidity()
      this.nextChange = Math.min(this.nextChange, this.nextOverdue(this.asOf, [before]))
    }
    return { ...outcome, entries: local === 'all' ? this.again(this.asOf, cause) : this.retouch(local, cause) }
  }

  /** Moves time forward: windows that ended settle, and what was dated later comes into view. */
  advance(to: number | string): readonly Entry[] {
    const asOf = instantIn(this.plan, to)
    if (asOf === undefined) throw new RangeError(`Not an instant: ${to}`)
    if (asOf <= this.asOf) return []
    this.latest = undefined
    if (asOf < this.nextChange) {
      ;(this.basis.view as { asOf: number }).asOf = asOf
      return []
    }
    return this.again(asOf, { asOf })
  }

  /** The result of everything recorded so far, as a full scoring gives it. */
  result(): Result {
    if (!this.latest) {
      const { basis, table } = this.build(this.asOf)
      this.latest = resultOf(basis, table, 'keep')
    }
    return this.latest
  }

  /** What every award holds now, by subject, event and rule: the sum of the ledger's entries. */
  *granted(): Iterable<{
    readonly subject: string
    readonly rule: string
    readonly event: ItemRef
    readonly granted: number
  }> {
    for (const [subject, holdings] of this.holdings) {
      const name = `${this.basis.subjects.kind(subject)}/${this.basis.subjects.id(subject)}`
      for (const { award, granted } of holdings.values())
        yield { subject: name, rule: award.ruleId, event: { source: award.source, id: award.id }, granted }
    }
  }

  private growValidity(): void {
    const { valid } = this.basis
    if (valid.rows.length >= this.log.rows) return
    const rows = new Uint8Array(Math.max(this.log.rows, valid.rows.length * 2, 64))
    rows.set(valid.rows)
    ;(valid as { rows: Uint8Array }).rows = rows
  }

  /** The rows whose awards an item may change, or `all` when more than events is touched. */
  private touchedBy(item: Item, row: number | undefined): readonly number[] | 'all' {
    if (row !== undefined) return this.isRetractedAhead(item) || this.expects(row) ? 'all' : [row]
    if (item.kind !== 'retraction') return item.kind === 'decision' ? this.noteDecision(item) : 'all'
    const target = this.log.item(item.target)
    if (target?.kind !== 'event' || instantOf(target) > this.asOf) return target ? 'all' : []
    const found = this.log.row(item.target) as number
    return this.expects(found) || this.isRetractedAhead(item) ? 'all' : [found]
  }

  private noteDecision(item: Item & { kind: 'decision' }): readonly number[] | 'all' {
    return item.decision === 'freeze' ? 'all' : []
  }

  /** Whether a retraction that came earlier targets the item. */
  private isRetractedAhead(item: Item): boolean {
    return this.log.retractionsOf(item).length > 0
  }

  /** Whether an event may meet an expectation whose window is over. */
  private expects(row: number): boolean {
    const type = this.log.type(row)
    return (
      this.plan.versions.some((program) =>
        program.rules.some((rule) => rule.kind === 'expectation' && rule.expects.on.includes(type)),
      ) &&
      this.asOf - this.log.time(row) > 0 &&
      this.windowIsOver(row)
    )
  }

  private windowIsOver(row: number): boolean {
    const at = this.log.time(row)
    const units = this.plan.versions.flatMap((program) =>
      program.rules.flatMap((rule) => (rule.kind === 'expectation' ? [rule.window] : [])),
    )
    return units.some((unit) => {
      const spans = windowsStartingIn(plainWindow(unit), this.plan.zone, at - 400 * DAY, at)
      const last = spans[spans.length - 1]
      return last !== undefined && last.end <= this.asOf
    })
  }

  /** Decides the given rows anew, settles every subject they touch, and books the difference. */
  private retouch(rows: readonly number[], cause: Cause): readonly Entry[] {
    const { basis, log } = this
    const again = new Set<number>()
    for (const row of rows) {
      basis.valid.rows[row] = this.isValidNow(row) ? 1 : 0
      again.add(row)
      for (const cases of basis.decider.cases) {
        cases.touch(row)
        for (const sibling of cases.siblings(row)) again.add(sibling)
      }
    }
    const subjects = new Set<number>()
    const touchedCells = new Set<string>()
    const note = (award: PlacedAward): void => {
      subjects.add(award.subject)
      const cell = this.cellNamed(award)
      if (cell !== undefined) touchedCells.add(cell)
    }
    for (const row of again) {
      for (const award of this.displace(row)) note(award)
      if (basis.valid.rows[row] !== 1) continue
      for (const award of candidatesOf(basis, row)) {
        this.place(award)
        note(award)
      }
    }
    for (const cell of touchedCells)
      for (const award of this.cells.get(cell)?.values() ?? []) subjects.add(award.subject)
    const reversed = rows.length === 1 && basis.valid.rows[rows[0] as number] !== 1 ? (rows[0] as number) : -1
    const own = reversed >= 0 ? reversed : rows.length === 1 ? (rows[0] as number) : -1
    const ownRef = own >= 0 ? { source: log.source(own), id: log.id(own) } : undefined
    return [...subjects]
      .sort((a, b) => a - b)
      .flatMap((subject) => this.resettle(subject, cause, ownRef, reversed >= 0))
  }

  private isValidNow(row: number): boolean {
    const ref = { source: this.log.source(row), id: this.log.id(row) }
    return this.log.time(row) <= this.asOf && !this.log.retractionsOf(ref).some((one) => one.at <= this.asOf)
  }

  /** Settles all awards of one subject and returns the entries that book the difference. */
  private resettle(subject: number, cause: Cause, own: ItemRef | undefined, reversed: boolean): Entry[] {
    const awards = [...(this.bySubject.get(subject)?.values() ?? [])].sort(comparePlaced)
    const table = createAwardTable()
    for (const award of awards) table.add(award)
    awards.forEach((award, i) => {
      if (!this.isAdmitted(award)) table.withhold(i, ADMISSION, table.granted[i] as number)
    })
    withholdOverlaps(this.plan, this.log, table, (i) => this.boundOf(awards[i] as PlacedAward))
    settle(this.plan, this.log, table)
    const next = new Map(awards.map((award, i) => [nameOf(award), { award, granted: table.granted[i] as number }]))
    return this.bookDifference(subject, next, cause, own, reversed)
  }

  private isAdmitted(award: PlacedAward): boolean {
    const cell = this.cellNamed(award)
    const atMost = this.boundOf(award)?.rule.admit?.atMost
    if (cell === undefined || atMost === undefined) return true
    const { subjects } = this.basis
    const id = subjects.id(award.subject)
    const smaller = new Set(
      [...(this.cells.get(cell)?.values() ?? [])]
        .map((one) => subjects.id(one.subject))
        .filter((other) => compareText(other, id) < 0),
    )
    return smaller.size < atMost
  }

  private bookDifference(
    subject: number,
    next: Map<string, Holding>,
    cause: Cause,
    own: ItemRef | undefined,
    reversed: boolean,
  ): Entry[] {
    const held = this.holdings.get(subject) ?? new Map<string, Holding>()
    const entries: Entry[] = []
    const names = [...new Set([...held.keys(), ...next.keys()])]
    const changed = names.filter((name) => (held.get(name)?.granted ?? 0) !== (next.get(name)?.granted ?? 0))
    const places = changed
      .map((name) => ({ name, award: (next.get(name) ?? (held.get(name) as Holding)).award }))
      .sort((a, b) => comparePlaced(a.award, b.award))
    for (const { name, award } of places) {
      const points = (next.get(name)?.granted ?? 0) - (held.get(name)?.granted ?? 0)
      const isOwn = own !== undefined && award.source === own.source && award.id === own.id
      entries.push(this.entry(award, points, cause, this.kindOf(award, held.has(name), isOwn, reversed)))
    }
    this.holdings.set(subject, next)
    return entries
  }

  private kindOf(award: PlacedAward, held: boolean, isOwn: boolean, reversed: boolean): EntryKind {
    if (isOwn && reversed) return 'reversal'
    if (this.frozenSpans.some((span) => span.start <= award.time && award.time < span.end)) return 'adjustment'
    if (held) return 'settlement'
    return award.kind === 'award'
      ? isOwn
        ? 'award'
        : 'settlement'
      : award.kind === 'expectation'
        ? 'award'
        : award.kind
  }

  private entry(award: PlacedAward, points: number, cause: Cause, kind: EntryKind): Entry {
    const { subjects } = this.basis
    return {
      seq: this.nextSeq++,
      kind,
      subject: { kind: subjects.kind(award.subject), id: subjects.id(award.subject) },
      rule: award.ruleId,
      version: (this.plan.versions[award.version] as { version: number }).version,
      category: this.plan.categories[award.category] ?? '',
      event: { source: award.source, id: award.id },
      cause,
      points,
      occurredAt: award.time,
    }
  }

  /** Scores everything again and books the differences: for what touches more than a few events. */
  private again(asOf: number, cause: Cause): readonly Entry[] {
    const before = this.holdings
    const oldSubjects = this.basis.subjects
    const built = this.build(asOf)
    this.basis = built.basis
    this.cellOf = built.cellOf
    this.boundOf = built.boundOf
    const renamed = new Map(
      [...before].map(([code, holdings]) => [
        this.basis.subjects.code(oldSubjects.kind(code), oldSubjects.id(code)),
        holdings,
      ]),
    )
    this.fill(built.table)
    const after = this.holdings
    this.holdings = new Map(
      [...renamed].map(([code, holdings]) => [
        code,
        new Map([...holdings].map(([name, one]) => [name, { ...one, award: { ...one.award, subject: code } }])),
      ]),
    )
    const own = 'id' in cause ? cause : undefined
    return [...new Set([...renamed.keys(), ...after.keys()])]
      .sort((a, b) => a - b)
      .flatMap((subject) => this.bookDifference(subject, after.get(subject) ?? new Map(), cause, own, false))
  }

  /** The next instant at which time alone may change an award. */
  private whenTimeMatters(): number {
    const { asOf } = this.basis.view
    let next = Number.POSITIVE_INFINITY
    const order = this.log.ordered()
    for (let i = order.length - 1; i >= 0 && this.log.time(order[i] as number) > asOf; i--)
      next = Math.min(next, this.log.time(order[i] as number))
    for (const item of this.log.others) if (instantOf(item) > asOf) next = Math.min(next, instantOf(item))
    const timed = this.plan.versions.some((program) =>
      program.rules.some((rule) => rule.kind === 'expectation' || rule.kind === 'grant'),
    )
    if (timed) next = Math.min(next, startOfDay(this.plan.zone, dayAt(this.plan.zone, asOf) + 1))
    return Math.min(next, this.nextOverdue(asOf))
  }

  /** The next instant at which a case becomes overdue, where rules ask for that. */
  private nextOverdue(asOf: number, rows: Iterable<number> = this.log.ordered()): number {
    let next = Number.POSITIVE_INFINITY
    this.plan.versions.forEach((program, version) => {
      const asks = JSON.stringify([program.rules, program.measures]).includes('"caseOverdue"')
      const stories = this.basis.decider.cases[version]
      if (!asks || !stories) return
      for (const [name, { due }] of Object.entries(program.cases ?? {})) {
        if (!due) continue
        for (const row of rows) {
          const story = stories.story(name, row)
          const start = story?.reached.get(due.from)
          if (
            start === undefined ||
            due.until.some((state) => story?.reached.has(state)) ||
            isOverdue(story, due, asOf)
          )
            continue
          next = Math.min(next, start + due.days * DAY + 1)
        }
      }
    })
    return next
  }
}

/** An award's name among those of its subject: the event (or what time brought) and the rule. */
function nameOf(award: PlacedAward): string {
  return `${award.source}\u0000${award.id}\u0000${award.ruleId}`
}

/** Opens a book: empty, or over a log that is already there (its past makes no entries). */
export function openBook(plan: Plan, options: { readonly log?: Log; readonly asOf?: number | string } = {}): Book {
  const log = options.log ?? createLog(plan)
  const asOf = options.asOf === undefined ? latestInstant(log) : instantIn(plan, options.asOf)
  if (asOf === undefined) throw new RangeError(`Not an instant: ${options.asOf}`)
  return new Book(plan, log, asOf)
}
