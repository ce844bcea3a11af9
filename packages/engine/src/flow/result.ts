import { type Exact, ratio } from '../base/exact.ts'
import type { Label } from '../base/label.ts'
import { compareText } from '../base/order.ts'
import type { Decision, ItemRef, PeriodRef } from '../event/item.ts'
import type { Log } from '../event/log.ts'
import type { AwardKind, AwardTable } from '../ledger/award-table.ts'
import { derivedIn } from '../ledger/derive.ts'
import type { Derived } from '../ledger/derived.ts'
import { measureNamed } from '../ledger/measure-facts.ts'
import { ADMISSION, OVERLAP } from '../ledger/withheld.ts'
import type { Plan } from '../rules/plan.ts'
import type { ScoreContext } from '../standings/aggregate.ts'
import type { Standing } from '../standings/rank.ts'
import type { Scorer } from '../standings/scorer.ts'
import { type Carried, type TallySpec, tallyCovers } from '../standings/tally.ts'
import type { VetoInForce } from '../standings/veto.ts'
import type { SubjectRef } from '../subjects/fact.ts'
import type { Freeze } from './freeze.ts'

/** What one rule decided for one event and subject; points in whole units of the program's decimals. */
export interface Award {
  readonly kind: AwardKind
  /** Empty for a manual adjustment. */
  readonly rule: string
  readonly version: number
  readonly category: string
  readonly subject: SubjectRef
  readonly event: ItemRef
  readonly occurredAt: number
  readonly requested: number
  readonly granted: number
  /** Which limit (or `admission`, `overlap`) withheld how much, in the order it happened. */
  readonly withheld: readonly { readonly limit: string; readonly amount: number }[]
}

/** A badge (荣誉) that a subject holds: by which rule, since when, and the id of what gave it. */
export interface Honour {
  readonly honour: string
  readonly rule: string
  readonly at: number
  readonly ref: ItemRef
}

/** A period with its span and state: still running, open, closed (公示) or frozen. */
export interface PeriodState extends PeriodRef {
  readonly start: number
  readonly end: number
  readonly state: 'running' | 'open' | 'closed' | 'frozen'
}

/** What a filter of awards may name. */
export interface AwardFilter {
  readonly subject?: SubjectRef
  readonly period?: PeriodRef
  readonly event?: ItemRef
}

/** Everything a log and its programs give at one instant; each part is computed when first asked for. */
export class Result {
  readonly scorer: Scorer
  readonly freezes: readonly Freeze[]
  private placesOfSubject: Map<number, number[]> | undefined
  private derivedOnce: readonly Derived[] | undefined
  private derivedById: ReadonlyMap<string, Derived> | undefined

  constructor(scorer: Scorer, freezes: readonly Freeze[]) {
    this.scorer = scorer
    this.freezes = freezes
  }

  get plan(): Plan {
    return this.scorer.basis.plan
  }

  get log(): Log {
    return this.scorer.basis.log
  }

  get asOf(): number {
    return this.scorer.basis.view.asOf
  }

  private get table(): AwardTable {
    return this.scorer.input.awards
  }

  /** Whole units as points. */
  points(units: number): Exact {
    return ratio(units, 10 ** this.plan.decimals)
  }

  /** The periods of a level that have begun, in order of their start. */
  periods(level: string): PeriodState[] {
    if (!this.plan.levels.has(level)) return []
    const decided = this.scorer.basis.valid.others.filter((item): item is Decision => item.kind === 'decision')
    const closed = new Set(
      decided.flatMap((one) => (one.decision === 'close' && one.period.level === level ? [one.period.key] : [])),
    )
    const frozen = new Set(this.freezes.filter((one) => one.level === level).map((one) => one.key))
    const states = this.scorer.facts.periods(level).periods.map(({ key, start, end }): PeriodState => {
      const state = frozen.has(key)
        ? 'frozen'
        : closed.has(key)
          ? 'closed'
          : end > this.asOf && Number.isFinite(end)
            ? 'running'
            : 'open'
      return { level, key, start, end, state }
    })
    return states.sort((a, b) => a.start - b.start || compareText(a.key, b.key))
  }

