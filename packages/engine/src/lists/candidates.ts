import { compareText } from '../base/order.ts'
import type { Criterion, List, ListOrder, RankCriterion } from '../rules/list.ts'
import type { Program } from '../rules/program.ts'
import type { ScoreContext } from '../standings/aggregate.ts'
import { compareBest, type Standing } from '../standings/rank.ts'
import type { Scorer } from '../standings/scorer.ts'
import { evidenceOf } from './evidence.ts'
import type { Evidence, LineGrounds, Reason } from './listing.ts'
import { type EdgeTie, groupsOfEquals, pickFirst, rankedGroups } from './pick.ts'
import { placesTaken, reasonOfRank, reasonsOfCondition } from './reasons.ts'

/** A proposed line: its grounds, and how many events prove it, of which it names the first. */
export interface Nomination extends LineGrounds {
  readonly evidence: readonly Evidence[]
  readonly evidenceCount: number
}

/** A subject's place that a criterion took. */
interface RankGround {
  readonly standing: Standing
  readonly among: number
  readonly atEdge: boolean
}

/** One list in one period: who meets its criteria, in which order, and why. */
export class Candidates {
  private readonly scorer: Scorer
  private readonly list: List
  private readonly level: string
  private readonly period: number
  private readonly person: boolean
  private readonly ranks = new Map<string, ReadonlyMap<string, RankGround>>()

  constructor(scorer: Scorer, program: Program, list: List, level: string, period: number) {
    this.scorer = scorer
    this.list = list
    this.person = program.subjects[list.kind]?.person === true
    this.level = level
    this.period = period
  }

  private context(subject: string): ScoreContext {
    return { kind: this.list.kind, subject, level: this.level, period: this.period, inner: false }
  }

  /** Who meets the criteria, by id, and the ties at the edge of its places. */
  met(): { readonly met: readonly string[]; readonly edges: readonly EdgeTie[] } {
    const { list, scorer } = this
    const edges: EdgeTie[] = []
    const tests = list.criteria.map((criterion): ((subject: string) => boolean) => {
      if ('ranking' in criterion) {
        const ranks = this.ranked(criterion, edges)
        this.ranks.set(criterion.id, ranks)
        return (subject) => ranks.has(subject)
      }
      const holds = scorer.compile(criterion.when)
      return (subject) => holds(this.context(subject)) === true
    })
    // A list without criteria is for what people see and state.
    if (list.criteria.length === 0) return { met: [], edges }
    const all = list.needs !== 'any'
    const meets = (subject: string): boolean =>
      all ? tests.every((test) => test(subject)) : tests.some((test) => test(subject))
    return { met: this.candidates().filter(meets), edges }
  }

  private candidates(): readonly string[] {
    const { scorer, period } = this.scorer.home(this.level, this.period)
    const { population, kind } = this.list
    if (population !== undefined) return scorer.populations.of(population, this.level, period).subjects
    return [...scorer.facts.subjects(kind)].sort(compareText)
  }

  /** Those whom a criterion takes from one end of a ranking, unit by unit. */
  private ranked(criterion: RankCriterion, edges: EdgeTie[]): Map<string, RankGround> {
    const found = new Map<string, RankGround>()
    const places = placesTaken(criterion)
    for (const [unit, groups] of rankedGroups(this.scorer.standings(criterion.ranking, this.level, this.period))) {
      const among = groups.reduce((sum, group) => sum + group.length, 0)
      const ordered = 'top' in criterion ? groups : [...groups].reverse()
      const { chosen, edge } = pickFirst(ordered, places, this.list.edge ?? 'in')
      if (edge) edges.push(edgeTie(criterion.id, unit, places, edge, (one) => one.subject))
      for (const standing of chosen) {
        found.set(standing.subject, { standing, among, atEdge: edge?.tied.includes(standing) === true })
      }
    }
    return found
  }

