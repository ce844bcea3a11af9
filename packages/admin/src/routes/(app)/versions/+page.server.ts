import { error } from '@sveltejs/kit'
import { changesBetween } from '#lib/rules/changes.ts'
import { readVersion, readVersions } from '#lib/rules/load-programs.ts'
import type { PageServerLoad } from './$types'

/** All versions, and two of them side by side. */
export const load: PageServerLoad = async ({ fetch, url, locals: { lang }, parent }) => {
  const { session } = await parent()
  if (session.user?.role !== 'street-admin') error(404, 'No such page')
  const versions = await readVersions(fetch)
  const newest = versions[versions.length - 1]?.version ?? 1
  const wanted = (name: string, otherwise: number): number => {
    const asked = Number(url.searchParams.get(name))
    return versions.some((one) => one.version === asked) ? asked : otherwise
  }
  const newer = wanted('newer', newest)
  const older = wanted('older', versions[versions.length - 2]?.version ?? newest)
  const [a, b] = await Promise.all([readVersion(fetch, older), readVersion(fetch, newer)])
  return { versions: [...versions].reverse(), older, newer, changes: changesBetween(a.program, b.program, lang) }
}
