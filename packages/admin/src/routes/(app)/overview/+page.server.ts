import type { Overview } from '@jixing/api/client'
import { error } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** The figures as a whole, by month, and by unit. */
export const load: PageServerLoad = async ({ fetch }) => {
  const [byMonth, byUnit] = await Promise.all([fetch('/v1/overview?by=month'), fetch('/v1/overview?by=unit')])
  if (!byMonth.ok || !byUnit.ok) error(502, 'The overview could not be read')
  const overview = (await byMonth.json()) as Overview
  const { units = [] } = (await byUnit.json()) as Overview
  return { overview, units }
}
