import type { Exact } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import type { Decision } from '../event/item.ts'
import type { AwardTable } from '../ledger/award-table.ts'
import type { Basis } from '../ledger/basis.ts'
import { letsExpire } from '../ledger/expire.ts'
import { periodRows } from '../ledger/lent-fields.ts'
import { type MeasureRow, measureRows } from '../ledger/measure-facts.ts'
import { type PeriodSpan, type PeriodTable, periodTable } from '../ledger/periods.ts'
import type { Plan } from '../rules/plan.ts'
import type { Program } from '../rules/program.ts'
import type { KeptFacts } from './kept-sums.ts'
import { type MeasureTable, measureTable } from './measures.ts'
import {
  type Carried,
  patchTally,
  type Resettled,
  type Tally,
  type TallySpec,
  tallyAwards,
  tallyOf,
  withCarried,
} from './tally.ts'
import { fitsAll, singleOf, tallyEach } from './tally-each.ts'

/** What is carried into each period: level → period key → changes. */
export type CarriedByLevel = ReadonlyMap<string, ReadonlyMap<string, readonly Carried[]>>

/**
 * Facts over the same log that these may be taken from: periods and measures always, since only rules and limits may
 * differ; what awards reach only where the same awards were settled again.
 */
export interface Inherited {
  readonly facts: PeriodFacts
  readonly resettled: Resettled | undefined
}

/** The sums and counts that scores are made of, each computed once, when first asked for. */
export class PeriodFacts {
  readonly basis: Basis
  private readonly awardsOf: () => AwardTable
  readonly carried: CarriedByLevel | undefined
  readonly inherited: Inherited | undefined
  private readonly kept: KeptFacts | undefined
  private readonly memo = new Map<string, unknown>()
  /** The period tables asked for so far: every formula asks for them, so they are found without making a key. */
  private readonly tables = new Map<string, PeriodTable>()
  private readonly marks: ReadonlyMap<string, Exact>

  constructor(
    basis: Basis,
    awardsOf: () => AwardTable,
    carried: CarriedByLevel | undefined,
    { inherited, kept }: { readonly inherited?: Inherited | undefined; readonly kept?: KeptFacts | undefined } = {},
  ) {
    this.basis = basis
    this.awardsOf = awardsOf
    this.carried = carried
    this.inherited = inherited
    this.kept = kept
    this.marks = inherited?.facts.marks ?? marksOf(basis)
  }

  /** The awards that all facts are about; put together only when something asks for them. */
  get awards(): AwardTable {
    return this.awardsOf()
  }

  private once<T>(key: string, make: () => T): T {
    if (!this.memo.has(key)) this.memo.set(key, make())
    return this.memo.get(key) as T
  }

  /** A fact that no rule or limit decides. */
  private ofLog<T>(key: string, make: () => T): T {
    return this.inherited ? this.inherited.facts.ofLog(key, make) : this.once(key, make)
  }

  /** A fact about which awards there are, whatever they are worth. */
  private ofAwards<T>(key: string, make: () => T): T {
    return this.inherited?.resettled ? this.inherited.facts.ofAwards(key, make) : this.once(key, make)
  }

  /** The periods of a level. Requires a declared level. */
  periods(level: string): PeriodTable {
    const known = this.tables.get(level)
    if (known) return known
    const made = this.ofLog(`periods ${level}`, () => {
      const { plan, log, valid, view } = this.basis
      const declared = plan.levels.get(level)
      if (!declared) throw new RangeError(`The program declares no period level ${level}`)
      return periodTable(plan, log, declared, valid.rows, view.asOf)
    })
    this.tables.set(level, made)
    return made
  }

  span(level: string, period: number): PeriodSpan {
    return this.periods(level).periods[period] as PeriodSpan
  }

  program(level: string, period: number): Program {
    return this.basis.plan.versions[this.span(level, period).version] as Program
  }

