import { z } from '@hono/zod-openapi'

/**
 * The wire: what travels over HTTP, as schemas that check requests, document the API and type its client. Points and
 * scores are decimal strings, times are RFC 3339, names are in both languages where they are known.
 */
export const label = z
  .strictObject({ 'zh-CN': z.string().optional(), en: z.string().optional() })
  .openapi('Label', { description: 'A name in Chinese and English; at least one of them.' })

/** A name in Chinese and English. */
export type Label = z.infer<typeof label>

/** A point in time, RFC 3339. */
export const instant = z.string().openapi({ format: 'date-time', example: '2022-05-20T15:59:59.000Z' })

/** Points or a score as a decimal string. */
export const decimal = z.string().openapi({ example: '83.50' })

/** A subject by kind and id. */
export const subjectRef = z.strictObject({ kind: z.string(), id: z.string() }).openapi('SubjectRef')

/** A subject with its name. */
export const namedSubject = z
  .strictObject({ kind: z.string(), id: z.string(), label: label.optional() })
  .openapi('NamedSubject')

/** A subject by kind and id, with its name where it is known. */
export type NamedSubject = z.infer<typeof namedSubject>

/** Something a program declares, with its name. */
export const namedId = z.strictObject({ id: z.string(), label: label.optional() })

/** An issue of the engine or of the reading of a request: a code, a JSON pointer, and the facts of its sentence. */
export const issue = z
  .strictObject({ code: z.string(), path: z.string(), params: z.record(z.string(), z.unknown()) })
  .openapi('Issue')

/** A mistake in a request, with the place it is in. */
export type Issue = z.infer<typeof issue>

/** Where a page of a list begins and how long it is. */
export const page = { cursor: z.string().max(200).optional(), limit: wholeNumber(1, 200).default(50) }

/** A whole number in a query parameter. */
export function wholeNumber(min: number, max: number) {
  return z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text), { params: { expected: `${min}–${max}` }, abort: true })
    .transform(Number)
    .pipe(z.number().int().min(min).max(max))
    .openapi({ type: 'integer', minimum: min, maximum: max })
}

/** An id or a name of the program: never empty, never a novel. */
export const name = z.string().min(1).max(200)

/** A subject in a query parameter, written `kind/id`. */
export const kindAndId = z
  .string()
  .refine((text) => /^[^/]{1,100}\/.{1,200}$/.test(text), { params: { expected: 'kind/id' }, abort: true })
  .openapi({ example: 'branch/dafu-b01' })