  /** The first `most` in the order of the list, in all or in each unit. */
  fill(met: readonly string[]): {
    readonly chosen: readonly string[]
    readonly tiedOut: ReadonlySet<string>
    readonly edges: readonly EdgeTie[]
  } {
    const { list } = this
    const compare = this.order()
    const ordered = [...met].sort((a, b) => compare(a, b) || compareText(a, b))
    const { most } = list
    if (most === undefined) return { chosen: ordered, tiedOut: new Set(), edges: [] }
    const chosen = new Set<string>()
    const tiedOut = new Set<string>()
    const edges: EdgeTie[] = []
    for (const [unit, group] of Map.groupBy(ordered, (subject) => this.unitOf(subject))) {
      const equals = groupsOfEquals(group, (a, b) => compare(a, b) === 0)
      const picked = pickFirst(equals, most, list.edge ?? 'in')
      for (const subject of picked.chosen) chosen.add(subject)
      if (!picked.edge) continue
      edges.push(edgeTie('most', unit, most, picked.edge, (subject) => subject))
      if (!picked.edge.in) for (const subject of picked.edge.tied) tiedOut.add(subject)
    }
    return { chosen: ordered.filter((subject) => chosen.has(subject)), tiedOut, edges }
  }

  private unitOf(subject: string): string | undefined {
    const { within, population } = this.list
    if (within === undefined || population === undefined) return undefined
    const { scorer, period } = this.scorer.home(this.level, this.period)
    return scorer.populations.unitIn(population, this.level, period, subject, within)
  }

  /** How two subjects stand in the list: by its scores and measures, else by the first ranking it uses. */
  private order(): (a: string, b: string) => number {
    const { by, side, criteria } = this.list
    if (by) {
      const steps = by.map((step) => {
        const value = this.scorer.compile(leafOf(step))
        const direction = step.order ?? (side === 'red' ? 'desc' : 'asc')
        return (a: string, b: string) =>
          compareBest(value(this.context(a)) as never, value(this.context(b)) as never, direction)
      })
      return (a, b) => steps.map((step) => step(a, b)).find((order) => order !== 0) ?? 0
    }
    const first = criteria.find((one) => 'ranking' in one)
    if (!first) return () => 0
    const standings = this.scorer.standings((first as { ranking: string }).ranking, this.level, this.period)
    const ranks = new Map(standings.map((one) => [one.subject, one.rank ?? undefined]))
    return (a, b) => compareBest(ranks.get(a), ranks.get(b), 'top' in first ? 'asc' : 'desc')
  }

  nomination(subject: string, key: string, provisional: boolean): Nomination {
    const { list, scorer, level } = this
    const context = this.context(subject)
    const criteria: Criterion[] = []
    const reasons: Reason[] = []
    for (const one of list.criteria) {
      const ground = 'when' in one ? undefined : this.ranks.get(one.id)?.get(subject)
      if ('when' in one ? scorer.evaluate(one.when, context) !== true : !ground) continue
      criteria.push(one)
      if ('when' in one) reasons.push(...reasonsOfCondition(scorer, context, one))
      else if (ground) reasons.push(reasonOfRank(one, ground.standing, ground.among, ground.atEdge))
    }
    const { evidence, count } = evidenceOf(scorer, context, criteria)
    return {
      list: list.id,
      side: list.side,
      ...(list.category !== undefined && { category: list.category }),
      subject: { kind: list.kind, id: subject },
      person: this.person,
      period: { level, key },
      provisional,
      reasons,
      evidence,
      evidenceCount: count,
    }
  }
}

function leafOf(step: ListOrder): { readonly [operator: string]: unknown } {
  return 'score' in step ? { score: step.score } : { measure: step.measure }
}

function edgeTie<T>(
  cut: string,
  unit: string | undefined,
  places: number,
  edge: { readonly tied: readonly T[]; readonly in: boolean },
  idOf: (one: T) => string,
): EdgeTie {
  return { cut, ...(unit !== undefined && { unit }), places, tied: edge.tied.map(idOf), in: edge.in }
}
