import { add, compare, divide, type Exact, exactOf, multiply, ratio, round } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import type { Decision } from '../event/item.ts'
import type { AwardTable } from '../ledger/award-table.ts'
import type { Basis } from '../ledger/book-awards.ts'
import { compileExpression, type Evaluate } from '../rules/evaluate.ts'
import type { Expression, Value } from '../rules/expression.ts'
import { ruleOf } from '../rules/plan.ts'
import type { Population, Program, Ranking, Score, VetoRule } from '../rules/program.ts'
import { type MeasureRow, type MeasureTable, measureRows, measureTable } from './measures.ts'
import { type PeriodSpan, type PeriodTable, periodsWithin, periodTable } from './periods.ts'
import { compareBest, rank, type Standing, type TieBreak } from './rank.ts'
import { type Carried, type Tally, type TallySpec, tallyAwards, tallySpec } from './tally.ts'
import { atMostBand, placeInBands } from './tier.ts'

/** One subject in one period, as formulas of scores see them. */
export interface ScoreContext {
  readonly kind: string
  readonly subject: string
  readonly level: string
  readonly period: number
  /** Whether the value serves another subject's aggregate, where a veto may be out of sight. */
  readonly inner: boolean
}

/** A veto in force: its rule, and whom and which period it lies over. */
export interface VetoInForce {
  readonly decision: Decision & { readonly decision: 'veto' }
  readonly rule: VetoRule
}

/** The subjects of a population in one period, each with the unit it is assigned to. */
export interface Counted {
  readonly subjects: readonly string[]
  readonly units: ReadonlyMap<string, string | undefined>
}

/** What a scorer is built from. */
export interface ScorerInput {
  readonly basis: Basis
  readonly awards: AwardTable
  readonly vetoes: readonly VetoInForce[]
  /** What is carried into each period: level → period key → changes. */
  readonly carried?: ReadonlyMap<string, ReadonlyMap<string, readonly Carried[]>>
  /** The scorer that fixed a frozen period, when it is frozen. */
  readonly frozen?: (level: string, key: string) => Scorer | undefined
}

const isNumber = (value: Value): value is Exact => typeof value === 'number' || typeof value === 'object'

/** Computes tallies, measures, scores, ranks and tiers of any period when asked, each once. */
export class Scorer {
  readonly input: ScorerInput
  readonly basis: Basis
  private readonly memo = new Map<string, unknown>()
  private readonly marks: ReadonlyMap<string, Exact>

  constructor(input: ScorerInput) {
    this.input = input
    this.basis = input.basis
    const marks = new Map<string, Exact>()
    const decisions = input.basis.valid.others.filter(
      (item): item is Decision & { decision: 'mark' } => item.kind === 'decision' && item.decision === 'mark',
    )
    decisions.sort((a, b) => a.at - b.at || compareText(a.source, b.source) || compareText(a.id, b.id))
    for (const { name, subject, period, value } of decisions)
      marks.set([name, subject.kind, subject.id, period.level, period.key].join('\u0000'), value)
    this.marks = marks
  }

  private once<T>(key: string, make: () => T): T {
    if (!this.memo.has(key)) this.memo.set(key, make())
    return this.memo.get(key) as T
  }

  /** The periods of a level. Requires a declared level. */
  periods(level: string): PeriodTable {
    return this.once(`periods ${level}`, () => {
      const { plan, log, valid, view } = this.basis
      const declared = plan.levels.get(level)
      if (!declared) throw new RangeError(`The program declares no period level ${level}`)
      return periodTable(plan, log, declared, valid.rows, view.asOf)
    })
  }

  private span(level: string, period: number): PeriodSpan {
    return this.periods(level).periods[period] as PeriodSpan
  }

  private program(level: string, period: number): Program {
    return this.basis.plan.versions[this.span(level, period).version] as Program
  }

  /** The last instant that counts for a period: its own, or asOf while it runs. */
  private lastInstant(level: string, period: number): number {
    return Math.min(this.span(level, period).end - 1, this.basis.view.asOf)
  }

  /** The period of each award on a level, -1 for none. */
  periodOfAwards(level: string): Int32Array {
    return this.once(`awards ${level}`, () => {
      const table = this.periods(level)
      const { awards } = this.input
      return Int32Array.from({ length: awards.size }, (_, i) =>
        table.of(awards.time[i] as number, awards.row[i] as number),
      )
    })
  }

