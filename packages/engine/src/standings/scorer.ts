import { type Exact, exactOf, round } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import type { AwardTable } from '../ledger/award-table.ts'
import type { Basis } from '../ledger/basis.ts'
import { periodsWithin } from '../ledger/periods.ts'
import { compileExpression, type Evaluate } from '../rules/evaluate.ts'
import type { Expression, Value } from '../rules/expression.ts'
import type { Ranking, Score, Tier } from '../rules/program.ts'
import { type Across, compileAggregate, isNumber, type ScoreContext } from './aggregate.ts'
import type { KeptFacts } from './kept-sums.ts'
import { type CarriedByLevel, type Inherited, PeriodFacts } from './period-facts.ts'
import { Populations } from './populations.ts'
import { rank, type Standing } from './rank.ts'
import { compileScoreLeaf, type ScoreSource } from './score-leaf.ts'
import { tieBreak } from './tie-break.ts'
import { tieFactsOf } from './tie-facts.ts'
import { atMostBand, placeInBands, type TierPlace } from './tier.ts'
import { type VetoInForce, vetoLookup } from './veto.ts'

/** What a scorer is built from. */
export interface ScorerInput {
  readonly basis: Basis
  readonly awards: AwardTable
  readonly vetoes: readonly VetoInForce[]
  readonly carried?: CarriedByLevel
  /** The scorer that fixed a frozen period, when it is frozen. */
  readonly frozen?: (level: string, key: string) => Scorer | undefined
  /** Facts of another result over the same log that these may be taken from. */
  readonly inherited?: Inherited
  /** Sums that a book has kept up to date. */
  readonly kept?: KeptFacts | undefined
}

/** One score in one period: its definition and formula, and the values computed so far. */
interface ScoreColumn {
  readonly score: Score | undefined
  readonly formula: Evaluate<ScoreContext>
  readonly values: Map<string, Exact | undefined>
}

/** Computes scores, ranks and tiers of any period when asked, each once. */
export class Scorer implements ScoreSource {
  readonly input: ScorerInput
  readonly basis: Basis
  readonly facts: PeriodFacts
  readonly populations: Populations
  /** The vetoes that lie over a subject in a period. */
  readonly vetoesOn: ReturnType<typeof vetoLookup>
  private readonly memo = new Map<string, unknown>()
  /** The values of each score by level and period. */
  private readonly columns = new Map<string, Map<string, ScoreColumn[]>>()

  constructor(input: ScorerInput) {
    this.input = input
    this.basis = input.basis
    this.facts = new PeriodFacts(input.basis, () => input.awards, input.carried, input)
    this.vetoesOn = vetoLookup(input.vetoes)
    this.populations = new Populations(this.facts, ({ id, kind, when }, subject, level, period) => {
      if (when === undefined) return true
      const formula = this.formula(when, level, period, `population ${id}`)
      return formula({ kind, subject, level, period, inner: false }) === true
    })
  }

  private once<T>(key: string, make: () => T): T {
    if (!this.memo.has(key)) this.memo.set(key, make())
    return this.memo.get(key) as T
  }

  private keyOf(level: string, period: number): string {
    return this.facts.span(level, period).key
  }

  /** The scorer that fixed a period, and its own number for it, when the period is frozen. */
  private fixed(level: string, period: number): { scorer: Scorer; period: number } | undefined {
    if (!this.input.frozen) return undefined
    const key = this.keyOf(level, period)
    const scorer = this.input.frozen(level, key)
    return scorer && { scorer, period: scorer.facts.periods(level).find(key) }
  }

  private formula(expression: Expression, level: string, period: number, name: string): Evaluate<ScoreContext> {
    const { version } = this.facts.span(level, period)
    return this.once(`formula ${version} ${name}`, () => this.compile(expression))
  }

  /** Compiles any formula about a subject in a period, for whoever asks it of many subjects. */
  compile(expression: Expression): Evaluate<ScoreContext> {
    const leaf = (operator: string, argument: unknown): Evaluate<ScoreContext> => this.leaf(operator, argument)
    return compileExpression<ScoreContext>(expression, this.basis.plan.zone, leaf)
  }

