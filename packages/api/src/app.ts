import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from './deps.ts'
import { allowedMethods } from './http/allowed-methods.ts'
import { answerProblem, problemOf } from './http/answer-problem.ts'
import type { Api, Env } from './http/endpoint.ts'
import { identify } from './http/identify.ts'
import { languageOf, Problem, problemKinds } from './http/problems.ts'
import { isSameOrigin } from './http/same-origin.ts'
import { dataHeaders, strictTransport } from './http/secure-headers.ts'
import { addRoutes } from './routes/all.ts'

/** The API as one function from a request to its answer, with what the server knows of the connection. */
export type Fetch = (request: Request, connection?: Env['Bindings']) => Promise<Response>

/** Builds the API over its dependencies. It reads no environment and opens nothing. */
export function createApp(deps: Deps): { readonly fetch: Fetch; readonly api: Api } {
  const api: Api = new OpenAPIHono<Env>()
  api.use(async (c, next) => {
    c.set('deps', deps)
    c.set('request', deps.uuid())
    c.set('language', languageOf(c.req.header('accept-language')))
    await next()
    for (const [name, value] of Object.entries(dataHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    if (c.var.https) c.res.headers.set('strict-transport-security', strictTransport)
  })
  api.use(async (c, next) => {
    if (!isSameOrigin(c.req.raw, deps.origin)) throw new Problem('cross_origin')
    await identify(c)
    await next()
  })
  addRoutes(api)
  const methods = allowedMethods(api)
  api.notFound((c) => {
    const allowed = methods(new URL(c.req.url).pathname)
    const problem =
      allowed.length > 0
        ? new Problem('method_not_allowed', { headers: { allow: allowed.join(', ') } })
        : new Problem('not_found')
    return answerProblem(problem, c.var.language)
  })
  api.onError((error, c) => {
    const problem = problemOf(error)
    if (problemKinds[problem.code].status >= 500) {
      const { method, path } = c.req
      deps.logger.error(
        { request: c.var.request, method, path, code: problem.code, error: describe(error) },
        'request failed',
      )
    }
    return answerProblem(problem, c.var.language ?? 'zh-CN', c.var.request)
  })
  return { api, fetch: async (request, connection = {}) => api.fetch(request, connection) }
}

/** What the log keeps of an error: where it came from, but no message that may hold what a person sent. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = (error as { code?: unknown }).code
  return `${error.name} ${typeof code === 'string' ? code : ''} ${(error.stack ?? '').split('\n').slice(1, 6).join(' ')}`
}