  /** The last instant that counts for a period: its own, or asOf while it runs. */
  lastInstant(level: string, period: number): number {
    return Math.min(this.span(level, period).end - 1, this.basis.view.asOf)
  }

  /** The period of each award on a level, -1 for none. */
  periodOfAwards(level: string): Int32Array {
    return this.ofAwards(`awards ${level}`, () => periodsOf(this.basis.plan, this.awards, this.periods(level)))
  }

  /** The same for what was asked for: what expires takes back nothing of that. */
  private periodOfAsked(level: string): Int32Array {
    const { awards, basis } = this
    if (!letsExpire(basis.plan)) return this.periodOfAwards(level)
    return this.ofAwards(`asked ${level}`, () =>
      this.periodOfAwards(level).map((period, i) => (awards.kind(i) === 'expiry' ? -1 : period)),
    )
  }

  /** Granted or requested units of every subject and period of a level. */
  tally(level: string, spec: TallySpec): Tally {
    return this.once(`tally ${level} ${JSON.stringify(spec)}`, () => {
      const from = this.inherited
      const old = from?.resettled && from.facts.tally(level, spec)
      if (from?.resettled && old && old.width === this.basis.subjects.size)
        return patchTally(this.basis.plan, old, spec, this.periodOfAwards(level), from.resettled)
      const sums = this.sumsOf(level, spec)
      const carried = this.carried?.get(level)
      return carried && !spec.requested ? withCarried(this.basis.plan, sums, spec, carried, this.periods(level)) : sums
    })
  }

  /** What the awards themselves add up to: all single categories (or rules) of a level in one pass. */
  private sumsOf(level: string, spec: TallySpec): Tally {
    const { plan, subjects } = this.basis
    const kept = this.kept?.tally(spec, this.periods(level), subjects.size)
    if (kept) return tallyOf(kept, subjects.size)
    const space = {
      periodOf: spec.requested ? this.periodOfAsked(level) : this.periodOfAwards(level),
      periods: this.periods(level).periods.length,
      width: subjects.size,
    }
    const single = singleOf(plan, spec)
    if (!single || !fitsAll(space, single.count)) return tallyAwards(plan, this.awards, space, spec)
    const part = spec.requested ? 'requested' : 'granted'
    const all = this.once(`tallies ${single.by} ${part} ${level}`, () =>
      tallyEach(this.awards, space, single.by, single.count, part),
    )
    return all[single.code] as Tally
  }

  /** The days on which a subject is present in a period, up to asOf. */
  presentDays(tree: string, kind: string, subject: string, level: string, period: number): number {
    const known = this.ofLog(`days ${tree} ${kind} ${level} ${period}`, () => new Map<string, number>())
    let days = known.get(subject)
    if (days === undefined) {
      const { start, end } = this.span(level, period)
      const until = Math.min(end, this.basis.view.asOf + 1)
      days = this.basis.roster.presentDays(tree, kind, subject, start, until).days
      known.set(subject, days)
    }
    return days
  }

  carriedTo(level: string, period: number, subject: number): number {
    const changes = this.carried?.get(level)?.get(this.span(level, period).key) ?? []
    return changes.filter((one) => one.subject === subject).reduce((sum, one) => sum + one.points, 0)
  }

  private rows(measure: string): readonly MeasureRow[] {
    return this.ofLog(`rows ${measure}`, () => measureRows(this.basis, measure))
  }

  /** A measure of every subject and period of a level. */
  measure(measure: string, level: string): MeasureTable {
    return this.ofLog(`measure ${measure} ${level}`, () =>
      measureTable(this.basis, measure, this.rows(measure), this.periods(level)),
    )
  }

