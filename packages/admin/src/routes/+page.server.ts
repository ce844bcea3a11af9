import type { Overview } from '@jixing/api/client'
import { error } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** The public figures: nothing about a single person. */
export const load: PageServerLoad = async ({ fetch }) => {
  const answer = await fetch('/v1/overview?by=month')
  if (!answer.ok) error(502, 'The overview could not be read')
  return { overview: (await answer.json()) as Overview }
}
