import type { Described, Item, Label, PeriodState, Program, Ranking, Result, Rule, Score, Tier } from '@jixing/engine'
import type { SubjectId } from '../auth/roles.ts'
import type { Names } from './load-book.ts'
import { type FindSubjects, subjectFinder } from './named-subjects.ts'

/** A unit with the tree in which it lies above a subject. */
export interface UnitAbove extends SubjectId {
  readonly tree: string
}

const views = new WeakMap<Result, View>()

/** Returns the view of a result; its indexes are built once and shared by all requests that see the same result. */
export function viewOf(result: Result, names: Names): View {
  const known = views.get(result)
  if (known) return known
  const made = new View(result, names)
  views.set(result, made)
  return made
}

/** A result as the use cases look at it: with names, with who is where now, and with what the program declares. */
export class View {
  readonly result: Result
  readonly #names: Names
  #members: Map<string, Set<string>> | undefined
  #find: FindSubjects | undefined
  readonly #below = new Map<string, boolean>()

  constructor(result: Result, names: Names) {
    this.result = result
    this.#names = names
  }

  /** The name of a subject, where one is known. */
  label({ kind, id }: SubjectId): Label | undefined {
    return this.#names.get(`${kind}/${id}`)?.label
  }

  /** The subjects that an item names. */
  findSubjects(item: Item): readonly SubjectId[] {
    this.#find ??= subjectFinder(this.result.plan)
    return this.#find(item)
  }

  /** A subject with its name. */
  named({ kind, id }: SubjectId): SubjectId & { label?: Label } {
    const label = this.label({ kind, id })
    return label ? { kind, id, label } : { kind, id }
  }

  /** Whether the roster or the ledger knows the subject. */
  knows({ kind, id }: SubjectId): boolean {
    return this.#names.has(`${kind}/${id}`) || this.result.subjects(kind).some((one) => one.id === id)
  }

  /** The units a subject is in at an instant (now, when none is given), tree by tree, the nearest first. */
  unitsAbove({ kind, id }: SubjectId, at: number = this.result.asOf): UnitAbove[] {
    const above: UnitAbove[] = []
    for (const [tree, kinds] of Object.entries(this.result.plan.trees)) {
      let unit: string | undefined = id
      for (let i = kinds.indexOf(kind); i >= 0 && i + 1 < kinds.length; i++) {
        unit = this.result.unitOf(kinds[i] as string, unit, tree, at)
        if (unit === undefined) break
        above.push({ tree, kind: kinds[i + 1] as string, id: unit })
      }
    }
    return above
  }

  /** The unit a subject belongs to first of all: for a member the branch, for a grid its block. */
  homeUnit(subject: SubjectId, at?: number): UnitAbove | undefined {
    return this.unitsAbove(subject, at)[0]
  }

  /**
   * Whether a subject lies in a scope: it is the unit, or below it; a unit of another tree (a branch, seen from a
   * community) lies in it when it has members and all of them do.
   */
  isWithin(subject: SubjectId, scope: SubjectId): boolean {
    const key = `${subject.kind}/${subject.id} ${scope.kind}/${scope.id}`
    const known = this.#below.get(key)
    if (known !== undefined) return known
    const found = this.#lies(subject, scope)
    this.#below.set(key, found)
    return found
  }

  #lies(subject: SubjectId, scope: SubjectId): boolean {
    const same = (unit: SubjectId) => unit.kind === scope.kind && unit.id === scope.id
    if (same(subject) || this.unitsAbove(subject).some(same)) return true
    const members = this.#membersOf(subject)
    return members.length > 0 && members.every((member) => this.unitsAbove(member).some(same))
  }

  #membersOf(unit: SubjectId): SubjectId[] {
    if (!this.#members) {
      this.#members = new Map()
      const leaves = new Set(Object.values(this.result.plan.trees).map((kinds) => kinds[0] as string))
      for (const kind of leaves) {
        for (const { id } of this.result.subjects(kind)) {
          for (const above of this.unitsAbove({ kind, id })) {
            const key = `${above.kind}/${above.id}`
            this.#members.set(key, (this.#members.get(key) ?? new Set()).add(`${kind}/${id}`))
          }
        }
      }
    }
    return [...(this.#members.get(`${unit.kind}/${unit.id}`) ?? [])].map((key) => {
      const cut = key.indexOf('/')
      return { kind: key.slice(0, cut), id: key.slice(cut + 1) }
    })
  }

  /** The members, and other subjects at the foot of a tree, that are in a unit now. */
  membersOf(unit: SubjectId): SubjectId[] {
    return this.#membersOf(unit)
  }

  /** The period of a level that is shown when none is asked for: the newest that was decided on, else that has ended. */
  shownPeriod(level: string): PeriodState | undefined {
    const periods = this.result.periods(level)
    return (
      periods.findLast(({ state }) => state === 'frozen' || state === 'closed') ??
      periods.findLast(({ end }) => end <= this.result.asOf) ??
      periods.at(-1)
    )
  }

  /** The newest version of the program, published or still to come into force. */
  get newest(): Program {
    return this.result.plan.versions.at(-1) as Program
  }

  /** All rankings of all versions, each once, the newest declaration of it. */
  get rankings(): Ranking[] {
    return this.#declared((program) => program.rankings)
  }

  /** All scores of all versions, each once, the newest declaration of it. */
  get scores(): Score[] {
    return this.#declared((program) => program.scores)
  }

  /** All tiers of all versions, each once, the newest declaration of it. */
  get tiers(): Tier[] {
    return this.#declared((program) => program.tiers)
  }

  #declared<T extends { readonly id: string }>(part: (program: Program) => readonly T[] | undefined): T[] {
    const found = new Map<string, T>()
    for (const program of this.result.plan.versions.toReversed()) {
      for (const one of part(program) ?? []) if (!found.has(one.id)) found.set(one.id, one)
    }
    return [...found.values()]
  }

  /** A rule as the version declares it that an award names. */
  rule(version: number, id: string): Rule | undefined {
    return this.result.plan.versions.find((one) => one.version === version)?.rules.find((one) => one.id === id)
  }

  /** What a program version is, by its number. */
  program(version: number): Program | undefined {
    return this.result.plan.versions.find((one) => one.version === version)
  }

  /** The ranking that a tier stands on and the score it ranks by. */
  basisOf(tier: Tier): { ranking: Ranking; score: Score } | undefined {
    const ranking = this.rankings.find((one) => one.id === tier.ranking)
    const score = ranking && this.scores.find((one) => one.id === ranking.score)
    return ranking && score && { ranking, score }
  }
}

/** Returns what a declared thing is called, for spreading into an answer. */
export function labelled(one: Described | undefined): { label?: Label } {
  return one?.label ? { label: one.label } : {}
}