  /** Granted or requested units of every subject and period of a level. */
  tally(level: string, spec: TallySpec): Tally {
    return this.once(`tally ${level} ${JSON.stringify(spec)}`, () => {
      const table = this.periods(level)
      const carried = new Map<number, readonly Carried[]>()
      for (const [key, changes] of this.input.carried?.get(level) ?? []) {
        const period = table.find(key)
        if (period >= 0) carried.set(period, changes)
      }
      return tallyAwards(
        this.basis.plan,
        this.input.awards,
        this.basis.subjects,
        table,
        this.periodOfAwards(level),
        spec,
        carried,
      )
    })
  }

  private carriedTo(level: string, period: number, subject: number): number {
    const changes = this.input.carried?.get(level)?.get(this.span(level, period).key) ?? []
    return changes.filter((one) => one.subject === subject).reduce((sum, one) => sum + one.points, 0)
  }

  private rows(measure: string): readonly MeasureRow[] {
    return this.once(`rows ${measure}`, () => measureRows(this.basis, measure))
  }

  /** A measure of every subject and period of a level. */
  measure(measure: string, level: string): MeasureTable {
    return this.once(`measure ${measure} ${level}`, () =>
      measureTable(this.basis, measure, this.rows(measure), this.periods(level)),
    )
  }

  /** The subjects of a population in a period. */
  population(id: string, level: string, period: number): Counted {
    return this.once(`population ${id} ${level} ${period}`, () => {
      const population = this.program(level, period).populations?.find((one) => one.id === id)
      return population ? this.count(population, level, period) : { subjects: [], units: new Map() }
    })
  }

  private count(population: Population, level: string, period: number): Counted {
    const { roster, view } = this.basis
    const { start, end } = this.span(level, period)
    const { kind, tree } = population
    const units = new Map<string, string | undefined>()
    const until = Math.min(end, view.asOf + 1)
    const candidates =
      tree !== undefined
        ? roster.inTree(tree, kind)
        : population.base === 'roster'
          ? [...(roster.named.get(kind) ?? [])].filter(([, one]) => one.start <= view.asOf).map(([id]) => id)
          : this.withRows(kind, level, period)
    const when =
      population.when === undefined
        ? undefined
        : this.formula(population.when, level, period, `population ${population.id}`)
    for (const subject of candidates) {
      let unit: string | undefined
      if (tree !== undefined) {
        const presence = roster.presentDays(tree, kind, subject, start, until)
        if (presence.days < Math.max(1, population.minDays ?? 0)) continue
        unit = presence.unit
      }
      if (when && when({ kind, subject, level, period, inner: false }) !== true) continue
      units.set(subject, unit)
    }
    return { subjects: [...units.keys()].sort(compareText), units }
  }

  /** The subjects of a kind that received an award or a measure row in a period. */
  private withRows(kind: string, level: string, period: number): string[] {
    const all = this.once(`with rows ${level}`, () => {
      const found = new Map<number, Set<number>>()
      const put = (of: number, subject: number): void => {
        const set = found.get(of) ?? new Set<number>()
        found.set(of, set)
        set.add(subject)
      }
      const { awards, basis } = this.input
      const periodOf = this.periodOfAwards(level)
      for (let i = 0; i < awards.size; i++) put(periodOf[i] as number, awards.subject[i] as number)
      const measures = new Set(basis.plan.versions.flatMap((program) => (program.measures ?? []).map((one) => one.id)))
      const table = this.periods(level)
      for (const id of measures)
        for (const one of this.rows(id)) put(table.of(basis.log.time(one.row), one.row), one.subject)
      return found
    })
    const { subjects } = this.basis
    return [...(all.get(period) ?? [])].filter((code) => subjects.kind(code) === kind).map((code) => subjects.id(code))
  }

  /** Subjects of a population by the unit of a kind that they are assigned to or below. */
  private membersOf(
    populationId: string,
    level: string,
    period: number,
    kind: string,
  ): ReadonlyMap<string, readonly string[]> {
    return this.once(`members ${populationId} ${level} ${period} ${kind}`, () => {
      const members = new Map<string, string[]>()
      const { subjects } = this.population(populationId, level, period)
      for (const subject of subjects) {
        const unit = this.unitIn(populationId, level, period, subject, kind)
        if (unit !== undefined) members.set(unit, [...(members.get(unit) ?? []), subject])
      }
      return members
    })
  }

