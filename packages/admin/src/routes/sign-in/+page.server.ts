import type { ProblemAnswer } from '@jixing/api/client'
import { fail, redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

/** Only pages of this site may follow a login. */
function safeNext(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/overview'
}

/** Someone who is logged in already goes on. */
export const load: PageServerLoad = async ({ parent, url }) => {
  const { session } = await parent()
  if (session.user) redirect(303, safeNext(url.searchParams.get('next')))
  return {}
}

export const actions: Actions = {
  default: async ({ request, fetch, cookies, url }) => {
    const form = await request.formData()
    const account = String(form.get('account') ?? '')
    const answer = await fetch('/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, password: String(form.get('password') ?? '') }),
    })
    if (!answer.ok) {
      const problem = (await answer.json().catch(() => ({}))) as Partial<ProblemAnswer>
      const seconds = Number(answer.headers.get('retry-after') ?? 0)
      return fail(answer.status, { account, code: problem.code ?? 'failed', status: answer.status, seconds })
    }
    for (const header of answer.headers.getSetCookie()) keep(header, cookies)
    redirect(303, safeNext(url.searchParams.get('next')))
  },
}

/** Hands the session cookie of the api on to the browser, with the attributes it was given. */
function keep(header: string, cookies: import('@sveltejs/kit').Cookies): void {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
  const at = pair.indexOf('=')
  const has = (name: string): boolean => attributes.some((one) => one.toLowerCase() === name)
  const age = attributes.find((one) => one.toLowerCase().startsWith('max-age='))?.slice(8)
  cookies.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: has('secure'),
    ...(age !== undefined && { maxAge: Number(age) }),
  })
}
