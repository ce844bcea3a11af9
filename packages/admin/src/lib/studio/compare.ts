import { difference, type Program, type Result, type Standing, spreadOf, toNumber } from '@jixing/engine'
import type { DrawnSpread, DrawnTier, Moved, Pair, StudioPeriod, StudioRanking, Total, View } from './protocol.ts'

const MOST_CROSSINGS = 60
const MOST_MOVERS = 10
const NOWHERE = Number.MAX_SAFE_INTEGER

function newest(result: Result): Program {
  return result.plan.versions[result.plan.versions.length - 1] as Program
}

/** Returns the rankings of a program with the kind and level of their scores. */
export function rankingsOf(program: Program): StudioRanking[] {
  return (program.rankings ?? []).flatMap(({ id, label, score }) => {
    const found = program.scores?.find((one) => one.id === score)
    return found ? [{ id, label, level: found.period, kind: found.kind }] : []
  })
}

/** Returns the calendar periods that rankings stand on, level by level in the order of the program. */
export function periodsOf(result: Result): StudioPeriod[] {
  const program = newest(result)
  const levels = [...new Set(rankingsOf(program).map((one) => one.level))]
  return levels.flatMap((level) => {
    const period = program.periods[level]
    if (!period || !('window' in period) || period.window === 'ever') return []
    return result.periods(level).map(({ key }) => ({ level, key }))
  })
}

/** Returns the first ranking over all subjects of a kind on a level. */
export function widestRanking(program: Program, kind: string, level: string): string | undefined {
  const whole = new Set((program.rankings ?? []).filter((one) => one.within === undefined).map((one) => one.id))
  return rankingsOf(program).find((one) => one.kind === kind && one.level === level && whole.has(one.id))?.id
}

/** The tier that goes by the score of a ranking. */
function tierOf(program: Program, ranking: string): DrawnTier | undefined {
  const scoreOf = (id: string): string | undefined => program.rankings?.find((one) => one.id === id)?.score
  const tier =
    program.tiers?.find((one) => one.ranking === ranking) ??
    program.tiers?.find((one) => scoreOf(one.ranking) === scoreOf(ranking))
  if (!tier) return undefined
  const bands = tier.bands.map(({ id, label, from }) => ({
    id,
    label,
    from: from === undefined ? undefined : Number(from),
  }))
  return { id: tier.id, label: tier.label, bands }
}

interface Side {
  readonly standings: ReadonlyMap<string, Standing>
  readonly bands: ReadonlyMap<string, number>
  readonly spread: DrawnSpread
}

function spreadDrawn(result: Result, ranking: string, key: string): DrawnSpread {
  const { n, lower, median, upper, gini } = spreadOf(result, ranking, key)
  const draw = (value: typeof median): number => (value === undefined ? 0 : toNumber(value))
  return { n, lower: draw(lower), median: draw(median), upper: draw(upper), gini }
}

// What a result says of a ranking is asked for at every step of a drag, but changes only with the result.
const sides = new WeakMap<Result, Map<string, Side>>()

function sideOf(result: Result, ranking: string, tier: DrawnTier | undefined, key: string): Side {
  const known = sides.get(result) ?? new Map<string, Side>()
  sides.set(result, known)
  const name = `${ranking}\n${key}`
  const found = known.get(name)
  if (found) return found
  const standings = new Map(result.standings(ranking, key).map((one) => [one.subject, one]))
  const places = new Map(tier?.bands.map((band, i) => [band.id, i]))
  const bands = new Map<string, number>()
  for (const subject of tier ? standings.keys() : []) {
    const place = places.get(result.tier((tier as DrawnTier).id, subject, key) ?? '')
    if (place !== undefined) bands.set(subject, place)
  }
  const side = { standings, bands, spread: spreadDrawn(result, ranking, key) }
  known.set(name, side)
  return side
}

const numberOf = (one: Standing | undefined): number | null => (one?.value === undefined ? null : toNumber(one.value))

