import type { Session } from '@jixing/api/client'
import type { LayoutServerLoad } from './$types'

/** Who is logged in, in which organisation, in which language and theme. */
export const load: LayoutServerLoad = async ({ fetch, locals, depends }) => {
  depends('app:session')
  const answer = await fetch('/v1/session')
  if (!answer.ok) throw new Error(`The session could not be read: ${answer.status}`)
  const session = (await answer.json()) as Session
  return { session, lang: locals.lang, theme: locals.theme }
}
