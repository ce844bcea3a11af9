import { loadAccount } from '#lib/ledger/load-account.ts'
import type { PageServerLoad } from './$types'

/** The account of one subject. */
export const load: PageServerLoad = ({ fetch, params, url, locals }) =>
  loadAccount(
    fetch,
    { kind: params.kind, id: params.id },
    { period: url.searchParams.get('period') ?? undefined, level: url.searchParams.get('level') ?? undefined },
    locals.lang,
  )
