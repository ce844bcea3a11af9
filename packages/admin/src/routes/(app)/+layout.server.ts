import { redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

/** These pages are for people who are logged in. */
export const load: LayoutServerLoad = async ({ parent, url }) => {
  const { session } = await parent()
  if (!session.user) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`)
  return { user: session.user }
}
