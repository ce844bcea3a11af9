import type { Ranking, Standings } from '@jixing/api/client'
import { redirect } from '@sveltejs/kit'
import { loadAccount } from '#lib/ledger/load-account.ts'
import type { PageServerLoad } from './$types'

/** The own account, and who stands before and after, unless one looks at the own progress only. */
export const load: PageServerLoad = async ({ fetch, parent, url, locals, cookies }) => {
  const { session } = await parent()
  const subject = session.user?.subject
  if (!subject) redirect(303, '/overview')
  const period = url.searchParams.get('period') ?? undefined
  const level = url.searchParams.get('level') ?? undefined
  const page = await loadAccount(fetch, subject, { period, level }, locals.lang)
  const ownOnly = cookies.get('own-only') === '1'
  if (!ownOnly) return { ...page, neighbours: await neighboursOf(fetch, subject, page.account.period), ownOnly }
  // Who wants to see the own progress only sees no places either.
  const history = page.account.history.map((one) => ({ ...one, rank: null, ranks: {} }))
  return { ...page, account: { ...page.account, standings: [], history }, neighbours: [], ownOnly }
}

/** The places around a subject, in its own unit where the program ranks there. */
async function neighboursOf(
  fetch: typeof globalThis.fetch,
  subject: { readonly kind: string; readonly id: string },
  period: { readonly level: string; readonly key: string },
): Promise<Standings['items']> {
  const known = await fetch('/v1/rankings')
  const rankings = known.ok ? ((await known.json()) as Ranking[]) : []
  const fitting = rankings.filter((one) => one.kind === subject.kind && one.level === period.level)
  const ranking = fitting.find((one) => one.within !== null) ?? fitting[0]
  if (!ranking) return []
  const around = `${subject.kind}/${subject.id}`
  const answer = await fetch(
    `/v1/standings?${new URLSearchParams({ ranking: ranking.id, period: period.key, around })}`,
  )
  return answer.ok ? ((await answer.json()) as Standings).items : []
}
