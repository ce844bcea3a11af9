import { z } from '@hono/zod-openapi'
import { instant, kindAndId, label, name, namedSubject, page } from './basic.ts'

/** A subject of the roster with the unit it belongs to first of all. */
export const listedSubject = z.strictObject({
  kind: z.string(),
  id: z.string(),
  label: label.optional(),
  unit: namedSubject.optional(),
})

/** A page of subjects. */
export const subjectPage = z
  .strictObject({ items: z.array(listedSubject), total: z.number().int(), next: z.string().nullable() })
  .openapi('Subjects')

/** A page of subjects, in the order of their ids. */
export type SubjectPage = z.infer<typeof subjectPage>

/** What a list of subjects is narrowed to; `q` is part of an id or a name. */
export const subjectQuery = z.strictObject({
  kind: name.optional(),
  q: z.string().max(100).optional(),
  unit: kindAndId.optional(),
  ...page,
})

/** How a subject is addressed. */
export const subjectParams = z.strictObject({ kind: name, id: name })

/** A subject with where it belongs and what is known of it now. */
export const subjectDetail = z
  .strictObject({
    kind: z.string(),
    id: z.string(),
    label: label.optional(),
    units: z.array(z.strictObject({ tree: z.string(), kind: z.string(), id: z.string(), label: label.optional() })),
    attributes: z.record(z.string(), z.union([z.string(), z.boolean()])),
    exemptions: z.array(z.strictObject({ start: instant, end: instant.optional(), reason: z.string() })),
    /** How many members are in it now, when it is a unit. */
    members: z.number().int().optional(),
  })
  .openapi('Subject')

/** A subject with where it belongs and what is known of it now. */
export type SubjectDetail = z.infer<typeof subjectDetail>
