import { formatExact, type Standing as Place, type Ranking, type Score } from '@jixing/engine'
import { reachOf } from '../auth/decide.ts'
import type { SubjectId, User } from '../auth/roles.ts'
import { type View, viewOf } from '../books/view.ts'
import type { Deps } from '../deps.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { Problem } from '../http/problems.ts'
import type { Standing, Standings } from '../wire/standing.ts'
import { subjectOf } from './list-events.ts'
import { visibleTo } from './require-right.ts'

/** Which part of which ranking is asked for. */
export interface StandingQuery {
  readonly ranking?: string | undefined
  readonly period?: string | undefined
  readonly within?: string | undefined
  readonly around?: string | undefined
  readonly k: number
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Returns a score as a decimal string, with the decimals of its rounding, or two. */
export function scoreText(score: Pick<Score, 'round'>, value: Place['value']): string | null {
  return value === undefined ? null : formatExact(value, score.round?.places ?? 2)
}

/** Neighbours above and below that a member may see when the program does not say. */
const NEIGHBOURS = 3

/** Shows a part of a ranking: all of it, the user's scope, or for a member a few neighbours in the own branch. */
export async function listStandings(deps: Deps, user: User, query: StandingQuery): Promise<Standings> {
  const view = viewOf(await deps.books.result(user.account), deps.books.names)
  const { ranking, score } = chooseRanking(view, query.ranking)
  const periods = view.result.periods(score.period)
  const wanted = query.period ?? view.shownPeriod(score.period)?.key
  const at = periods.findIndex(({ key }) => key === wanted)
  const period = periods[at]
  if (!period && query.period !== undefined) throw new Problem('not_found')
  const all = period ? view.result.standings(ranking.id, period.key) : []
  const within = query.within === undefined ? undefined : subjectOf(query.within)
  // A ranking within units has a subject in the unit of that period, also when it has moved since.
  const isInside = ({ subject, unit }: Place) =>
    !within ||
    (ranking.within === within.kind && unit !== undefined
      ? unit === within.id
      : view.isWithin({ kind: score.kind, id: subject }, within))
  const { visible, places } = visiblePart(view, user, score.kind, query, all)
  const chosen = places.filter(isInside)
  const around = query.around === undefined || visible === 'neighbours' ? undefined : subjectOf(query.around)
  const listed = around ? neighbours(chosen, around.id, query.k) : chosen
  const from = readCursor(query.cursor, 1)?.[0] ?? 0
  const shown = listed.slice(from, from + query.limit)
  const former = at > 0 ? formerRanks(view, ranking, (periods[at - 1] as { key: string }).key) : undefined
  const total = visible === 'neighbours' ? ownBranch(view, user, score.kind, all).length : chosen.length
  return {
    ranking: ranking.id,
    period: period ? { level: period.level, key: period.key } : null,
    visible,
    items: period ? shown.map((place) => standingOf(view, ranking, score, period.key, place, former)) : [],
    total,
    next: from + shown.length < listed.length && shown.length > 0 ? writeCursor([from + shown.length]) : null,
  }
}

function chooseRanking(view: View, id: string | undefined): { ranking: Ranking; score: Score } {
  const ranking = id === undefined ? view.rankings[0] : view.rankings.find((one) => one.id === id)
  const score = ranking && view.scores.find((one) => one.id === ranking.score)
  if (!ranking || !score) throw new Problem('not_found')
  return { ranking, score }
}

function neighbours(places: readonly Place[], subject: string, k: number): Place[] {
  const at = places.findIndex((one) => one.subject === subject)
  if (at < 0) throw new Problem('not_found')
  return places.slice(Math.max(0, at - k), at + k + 1)
}

/** The places of a member's own branch: the unit that the member belongs to first of all. */
function ownBranch(view: View, user: User, kind: string, all: readonly Place[]): Place[] {
  const home = user.subject && view.homeUnit(user.subject)
  return home ? all.filter(({ subject }) => view.isWithin({ kind, id: subject }, home)) : []
}

/**
 * What a user sees of a ranking. A secretary sees the own scope. A member sees what the program's visibility says, and
 * never more than some neighbours, inside the own branch unless rankings are for all; of units only the own ones.
 */
function visiblePart(
  view: View,
  user: User,
  kind: string,
  query: StandingQuery,
  all: readonly Place[],
): { visible: Standings['visible']; places: readonly Place[] } {
  if (reachOf(user.role, 'standing.list') === 'all') return { visible: 'all', places: all }
  if (user.role !== 'member') {
    const isVisible = visibleTo(user, 'standing.list', view)
    return { visible: 'scope', places: all.filter(({ subject }) => isVisible({ kind, id: subject })) }
  }
  const { rankings = 'branch', neighbours: most = NEIGHBOURS } = view.newest.visibility ?? {}
  const own = user.subject
  if (!own || rankings === 'none') return { visible: 'none', places: [] }
  if (own.kind !== kind) {
    const units = new Set(view.unitsAbove(own).flatMap((unit) => (unit.kind === kind ? [unit.id] : [])))
    return { visible: 'self', places: all.filter(({ subject }) => units.has(subject)) }
  }
  const isMine = query.around === undefined || same(subjectOf(query.around), own)
  if (!isMine) throw new Problem('not_found')
  const open = rankings === 'all' ? all : ownBranch(view, user, kind, all)
  const k = rankings === 'self' ? 0 : Math.min(query.k, most)
  const at = open.findIndex(({ subject }) => subject === own.id)
  if (at < 0) return { visible: rankings === 'self' ? 'self' : 'neighbours', places: [] }
  return {
    visible: rankings === 'self' ? 'self' : 'neighbours',
    places: open.slice(Math.max(0, at - k), at + k + 1),
  }
}

const same = (a: SubjectId, b: SubjectId): boolean => a.kind === b.kind && a.id === b.id

function formerRanks(view: View, ranking: Ranking, key: string): Map<string, number | null> {
  return new Map(view.result.standings(ranking.id, key).map(({ subject, rank }) => [subject, rank]))
}

function standingOf(
  view: View,
  ranking: Ranking,
  score: Score,
  key: string,
  place: Place,
  former: Map<string, number | null> | undefined,
): Standing {
  const subject = { kind: score.kind, id: place.subject }
  const tiers: Record<string, string> = {}
  for (const tier of view.tiers) {
    if (view.basisOf(tier)?.score.id !== score.id) continue
    const band = view.result.tier(tier.id, place.subject, key)
    if (band !== undefined) tiers[tier.id] = band
  }
  const home = place.unit && ranking.within ? { kind: ranking.within, id: place.unit } : view.homeUnit(subject)
  return {
    rank: place.rank,
    tied: place.tied,
    subject: view.named(subject),
    ...(home && { unit: view.named(home) }),
    value: scoreText(score, place.value),
    tiers,
    ...(former && { previousRank: former.get(place.subject) ?? null }),
  }
}