  /** The unit of a kind that a member of a population is assigned to (or below) in a period. */
  unitIn(populationId: string, level: string, period: number, subject: string, kind: string): string | undefined {
    const population = this.program(level, period).populations?.find((one) => one.id === populationId)
    const levels = population?.tree === undefined ? [] : (this.basis.plan.trees[population.tree] ?? [])
    const above = population && levels[levels.indexOf(population.kind) + 1]
    const unit = this.population(populationId, level, period).units.get(subject)
    if (unit === undefined || above === undefined || population?.tree === undefined) return undefined
    return this.basis.roster.ancestorAt(population.tree, above, unit, kind, this.lastInstant(level, period))
  }

  private formula(expression: Expression, level: string, period: number, name: string): Evaluate<ScoreContext> {
    const { version } = this.span(level, period)
    return this.once(`formula ${version} ${name}`, () =>
      compileExpression<ScoreContext>(expression, this.basis.plan.zone, (operator, argument) =>
        this.leaf(operator, argument),
      ),
    )
  }

  /** Evaluates any formula about a subject in a period, as an explanation needs it. */
  evaluate(expression: Expression, context: ScoreContext): Value {
    return compileExpression<ScoreContext>(expression, this.basis.plan.zone, (operator, argument) =>
      this.leaf(operator, argument),
    )(context)
  }

  /** Compiles a leaf of a formula about a subject in a period. */
  leaf(operator: string, argument: unknown): Evaluate<ScoreContext> {
    const { plan, subjects, roster } = this.basis
    const scale = 10 ** plan.decimals
    const code = (context: ScoreContext): number => subjects.find(context.kind, context.subject)
    switch (operator) {
      case 'tally': {
        const spec = tallySpec(argument)
        return (context) => ratio(this.tally(context.level, spec).of(context.period, code(context)), scale)
      }
      case 'measure':
        return (context) => this.measure(argument as string, context.level).value(context.period, code(context))
      case 'score':
        return (context) => this.score(argument as string, context)
      case 'carried':
        return (context) => ratio(this.carriedTo(context.level, context.period, code(context)), scale)
      case 'mark':
        return ({ kind, subject, level, period }) =>
          this.marks.get([argument, kind, subject, level, this.span(level, period).key].join('\u0000'))
      case 'attribute':
        return ({ kind, subject, level, period }) =>
          roster.attributeAt(kind, subject, argument as string, this.lastInstant(level, period))
      case 'periodField':
        return ({ level, period }) => this.periods(level).fieldValue(period, argument as string)
      case 'days':
        return ({ kind, subject, level, period }) => {
          const { start, end } = this.span(level, period)
          return roster.presentDays(argument as string, kind, subject, start, Math.min(end, this.basis.view.asOf + 1))
            .days
        }
      case 'grade':
        return ({ subject, level, period }) => this.tier(argument as string, subject, level, period)
      default:
        return this.aggregate(operator, argument as AggregateArgument)
    }
  }

  private aggregate(operator: string, argument: AggregateArgument): Evaluate<ScoreContext> {
    const compile = (part: unknown): Evaluate<ScoreContext> | undefined =>
      part === undefined
        ? undefined
        : compileExpression<ScoreContext>(part as Expression, this.basis.plan.zone, (op, arg) => this.leaf(op, arg))
    const [of, when, k, toward] = [
      compile(argument.of),
      compile(argument.when),
      compile(argument.k),
      compile(argument.toward),
    ]
    const shared = argument.across.everyone !== undefined && operator !== 'shrunkenMean'
    const known = new Map<string, Value>()
    const compute = this.aggregator(operator, argument, [of, when, k, toward])
    if (!shared) return compute
    return (context) => {
      const place = `${context.level} ${context.period}`
      if (!known.has(place)) known.set(place, compute(context))
      return known.get(place)
    }
  }

