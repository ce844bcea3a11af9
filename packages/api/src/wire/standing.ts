import { z } from '@hono/zod-openapi'
import { decimal, instant, kindAndId, label, name, namedId, namedSubject, page, wholeNumber } from './basic.ts'

/** A period with its span and state; `end` is null while it has none. */
export const period = z
  .strictObject({
    level: z.string(),
    key: z.string(),
    start: instant,
    end: instant.nullable(),
    state: z.enum(['running', 'open', 'closed', 'frozen']),
  })
  .openapi('Period')

/** A period with its span and state. */
export type Period = z.infer<typeof period>

/** A tier with its bands, the best first. */
export const tier = z.strictObject({ id: z.string(), label: label.optional(), bands: z.array(namedId) })

/** A ranking that the program declares. */
export const ranking = z
  .strictObject({
    id: z.string(),
    label: label.optional(),
    /** The kind of subjects that it ranks. */
    kind: z.string(),
    /** The level of the periods that it ranks in. */
    level: z.string(),
    /** The kind of unit within which it ranks, or null. */
    within: z.string().nullable(),
    score: namedId,
    tiers: z.array(tier),
  })
  .openapi('Ranking')

/** A ranking with its score and tiers. */
export type Ranking = z.infer<typeof ranking>

/** One place in a ranking. */
export const standing = z
  .strictObject({
    rank: z.number().int().nullable(),
    tied: z.boolean(),
    subject: namedSubject,
    unit: namedSubject.optional(),
    value: decimal.nullable(),
    /** The band in each tier of the ranking's score. */
    tiers: z.record(z.string(), z.string()),
    previousRank: z.number().int().nullable().optional(),
  })
  .openapi('Standing')

/** One place in a ranking. */
export type Standing = z.infer<typeof standing>

/** How much of a ranking a viewer is shown. */
export const visible = z.enum(['all', 'scope', 'neighbours', 'self', 'none'])

/** A page of a ranking. */
export const standings = z
  .strictObject({
    ranking: z.string(),
    period: z.strictObject({ level: z.string(), key: z.string() }).nullable(),
    visible,
    items: z.array(standing),
    /** How many subjects the viewer’s part of the ranking has. */
    total: z.number().int(),
    next: z.string().nullable(),
  })
  .openapi('Standings')

/** A page of a ranking, as far as the viewer may see it. */
export type Standings = z.infer<typeof standings>

/** Which part of which ranking is asked for. */
export const standingQuery = z.strictObject({
  ranking: name.optional(),
  period: name.optional(),
  within: kindAndId.optional(),
  around: kindAndId.optional(),
  k: wholeNumber(0, 50).default(3),
  ...page,
})
