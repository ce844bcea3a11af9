/** Vetoes: what lies over a score or a band while a decision stands. */
import type { VetoRule } from '../../rules/program.ts'
import { type Fraction, spelled } from './fraction.ts'
import { isSame, type SubjectName } from './items.ts'
import type { Period, Results, Scored } from './results.ts'

/** Returns a score's value with the vetoes that stand today; they may lie over a frozen value too. */
export function overlaid(
  results: Results,
  id: string,
  subject: SubjectName,
  period: Period,
  underlying: Fraction | undefined,
): Scored {
  const rules = vetoesOn(results, subject, period)
  const under = (some: readonly VetoRule[]): Fraction | undefined => {
    const values = some.flatMap((rule) =>
      rule.effects.flatMap((effect) => ('score' in effect && effect.score === id ? [spelled(effect.value)] : [])),
    )
    return values.at(-1) ?? underlying
  }
  return {
    underlying,
    standing: under(rules),
    toOthers: under(rules.filter((rule) => rule.aggregate !== 'underlying')),
  }
}

/** Returns the veto rules of the decisions that stand over a subject's period, each as the newest version has it. */
export function vetoesOn({ facts, vetoes }: Results, subject: SubjectName, period: Period): VetoRule[] {
  const rules = facts.programs.flatMap((program) => program.rules.filter((rule) => rule.kind === 'veto'))
  const over = vetoes.filter((item) => isSame(item.subject, subject) && isNamed(item.raw.period, period))
  return over.flatMap((item) => {
    const newest = rules.findLast((rule) => rule.id === item.raw.rule)
    return newest && newest.off !== true && newest.to.kind === subject.kind ? [newest] : []
  })
}

/** Returns whether a decision's period is this one. */
export const isNamed = (named: { level: string; key: string } | undefined, period: Period): boolean =>
  named?.level === period.level && named.key === period.key