  private aggregator(
    operator: string,
    argument: AggregateArgument,
    parts: readonly (Evaluate<ScoreContext> | undefined)[],
  ): Evaluate<ScoreContext> {
    const [of, when, k, toward] = parts
    const numbers = (context: ScoreContext): Exact[] => {
      const values = this.across(argument.across, context)
        .map((inner) => of?.(inner))
        .filter((value) => isNumber(value as Value)) as Exact[]
      if (argument.best === undefined) return values
      return values.sort((a, b) => compare(b, a)).slice(0, argument.best)
    }
    const sum = (values: readonly Exact[]): Exact => values.reduce((total, value) => add(total, value), 0 as Exact)
    switch (operator) {
      case 'sum':
        return (context) => sum(numbers(context))
      case 'mean':
        return (context) => {
          const values = numbers(context)
          return divide(sum(values), values.length)
        }
      case 'least':
      case 'greatest':
        return (context) => {
          const values = numbers(context).sort(compare)
          return operator === 'least' ? values[0] : values[values.length - 1]
        }
      case 'count':
        return (context) =>
          this.across(argument.across, context).filter((inner) => !when || when(inner) === true).length
      case 'share':
        return (context) => {
          const all = this.across(argument.across, context)
          return divide(all.filter((inner) => when?.(inner) === true).length, all.length)
        }
      default:
        return (context) => {
          const values = numbers(context)
          const [weight, target] = [k?.(context), toward?.(context)]
          if (!isNumber(weight) || !isNumber(target)) return undefined
          return divide(add(sum(values), multiply(weight, target)), add(values.length, weight))
        }
    }
  }

  /** The subjects or periods that an aggregate goes across, each with its own context. */
  across(across: Across, context: ScoreContext): ScoreContext[] {
    const { kind, subject, level, period } = context
    if (across.periods !== undefined) {
      const inside = this.once(`within ${level} ${period} ${across.periods}`, () =>
        periodsWithin(this.periods(level), period, this.periods(across.periods as string)),
      )
      const inner = inside.map(
        (one): ScoreContext => ({ kind, subject, level: across.periods as string, period: one, inner: context.inner }),
      )
      return across.in === undefined
        ? inner
        : inner.filter((one) => this.population(across.in as string, one.level, one.period).units.has(subject))
    }
    const population = (across.members ?? across.everyone) as string
    const innerKind = this.program(level, period).populations?.find((one) => one.id === population)?.kind ?? ''
    const ids =
      across.members === undefined
        ? this.population(population, level, period).subjects
        : (this.membersOf(population, level, period, kind).get(subject) ?? [])
    return ids.map((id) => ({ kind: innerKind, subject: id, level, period, inner: true }))
  }

  /** The definition of a score in the version of a period. */
  scoreNamed(id: string, level: string, period: number): Score | undefined {
    return this.program(level, period).scores?.find((one) => one.id === id && one.period === level)
  }

  /** The value of a score before any veto. */
  underlying(id: string, context: ScoreContext): Exact | undefined {
    const { kind, subject, level, period } = context
    const fixed = this.input.frozen?.(level, this.span(level, period).key)
    if (fixed)
      return fixed.underlying(id, { ...context, period: fixed.periods(level).find(this.span(level, period).key) })
    const score = this.scoreNamed(id, level, period)
    if (score?.kind !== kind) return undefined
    const values = this.once(`score ${id} ${level} ${period}`, () => new Map<string, Exact | undefined>())
    if (!values.has(subject)) {
      const value = this.formula(score.value, level, period, `score ${id}`)({ ...context, inner: false })
      const exact = isNumber(value) ? value : undefined
      values.set(
        subject,
        exact !== undefined && score.round ? round(exact, score.round.places, score.round.mode) : exact,
      )
    }
    return values.get(subject)
  }

  /** The vetoes that lie over a subject in a period. */
  vetoesOn(kind: string, subject: string, level: string, key: string): VetoInForce[] {
    const all = this.once('vetoes', () => {
      const map = new Map<string, VetoInForce[]>()
      for (const veto of this.input.vetoes) {
        const { subject: on, period } = veto.decision
        const place = [on.kind, on.id, period.level, period.key].join('\u0000')
        map.set(place, [...(map.get(place) ?? []), veto])
      }
      return map
    })
    return all.size === 0 ? [] : (all.get([kind, subject, level, key].join('\u0000')) ?? [])
  }

  /** The value of a score, with the vetoes in force laid over it. */
  score(id: string, context: ScoreContext): Exact | undefined {
    let value = this.underlying(id, context)
    const vetoes = this.vetoesOn(
      context.kind,
      context.subject,
      context.level,
      this.span(context.level, context.period).key,
    )
    for (const { rule } of vetoes) {
      if (context.inner && rule.aggregate === 'underlying') continue
      for (const effect of rule.effects) if ('score' in effect && effect.score === id) value = exactOf(effect.value)
    }
    return value
  }

