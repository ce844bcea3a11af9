/** Scores: expressions over one subject and one period, with aggregates over members, everyone and sub-periods. */
import type { Expression } from '../../rules/expression.ts'
import type { Population, Program } from '../../rules/program.ts'
import { instantOf } from './civil-time.ts'
import { valueOfJson, versionFrom } from './events.ts'
import { daysBetween, evaluate, highestFirst, type Leaf, summed, type Value } from './expression.ts'
import { over, plus, roundedTo, spelled, times, whole } from './fraction.ts'
import { isSame, type SubjectName } from './items.ts'
import { remembered } from './memory.ts'
import { lastInstant, subPeriods } from './periods.ts'
import { baseOf, unitIn } from './populations.ts'
import type { Period, Results, Scored } from './results.ts'
import { attributeAt, begunDates, type Facts, presentDates } from './roster.ts'
import { measureOf } from './rows.ts'
import { type Chosen, pointsOf, sumOf, unitsIn } from './tallies.ts'
import { isNamed, overlaid } from './vetoes.ts'

/** Returns what an expression gives for one subject in one period. */
export function evaluateIn(
  results: Results,
  program: Program,
  subject: SubjectName,
  period: Period,
  expression: Expression,
): Value {
  const home = results.home(period)
  const { facts } = home
  const leaf: Leaf = (operator, argument) => {
    const name = String(argument)
    switch (operator) {
      case 'tally':
        return pointsOf(
          facts,
          unitsIn(home, subject, period, typeof argument === 'string' ? { category: argument } : (argument as Chosen)),
        )
      case 'carried':
        return pointsOf(facts, sumOf(home.carried(subject, period).map((one) => one.units)))
      case 'measure':
        return measureOf(facts, name, subject, period)
      case 'score':
        return results.score(name, subject, period).standing
      case 'mark':
        return markOf(facts, name, subject, period)
      case 'attribute':
        return valueOfJson(attributeAt(facts, subject, name, lastInstant(facts, period)))
      case 'periodField': {
        const text = period.fields?.[name]
        const isNumber = Object.values(program.activities).some(
          (activity) => activity.fields?.[name]?.type === 'number',
        )
        return text !== undefined && isNumber ? spelled(text) : text
      }
      case 'days':
        return whole(presentDates(facts, name, subject, begunDates(facts, period.start, period.end)).length)
      case 'grade': {
        const tier = program.tiers?.find((one) => one.id === name)
        return tier && results.tier(tier, subject, period)
      }
      case 'date':
        return whole(instantOf(facts.zone, name))
      case 'daysBetween':
        return daysBetween(facts.zone, argument, leaf)
      default:
        return aggregate(home, program, subject, period, operator, argument as Aggregate)
    }
  }
  return evaluate(expression, leaf)
}

function markOf(facts: Facts, name: string, subject: SubjectName, period: Period): Value {
  const marks = facts.items.filter(
    ({ raw, subject: marked }) =>
      raw.decision === 'mark' && raw.name === name && isSame(marked, subject) && isNamed(raw.period, period),
  )
  const last = marks.at(-1)
  return last && spelled(last.raw.value as number | string)
}

interface Aggregate {
  readonly across: {
    readonly members?: string
    readonly everyone?: string
    readonly periods?: string
    readonly in?: string
  }
  readonly of?: Expression
  readonly when?: Expression
  readonly best?: number
  readonly k?: Expression
  readonly toward?: Expression
}

/** Returns the subjects of a population in a period, its `when` included. */
export function populationIn(
  results: Results,
  program: Program,
  population: Population,
  period: Period,
): SubjectName[] {
  const home = results.home(period)
  const name = `population ${program.version} ${population.id} ${period.level} ${period.key}`
  return remembered(home, name, () =>
    baseOf(home, population, period).filter(
      (subject) =>
        population.when === undefined || evaluateIn(home, program, subject, period, population.when) === true,
    ),
  )
}

/** Returns the subjects and periods that an aggregate goes across. */
function acrossOf(
  results: Results,
  program: Program,
  subject: SubjectName,
  period: Period,
  across: Aggregate['across'],
): [SubjectName, Period][] {
  const named = (id: string | undefined): Population | undefined => program.populations?.find((one) => one.id === id)
  const { facts } = results
  if (across.periods !== undefined) {
    const population = named(across.in)
    return subPeriods(facts, across.periods, period)
      .filter(
        (inner) => !population || populationIn(results, program, population, inner).some((one) => isSame(one, subject)),
      )
      .map((inner) => [subject, inner])
  }
  const population = named(across.everyone ?? across.members) as Population
  const everyone = populationIn(results, program, population, period)
  const chosen =
    across.everyone !== undefined
      ? everyone
      : everyone.filter((one) => unitIn(facts, population.tree ?? '', one, subject.kind, period) === subject.id)
  return chosen.map((one) => [one, period])
}

function aggregate(
  results: Results,
  program: Program,
  subject: SubjectName,
  period: Period,
  operator: string,
  spec: Aggregate,
): Value {
  const inner = acrossOf(results, program, subject, period, spec.across)
  const each = (expression: Expression | undefined): Value[] =>
    inner.map(([one, within]) =>
      expression === undefined
        ? undefined
        : evaluateIn(
            spec.across.periods === undefined ? seenByOthers(results) : results,
            program,
            one,
            within,
            expression,
          ),
    )
  const hits = spec.when === undefined ? inner.length : each(spec.when).filter((value) => value === true).length
  if (operator === 'count') return whole(hits)
  if (operator === 'share') return over(whole(hits), whole(inner.length))
  const numbers = highestFirst(each(spec.of)).slice(0, spec.best)
  const { sum, n } = summed(numbers)
  switch (operator) {
    case 'sum':
      return sum
    case 'mean':
      return over(sum, whole(n))
    case 'least':
      return numbers.at(-1)
    case 'greatest':
      return numbers[0]
    default: {
      const [k, toward] = [spec.k, spec.toward].map((one) =>
        evaluateIn(results, program, subject, period, one as Expression),
      )
      if (typeof k !== 'object' || typeof toward !== 'object') return undefined
      return over(plus(sum, times(k, toward)), plus(whole(n), k))
    }
  }
}

/** The same results as the aggregates of other subjects see them: some vetoes are out of their sight. */
const seenByOthers = (results: Results): Results => ({
  ...results,
  home: (period) => seenByOthers(results.home(period)),
  score: (id, subject, period) => {
    const scored = results.score(id, subject, period)
    return { ...scored, standing: scored.toOthers }
  },
})

/** Computes a score of a subject in a period that is not frozen for `results`. */
export function scoreOf(results: Results, id: string, subject: SubjectName, period: Period): Scored {
  const { facts } = results
  const program = versionFrom(facts, period.start)
  const score = program.scores?.find((one) => one.id === id && one.kind === subject.kind && one.period === period.level)
  if (!score) return { underlying: undefined, standing: undefined, toOthers: undefined }
  const value = evaluateIn(results, program, subject, period, score.value)
  const number = typeof value === 'object' ? value : undefined
  const underlying = number && score.round ? roundedTo(number, score.round.places, score.round.mode) : number
  return overlaid(results, id, subject, period, underlying)
}
