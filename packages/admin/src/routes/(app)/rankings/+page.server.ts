import type { Period, Ranking, Standings } from '@jixing/api/client'
import { populationSentence, tierSentence } from '@jixing/engine/words'
import { error } from '@sveltejs/kit'
import { programOf } from '#lib/ledger/program-of.ts'
import type { PageServerLoad } from './$types'

const PAGE = 100

/** One ranking in one period, the first page of it, and how it comes about. */
export const load: PageServerLoad = async ({ fetch, url, locals }) => {
  const rankings = (await (await fetch('/v1/rankings')).json()) as Ranking[]
  const chosen = rankings.find((one) => one.id === url.searchParams.get('ranking')) ?? rankings[0]
  if (!chosen) error(404, 'The program declares no ranking')
  const query = new URLSearchParams({ ranking: chosen.id, limit: String(PAGE) })
  const within = url.searchParams.get('within')
  const wanted = url.searchParams.get('period')
  if (wanted) query.set('period', wanted)
  if (within) query.set('within', within)
  const [answer, known] = await Promise.all([
    fetch(`/v1/standings?${query}`),
    fetch(`/v1/periods?level=${encodeURIComponent(chosen.level)}`),
  ])
  if (!answer.ok || !known.ok) error(answer.ok ? known.status : answer.status, 'The standings could not be read')
  const standings = (await answer.json()) as Standings
  const periods = (await known.json()) as Period[]
  const period = periods.find((one) => one.key === standings.period?.key)
  const program = period && (await programOf(fetch, period))
  const population = program?.rankings?.find((one) => one.id === chosen.id)?.population
  return {
    rankings,
    chosen,
    standings,
    periods,
    period,
    within,
    kinds: Object.fromEntries(Object.entries(program?.subjects ?? {}).map(([kind, { label }]) => [kind, label])),
    levels: Object.fromEntries(Object.entries(program?.periods ?? {}).map(([level, { label }]) => [level, label])),
    condition: program && population ? populationSentence(program, population, locals.lang) : '',
    awarded: program && chosen.tiers[0] ? tierSentence(program, chosen.tiers[0].id, locals.lang) : '',
  }
}
