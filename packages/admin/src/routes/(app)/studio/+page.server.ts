import type { SubjectPage } from '@jixing/api/client'
import { error } from '@sveltejs/kit'
import { readVersion, readVersions } from '#lib/rules/load-programs.ts'
import type { PageServerLoad } from './$types'

/** The newest version, which is what one tunes, and the names of whom it moves. */
export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { session } = await parent()
  if (session.user?.role !== 'street-admin') error(404, 'No such page')
  const versions = await readVersions(fetch)
  const newest = await readVersion(fetch, versions[versions.length - 1]?.version ?? 1)
  const [members, branches] = await Promise.all([readNames(fetch, 'member'), readNames(fetch, 'branch')])
  return { newest, names: [...members, ...branches], find: url.searchParams.get('find') ?? '' }
}

async function readNames(fetch: typeof globalThis.fetch, kind: string): Promise<{ key: string; label: SubjectPage['items'][number]['label'] }[]> {
  const names: { key: string; label: SubjectPage['items'][number]['label'] }[] = []
  let cursor: string | null = null
  do {
    const query: string = `kind=${kind}&limit=200${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
    const answer = await fetch(`/v1/subjects?${query}`)
    if (!answer.ok) error(answer.status, 'The names could not be read')
    const page = (await answer.json()) as SubjectPage
    names.push(...page.items.map((one) => ({ key: `${one.kind}/${one.id}`, label: one.label })))
    cursor = page.next
  } while (cursor !== null)
  return names
}
