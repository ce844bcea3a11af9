import type { Standings } from '@jixing/api/client'
import { redirect } from '@sveltejs/kit'
import { loadAccount } from '#lib/ledger/load-account.ts'
import type { PageServerLoad } from './$types'

/** The own account, and who stands before and after, unless one looks at the own progress only. */
export const load: PageServerLoad = async ({ fetch, parent, url, locals, cookies }) => {
  const { session } = await parent()
  const subject = session.user?.subject
  if (!subject) redirect(303, '/overview')
  const page = await loadAccount(fetch, subject, { period: url.searchParams.get('period') ?? undefined }, locals.lang)
  const ownOnly = cookies.get('own-only') === '1'
  const query = new URLSearchParams({
    ranking: 'membersInBranch',
    period: page.account.period.key,
    around: `${subject.kind}/${subject.id}`,
  })
  const answer = ownOnly ? undefined : await fetch(`/v1/standings?${query}`)
  const neighbours = answer?.ok ? ((await answer.json()) as Standings).items : []
  return { ...page, neighbours, ownOnly }
}
