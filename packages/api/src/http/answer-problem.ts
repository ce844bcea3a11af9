import { QueueClosed } from '../store/write-queue.ts'
import { errorSentence } from './error-sentence.ts'
import { type Language, Problem, type ProblemCode, problemKinds } from './problems.ts'

/** SQLite errors that come from the disk or from another process: the request was good and may succeed later. */
const transientErrors = new Set([
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
  'SQLITE_NOMEM',
  'SQLITE_PROTOCOL',
])

/** Returns the problem that an error stands for; what nobody foresaw is `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof QueueClosed) return new Problem('stopping', { headers: { 'retry-after': '5' } })
  const { code, primaryCode } = error as { code?: unknown; primaryCode?: unknown }
  const storage = [code, primaryCode].some((one) => typeof one === 'string' && transientErrors.has(one))
  if (storage) return new Problem('storage_unavailable', { headers: { 'retry-after': '5' }, cause: error })
  return new Problem('internal', { cause: error })
}

/** Returns the answer for a problem: RFC 9457 problem+json with our code, all errors, and where to read more. */
export function answerProblem(problem: Problem, language: Language, instance?: string): Response {
  const { status, title, advice, transient } = problemKinds[problem.code]
  const body = {
    type: problemPath(problem.code),
    title: title[language],
    status,
    detail: advice[language],
    code: problem.code,
    transient,
    ...(instance !== undefined && { instance: `urn:uuid:${instance}` }),
    errors: problem.errors.map((error) => ({ detail: errorSentence(error, language), ...error })),
    ...problem.extra,
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
      'cache-control': 'no-store',
      ...problem.headers,
    },
  })
}

/** Returns the address of the page about an error code. */
export function problemPath(code: ProblemCode): string {
  return `/v1/problems/${code}`
}
