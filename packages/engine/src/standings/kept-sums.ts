import { grown } from '../event/column.ts'
import type { Holdings } from '../ledger/holdings.ts'
import type { Moment } from '../ledger/moment.ts'
import { type PeriodTable, periodTable } from '../ledger/periods.ts'
import { type TallySpec, tallyCovers } from './tally.ts'

/** Sums over all awards that a book keeps up to date, as they stood at one moment. */
export interface KeptFacts {
  /** The sums of a tally, period × width + subject, or undefined where they are not kept: of levels named by fields. */
  tally(spec: TallySpec, periods: PeriodTable, width: number): Float64Array | undefined
  /** How many awards each subject has in each period, in the same way. */
  counts(periods: PeriodTable, width: number): Float64Array | undefined
  /** How many awards each subject has. */
  reached(width: number): Float64Array
  /** A mark that stays the same as long as no award of a span comes, goes or changes. */
  markOf(span: Span): object
}

interface Span {
  readonly start: number
  readonly end: number
}

/** What each award adds to a sum. */
type Part = 'granted' | 'requested' | 'count'

/** One sum by period and subject. */
interface Kept {
  readonly part: Part
  readonly covers: (rule: number, category: number) => boolean
  readonly level: string | undefined
  width: number
  sums: Float64Array
}

/**
 * The sums over the awards of holdings that results have asked for. Each is added up once; from then on every change of
 * an award changes it, so that a result after one event costs what the event changed.
 */
export class KeptSums {
  private readonly holdings: Holdings
  private readonly kept = new Map<string, Kept>()
  private readonly marks: (Span & { mark: object })[] = []
  private readonly tables = new Map<string, { readonly asOf: number; readonly table: PeriodTable }>()

  constructor(holdings: Holdings) {
    this.holdings = holdings
    holdings.watch = (award, granted, requested, count) => {
      for (const one of this.kept.values()) this.add(one, award, { granted, requested, count }[one.part])
      const at = holdings.table.time[award] as number
      for (const one of this.marks) if (one.start <= at && at < one.end) one.mark = {}
    }
  }

  /** The sums as they stood at a moment. */
  at(moment: Moment): KeptFacts {
    return {
      tally: (spec, periods, width) => {
        const part = spec.requested ? 'requested' : 'granted'
        const covers = tallyCovers(this.holdings.basis.plan, spec)
        return this.read(moment, periods, width, JSON.stringify(spec), part, covers)
      },
      counts: (periods, width) => this.read(moment, periods, width, 'count', 'count', () => true),
      markOf: (span) => this.markOf(span),
      reached: (width) => this.read(moment, undefined, width, 'count', 'count', () => true) as Float64Array,
    }
  }

  private markOf({ start, end }: Span): object {
    const known = this.marks.find((one) => one.start === start && one.end === end)
    if (known) return known.mark
    const mark = {}
    this.marks.push({ start, end, mark })
    return mark
  }

  private read(
    moment: Moment,
    periods: PeriodTable | undefined,
    width: number,
    name: string,
    part: Part,
    covers: Kept['covers'],
  ): Float64Array | undefined {
    if (periods && !periods.level.window) return undefined
    const key = `${periods?.level.name ?? ''}\u0000${name}`
    let one = this.kept.get(key)
    if (!one) {
      one = { part, covers, level: periods?.level.name, width: 0, sums: new Float64Array(0) }
      this.addAll(one)
      this.kept.set(key, one)
    }
    return this.asOf(moment, one, periods?.periods.length ?? 1, width)
  }

  /** The sums of a moment: those of now, without what came since. */
  private asOf(moment: Moment, one: Kept, periods: number, width: number): Float64Array {
    const { holdings } = this
    const then = { ...one, width, sums: new Float64Array(periods * width) }
    const common = Math.min(width, one.width)
    for (let period = 0; period < periods && common > 0; period++) {
      const from = period * one.width
      then.sums.set(one.sums.subarray(from, from + common), period * width)
    }
    for (let i = moment.size; i < holdings.table.size; i++) {
      if (!holdings.isGone(i)) this.add(then, i, -this.worth(one, i))
    }
    for (const [i, undo] of holdings.changedSince(moment)) {
      const now = holdings.isGone(i) ? 0 : this.worth(one, i)
      this.add(then, i, (one.part === 'granted' ? undo.granted : this.worth(one, i)) - now)
    }
    return then.sums
  }

  private worth({ part }: Kept, i: number): number {
    return part === 'count' ? 1 : (this.holdings.table[part][i] as number)
  }

  /** Adds up everything that is held. Most awards fall into the period of the one before, which is asked first. */
  private addAll(one: Kept): void {
    const { time } = this.holdings.table
    const table = one.level === undefined ? undefined : this.periodsOf(one.level)
    let span = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }
    let period = table ? -1 : 0
    for (const i of this.holdings.held()) {
      const at = time[i] as number
      if (table && (period < 0 || at < span.start || at >= span.end)) {
        period = table.of(at, -1)
        span = table.periods[period] ?? span
      }
      this.addTo(one, period, i, this.worth(one, i))
    }
  }

  private add(one: Kept, i: number, amount: number): void {
    if (amount === 0) return
    const at = this.holdings.table.time[i] as number
    this.addTo(one, one.level === undefined ? 0 : this.periodsOf(one.level).of(at, -1), i, amount)
  }

  private addTo(one: Kept, period: number, i: number, amount: number): void {
    const { rule, category, subject } = this.holdings.table
    if (period < 0 || !one.covers(rule[i] as number, category[i] as number)) return
    // What expires takes back nothing of what was asked for.
    if (one.part === 'requested' && this.holdings.table.kind(i) === 'expiry') return
    const code = subject[i] as number
    if (code >= one.width) widen(one, code + 1)
    const cell = period * one.width + code
    if (cell >= one.sums.length) one.sums = grown(one.sums, (period + 1) * one.width, 0)
    one.sums[cell] = (one.sums[cell] as number) + amount
  }

  /** The periods of a level as of now; those of a moment are the first of them. */
  private periodsOf(level: string): PeriodTable {
    const { plan, log, valid, view } = this.holdings.basis
    const known = this.tables.get(level)
    if (known?.asOf === view.asOf) return known.table
    const declared = plan.levels.get(level) as NonNullable<ReturnType<typeof plan.levels.get>>
    const table = periodTable(plan, log, declared, valid.rows, view.asOf)
    this.tables.set(level, { asOf: view.asOf, table })
    return table
  }
}

/** Makes room for more subjects in every period. */
function widen(one: Kept, least: number): void {
  const width = Math.max(least, one.width * 2, 64)
  const periods = one.width === 0 ? 0 : Math.ceil(one.sums.length / one.width)
  const sums = new Float64Array(periods * width)
  for (let period = 0; period < periods; period++) {
    sums.set(one.sums.subarray(period * one.width, (period + 1) * one.width), period * width)
  }
  one.width = width
  one.sums = sums
}
