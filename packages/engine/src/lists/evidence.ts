import { operatorOf } from '../rules/expression.ts'
import type { Criterion } from '../rules/list.ts'
import type { ScoreContext } from '../standings/aggregate.ts'
import type { Scorer } from '../standings/scorer.ts'
import { tallyCovers, tallySpec } from '../standings/tally.ts'
import type { Evidence } from './listing.ts'

/** The most events that a line names as its evidence; it says how many there were. */
export const MOST_EVIDENCE = 100

/** Returns the recorded events of a subject in a period that the criteria of a list look at, in the total order. */
export function evidenceOf(
  scorer: Scorer,
  context: ScoreContext,
  criteria: readonly Criterion[],
): { readonly evidence: readonly Evidence[]; readonly count: number } {
  const { scorer: home, period } = scorer.home(context.level, context.period)
  const rows = new Set<number>()
  const gatherer = new Gatherer(home, { ...context, period }, rows)
  for (const criterion of criteria) {
    if ('when' in criterion) gatherer.gather(criterion.when)
    else gatherer.ranking(criterion.ranking)
  }
  const { log } = home.basis
  const ordered = [...log.ordered()].filter((row) => rows.has(row))
  const evidence = ordered
    .slice(0, MOST_EVIDENCE)
    .map((row): Evidence => ({ kind: 'event', source: log.source(row), id: log.id(row) }))
  return { evidence, count: ordered.length }
}

/** Walks formulas for the rows behind them; each score once. */
class Gatherer {
  private readonly home: Scorer
  private readonly context: ScoreContext
  private readonly rows: Set<number>
  private readonly seen = new Set<string>()

  constructor(home: Scorer, context: ScoreContext, rows: Set<number>) {
    this.home = home
    this.context = context
    this.rows = rows
  }

  ranking(id: string): void {
    const { level, period } = this.context
    const ranking = this.home.facts.program(level, period).rankings?.find((one) => one.id === id)
    if (ranking) this.score(ranking.score)
  }

  private score(id: string): void {
    if (this.seen.has(id)) return
    this.seen.add(id)
    const score = this.home.scoreNamed(id, this.context.level, this.context.period)
    if (score?.kind === this.context.kind) this.gather(score.value)
  }

  gather(expression: unknown): void {
    if (typeof expression !== 'object' || expression === null) return
    if (Array.isArray(expression)) {
      for (const part of expression) this.gather(part)
      return
    }
    const [operator, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
    if (operator === 'measure') this.measure(argument as string)
    else if (operator === 'tally') this.tally(argument)
    else if (operator === 'score') this.score(argument as string)
    else if (Array.isArray(argument)) this.gather(argument)
    else if (typeof argument === 'object' && argument !== null && !('across' in argument)) {
      for (const part of Object.values(argument)) this.gather(part)
    } else if (operator === 'not' || operator === 'neg' || operator === 'abs' || operator === 'has')
      this.gather(argument)
  }

  private measure(id: string): void {
    const { level, period } = this.context
    for (const { row } of this.home.facts.measure(id, level).rows(period, this.code())) this.rows.add(row)
  }

  private tally(argument: unknown): void {
    const { level, period } = this.context
    const { awards, basis } = this.home.facts
    const covers = tallyCovers(basis.plan, tallySpec(argument))
    const periodOf = this.home.facts.periodOfAwards(level)
    const code = this.code()
    for (let i = 0; i < awards.size; i++) {
      if (awards.subject[i] !== code || periodOf[i] !== period || (awards.row[i] as number) < 0) continue
      if (covers(awards.rule[i] as number, awards.category[i] as number)) this.rows.add(awards.row[i] as number)
    }
  }

  private code(): number {
    return this.home.basis.subjects.find(this.context.kind, this.context.subject)
  }
}