  /** The subjects of a kind that the roster names or an award, a measure or an honour reached, today or in a frozen period, by id. */
  subjects(kind: string): { readonly id: string; readonly label?: Label }[] {
    const named = this.scorer.basis.roster.named.get(kind)
    const fixed = this.freezes.flatMap(({ level, key }) => this.scorer.input.frozen?.(level, key) ?? [])
    const ids = new Set([this.scorer, ...new Set(fixed)].flatMap((scorer) => [...scorer.facts.subjects(kind)]))
    const { subjects } = this.scorer.basis
    for (const { honour, subject } of this.derived) {
      if (honour !== undefined && subjects.kind(subject) === kind) ids.add(subjects.id(subject))
    }
    return [...ids].sort(compareText).map((id) => {
      const label = named?.get(id)?.label
      return label ? { id, label } : { id }
    })
  }

  /** The unit a subject is in, in a tree, at an instant (default asOf). */
  unitOf(kind: string, id: string, tree: string, at: number = this.asOf): string | undefined {
    return this.scorer.basis.roster.unitAt(tree, kind, id, at)
  }

  /** The context of a subject in a period, or undefined when there is no such period. */
  context(kind: string, subject: string, ref: PeriodRef): ScoreContext | undefined {
    if (!this.plan.levels.has(ref.level)) return undefined
    const period = this.scorer.facts.periods(ref.level).find(ref.key)
    return period < 0 ? undefined : { kind, subject, level: ref.level, period, inner: false }
  }

  private contextOfScore(score: string, subject: string, key: string): ScoreContext | undefined {
    for (let i = this.plan.versions.length - 1; i >= 0; i--) {
      const found = this.plan.versions[i]?.scores?.find((one) => one.id === score)
      const context = found && this.context(found.kind, subject, { level: found.period, key })
      if (context && this.scorer.scoreNamed(score, context.level, context.period)) return context
    }
    return undefined
  }

  /** The value of a score of a subject in the period `key`, vetoes included; undefined is missing. */
  value(score: string, subject: string, key: string): Exact | undefined {
    const context = this.contextOfScore(score, subject, key)
    return context && this.scorer.score(score, context)
  }

  /** The value of a score before vetoes. */
  underlying(score: string, subject: string, key: string): Exact | undefined {
    const context = this.contextOfScore(score, subject, key)
    return context && this.scorer.underlying(score, context)
  }

  /** The places in a ranking of the period `key`, of one unit where it is within units and one is named. */
  standings(ranking: string, key: string, within?: string): readonly Standing[] {
    const level = this.scorer.levelOf(ranking)
    const period = level === undefined ? -1 : this.scorer.facts.periods(level).find(key)
    if (level === undefined || period < 0) return []
    const all = this.scorer.standings(ranking, level, period)
    return within === undefined ? all : all.filter((one) => one.unit === within)
  }

  /** The band of a subject under a tier in the period `key`, vetoes included. */
  tier(tier: string, subject: string, key: string): string | undefined {
    for (let i = this.plan.versions.length - 1; i >= 0; i--) {
      const ranking = this.plan.versions[i]?.tiers?.find((one) => one.id === tier)?.ranking
      const level = ranking === undefined ? undefined : this.scorer.levelOf(ranking)
      const period = level === undefined ? -1 : this.scorer.facts.periods(level).find(key)
      if (level !== undefined && period >= 0) return this.scorer.tier(tier, subject, level, period)
    }
    return undefined
  }

  /** A measure of a subject in a period; undefined for the extreme of nothing. */
  measure(measure: string, subject: string, ref: PeriodRef): Exact | undefined {
    const kind = measureNamed(this.scorer.basis, measure)?.to.kind
    const context = kind === undefined ? undefined : this.context(kind, subject, ref)
    if (!context) return undefined
    const { scorer, period } = this.scorer.home(ref.level, context.period)
    return scorer.facts.measure(measure, ref.level).value(period, scorer.basis.subjects.find(context.kind, subject))
  }

  /** Granted (or requested) units of a subject in a period, with what the period carries. */
  tally(subject: SubjectRef, ref: PeriodRef, spec: TallySpec = { all: true }): number {
    const context = this.context(subject.kind, subject.id, ref)
    if (!context) return 0
    const { scorer, period } = this.scorer.home(ref.level, context.period)
    return scorer.facts.tally(ref.level, spec).of(period, scorer.basis.subjects.find(subject.kind, subject.id))
  }