  /** Evaluates any formula about a subject in a period, as an explanation needs it. */
  evaluate(expression: Expression, context: ScoreContext): Value {
    return this.compile(expression)(context)
  }

  /** The scorer that a period is read from, and its own number for it: the one that fixed it, or this one. */
  home(level: string, period: number): { readonly scorer: Scorer; readonly period: number } {
    return this.fixed(level, period) ?? { scorer: this, period }
  }

  /** Compiles a leaf of a formula about a subject in a period. What is frozen is asked as it was fixed. */
  private leaf(operator: string, argument: unknown): Evaluate<ScoreContext> {
    const own = this.leafHere(operator, argument)
    // Scores and bands look for the freeze themselves: vetoes of today may lie over them.
    if (!this.input.frozen || operator === 'score' || operator === 'grade') return own
    const there = new Map<Scorer, Evaluate<ScoreContext>>()
    return (context) => {
      const { scorer, period } = this.home(context.level, context.period)
      if (scorer === this) return own(context)
      const evaluate = there.get(scorer) ?? scorer.leaf(operator, argument)
      there.set(scorer, evaluate)
      return evaluate({ ...context, period })
    }
  }

  private leafHere(operator: string, argument: unknown): Evaluate<ScoreContext> {
    const own = compileScoreLeaf(this, operator, argument)
    return own ?? this.aggregate(operator, argument as Record<string, unknown>)
  }

  private aggregate(operator: string, argument: Record<string, unknown>): Evaluate<ScoreContext> {
    const compiled = (part: unknown): Evaluate<ScoreContext> | undefined =>
      part === undefined ? undefined : this.compile(part as Expression)
    const across = argument.across as Across
    const compute = compileAggregate(operator, {
      across: (context) => this.across(across, context),
      of: compiled(argument.of),
      when: compiled(argument.when),
      k: compiled(argument.k),
      toward: compiled(argument.toward),
      best: argument.best as number | undefined,
    })
    if (across.everyone === undefined || operator === 'shrunkenMean') return compute
    const known = new Map<string, Value>()
    return (context) => {
      const place = `${context.level} ${context.period}`
      if (!known.has(place)) known.set(place, compute(context))
      return known.get(place)
    }
  }

  /** The subjects or periods that an aggregate goes across, each with its own context. */
  across(across: Across, context: ScoreContext): ScoreContext[] {
    const { kind, subject, level, period } = context
    if (across.periods !== undefined) {
      const inner = across.periods
      const { facts } = this
      const inside = this.once(`within ${level} ${period} ${inner}`, () =>
        periodsWithin(facts.periods(level), period, facts.periods(inner)),
      )
      const belongs = (population: string, one: number): boolean => {
        const home = this.home(inner, one)
        return home.scorer.populations.of(population, inner, home.period).units.has(subject)
      }
      const counted = inside.filter((one) => across.in === undefined || belongs(across.in, one))
      return counted.map((one) => ({ kind, subject, level: inner, period: one, inner: context.inner }))
    }
    const population = (across.members ?? across.everyone) as string
    const innerKind = this.populations.named(population, level, period)?.kind ?? ''
    const ids =
      across.members === undefined
        ? this.populations.of(population, level, period).subjects
        : (this.populations.membersOf(population, level, period, kind).get(subject) ?? [])
    return ids.map((id) => ({ kind: innerKind, subject: id, level, period, inner: true }))
  }

  /** The definition of a score in the version of a period. */
  scoreNamed(id: string, level: string, period: number): Score | undefined {
    return this.facts.program(level, period).scores?.find((one) => one.id === id && one.period === level)
  }

  private column(id: string, level: string, period: number): ScoreColumn {
    let levels = this.columns.get(id)
    if (!levels) {
      levels = new Map()
      this.columns.set(id, levels)
    }
    let columns = levels.get(level)
    if (!columns) {
      columns = []
      levels.set(level, columns)
    }
    let column = columns[period]
    if (!column) {
      const score = this.scoreNamed(id, level, period)
      const formula = score ? this.formula(score.value, level, period, `score ${id}`) : () => undefined
      column = { score, formula, values: new Map() }
      columns[period] = column
    }
    return column
  }