  /** The definition of a ranking in the version of a period. */
  rankingNamed(id: string, level: string, period: number): Ranking | undefined {
    return this.program(level, period).rankings?.find((one) => one.id === id)
  }

  /** The level that a ranking's score stands on, by the newest version that has it. */
  levelOf(ranking: string): string | undefined {
    const { versions } = this.basis.plan
    for (let i = versions.length - 1; i >= 0; i--) {
      const found = versions[i]?.rankings?.find((one) => one.id === ranking)
      const score = found && versions[i]?.scores?.find((one) => one.id === found.score)
      if (score) return score.period
    }
    return undefined
  }

  /** Everyone's place in a ranking of a period, unit by unit where it is within units. */
  standings(id: string, level: string, period: number): readonly Standing[] {
    const { key } = this.span(level, period)
    const fixed = this.input.frozen?.(level, key)
    return this.once(`standings ${id} ${level} ${period}`, () => {
      if (fixed)
        return fixed
          .standings(id, level, fixed.periods(level).find(key))
          .map((one) => this.overlaid(id, one, level, period))
      const ranking = this.rankingNamed(id, level, period)
      return ranking ? this.rankAll(ranking, level, period) : []
    })
  }

  /** A frozen standing under the vetoes of today: its place stays, the value shown is the vetoed one. */
  private overlaid(id: string, standing: Standing, level: string, period: number): Standing {
    const ranking = this.rankingNamed(id, level, period)
    const kind = ranking && this.scoreNamed(ranking.score, level, period)?.kind
    if (!ranking || kind === undefined || this.input.vetoes.length === 0) return standing
    return {
      ...standing,
      value: this.score(ranking.score, { kind, subject: standing.subject, level, period, inner: false }),
    }
  }

  private rankAll(ranking: Ranking, level: string, period: number): Standing[] {
    const kind = this.scoreNamed(ranking.score, level, period)?.kind
    if (kind === undefined) return []
    const contextOf = (subject: string): ScoreContext => ({ kind, subject, level, period, inner: false })
    const unranked =
      ranking.unranked === undefined
        ? undefined
        : this.formula(ranking.unranked, level, period, `unranked ${ranking.id}`)
    const ties = (ranking.tieBreakers ?? []).map((one) => this.tieBreak(one, contextOf))
    const groups = new Map<string, string[]>()
    for (const subject of this.population(ranking.population, level, period).subjects) {
      const unit =
        ranking.within === undefined ? '' : this.unitIn(ranking.population, level, period, subject, ranking.within)
      if (unit !== undefined) groups.set(unit, [...(groups.get(unit) ?? []), subject])
    }
    return [...groups.keys()].sort(compareText).flatMap((unit) => {
      const contenders = (groups.get(unit) as string[]).map((subject) => {
        const context = contextOf(subject)
        return { subject, value: this.score(ranking.score, context), ranked: unranked?.(context) !== true }
      })
      return rank(contenders, {
        ties,
        ...(ranking.method && { method: ranking.method }),
        ...(ranking.order && { order: ranking.order }),
        ...(ranking.within !== undefined && { unit }),
      })
    })
  }

  private tieBreak(
    step: NonNullable<Ranking['tieBreakers']>[number],
    contextOf: (subject: string) => ScoreContext,
  ): TieBreak {
    if ('score' in step)
      return (a, b) =>
        compareBest(this.score(step.score, contextOf(a)), this.score(step.score, contextOf(b)), step.order)
    const code = (subject: string): number => this.basis.subjects.find(contextOf(subject).kind, subject)
    const table = (measure: string): MeasureTable => this.measure(measure, contextOf('').level)
    if ('measure' in step) {
      return (a, b) =>
        compareBest(
          table(step.measure).value(contextOf(a).period, code(a)),
          table(step.measure).value(contextOf(b).period, code(b)),
          step.order,
        )
    }
    const facts = (measure: string, subject: string): readonly MeasureRow[] =>
      table(measure).rows(contextOf(subject).period, code(subject))
    if ('countBack' in step) {
      const counts = (subject: string, place: number): number =>
        facts(step.countBack, subject).filter((one) => compare(one.value, place) === 0).length
      const deepest = (subject: string): number =>
        facts(step.countBack, subject).reduce(
          (most, one) => Math.max(most, typeof one.value === 'number' ? one.value : 0),
          0,
        )
      return (a, b) => {
        const depth = step.depth ?? Math.max(deepest(a), deepest(b))
        for (let place = 1; place <= depth; place++) {
          const order = counts(b, place) - counts(a, place)
          if (order !== 0) return order
        }
        return 0
      }
    }
    const best = (subject: string): MeasureRow | undefined =>
      facts(step.earliestBest, subject).reduce<MeasureRow | undefined>(
        (one, next) => (one && compare(one.value, next.value) <= 0 ? one : next),
        undefined,
      )
    return (a, b) => {
      const [first, second] = [best(a), best(b)]
      if (!first || !second) return first === second ? 0 : first ? -1 : 1
      return compare(first.value, second.value) || this.basis.log.time(first.row) - this.basis.log.time(second.row)
    }
  }

