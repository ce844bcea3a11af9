import type { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Action } from '../auth/decide.ts'
import type { User } from '../auth/roles.ts'
import type { Deps } from '../deps.ts'
import { requireAccess } from '../usecases/require-right.ts'
import { type Language, Problem, type ProblemCode } from './problems.ts'
import { readJson } from './read-body.ts'
import { errorsOf } from './zod-errors.ts'

/** What the middleware finds out about a request before its route is asked. */
export interface Env {
  Bindings: { incoming?: { socket?: { remoteAddress?: string } }; clientAddress?: string }
  Variables: {
    deps: Deps
    user: User | undefined
    /** The hash of the session's token, when it has one. */
    session: string | undefined
    language: Language
    address: string
    https: boolean
    request: string
  }
}

/** The application with its register of documented routes. */
export type Api = OpenAPIHono<Env>

/** A request as a route sees it: already checked, with who asks. */
export interface Call<P, Q, B> {
  readonly deps: Deps
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly request: Request
  /** Who asks, if anybody is logged in. */
  readonly viewer: User | undefined
  /** Who asks. Requires a route that is not public. */
  readonly user: User
  readonly session: string | undefined
  readonly language: Language
  readonly address: string
  readonly https: boolean
}

/** What a route answers. */
export interface Reply<T> {
  readonly status: number
  readonly body?: T
  readonly headers?: Readonly<Record<string, string>>
  /** The content in place of `body`, for what is not JSON. */
  readonly content?: { readonly type: string; readonly data: string | ReadableStream<Uint8Array> }
}

type Schema = z.ZodType
type Shape = z.ZodObject
type Out<S> = S extends Schema ? z.infer<S> : undefined

/** The description of a route: enough to document it, to check its requests and to say who may use it. */
export interface Endpoint<P extends Shape | undefined, Q extends Shape | undefined, B, A extends Schema | undefined> {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** With parameters in braces: `/v1/programs/{version}`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** Who may use it: everyone, or those with this right. */
  readonly access: 'public' | Action
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** Media types of a body that the route reads by itself, for the documentation. */
  readonly rawBody?: readonly string[]
  /** Each status it answers with, and in words what that means; 304 and 204 have no content. */
  readonly answers: Readonly<Record<number, string>>
  readonly answer?: A
  readonly contentType?: string
  readonly problems?: readonly ProblemCode[]
}

/** Adds a route: documents it, and handles it with checked input. Unknown parameters are refused like unknown keys. */
export function endpoint<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Schema | undefined = undefined,
  A extends Schema | undefined = undefined,
>(
  api: Api,
  route: Endpoint<P, Q, B, A>,
  handle: (call: Call<Out<P>, Out<Q>, Out<B>>) => Promise<Reply<Out<A>>> | Reply<Out<A>>,
): void {
  api.openAPIRegistry.registerPath(documented(route))
  api.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
    const user = c.var.user
    if (route.access !== 'public') requireAccess(user, route.access)
    const call = {
      deps: c.var.deps,
      params: checkParameters(route.params, c.req.param()) as Out<P>,
      query: checkParameters(route.query, readQuery(c.req.queries())) as Out<Q>,
      body: (route.body ? checkBody(route.body, await readJson(c.req.raw)) : undefined) as Out<B>,
      request: c.req.raw,
      viewer: user,
      user: user as User,
      session: c.var.session,
      language: c.var.language,
      address: c.var.address,
      https: c.var.https,
    }
    const reply = await handle(call)
    if (c.var.deps.checkAnswers && route.answer && reply.body !== undefined) route.answer.parse(reply.body)
    return respond(reply)
  })
}

function respond({ status, body, headers = {}, content }: Reply<unknown>): Response {
  const cache = { 'cache-control': 'no-store' }
  if (content)
    return new Response(content.data, { status, headers: { ...cache, 'content-type': content.type, ...headers } })
  if (body === undefined) return new Response(null, { status, headers: { ...cache, ...headers } })
  const type = { 'content-type': 'application/json; charset=utf-8' }
  return new Response(JSON.stringify(body), { status, headers: { ...cache, ...type, ...headers } })
}

function readQuery(found: Record<string, string[]>): Record<string, string> {
  const repeated = Object.keys(found).filter((name) => (found[name] as string[]).length > 1)
  if (repeated.length > 0) {
    throw new Problem('invalid_request', {
      errors: repeated.map((parameter) => ({ code: 'repeated', parameter, params: {} })),
    })
  }
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, values[0] as string]))
}

function checkParameters(schema: Shape | undefined, found: Record<string, string>): unknown {
  const names = Object.keys(found)
  if (!schema) {
    if (names.length === 0) return undefined
    const errors = names.map((name) => ({ code: 'unknown_key', parameter: name, params: { name } }))
    throw new Problem('invalid_request', { errors })
  }
  const checked = schema.safeParse(found, { reportInput: true })
  if (checked.success) return checked.data
  throw new Problem('invalid_request', { errors: errorsOf(checked.error.issues, 'parameter') })
}

function checkBody(schema: Schema, found: unknown): unknown {
  const checked = schema.safeParse(found, { reportInput: true })
  if (checked.success) return checked.data
  throw new Problem('invalid_request', { errors: errorsOf(checked.error.issues, 'body') })
}

type Documented = Parameters<Api['openAPIRegistry']['registerPath']>[0]

function documented(route: Endpoint<Shape | undefined, Shape | undefined, unknown, Schema | undefined>): Documented {
  const { answer, contentType, answers, problems = [] } = route
  const content = (status: string) => {
    if (status === '204' || status === '304') return {}
    if (answer) return { content: { 'application/json': { schema: answer } } }
    return contentType ? { content: { [contentType]: { schema: { type: 'string' as const } } } } : {}
  }
  const body = route.body
    ? { 'application/json': { schema: route.body as Schema } }
    : route.rawBody && Object.fromEntries(route.rawBody.map((type) => [type, { schema: {} }]))
  return {
    method: route.method,
    path: route.path,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    ...(route.access !== 'public' && { security: [{ session: [] }] }),
    request: {
      ...(route.params && { params: route.params }),
      ...(route.query && { query: route.query }),
      ...(body && { body: { required: true, content: body } }),
    },
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, description]) => [status, { description, ...content(status) }]),
      ),
      default: {
        description: `A problem${problems.length > 0 ? `: ${problems.join(', ')}` : ''}.`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  } as Documented
}
