import type { Handle, HandleFetch } from '@sveltejs/kit/hooks'
import { langFrom } from '#lib/words/lang.ts'

/** The api of the same process: answers a request without a socket. */
type InProcessApi = (request: Request, options?: { readonly clientAddress?: string }) => Promise<Response>

const THEMES = ['light', 'dark', 'auto'] as const

/** Settles language and theme before the first byte, so that no page flashes. */
export const handle: Handle = async ({ event, resolve }) => {
  event.locals.lang = langFrom(event.cookies.get('lang'), event.request.headers.get('accept-language'))
  event.locals.theme = THEMES.find((theme) => theme === event.cookies.get('theme')) ?? 'auto'
  const { lang, theme } = event.locals
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', lang).replace('%theme%', theme),
    filterSerializedResponseHeaders: (name) => name === 'content-type' || name === 'etag',
  })
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  return response
}

/** Sends what pages ask of /v1 to the api of this process, as the person who asked for the page. */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url)
  if (url.origin !== event.url.origin || !url.pathname.startsWith('/v1')) return fetch(request)
  const headers = new Headers(request.headers)
  const cookie = event.request.headers.get('cookie')
  if (cookie) headers.set('cookie', cookie)
  headers.set('accept-language', event.locals.lang)
  const api = (globalThis as Record<symbol, unknown>)[Symbol.for('jixing.api')] as InProcessApi | undefined
  if (api) {
    headers.set('origin', event.url.origin)
    return api(new Request(request, { headers }), { clientAddress: event.getClientAddress() })
  }
  const elsewhere = new URL(url.pathname + url.search, process.env.API_ORIGIN ?? 'http://127.0.0.1:8787')
  headers.set('origin', elsewhere.origin)
  return fetch(new Request(elsewhere, new Request(request, { headers })))
}
