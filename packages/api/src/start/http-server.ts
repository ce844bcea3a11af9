import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import type { Fetch } from '../app.ts'
import type { Config } from '../config.ts'
import { answerProblem } from '../http/answer-problem.ts'
import { languageOf, Problem } from '../http/problems.ts'

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** The server on its one port. */
export interface HttpServer {
  readonly port: number
  /** From now on requests go to the API and to the screens. */
  open(api: Fetch, screens: Listener): void
  /** Takes no more requests, and resolves when those under way are answered, or after five seconds. */
  close(): Promise<void>
}

/** Methods that the server knows; the others are refused before anything looks at them. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
/** Milliseconds that requests under way are waited for when the server stops. */
const PATIENCE = 5000

/** Listens at once, so that a taken port is known before any work is done; until it is opened it answers 503. */
export async function listen(config: Config): Promise<HttpServer> {
  let serve: Listener = (_, response) => {
    response
      .writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' })
      .end('Jixing is starting.\n')
  }
  const server = createServer(
    { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 10_000 },
    (request, response) => {
      if (!methods.has(request.method ?? '')) {
        response.writeHead(405, { allow: 'GET, HEAD, POST, PUT, DELETE', connection: 'close' }).end()
        return
      }
      serve(request, response)
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, () => resolve())
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : config.port,
    open(api, screens) {
      serve = route(listenerOf(api), screens)
    },
    close: () => close(server),
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), PATIENCE)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/** Requests that are the API's; all others are for the screens. */
const apiPath = /^\/(v1|health)(\/|\?|$)/

function route(api: Listener, screens: Listener): Listener {
  return (request, response) => (apiPath.test(request.url ?? '') ? api(request, response) : screens(request, response))
}

function listenerOf(api: Fetch): Listener {
  return getRequestListener((request, env) => api(request, env as Parameters<Fetch>[1]), {
    overrideGlobalObjects: false,
    // What cannot even be made into a request: a broken Host header, a path that is no address.
    errorHandler: () => answerProblem(new Problem('invalid_request'), languageOf(undefined)),
  })
}

/** Headers for the screens, beside those that they send themselves. */
const screenHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
}

/**
 * Loads the built screens. They learn the protocol from a header that we set ourselves, since they would take
 * http://localhost for https; a client's own header of that name is not believed, unless a trusted proxy sends it.
 */
export async function loadScreens(config: Config): Promise<Listener> {
  const built = new URL('../../../admin/build/handler.js', import.meta.url)
  if (!existsSync(fileURLToPath(built))) {
    return (_, response) => {
      response
        .writeHead(503, { 'content-type': 'text/plain; charset=utf-8' })
        .end('The screens are not built: run npm run build. The API is at /v1/docs.\n')
    }
  }
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  if (config.trustProxy) process.env.ADDRESS_HEADER = 'x-forwarded-for'
  const { handler } = (await import(built.href)) as { handler: Listener }
  return (request, response) => {
    if (!config.trustProxy || request.headers['x-forwarded-proto'] === undefined) {
      request.headers['x-forwarded-proto'] = config.origin?.startsWith('https:') ? 'https' : 'http'
    }
    for (const [name, value] of Object.entries(screenHeaders)) response.setHeader(name, value)
    handler(request, response)
  }
}