  /** The value of a score before any veto. */
  underlying(id: string, context: ScoreContext): Exact | undefined {
    const { kind, subject, level, period } = context
    const fixed = this.fixed(level, period)
    if (fixed) return fixed.scorer.underlying(id, { ...context, period: fixed.period })
    const { score, formula, values } = this.column(id, level, period)
    if (score?.kind !== kind) return undefined
    const known = values.get(subject)
    if (known !== undefined || values.has(subject)) return known
    const found = formula(context.inner ? { ...context, inner: false } : context)
    const exact = isNumber(found) ? found : undefined
    const value = exact !== undefined && score.round ? round(exact, score.round.places, score.round.mode) : exact
    values.set(subject, value)
    return value
  }

  /** The value of a score, with the vetoes in force laid over it. */
  score(id: string, context: ScoreContext): Exact | undefined {
    let value = this.underlying(id, context)
    if (this.input.vetoes.length === 0) return value
    const { kind, subject, level, period } = context
    for (const { rule } of this.vetoesOn(kind, subject, level, this.keyOf(level, period))) {
      if (context.inner && rule.aggregate === 'underlying') continue
      for (const effect of rule.effects) if ('score' in effect && effect.score === id) value = exactOf(effect.value)
    }
    return value
  }

  /** The level that a ranking's score stands on, by the newest version that has it. */
  levelOf(ranking: string): string | undefined {
    for (const program of [...this.basis.plan.versions].reverse()) {
      const found = program.rankings?.find((one) => one.id === ranking)
      const score = found && program.scores?.find((one) => one.id === found.score)
      if (score) return score.period
    }
    return undefined
  }

  /** A ranking in the version of a period, with the kind of subject that it ranks. */
  private ranked(id: string, level: string, period: number): { ranking: Ranking; kind: string } | undefined {
    const ranking = this.facts.program(level, period).rankings?.find((one) => one.id === id)
    const kind = ranking && this.scoreNamed(ranking.score, level, period)?.kind
    return ranking && kind !== undefined ? { ranking, kind } : undefined
  }

  /** Everyone's place in a ranking of a period, unit by unit where it is within units. */
  standings(id: string, level: string, period: number): readonly Standing[] {
    return this.once(`standings ${id} ${level} ${period}`, () => {
      const found = this.ranked(id, level, period)
      const fixed = this.fixed(level, period)
      if (!fixed) return found ? this.rankAll(found.ranking, found.kind, level, period) : []
      const frozen = fixed.scorer.standings(id, level, fixed.period)
      if (!found || this.input.vetoes.length === 0) return frozen
      const context = { kind: found.kind, level, period, inner: false }
      return frozen.map((one) => ({
        ...one,
        value: this.score(found.ranking.score, { ...context, subject: one.subject }),
      }))
    })
  }

  private rankAll(ranking: Ranking, kind: string, level: string, period: number): Standing[] {
    const contextOf = (subject: string): ScoreContext => ({ kind, subject, level, period, inner: false })
    const unranked =
      ranking.unranked === undefined
        ? undefined
        : this.formula(ranking.unranked, level, period, `unranked ${ranking.id}`)
    const facts = tieFactsOf(this.facts, { kind, level, period }, (one, subject) => this.score(one, contextOf(subject)))
    const ties = (ranking.tieBreakers ?? []).map((step) => tieBreak(step, facts))
    const groups = new Map<string, string[]>()
    for (const subject of this.populations.of(ranking.population, level, period).subjects) {
      const { within } = ranking
      const unit =
        within === undefined ? '' : this.populations.unitIn(ranking.population, level, period, subject, within)
      if (unit === undefined) continue
      const group = groups.get(unit)
      if (group) group.push(subject)
      else groups.set(unit, [subject])
    }
    return [...groups]
      .sort(([a], [b]) => compareText(a, b))
      .flatMap(([unit, subjects]) => {
        const contenders = subjects.map((subject) => {
          const context = contextOf(subject)
          return { subject, value: this.score(ranking.score, context), ranked: unranked?.(context) !== true }
        })
        const { method, order } = ranking
        const place = ranking.within === undefined ? {} : { unit }
        return rank(contenders, { ties, ...(method && { method }), ...(order && { order }), ...place })
      })
  }

