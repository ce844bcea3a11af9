import { Problem, type ProblemError } from './problems.ts'
import { type JsonIssue, readStrictJson } from './strict-json.ts'

/** Bytes that the body of an ordinary request may have. */
export const BODY_LIMIT = 1_000_000
/** Bytes that the body of a batch may have. */
export const BATCH_LIMIT = 10_000_000

/** Returns an issue of the JSON reader as an error of a problem. */
export function errorOf(issue: JsonIssue): ProblemError {
  return { code: issue.code, pointer: issue.path, params: issue.params }
}

/** Returns the media type of a request, without its parameters, in lower case. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** Reads the body of a request as text; refuses one that is too large, compressed, empty or not UTF-8. */
export async function readText(request: Request, limit: number): Promise<string> {
  const encoding = request.headers.get('content-encoding')
  if (encoding !== null && encoding.toLowerCase() !== 'identity') throw new Problem('unsupported_media_type')
  const tooLarge = () => new Problem('body_too_large', { extra: { limit } })
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const parts: Uint8Array[] = []
  let size = 0
  // The length is counted as it arrives: a chunked body announces none, and an announced one may be a lie.
  if (request.body) {
    for await (const part of request.body) {
      size += part.byteLength
      if (size > limit) throw tooLarge()
      parts.push(part)
    }
  }
  if (size === 0) throw new Problem('empty_body')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    throw new Problem('not_utf8')
  }
}

/** Reads a JSON body strictly, see readStrictJson; refuses with every mistake at once. */
export async function readJson(request: Request, limit = BODY_LIMIT): Promise<unknown> {
  const type = mediaTypeOf(request)
  if (type !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(type)) {
    throw new Problem('unsupported_media_type', { headers: { 'accept-post': 'application/json' } })
  }
  const { value, issues } = readStrictJson(await readText(request, limit))
  if (issues.length > 0) throw new Problem('malformed_json', { errors: issues.map(errorOf) })
  return value
}

/** One line of a batch: its number from 1, and its value or what is wrong with it. */
export interface BatchLine {
  readonly line: number
  readonly value: unknown
  readonly issues: readonly JsonIssue[]
}

/**
 * Reads a batch: a JSON array (`line` is the place in it, from 1) or NDJSON. A line that cannot be read is returned with
 * its issues and does not spoil the others; an array whose syntax is broken is refused as a whole.
 */
export async function readBatch(request: Request, limit = BATCH_LIMIT): Promise<BatchLine[]> {
  const type = mediaTypeOf(request)
  if (type === 'application/x-ndjson' || type === 'application/jsonl') {
    const lines: BatchLine[] = []
    for (const [i, text] of (await readText(request, limit)).split('\n').entries()) {
      if (text.trim() === '') continue
      lines.push({ line: i + 1, ...readStrictJson(text) })
    }
    return lines
  }
  if (type !== 'application/json') {
    throw new Problem('unsupported_media_type', {
      headers: { 'accept-post': 'application/json, application/x-ndjson' },
    })
  }
  const { value, issues, broken } = readStrictJson(await readText(request, limit))
  if (broken) throw new Problem('malformed_json', { errors: issues.map(errorOf) })
  if (!Array.isArray(value)) {
    throw new Problem('invalid_request', {
      errors: [{ code: 'wrong_type', pointer: '', params: { expected: 'array' } }],
    })
  }
  const found = Map.groupBy(issues, ({ path }) => Number(path.split('/')[1]))
  return value.map((one: unknown, i) => ({
    line: i + 1,
    value: one,
    issues: (found.get(i) ?? []).map((issue) => ({ ...issue, path: issue.path.slice(String(i).length + 1) })),
  }))
}
