import { add, divide, type Exact, subtract } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import type { Trial } from './difference.ts'
import type { Result } from './result.ts'

/** What to compare: a ranking in a period, gathered by the units of a kind that its subjects are assigned to. */
export interface UnitQuery {
  readonly ranking: string
  readonly key: string
  /** The kind of unit: branch, grid. */
  readonly unit: string
  /** Where size bands begin, ascending: `[1, 3, 7, 16]`. Default: one band. */
  readonly sizes?: readonly number[]
  /** The tier whose crossings are counted. */
  readonly tier?: string
}

/** What a candidate does to the members of one unit, or of all units of a size band. */
export interface UnitEffect {
  readonly members: number
  /** The mean of the ranked values; undefined where nobody is ranked. */
  readonly before: Exact | undefined
  readonly after: Exact | undefined
  readonly change: Exact | undefined
  /** How many members cross into a better and into a worse band. */
  readonly up: number
  readonly down: number
}

/** The effect of a candidate by unit, in the order of unit ids, and by size band from small to large. */
export interface UnitEffects {
  readonly units: readonly (UnitEffect & { readonly unit: string })[]
  readonly sizes: readonly (UnitEffect & { readonly from: number; readonly units: number })[]
}

interface Gathered {
  before: Exact
  after: Exact
  rankedBefore: number
  rankedAfter: number
  up: number
  down: number
  readonly members: Set<string>
}

const nothing = (): Gathered => ({
  before: 0,
  after: 0,
  rankedBefore: 0,
  rankedAfter: 0,
  up: 0,
  down: 0,
  members: new Set(),
})

/** Returns the unit of each ranked subject of a ranking in a period. */
function unitsOf(result: Result, { ranking, key, unit }: UnitQuery): Map<string, string> {
  const units = new Map<string, string>()
  const level = result.scorer.levelOf(ranking)
  const period = level === undefined ? -1 : result.scorer.facts.periods(level).find(key)
  if (level === undefined || period < 0) return units
  const population = result.scorer.facts.program(level, period).rankings?.find((one) => one.id === ranking)?.population
  if (population === undefined) return units
  for (const { subject } of result.standings(ranking, key)) {
    const found = result.scorer.populations.unitIn(population, level, period, subject, unit)
    if (found !== undefined) units.set(subject, found)
  }
  return units
}

function effectOf(one: Gathered): UnitEffect {
  const before = divide(one.before, one.rankedBefore)
  const after = divide(one.after, one.rankedAfter)
  const change = before === undefined || after === undefined ? undefined : subtract(after, before)
  return { members: one.members.size, before, after, change, up: one.up, down: one.down }
}

/**
 * Returns what a candidate does to each unit and to units of similar size: mean before and after, and how many members
 * cross a band. It answers whether a change is paid for by the small.
 */
export function unitEffects(trial: Trial, query: UnitQuery): UnitEffects {
  const { before, after } = trial
  const units = new Map<string, Gathered>()
  const unitOf = new Map([...unitsOf(before, query), ...unitsOf(after, query)])
  const gathered = (subject: string): Gathered | undefined => {
    const unit = unitOf.get(subject)
    if (unit === undefined) return undefined
    const found = units.get(unit) ?? nothing()
    units.set(unit, found)
    return found
  }
  for (const [side, result] of [
    ['before', before],
    ['after', after],
  ] as const) {
    for (const { subject, rank, value } of result.standings(query.ranking, query.key)) {
      const unit = gathered(subject)
      if (!unit) continue
      unit.members.add(subject)
      if (rank === null || value === undefined) continue
      unit[side] = add(unit[side], value)
      if (side === 'before') unit.rankedBefore++
      else unit.rankedAfter++
    }
  }
  if (query.tier !== undefined) countCrossings(trial, query.tier, query.key, gathered)
  const sorted = [...units].sort(([a], [b]) => compareText(a, b))
  return {
    units: sorted.map(([unit, one]) => ({ unit, ...effectOf(one) })),
    sizes: bySize([...units.values()], query.sizes ?? [1]),
  }
}

function countCrossings(
  trial: Trial,
  tier: string,
  key: string,
  gathered: (subject: string) => Gathered | undefined,
): void {
  const versions = [...trial.after.plan.versions].reverse()
  const bands = versions.flatMap((program) => program.tiers ?? []).find((one) => one.id === tier)?.bands ?? []
  const place = (band: string | undefined): number => {
    const found = bands.findIndex((one) => one.id === band)
    return found < 0 ? bands.length : found
  }
  for (const move of trial.tiers) {
    if (move.tier !== tier || move.key !== key) continue
    const unit = gathered(move.subject)
    if (!unit) continue
    if (place(move.after) < place(move.before)) unit.up++
    else unit.down++
  }
}

function bySize(units: readonly Gathered[], from: readonly number[]): UnitEffects['sizes'] {
  const sizes = from.map((least, i) => {
    const below = from[i + 1] ?? Number.POSITIVE_INFINITY
    const inside = units.filter(({ members }) => members.size >= least && members.size < below)
    const sum = nothing()
    for (const one of inside) {
      sum.before = add(sum.before, one.before)
      sum.after = add(sum.after, one.after)
      sum.rankedBefore += one.rankedBefore
      sum.rankedAfter += one.rankedAfter
      sum.up += one.up
      sum.down += one.down
      for (const member of one.members) sum.members.add(member)
    }
    return { from: least, units: inside.length, ...effectOf(sum) }
  })
  return sizes
}
