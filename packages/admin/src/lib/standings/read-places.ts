import type { Standings, SubjectDetail, SubjectPage } from '@jixing/api/client'
import type { Place } from './arrange-places.ts'

/** Which ranking is read on. */
export interface PlaceQuery {
  readonly ranking: string
  readonly period: string
  readonly within: string | null
}

const PAGE = '200'

/** Reads one further page of a ranking; rejects when the answer is none. */
export async function readPage(query: PlaceQuery, cursor: string): Promise<Pick<Standings, 'items' | 'next'>> {
  const { ranking, period, within } = query
  const asked = new URLSearchParams({ ranking, period, cursor, limit: PAGE, ...(within && { within }) })
  return read<Standings>(`/v1/standings?${asked}`)
}

/** Returns the ids of the subjects of a kind that the server finds for a text. */
export async function findIds(kind: string, text: string): Promise<Set<string>> {
  const asked = new URLSearchParams({ kind, q: text, limit: PAGE })
  const { items } = await read<SubjectPage>(`/v1/subjects?${asked}`)
  return new Set(items.map((one) => one.id))
}

/** A subject that a ranking leaves out, with what is known of it. */
export interface Unplaced {
  readonly subject: SubjectPage['items'][number]
  readonly detail: SubjectDetail | undefined
}

const MOST_DETAILS = 60

/** Reads which subjects of a kind have no place, and for the first of them what may be the reason. */
export async function readUnplaced(kind: string, within: string | null, placed: readonly Place[]): Promise<Unplaced[]> {
  const known = new Set(placed.filter((one) => one.rank !== null).map((one) => one.subject.id))
  const missing: SubjectPage['items'][number][] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const asked = new URLSearchParams({ kind, limit: PAGE, ...(within && { unit: within }), ...(cursor && { cursor }) })
    const page: SubjectPage = await read(`/v1/subjects?${asked}`)
    missing.push(...page.items.filter((one) => !known.has(one.id)))
    cursor = page.next
  }
  const details = await Promise.all(
    missing
      .slice(0, MOST_DETAILS)
      .map((one) =>
        read<SubjectDetail>(`/v1/subjects/${one.kind}/${encodeURIComponent(one.id)}`).catch(() => undefined),
      ),
  )
  return missing.map((subject, i) => ({ subject, detail: details[i] }))
}

async function read<T>(path: string): Promise<T> {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(`${answer.status}`)
  return (await answer.json()) as T
}