function rankedValues(side: Side): Float64Array {
  const values = [...side.standings.values()].filter((one) => one.rank !== null).map(numberOf)
  return Float64Array.from(values.filter((value) => value !== null))
}

function counted(side: Side, bands: number): number[] {
  const counts = new Array<number>(bands).fill(0)
  for (const place of side.bands.values()) counts[place] = (counts[place] ?? 0) + 1
  return counts
}

/** Returns what a candidate makes of one ranking in one period. */
export function compareRanking(
  results: Pair<Result>,
  ranking: string | undefined,
  key: string,
  pinned: readonly string[],
): View | undefined {
  const program = newest(results.after)
  const found = rankingsOf(program).find((one) => one.id === ranking)
  if (!found) return undefined
  const { id, label, kind } = found
  const tier = tierOf(program, id)
  const before = sideOf(results.before, id, tier, key)
  const after = sideOf(results.after, id, tier, key)
  const all = [...new Set([...after.standings.keys(), ...before.standings.keys()])].map((subject): Moved => {
    const [old, next] = [before.standings.get(subject), after.standings.get(subject)]
    return {
      kind,
      subject,
      rank: { before: old?.rank ?? null, after: next?.rank ?? null },
      value: { before: numberOf(old), after: numberOf(next) },
      band: { before: before.bands.get(subject) ?? null, after: after.bands.get(subject) ?? null },
    }
  })
  const crossed = (one: Moved): number => (one.band.before ?? NOWHERE) - (one.band.after ?? NOWHERE)
  const step = ({ rank }: Moved): number =>
    rank.before === null || rank.after === null ? 0 : Math.abs(rank.before - rank.after)
  const place = (one: Moved): number => one.rank.after ?? NOWHERE
  const up = all.filter((one) => crossed(one) > 0).sort((a, b) => crossed(b) - crossed(a) || place(a) - place(b))
  const down = all.filter((one) => crossed(one) < 0).sort((a, b) => crossed(a) - crossed(b) || place(a) - place(b))
  const bands = tier?.bands.length ?? 0
  const [was, is] = [counted(before, bands), counted(after, bands)]
  return {
    ranking: id,
    label,
    kind,
    tier,
    values: { before: rankedValues(before), after: rankedValues(after) },
    counts: was.map((n, i) => ({ before: n, after: is[i] ?? 0 })),
    spread: { before: before.spread, after: after.spread },
    moved: all.filter((one) => one.value.before !== one.value.after).length,
    up: up.slice(0, MOST_CROSSINGS),
    down: down.slice(0, MOST_CROSSINGS),
    upCount: up.length,
    downCount: down.length,
    movers: all
      .filter((one) => step(one) > 0)
      .sort((a, b) => step(b) - step(a) || place(a) - place(b))
      .slice(0, MOST_MOVERS),
    pinned: all.filter((one) => pinned.includes(`${kind}/${one.subject}`)),
  }
}

/** Returns the points that each rule granted over the whole log, now and with the candidate. */
export function ruleTotals({ before, after }: Pair<Result>): Total[] {
  const totals = new Map(difference(before, after).rules.map((one) => [one.rule, one]))
  const scale = 10 ** after.plan.decimals
  return newest(after).rules.flatMap((rule) => {
    if (!('category' in rule)) return []
    const { before: old = 0, after: next = 0 } = totals.get(rule.id) ?? {}
    return [{ id: rule.id, label: rule.label, before: old / scale, after: next / scale }]
  })
}

/** Returns how many awards each limit cut over the whole log, now and with the candidate. */
export function limitCuts({ before, after }: Pair<Result>): Total[] {
  const totals = new Map(difference(before, after).limits.map((one) => [one.limit, one]))
  return (newest(after).limits ?? []).map(({ id, label }) => {
    const { before: old = 0, after: next = 0 } = totals.get(id) ?? {}
    return { id, label, before: old, after: next }
  })
}
