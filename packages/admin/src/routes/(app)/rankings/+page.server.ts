import type { Period, Ranking, Standings } from '@jixing/api/client'
import { error } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

const PAGE = 100

/** One ranking in one period, the first page of it. */
export const load: PageServerLoad = async ({ fetch, url }) => {
  const rankings = (await (await fetch('/v1/rankings')).json()) as Ranking[]
  const chosen = rankings.find((one) => one.id === url.searchParams.get('ranking')) ?? rankings[0]
  if (!chosen) error(404, 'The program declares no ranking')
  const query = new URLSearchParams({ ranking: chosen.id, limit: String(PAGE) })
  for (const key of ['period', 'within', 'cursor']) {
    const value = url.searchParams.get(key)
    if (value) query.set(key, value)
  }
  const [answer, periods] = await Promise.all([fetch(`/v1/standings?${query}`), fetch(`/v1/periods?level=${chosen.level}`)])
  if (!answer.ok || !periods.ok) error(answer.ok ? periods.status : answer.status, 'The standings could not be read')
  const standings = (await answer.json()) as Standings
  return { rankings, chosen, standings, periods: (await periods.json()) as Period[], within: url.searchParams.get('within') }
}
