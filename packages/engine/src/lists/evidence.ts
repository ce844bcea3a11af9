import { operatorOf } from '../rules/expression.ts'
import type { Criterion } from '../rules/list.ts'
import type { Across, ScoreContext } from '../standings/aggregate.ts'
import type { Scorer } from '../standings/scorer.ts'
import { tallyCovers, tallySpec } from '../standings/tally.ts'
import type { Evidence } from './listing.ts'

/** The most events that a line names as its evidence; it says how many there were. */
const MOST_EVIDENCE = 100

/**
 * Returns the recorded events that the criteria of a list look at for a subject in a period, in the total order: its
 * own, those of its members and of its inner periods. What a formula asks of everyone is no evidence about one.
 */
export function evidenceOf(
  scorer: Scorer,
  context: ScoreContext,
  criteria: readonly Criterion[],
): { readonly evidence: readonly Evidence[]; readonly count: number } {
  const { scorer: home, period } = scorer.home(context.level, context.period)
  const gatherer = new Gatherer(home)
  const here = { ...context, period }
  for (const criterion of criteria) {
    if ('when' in criterion) gatherer.gather(criterion.when, here)
    else gatherer.ranking(criterion.ranking, here)
  }
  const { log } = home.basis
  const ordered = [...log.ordered()].filter((row) => gatherer.rows.has(row))
  const evidence = ordered
    .slice(0, MOST_EVIDENCE)
    .map((row): Evidence => ({ kind: 'event', source: log.source(row), id: log.id(row) }))
  return { evidence, count: ordered.length }
}

/** Walks formulas for the rows behind them; each score of a subject and period once. */
class Gatherer {
  readonly rows = new Set<number>()
  private readonly home: Scorer
  private readonly seen = new Set<string>()

  constructor(home: Scorer) {
    this.home = home
  }

  ranking(id: string, context: ScoreContext): void {
    const ranking = this.home.facts.program(context.level, context.period).rankings?.find((one) => one.id === id)
    if (ranking) this.score(ranking.score, context)
  }

  private score(id: string, context: ScoreContext): void {
    const place = JSON.stringify([id, context.kind, context.subject, context.level, context.period])
    if (this.seen.has(place)) return
    this.seen.add(place)
    const score = this.home.scoreNamed(id, context.level, context.period)
    if (score?.kind === context.kind) this.gather(score.value, context)
  }

  gather(expression: unknown, context: ScoreContext): void {
    if (typeof expression !== 'object' || expression === null) return
    if (Array.isArray(expression)) {
      for (const part of expression) this.gather(part, context)
      return
    }
    const [operator, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
    if (operator === 'measure') this.measure(argument as string, context)
    else if (operator === 'tally') this.tally(argument, context)
    else if (operator === 'score') this.score(argument as string, context)
    else if (typeof argument === 'object' && argument !== null && 'across' in argument) {
      this.aggregate(argument as Readonly<Record<string, unknown>>, context)
    } else if (typeof argument === 'object' && argument !== null && !Array.isArray(argument) && !isFormula(operator)) {
      for (const part of Object.values(argument)) this.gather(part, context)
    } else this.gather(argument, context)
  }

  private aggregate(argument: Readonly<Record<string, unknown>>, context: ScoreContext): void {
    const across = argument.across as Across
    if (across.everyone !== undefined) return
    for (const inner of this.home.across(across, context)) {
      this.gather(argument.of, inner)
      this.gather(argument.when, inner)
    }
  }

  private measure(id: string, context: ScoreContext): void {
    const { level, period } = context
    for (const { row } of this.home.facts.measure(id, level).rows(period, this.code(context))) this.rows.add(row)
  }

  private tally(argument: unknown, context: ScoreContext): void {
    const { awards, basis } = this.home.facts
    const covers = tallyCovers(basis.plan, tallySpec(argument))
    const periodOf = this.home.facts.periodOfAwards(context.level)
    const code = this.code(context)
    for (let i = 0; i < awards.size; i++) {
      if (awards.subject[i] !== code || periodOf[i] !== context.period || (awards.row[i] as number) < 0) continue
      if (covers(awards.rule[i] as number, awards.category[i] as number)) this.rows.add(awards.row[i] as number)
    }
  }

  private code({ kind, subject }: ScoreContext): number {
    return this.home.basis.subjects.find(kind, subject)
  }
}

/** Whether the argument of an operator is itself one formula, and no object of named parts. */
function isFormula(operator: string): boolean {
  return ['not', 'neg', 'abs', 'has'].includes(operator)
}
