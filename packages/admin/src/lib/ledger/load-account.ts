import type { Account, Period, Ranking, Standings, SubjectDetail } from '@jixing/api/client'
import { error } from '@sveltejs/kit'
import type { Lang } from '#lib/words/lang.ts'
import { type Term, termsOf } from './sum-terms.ts'
import { programOf, type ToldStep, tell } from './told-steps.ts'

/** All that the page of a subject shows. */
export interface AccountPage {
  readonly account: Account
  readonly detail: SubjectDetail
  readonly periods: readonly Period[]
  readonly why: readonly { readonly id: string; readonly told: ToldStep }[]
  readonly members: Standings['items']
  /** The bands of the tier that the subject stands in, the best first. */
  readonly bands: Ranking['tiers'][number]['bands']
  /** The levels of periods that this kind of subject is ranked in. */
  readonly levels: readonly string[]
  /** The sum that each score is, where it is one. */
  readonly terms: Readonly<Record<string, readonly Term[]>>
  /** From where on each band is reached: a threshold, or the floor of a quota. */
  readonly marks: readonly { readonly at: number; readonly band: string; readonly quota: boolean }[]
}

/** Reads where a subject stands in a period, and why. */
export async function loadAccount(
  fetch: typeof globalThis.fetch,
  subject: { readonly kind: string; readonly id: string },
  query: { readonly level?: string | undefined; readonly period?: string | undefined },
  lang: Lang,
): Promise<AccountPage> {
  const at = `/v1/subjects/${encodeURIComponent(subject.kind)}/${encodeURIComponent(subject.id)}`
  const asked = new URLSearchParams()
  if (query.period) asked.set('period', query.period)
  if (query.level) asked.set('level', query.level)
  const [first, second] = await Promise.all([fetch(`${at}/account?${asked}`), fetch(at)])
  if (!first.ok) error(first.status, 'The account could not be read')
  if (!second.ok) error(second.status, 'The subject could not be read')
  const account = (await first.json()) as Account
  const detail = (await second.json()) as SubjectDetail
  const { level, key } = account.period
  const [periods, program, members, rankings] = await Promise.all([
    fetch(`/v1/periods?level=${level}`).then(async (one) => (one.ok ? ((await one.json()) as Period[]) : [])),
    programOf(fetch, account.period),
    subject.kind === 'branch' ? membersOf(fetch, subject, key) : [],
    fetch('/v1/rankings').then(async (one) => (one.ok ? ((await one.json()) as Ranking[]) : [])),
  ])
  const why = program ? account.scores.map((one) => ({ id: one.id, told: tell(one.explanation, program, lang) })) : []
  const terms = program
    ? Object.fromEntries(account.scores.map((one) => [one.id, termsOf(one.explanation, program)] as const))
    : {}
  // The page shows the explanation in words; the steps behind it stay here.
  const scores = account.scores.map((one) => ({ ...one, explanation: { code: one.explanation.code, params: {} } }))
  const tier = account.tiers[0]?.id
  const bands = rankings.flatMap((one) => one.tiers).find((one) => one.id === tier)?.bands ?? []
  const levels = [...new Set(rankings.filter((one) => one.kind === subject.kind).map((one) => one.level))]
  const marks = (program?.tiers?.find((one) => one.id === tier)?.bands ?? []).flatMap((one) => {
    const at = one.from ?? one.floor
    return typeof at === 'number' ? [{ at, band: one.id, quota: one.share !== undefined }] : []
  })
  return { account: { ...account, scores }, detail, periods, why, members, bands, levels, terms, marks }
}

async function membersOf(
  fetch: typeof globalThis.fetch,
  branch: { readonly kind: string; readonly id: string },
  key: string,
): Promise<Standings['items']> {
  const query = new URLSearchParams({
    ranking: 'membersInBranch',
    period: key,
    within: `${branch.kind}/${branch.id}`,
    limit: '200',
  })
  const answer = await fetch(`/v1/standings?${query}`)
  return answer.ok ? ((await answer.json()) as Standings).items : []
}
