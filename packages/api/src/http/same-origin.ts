const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request may come from the browser of a user who is logged in here. Every unsafe method is asked, whatever
 * its content type: checks that look at forms only have been got round more than once. With a cookie, a request must
 * prove that it comes from this origin; without one, it must only not say that it comes from elsewhere.
 */
export function isSameOrigin(request: Request, publicOrigin: string | undefined): boolean {
  if (safe.has(request.method)) return true
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  if (origin === null) return !request.headers.has('cookie')
  if (publicOrigin !== undefined) return origin === publicOrigin
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host
}
