import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

/** Nobody looks at this page; it only takes the form. */
export const load: PageServerLoad = () => redirect(303, '/')

export const actions: Actions = {
  default: async ({ fetch, cookies }) => {
    const answer = await fetch('/v1/session', { method: 'DELETE' })
    for (const header of answer.headers.getSetCookie()) {
      const name = header.slice(0, header.indexOf('='))
      cookies.delete(name, { path: '/', secure: name.startsWith('__Host-') })
    }
    redirect(303, '/sign-in')
  },
}