  /** The subjects of a kind that the roster names, or that an award or a measure row reached. */
  subjects(kind: string): ReadonlySet<string> {
    return this.ofAwards(`subjects ${kind}`, () => {
      const { roster, subjects, plan } = this.basis
      const inTrees = Object.keys(plan.trees).flatMap((tree) => roster.inTree(tree, kind))
      const codes = new Set([...this.reached(), ...this.allRows().map((row) => row.subject)])
      const reached = [...codes].filter((code) => subjects.kind(code) === kind).map((code) => subjects.id(code))
      return new Set([...(roster.named.get(kind)?.keys() ?? []), ...inTrees, ...reached])
    })
  }

  /** The subjects that have an award, by code. */
  private reached(): Iterable<number> {
    const counts = this.kept?.reached(this.basis.subjects.size)
    if (counts) return [...counts.keys()].filter((code) => counts[code] !== 0)
    const { awards } = this
    return awards.subject.subarray(0, awards.size)
  }

  private allRows(): readonly MeasureRow[] {
    const measures = this.basis.plan.versions.flatMap((program) => (program.measures ?? []).map((one) => one.id))
    return [...new Set(measures)].flatMap((id) => this.rows(id))
  }

  /** The subjects of a kind that received an award or a measure row in a period. */
  withRows(kind: string, level: string, period: number): string[] {
    const { subjects } = this.basis
    const rows = this.ofAwards(`with rows ${level}`, () => this.markRows(level))
    const found: string[] = []
    for (let code = 0; code < rows.width; code++) {
      if (rows.seen[period * rows.width + code] === 1 && subjects.kind(code) === kind) found.push(subjects.id(code))
    }
    return found
  }

  /** Marks which subjects received anything in each period of a level. */
  private markRows(level: string): { readonly seen: Uint8Array; readonly width: number } {
    const { basis } = this
    const table = this.periods(level)
    const counted = this.allRows()
    const width = basis.subjects.size
    const seen = new Uint8Array(table.periods.length * width)
    const counts = this.kept?.counts(table, width)
    if (counts) for (let cell = 0; cell < seen.length; cell++) seen[cell] = counts[cell] === 0 ? 0 : 1
    else {
      const periodOf = this.periodOfAwards(level)
      const { size, subject: subjects } = this.awards
      for (let i = 0; i < size; i++) {
        const period = periodOf[i] as number
        if (period >= 0) seen[period * width + (subjects[i] as number)] = 1
      }
    }
    for (const { row, subject } of counted) {
      const period = table.of(basis.log.time(row), row)
      if (period >= 0) seen[period * width + subject] = 1
    }
    return { seen, width }
  }

  /** The mark that a person gave a subject in a period, by its name. */
  mark(name: string, kind: string, subject: string, level: string, period: number): Exact | undefined {
    return this.marks.get([name, kind, subject, level, this.span(level, period).key].join('\u0000'))
  }
}

/** Returns the period of each award, -1 for none. Awards come in order of time, so that few of them end a period. */
function periodsOf(plan: Plan, { size, time, row }: AwardTable, table: PeriodTable): Int32Array {
  const rowOf = periodRows(plan, table.level)
  const found = new Int32Array(size)
  let start = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  let period = -1
  for (let i = 0; i < size; i++) {
    const at = time[i] as number
    if (at < start || at >= end) {
      period = table.of(at, rowOf(row[i] as number))
      const span = table.level.window && table.periods[period]
      start = span ? span.start : Number.POSITIVE_INFINITY
      end = span ? span.end : Number.NEGATIVE_INFINITY
    }
    found[i] = period
  }
  return found
}

function marksOf(basis: Basis): Map<string, Exact> {
  const marks = new Map<string, Exact>()
  const decisions = basis.valid.others.filter(
    (item): item is Decision & { decision: 'mark' } => item.kind === 'decision' && item.decision === 'mark',
  )
  decisions.sort((a, b) => a.at - b.at || compareText(a.source, b.source) || compareText(a.id, b.id))
  for (const { name, subject, period, value } of decisions) {
    marks.set([name, subject.kind, subject.id, period.level, period.key].join('\u0000'), value)
  }
  return marks
}
