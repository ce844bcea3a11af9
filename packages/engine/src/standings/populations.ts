import { compareText } from '../base/order.ts'
import type { Population } from '../rules/program.ts'
import type { PeriodFacts } from './period-facts.ts'

/** The subjects of a population in one period, each with the unit it is assigned to. */
export interface Counted {
  readonly subjects: readonly string[]
  readonly units: ReadonlyMap<string, string | undefined>
}

/** Whether a subject meets the condition of a population in a period. */
export type MeetsCondition = (population: Population, subject: string, level: string, period: number) => boolean

/** Who is counted in each period, and in which unit. */
export class Populations {
  private readonly facts: PeriodFacts
  private readonly meets: MeetsCondition
  private readonly memo = new Map<string, unknown>()

  constructor(facts: PeriodFacts, meets: MeetsCondition) {
    this.facts = facts
    this.meets = meets
  }

  private once<T>(key: string, make: () => T): T {
    if (!this.memo.has(key)) this.memo.set(key, make())
    return this.memo.get(key) as T
  }

  /** The definition of a population in the version of a period. */
  named(id: string, level: string, period: number): Population | undefined {
    return this.facts.program(level, period).populations?.find((one) => one.id === id)
  }

  /** The subjects of a population in a period. */
  of(id: string, level: string, period: number): Counted {
    return this.once(`population ${id} ${level} ${period}`, () => {
      const population = this.named(id, level, period)
      return population ? this.count(population, level, period) : { subjects: [], units: new Map() }
    })
  }

  private count(population: Population, level: string, period: number): Counted {
    const { roster, view } = this.facts.basis
    const { start, end } = this.facts.span(level, period)
    const { kind, tree } = population
    const units = new Map<string, string | undefined>()
    const until = Math.min(end, view.asOf + 1)
    const candidates =
      tree !== undefined
        ? roster.inTree(tree, kind)
        : population.base === 'roster'
          ? [...(roster.named.get(kind) ?? [])].filter(([, one]) => one.start <= view.asOf).map(([id]) => id)
          : this.facts.withRows(kind, level, period)
    for (const subject of candidates) {
      let unit: string | undefined
      if (tree !== undefined) {
        const presence = roster.presentDays(tree, kind, subject, start, until)
        if (presence.days < Math.max(1, population.minDays ?? 0)) continue
        unit = presence.unit
      }
      if (!this.meets(population, subject, level, period)) continue
      units.set(subject, unit)
    }
    return { subjects: [...units.keys()].sort(compareText), units }
  }

  /** Subjects of a population by the unit of a kind that they are assigned to or below. */
  membersOf(populationId: string, level: string, period: number, kind: string): ReadonlyMap<string, readonly string[]> {
    return this.once(`members ${populationId} ${level} ${period} ${kind}`, () => {
      const members = new Map<string, string[]>()
      const { subjects } = this.of(populationId, level, period)
      for (const subject of subjects) {
        const unit = this.unitIn(populationId, level, period, subject, kind)
        if (unit !== undefined) members.set(unit, [...(members.get(unit) ?? []), subject])
      }
      return members
    })
  }

  /** The unit of a kind that a member of a population is assigned to (or below) in a period. */
  unitIn(populationId: string, level: string, period: number, subject: string, kind: string): string | undefined {
    const population = this.named(populationId, level, period)
    const levels = population?.tree === undefined ? [] : (this.facts.basis.plan.trees[population.tree] ?? [])
    const above = population && levels[levels.indexOf(population.kind) + 1]
    const unit = this.of(populationId, level, period).units.get(subject)
    if (unit === undefined || above === undefined || population?.tree === undefined) return undefined
    return this.facts.basis.roster.ancestorAt(population.tree, above, unit, kind, this.facts.lastInstant(level, period))
  }
}
