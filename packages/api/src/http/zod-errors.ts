import type { z } from '@hono/zod-openapi'
import type { ProblemError } from './problems.ts'

type ZodIssue = z.core.$ZodIssue

const pointer = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The facts of a schema's issue, under the codes that the engine uses for the same mistakes. */
function facts(issue: ZodIssue): { code: string; params: Record<string, unknown> } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'missing_key', params: {} }
        : { code: 'wrong_type', params: { expected: issue.expected } }
    case 'invalid_value':
      return { code: 'not_one_of', params: { expected: issue.values.map(String) } }
    case 'too_big':
      return { code: 'too_big', params: { max: Number(issue.maximum) } }
    case 'too_small':
      return { code: 'too_small', params: { min: Number(issue.minimum) } }
    case 'invalid_format':
      return { code: 'wrong_format', params: { expected: issue.format } }
    default:
      return { code: 'invalid', params: {} }
  }
}

/** Returns the issues of a schema as errors of a problem; `place` says what the schema describes. */
export function errorsOf(issues: readonly ZodIssue[], place: 'body' | 'parameter'): ProblemError[] {
  return issues.flatMap((issue): ProblemError[] => {
    const at = (path: readonly PropertyKey[]) =>
      place === 'body' ? { pointer: pointer(path) } : { parameter: path.map(String).join('.') }
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ code: 'unknown_key', ...at([...issue.path, key]), params: { name: key } }))
    }
    return [{ ...facts(issue), ...at(issue.path) }]
  })
}