  /** The band of every ranked subject under a tier in a period, before vetoes. */
  bands(id: string, level: string, period: number): ReadonlyMap<string, string> {
    const { key } = this.span(level, period)
    const fixed = this.input.frozen?.(level, key)
    return this.once(`bands ${id} ${level} ${period}`, () => {
      if (fixed) return fixed.bands(id, level, fixed.periods(level).find(key))
      const tier = this.program(level, period).tiers?.find((one) => one.id === id)
      const ranking = tier && this.rankingNamed(tier.ranking, level, period)
      const kind = ranking && this.scoreNamed(ranking.score, level, period)?.kind
      const all = new Map<string, string>()
      if (!tier || !ranking || kind === undefined) return all
      const by = tier.sizeBands && this.formula(tier.sizeBands.by, level, period, `size ${tier.id}`)
      const groups = new Map<string | undefined, Standing[]>()
      for (const one of this.standings(ranking.id, level, period))
        groups.set(one.unit, [...(groups.get(one.unit) ?? []), one])
      for (const group of groups.values()) {
        const placed = placeInBands(tier, group, {
          order: ranking.order ?? 'desc',
          ...(by && {
            size: (subject: string) => by({ kind, subject, level, period, inner: false }) as Exact | undefined,
          }),
          ...(tier.share && {
            unitOf: (subject: string) =>
              this.unitIn(ranking.population, level, period, subject, (tier.share as { within: string }).within),
          }),
        })
        for (const [subject, band] of placed) all.set(subject, band)
      }
      return all
    })
  }

  /** The band of a subject, with the vetoes in force. */
  tier(id: string, subject: string, level: string, period: number): string | undefined {
    const tier = this.program(level, period).tiers?.find((one) => one.id === id)
    const ranking = tier && this.rankingNamed(tier.ranking, level, period)
    const kind = ranking && this.scoreNamed(ranking.score, level, period)?.kind
    let band = this.bands(id, level, period).get(subject)
    if (!tier || kind === undefined) return band
    for (const { rule } of this.vetoesOn(kind, subject, level, this.span(level, period).key)) {
      for (const effect of rule.effects)
        if ('tier' in effect && effect.tier === id) band = atMostBand(tier.bands, band, effect.atMost)
    }
    return band
  }
}

/** What an aggregate goes across: members of this unit, everyone of a population, or the periods inside this one. */
export interface Across {
  readonly members?: string
  readonly everyone?: string
  readonly periods?: string
  readonly in?: string
}

interface AggregateArgument {
  readonly across: Across
  readonly of?: unknown
  readonly when?: unknown
  readonly k?: unknown
  readonly toward?: unknown
  readonly best?: number
}

/** Returns the vetoes in force among valid decisions: not lifted, and of a rule of the program. */
export function vetoesInForce(basis: Basis): VetoInForce[] {
  const decisions = basis.valid.others.filter((item): item is Decision => item.kind === 'decision')
  const lifted = new Set(
    decisions.flatMap((one) => (one.decision === 'lift' ? [`${one.target.source}\u0000${one.target.id}`] : [])),
  )
  const inForce: VetoInForce[] = []
  for (const decision of decisions) {
    if (decision.decision !== 'veto' || lifted.has(`${decision.source}\u0000${decision.id}`)) continue
    const rule = [...basis.plan.versions]
      .reverse()
      .map((program) => ruleOf(program, decision.rule))
      .find((one) => one?.kind === 'veto')
    if (rule?.kind === 'veto' && !rule.off && rule.to.kind === decision.subject.kind) inForce.push({ decision, rule })
  }
  return inForce.sort(
    (a, b) =>
      a.decision.at - b.decision.at ||
      compareText(a.decision.source, b.decision.source) ||
      compareText(a.decision.id, b.decision.id),
  )
}
