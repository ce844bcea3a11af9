/** Derived awards: what several events give together, each with a date and an id of its own, and perhaps an honour. */
import type { Program } from '../../rules/program.ts'
import { type Award, type DerivedRule, fresh, unitsOf } from './awards.ts'
import { versionAt } from './events.ts'
import { type Fraction, spelled } from './fraction.ts'
import type { SubjectName } from './items.ts'
import type { Facts } from './roster.ts'

/** A derived award, also one of no points, and the honour that comes with it. */
export interface Derived {
  readonly award: Award
  readonly honour: string | undefined
}

/** Returns a derived award of a rule, under the version that the rule is of. */
export function derived(
  program: Program,
  rule: DerivedRule,
  subject: SubjectName,
  at: number,
  ground: readonly string[],
  points: Fraction,
  honour: string | undefined,
  mode?: string,
): Derived {
  const { id: name, kind, category } = rule
  const id = [name, subject.kind, subject.id, ...ground].join('/')
  const requested = unitsOf(program, points, mode)
  const event = undefined
  return {
    award: fresh({ kind, rule: name, category, program, subject, source: '', id, at, requested, event }),
    honour,
  }
}

/** Returns the rules of a kind that are not switched off, each with its version. */
export const rulesOf = <K extends DerivedRule['kind']>(
  facts: Facts,
  kind: K,
): { program: Program; rule: Extract<DerivedRule, { kind: K }> }[] =>
  facts.programs.flatMap((program) =>
    program.rules.flatMap((rule) =>
      rule.kind === kind && rule.off !== true
        ? [{ program, rule: rule as unknown as Extract<DerivedRule, { kind: K }> }]
        : [],
    ),
  )

/** Returns those whose version is the one in force at their date; a place goes by another instant. */
export const inForce = (facts: Facts, all: readonly Derived[]): Derived[] =>
  all.filter(({ award }) => versionAt(facts, award.at) === award.program)

/** Returns each id of a rule once: of an older and a newer definition the earlier award stands. */
export function firstOfEach(facts: Facts, all: readonly Derived[]): Derived[] {
  const age = (one: Derived): number => facts.programs.indexOf(one.award.program)
  const isBefore = (a: Derived, b: Derived): boolean => (a.award.at - b.award.at || age(a) - age(b)) < 0
  const isRival = (a: Derived, b: Derived): boolean => a.award.rule === b.award.rule && a.award.id === b.award.id
  return all.filter((one) => !all.some((other) => isRival(one, other) && isBefore(other, one)))
}

/** Returns the points that a rule's JSON spells. */
export const pointsSpelled = (points: number | string | undefined): Fraction => spelled(points ?? 0)
