import type { SubjectDetail } from '@jixing/api/client'
import { redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

/** These pages are for people who are logged in. */
export const load: LayoutServerLoad = async ({ parent, url, fetch }) => {
  const { session } = await parent()
  if (!session.user) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`)
  const { subject } = session.user
  const own = subject && (await fetch(`/v1/subjects/${subject.kind}/${encodeURIComponent(subject.id)}`))
  return { user: session.user, ownLabel: own?.ok ? ((await own.json()) as SubjectDetail).label : undefined }
}
