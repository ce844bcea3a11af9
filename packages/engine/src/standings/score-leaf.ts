import { type Exact, ratio } from '../base/exact.ts'
import type { Basis } from '../ledger/basis.ts'
import type { Evaluate } from '../rules/evaluate.ts'
import type { ScoreContext } from './aggregate.ts'
import type { PeriodFacts } from './period-facts.ts'
import { tallySpec } from './tally.ts'

/** What the leaves of a score's formula are read from. */
export interface ScoreSource {
  readonly basis: Basis
  readonly facts: PeriodFacts
  score(id: string, context: ScoreContext): Exact | undefined
  tier(id: string, subject: string, level: string, period: number): string | undefined
}

/** Remembers what is found on each level: a formula asks for it once a subject. */
function onLevel<T>(find: (level: string) => T): (level: string) => T {
  const known = new Map<string, T>()
  return (level) => {
    let found = known.get(level)
    if (found === undefined) {
      found = find(level)
      known.set(level, found)
    }
    return found
  }
}

/** Compiles a leaf that reads one fact about a subject in a period; undefined for an aggregate over several. */
export function compileScoreLeaf(
  source: ScoreSource,
  operator: string,
  argument: unknown,
): Evaluate<ScoreContext> | undefined {
  const { facts } = source
  const { plan, subjects, roster } = source.basis
  const scale = 10 ** plan.decimals
  const name = argument as string
  const code = (context: ScoreContext): number => subjects.find(context.kind, context.subject)
  switch (operator) {
    case 'tally': {
      const spec = tallySpec(argument)
      const tallyOn = onLevel((level) => facts.tally(level, spec))
      return (context) => ratio(tallyOn(context.level).of(context.period, code(context)), scale)
    }
    case 'measure': {
      const measureOn = onLevel((level) => facts.measure(name, level))
      return (context) => measureOn(context.level).value(context.period, code(context))
    }
    case 'score':
      return (context) => source.score(name, context)
    case 'carried':
      return (context) => ratio(facts.carriedTo(context.level, context.period, code(context)), scale)
    case 'mark':
      return ({ kind, subject, level, period }) => facts.mark(name, kind, subject, level, period)
    case 'attribute':
      return ({ kind, subject, level, period }) =>
        roster.attributeAt(kind, subject, name, facts.lastInstant(level, period))
    case 'periodField':
      return ({ level, period }) => facts.periods(level).fieldValue(period, name)
    case 'days':
      return ({ kind, subject, level, period }) => facts.presentDays(name, kind, subject, level, period)
    case 'grade':
      return ({ subject, level, period }) => source.tier(name, subject, level, period)
    default:
      return undefined
  }
}
