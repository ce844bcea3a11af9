import type { ProblemAnswer, Published } from '@jixing/api/client'
import type { Program } from '@jixing/engine'
import { readVersion, readVersions, type Version } from '#lib/rules/load-programs.ts'
import type { Lang } from '#lib/words/lang.ts'

/** A mistake: where in the program, and the server's sentence about it. */
export interface Refusal {
  readonly path: string
  readonly sentence: string
}

/** How saving a version went. */
export type Saved =
  | { readonly kind: 'published'; readonly version: number }
  | { readonly kind: 'conflict'; readonly newest: Version }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'failed'; readonly detail: string }

/** Publishes a program as the version after the one that `etag` names, and says in which of four ways it went. */
export async function saveVersion(
  program: Program,
  { note, etag, lang }: { readonly note: string; readonly etag: string; readonly lang: Lang },
): Promise<Saved> {
  const answer = await fetch('/v1/programs', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'if-match': etag, 'accept-language': lang },
    body: JSON.stringify({ program, note }),
  })
  if (answer.ok) return { kind: 'published', version: ((await answer.json()) as Published).version }
  if (answer.status === 412) {
    const versions = await readVersions(fetch)
    return { kind: 'conflict', newest: await readVersion(fetch, versions.at(-1)?.version ?? 1) }
  }
  const problem = (await answer.json()) as ProblemAnswer
  if (problem.code !== 'invalid_program') return { kind: 'failed', detail: problem.detail ?? problem.title }
  const refusals = problem.errors.map(({ code, pointer, detail }) => ({
    path: (pointer ?? '').replace(/^\/program/, ''),
    sentence: detail ?? code,
  }))
  return { kind: 'refused', refusals }
}
