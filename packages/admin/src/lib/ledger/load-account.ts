import type { Account, Period, Ranking, Standings, SubjectDetail } from '@jixing/api/client'
import { populationSentence } from '@jixing/engine/words'
import { error } from '@sveltejs/kit'
import type { Lang } from '#lib/words/lang.ts'
import { programOf } from './program-of.ts'
import { namesIn } from './step-names.ts'
import { type Term, termsOf } from './sum-terms.ts'
import { type ToldStep, tell } from './told-steps.ts'
import { type WithheldWhy, withheldWhy } from './withheld-why.ts'

/** All that the page of a subject shows. */
export interface AccountPage {
  readonly account: Account
  readonly detail: SubjectDetail
  readonly periods: readonly Period[]
  /** Who gets a place, where the subject has none. */
  readonly unplaced: string
  /** Why limits withheld something, by entry. */
  readonly withheld: Readonly<Record<string, readonly WithheldWhy[]>>
  readonly why: readonly { readonly id: string; readonly told: ToldStep }[]
  readonly members: Standings['items']
  /** The bands of the tier that the subject stands in, the best first. */
  readonly bands: Ranking['tiers'][number]['bands']
  /** The score that the subject is ranked and graded by. */
  readonly main: Account['scores'][number] | undefined
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
  const { level } = account.period
  const [periods, program, rankings] = await Promise.all([
    fetch(`/v1/periods?level=${level}`).then(async (one) => (one.ok ? ((await one.json()) as Period[]) : [])),
    programOf(fetch, account.period),
    fetch('/v1/rankings').then(async (one) => (one.ok ? ((await one.json()) as Ranking[]) : [])),
  ])
  const members = detail.members === undefined ? [] : await membersOf(fetch, subject, rankings, account.period)
  const explanations = account.scores.map((one) => one.explanation)
  const withheld = program ? withheldWhy(explanations, program, lang) : {}
  const terms = program
    ? Object.fromEntries(account.scores.map((one) => [one.id, termsOf(one.explanation, program)] as const))
    : {}
  // The page shows the explanation in words; the steps behind it stay here.
  const scores = account.scores.map((one) => ({ ...one, explanation: { code: one.explanation.code, params: {} } }))
  const tier = account.tiers[0]?.id
  const bands = rankings.flatMap((one) => one.tiers).find((one) => one.id === tier)?.bands ?? []
  const ranking = account.standings[0]?.ranking
  const ranked =
    rankings.find((one) => one.id === ranking) ??
    rankings.find((one) => one.kind === subject.kind && one.level === level)
  const main = scores.find((one) => one.id === ranked?.score.id) ?? scores[0]
  const mainSteps = account.scores.find((one) => one.id === main?.id)?.explanation
  const names = await namesIn(fetch, mainSteps ? [mainSteps] : [], lang)
  const why = program && main && mainSteps ? [{ id: main.id, told: tell(mainSteps, { program, lang, names }) }] : []
  const population = program?.rankings?.find((one) => one.id === ranked?.id)?.population
  const hasPlace = account.standings.some((one) => one.rank !== null)
  const unplaced = program && population && main && !hasPlace ? populationSentence(program, population, lang) : ''
  const levels = [...new Set(rankings.filter((one) => one.kind === subject.kind).map((one) => one.level))]
  const marks = (program?.tiers?.find((one) => one.id === tier)?.bands ?? []).flatMap((one) => {
    const at = one.from ?? one.floor
    return typeof at === 'number' ? [{ at, band: one.id, quota: one.share !== undefined }] : []
  })
  // Rules repeat from entry to entry: their sentences come in the language of the page alone.
  const entries = account.entries.map((one) => ({
    ...one,
    ruleText: { [lang]: one.ruleText[lang] ?? one.ruleText['zh-CN'] },
  }))
  return {
    account: { ...account, scores, entries },
    main,
    detail,
    periods,
    why,
    withheld,
    unplaced,
    members,
    bands,
    levels,
    terms,
    marks,
  }
}

/** The members of a unit with their places: ranked within such units where the program does so, else among all. */
async function membersOf(
  fetch: typeof globalThis.fetch,
  unit: { readonly kind: string; readonly id: string },
  rankings: readonly Ranking[],
  { level, key }: Account['period'],
): Promise<Standings['items']> {
  const fitting = rankings.filter((one) => one.kind === 'member' && one.level === level)
  const ranking = fitting.find((one) => one.within === unit.kind) ?? fitting[0]
  if (!ranking) return []
  const within = `${unit.kind}/${unit.id}`
  const query = new URLSearchParams({ ranking: ranking.id, period: key, within, limit: '200' })
  const answer = await fetch(`/v1/standings?${query}`)
  return answer.ok ? ((await answer.json()) as Standings).items : []
}
