import type { z } from '@hono/zod-openapi'
import type { ProblemError } from './problems.ts'

type ZodIssue = z.core.$ZodIssue

const pointer = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

type Facts = { code: string; params: Record<string, unknown> }

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)
const shortened = (value: unknown): string => String(typeof value === 'object' ? kindOf(value) : value).slice(0, 80)

/** The facts of a schema's issue, under the codes that the engine uses for the same mistakes. */
function facts(issue: ZodIssue): Facts {
  const value = shortened(issue.input)
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'missing_key', params: { name: String(issue.path.at(-1) ?? '') } }
        : { code: 'wrong_type', params: { expected: issue.expected, found: kindOf(issue.input) } }
    case 'invalid_value':
      if (issue.input === undefined) return { code: 'missing_key', params: { name: String(issue.path.at(-1) ?? '') } }
      return { code: 'not_one_of', params: { value, expected: issue.values.map(String) } }
    case 'too_big':
      if (issue.origin !== 'string') return { code: 'out_of_range', params: { max: Number(issue.maximum), value } }
      return { code: 'text_too_long', params: { max: Number(issue.maximum), length: String(issue.input).length } }
    case 'too_small':
      if (issue.origin === 'string') return { code: 'empty_text', params: {} }
      return { code: 'out_of_range', params: { min: Number(issue.minimum), value } }
    case 'custom':
      return { code: 'wrong_format', params: { value, ...issue.params } }
    case 'invalid_format':
      return { code: 'wrong_format', params: { value, expected: issue.format } }
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
