/** Freezing: a frozen period is read in the computation of its own day, and what came later is carried onwards. */
import type { Program } from '../../rules/program.ts'
import { booked } from './booked.ts'
import { type Item, inTotalOrder, isLifted, isSame, type SubjectName, validItems } from './items.ts'
import { remembered } from './memory.ts'
import { holdsAward, nextOf, periodsOf } from './periods.ts'
import { standingsOf } from './rankings.ts'
import type { Carried, Period, Results } from './results.ts'
import type { Facts } from './roster.ts'
import { scoreOf } from './scores.ts'
import { bandsOf, tierUnder } from './tiers.ts'
import { overlaid } from './vetoes.ts'

/** What a computation is made of: versions, items in the order of arrival (each once), and the instant. */
export interface Ground {
  readonly programs: readonly Program[]
  readonly items: readonly Item[]
  readonly asOf: number
}

/** Returns the ground as it was known at an instant: what was received and published by then. */
export const knownAt = (ground: Ground, at: number): Ground => ({
  programs: publishedBy(ground.programs, at),
  items: ground.items.filter((item) => item.receivedAt <= at),
  asOf: at,
})

const publishedBy = (programs: readonly Program[], at: number): Program[] =>
  programs.filter((program, i) => i === 0 || program.publishedAt === undefined || Date.parse(program.publishedAt) <= at)

/** Returns the facts of a ground. */
export const factsOf = ({ programs, items, asOf }: Ground): Facts => ({
  programs,
  zone: (programs[0] as Program).timeZone,
  items: validItems(items, asOf),
  asOf,
})

const asked = (subject: SubjectName, { level, key }: Period): string => `${subject.kind} ${subject.id} ${level} ${key}`

const periodOf = (freeze: Item): Pick<Period, 'level' | 'key'> => freeze.raw.period as Pick<Period, 'level' | 'key'>

/** Only a calendar period that has begun can be frozen. */
function hasBegun(facts: Facts, freeze: Item): boolean {
  const { level, key } = periodOf(freeze)
  return periodsOf({ ...facts, asOf: freeze.at }, level).some((period) => period.key === key && !period.fields)
}

const knownFrom = (item: Item): number => Math.max(item.at, item.receivedAt)
const isKnownBefore = (a: Item, b: Item): boolean => (knownFrom(a) - knownFrom(b) || inTotalOrder(a, b)) < 0

const isFreezeOf = (item: Item, period: Pick<Period, 'level' | 'key'>): boolean =>
  item.raw.decision === 'freeze' && item.raw.period?.level === period.level && item.raw.period.key === period.key

/**
 * Computes everything. In the past of a frozen period only freezes before its own count, in the total order, and only
 * those vetoes that stand today.
 */
export function compute(ground: Ground, until?: Item, today?: readonly Item[]): Results {
  const facts = factsOf(ground)
  const standing = facts.items.filter((item) => item.raw.decision === 'veto' && !isLifted(facts.items, item))
  const vetoes = standing.filter((item) => !today || today.includes(item))
  const freezes = facts.items.filter((item) => item.raw.decision === 'freeze' && hasBegun(facts, item))
  const isFirst = (item: Item): boolean =>
    freezes.every((other) => !isFreezeOf(other, periodOf(item)) || other === item || isKnownBefore(item, other))
  const counting = freezes.filter(isFirst).filter((item) => !until || inTotalOrder(item, until) < 0)
  const freezeOf = (period: Pick<Period, 'level' | 'key'>): Item | undefined =>
    counting.find((item) => isFreezeOf(item, period))
  const past = (freeze: Item): Results =>
    remembered(facts, `past ${freeze.source} ${freeze.id}`, () =>
      compute(knownAt(ground, freeze.at), freeze, today ?? vetoes),
    )
  const results: Results = {
    facts,
    ...booked(facts),
    vetoes,
    pasts: () => counting.map(past),
    home(period) {
      const freeze = freezeOf(period)
      return freeze ? past(freeze) : results
    },
    carried: (subject, period) =>
      remembered(facts, `carried ${asked(subject, period)}`, () =>
        carriedInto(ground, facts, freezeOf, subject, period),
      ),
    score: (id, subject, period) =>
      remembered(facts, `score ${id} ${asked(subject, period)}`, () => {
        const home = results.home(period)
        return home === results
          ? scoreOf(results, id, subject, period)
          : overlaid(results, id, subject, period, home.score(id, subject, period).underlying)
      }),
    standings: (ranking, period) =>
      remembered(facts, `standings ${ranking.id} ${period.level} ${period.key}`, () => {
        const home = results.home(period)
        return home === results ? standingsOf(results, ranking, period) : home.standings(ranking, period)
      }),
    bands: (tier, period) =>
      remembered(facts, `bands ${tier.id} ${period.level} ${period.key}`, () => {
        const home = results.home(period)
        return home === results ? bandsOf(results, tier, period) : home.bands(tier, period)
      }),
    tier: (tier, subject, period) =>
      tierUnder(results, tier, subject, period, results.bands(tier, period).get(subject.id)),
  }
  return results
}

/**
 * Returns what frozen periods of the level bring into `period`: from its own freeze on, each change of a frozen
 * period's recomputed points goes to the next period of the level that is not frozen at that time.
 */
function carriedInto(
  ground: Ground,
  facts: Facts,
  freezeOf: (period: Period) => Item | undefined,
  subject: SubjectName,
  period: Period,
): Carried[] {
  const frozenBy = (one: Period, at: number): boolean => (freezeOf(one)?.at ?? Number.POSITIVE_INFINITY) <= at
  const periods = periodsOf(facts, period.level)
  const times = periods.flatMap((one) => freezeOf(one)?.at ?? [])
  return periods.flatMap((frozen) => {
    const since = freezeOf(frozen)?.at
    if (since === undefined || frozen.start >= period.start) return []
    const programs = publishedBy(ground.programs, since)
    const sums = (at: number, by: 1n | -1n): Carried[] => {
      const items = ground.items.filter((item) => at === facts.asOf || item.receivedAt <= at)
      const name = `known ${since} ${at}`
      const known = remembered(facts, name, () => factsOf({ programs, items, asOf: at }))
      return sumsIn(known, subject, frozen, by)
    }
    const cuts = [...new Set([since, ...times.filter((at) => at > since), facts.asOf])].sort((a, b) => a - b)
    return cuts.slice(1).flatMap((to, i) => {
      const from = cuts[i] as number
      const target = targetOf(facts, frozen, (one) => frozenBy(one, from))
      return target?.key === period.key ? [...sums(to, 1n), ...sums(from, -1n)] : []
    })
  })
}

function targetOf(facts: Facts, frozen: Period, isFrozen: (period: Period) => boolean): Period | undefined {
  let next = nextOf(facts, frozen)
  while (next && isFrozen(next)) next = nextOf(facts, next)
  return next
}

function sumsIn(facts: Facts, subject: SubjectName, period: Period, by: 1n | -1n): Carried[] {
  return remembered(facts, 'awards', () => booked(facts).awards)
    .filter((award) => isSame(award.subject, subject) && holdsAward(facts, period, award))
    .map(({ category, rule, granted }) => ({ category, rule, units: granted * by }))
}
