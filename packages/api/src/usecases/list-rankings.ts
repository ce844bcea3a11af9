import type { User } from '../auth/roles.ts'
import { labelled, viewOf } from '../books/view.ts'
import type { Deps } from '../deps.ts'
import type { Ranking } from '../wire/standing.ts'

/** Lists the rankings of the program with the tiers that stand on the same score. */
export async function listRankings(deps: Deps, user: User): Promise<Ranking[]> {
  const view = viewOf(await deps.books.result(user.account), deps.books.names)
  return view.rankings.flatMap((ranking) => {
    const score = view.scores.find(({ id }) => id === ranking.score)
    if (!score) return []
    const tiers = view.tiers.filter((tier) => view.basisOf(tier)?.score.id === score.id)
    return {
      id: ranking.id,
      ...labelled(ranking),
      kind: score.kind,
      level: score.period,
      within: ranking.within ?? null,
      score: { id: score.id, ...labelled(score) },
      tiers: tiers.map((tier) => ({
        id: tier.id,
        ...labelled(tier),
        bands: tier.bands.map((band) => ({ id: band.id, ...labelled(band) })),
      })),
    }
  })
}
