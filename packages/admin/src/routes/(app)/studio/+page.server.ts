import type { SubjectPage } from '@jixing/api/client'
import { error } from '@sveltejs/kit'
import { readVersion, readVersions } from '#lib/rules/load-programs.ts'
import type { PageServerLoad } from './$types'

/** A subject with its name and the unit it is in. */
interface Named {
  readonly key: string
  readonly label: SubjectPage['items'][number]['label']
  readonly unit: string | undefined
}

/** The newest version, which is what one tunes, and the names of whom it moves. */
export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { session } = await parent()
  if (session.user?.role !== 'street-admin') error(404, 'No such page')
  const versions = await readVersions(fetch)
  const newest = await readVersion(fetch, versions.at(-1)?.version ?? 1)
  return { newest, names: await readNames(fetch), selected: url.searchParams.get('find') ?? '' }
}

async function readNames(fetch: typeof globalThis.fetch): Promise<Named[]> {
  const names: Named[] = []
  let cursor: string | null = null
  do {
    const query: string = `limit=200${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
    const answer = await fetch(`/v1/subjects?${query}`)
    if (!answer.ok) error(answer.status, 'The names could not be read')
    const page = (await answer.json()) as SubjectPage
    names.push(
      ...page.items.map(({ kind, id, label, unit }) => ({
        key: `${kind}/${id}`,
        label,
        unit: unit && `${unit.kind}/${unit.id}`,
      })),
    )
    cursor = page.next
  } while (cursor !== null)
  return names
}