  /** What an open period carries for a subject of frozen ones. */
  carried(subject: SubjectRef, ref: PeriodRef, spec: TallySpec = { all: true }): readonly Carried[] {
    const context = this.context(subject.kind, subject.id, ref)
    if (!context) return []
    const { scorer } = this.scorer.home(ref.level, context.period)
    const code = scorer.basis.subjects.find(subject.kind, subject.id)
    const covers = tallyCovers(this.plan, spec)
    return (scorer.input.carried?.get(ref.level)?.get(ref.key) ?? []).filter(
      (one) => one.subject === code && covers(one.rule, one.category),
    )
  }

  /** What came of several events, by date: with points, with an honour, or both. */
  get derived(): readonly Derived[] {
    this.derivedOnce ??= derivedIn(this.scorer.basis, () => this.table)
    return this.derivedOnce
  }

  /** What was derived for an award, or undefined for an award of another kind. */
  derivedFor(award: Award): Derived | undefined {
    const nameOf = (rule: string, id: string): string => `${rule}\u0000${id}`
    this.derivedById ??= new Map(this.derived.map((one) => [nameOf(one.rule.id, one.id), one]))
    return award.event.source === '' ? this.derivedById.get(nameOf(award.rule, award.event.id)) : undefined
  }

  /** The honours that a subject holds as of asOf, by date; one may be held several times. */
  honours(kind: string, id: string): Honour[] {
    const subject = this.scorer.basis.subjects.find(kind, id)
    return this.derived.flatMap(({ honour, rule, time, id: given, subject: holder }) =>
      honour !== undefined && holder === subject
        ? [{ honour, rule: rule.id, at: time, ref: { source: '', id: given } }]
        : [],
    )
  }

  /** The vetoes that lie over a subject in a period. */
  vetoes(subject: SubjectRef, ref: PeriodRef): readonly VetoInForce[] {
    return this.scorer.vetoesOn(subject.kind, subject.id, ref.level, ref.key)
  }

  /** The awards that a filter names, in the total order; those of a frozen period as it was fixed. */
  awards(filter: AwardFilter = {}): Award[] {
    const { table } = this
    const { subjects } = this.scorer.basis
    const code = filter.subject === undefined ? undefined : subjects.find(filter.subject.kind, filter.subject.id)
    const context = filter.period && this.context('', '', filter.period)
    if (filter.period && !context) return []
    const home = context && this.scorer.home(context.level, context.period).scorer
    if (home && home !== this.scorer) return new Result(home, []).awards(filter)
    const periodOf = filter.period && this.scorer.facts.periodOfAwards(filter.period.level)
    const row = filter.event && this.log.row(filter.event)
    const places = code === undefined ? Array.from({ length: table.size }, (_, i) => i) : this.placesOf(code)
    const chosen = places.filter(
      (i) =>
        (!periodOf || periodOf[i] === context?.period) &&
        (!filter.event || (row === undefined ? isRef(table.ref(i), filter.event) : table.row[i] === row)),
    )
    return chosen.map((i) => this.award(i))
  }

  private placesOf(code: number): readonly number[] {
    if (!this.placesOfSubject) {
      this.placesOfSubject = new Map()
      for (let i = 0; i < this.table.size; i++) {
        const subject = this.table.subject[i] as number
        const list = this.placesOfSubject.get(subject)
        if (list) list.push(i)
        else this.placesOfSubject.set(subject, [i])
      }
    }
    return this.placesOfSubject.get(code) ?? []
  }

  private award(i: number): Award {
    const { table, plan, log } = this
    const { subjects } = this.scorer.basis
    const row = table.row[i] as number
    const subject = table.subject[i] as number
    const names: Record<number, string> = { [ADMISSION]: 'admission', [OVERLAP]: 'overlap' }
    return {
      kind: table.kind(i),
      rule: plan.rules[table.rule[i] as number] ?? '',
      version: (plan.versions[table.version[i] as number] as { version: number }).version,
      category: plan.categories[table.category[i] as number] ?? '',
      subject: { kind: subjects.kind(subject), id: subjects.id(subject) },
      event: row >= 0 ? { source: log.source(row), id: log.id(row) } : (table.ref(i) as ItemRef),
      occurredAt: table.time[i] as number,
      requested: table.requested[i] as number,
      granted: table.granted[i] as number,
      withheld: table
        .withheld(i)
        .map(({ by, amount }) => ({ limit: names[by] ?? (plan.limits[by] as string), amount })),
    }
  }
}

function isRef(ref: ItemRef | undefined, wanted: ItemRef): boolean {
  return ref?.id === wanted.id && ref.source === wanted.source
}