  /** The band of every ranked subject under a tier in a period, before vetoes. */
  private bands(id: string, level: string, period: number): ReadonlyMap<string, string> {
    return this.once(`bands ${id} ${level} ${period}`, () => {
      const fixed = this.fixed(level, period)
      if (fixed) return fixed.scorer.bands(id, level, fixed.period)
      const tier = this.facts.program(level, period).tiers?.find((one) => one.id === id)
      const found = tier && this.ranked(tier.ranking, level, period)
      if (!tier || !found) return new Map<string, string>()
      const place = this.tierPlace(tier, found.ranking, found.kind, level, period)
      const groups = Map.groupBy(this.standings(found.ranking.id, level, period), (one) => one.unit)
      return new Map([...groups.values()].flatMap((group) => [...placeInBands(tier, group, place)]))
    })
  }

  private tierPlace(tier: Tier, ranking: Ranking, kind: string, level: string, period: number): TierPlace {
    const contextOf = (subject: string): ScoreContext => ({ kind, subject, level, period, inner: false })
    const by = tier.sizeBands && this.formula(tier.sizeBands.by, level, period, `size ${tier.id}`)
    const needs = tier.needs?.map((need, i) => this.formula(need.when, level, period, `need ${i} ${tier.id}`))
    const within = tier.share?.within
    return {
      order: ranking.order ?? 'desc',
      ...(by && { size: (subject) => by(contextOf(subject)) as Exact | undefined }),
      ...(within !== undefined && {
        unitOf: (subject) => this.populations.unitIn(ranking.population, level, period, subject, within),
      }),
      ...(needs && { fulfils: (need, subject) => needs[need]?.(contextOf(subject)) === true }),
      ...(tier.moves && { bandBefore: this.bandBefore(tier.id, level, period) }),
    }
  }

  /** The band that a subject had in the period before; field periods follow upon nothing. */
  private bandBefore(tier: string, level: string, period: number): (subject: string) => string | undefined {
    if (period === 0 || !this.basis.plan.levels.get(level)?.window) return () => undefined
    // From the first period on, each once: looking back from the last would go as deep as there are periods.
    for (let one = 0; one < period; one++) this.bands(tier, level, one)
    return (subject) => this.tier(tier, subject, level, period - 1)
  }

  /** The band of every ranked subject under a tier in a period, with the vetoes in force. */
  bandsOf(id: string, level: string, period: number): ReadonlyMap<string, string> {
    const bands = this.bands(id, level, period)
    if (this.input.vetoes.length === 0) return bands
    const overlaid = [...bands.keys()].flatMap((subject): [string, string][] => {
      const band = this.tier(id, subject, level, period)
      return band === undefined ? [] : [[subject, band]]
    })
    return new Map(overlaid)
  }

  /** The band of a subject, with the vetoes in force. */
  tier(id: string, subject: string, level: string, period: number): string | undefined {
    if (this.input.vetoes.length === 0) return this.bands(id, level, period).get(subject)
    const tier = this.facts.program(level, period).tiers?.find((one) => one.id === id)
    const kind = tier && this.ranked(tier.ranking, level, period)?.kind
    let band = this.bands(id, level, period).get(subject)
    if (!tier || kind === undefined) return band
    for (const { rule } of this.vetoesOn(kind, subject, level, this.keyOf(level, period))) {
      for (const effect of rule.effects) {
        if ('tier' in effect && effect.tier === id) band = atMostBand(tier.bands, band, effect.atMost)
      }
    }
    return band
  }
}
