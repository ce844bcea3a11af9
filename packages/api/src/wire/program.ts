import { z } from '@hono/zod-openapi'
import { instant, label, namedSubject } from './basic.ts'

/** A program as docs/language.md describes it; the engine checks it. */
export const programBody = z.record(z.string(), z.unknown()).openapi('Program', {
  description: 'A program of the engine: rules, limits, measures, scores, rankings and tiers as one value.',
})

const version = {
  version: z.number().int(),
  effectiveFrom: z.string().openapi({ example: '2022-07-01' }),
  publishedAt: instant,
  publishedBy: z.string(),
  note: z.string(),
  /** Whether it is in force at the organisation’s instant. */
  current: z.boolean(),
  etag: z.string(),
}

/** A version of the program without its content. */
export const programVersion = z.strictObject(version).openapi('ProgramVersion')

/** A version of the program without its content. */
export type ProgramVersion = z.infer<typeof programVersion>

/** A version of the program with its content. */
export const programDetail = z.strictObject({ ...version, program: programBody }).openapi('ProgramDetail')

/** A version of the program with its content. */
export type ProgramDetail = z.infer<typeof programDetail>

/** What is sent to publish a version. */
export const newProgram = z.strictObject({ program: programBody, note: z.string().trim().min(1).max(2000) })

/** The answer to a publication. */
export const published = z.strictObject({
  version: z.number().int(),
  effectiveFrom: z.string(),
  etag: z.string(),
  /** Whether it takes effect in the past, so that open periods were computed again. */
  retroactive: z.boolean(),
  /** How many bookings that brought. */
  entries: z.number().int(),
})

/** A version that was just published. */
export type Published = z.infer<typeof published>

/** What is sent to try a program out. */
export const trialBody = z.strictObject({ program: programBody })

const decimalOrNone = z.string().optional()

const spread = z.strictObject({
  n: z.number().int(),
  least: decimalOrNone,
  lower: decimalOrNone,
  median: decimalOrNone,
  upper: decimalOrNone,
  greatest: decimalOrNone,
  /** From 0, all equal, to 1; for drawing only. */
  gini: z.number(),
})

const ofSubject = { key: z.string(), subject: namedSubject, label: label.optional() }
const points = { label: label.optional(), before: z.string(), after: z.string() }

/** What a candidate program would change; only changes are listed. */
export const trial = z
  .strictObject({
    scores: z.array(z.strictObject({ score: z.string(), ...ofSubject, before: decimalOrNone, after: decimalOrNone })),
    ranks: z.array(
      z.strictObject({
        ranking: z.string(),
        ...ofSubject,
        before: z.number().int().nullable(),
        after: z.number().int().nullable(),
      }),
    ),
    tiers: z.array(
      z.strictObject({ tier: z.string(), ...ofSubject, before: z.string().optional(), after: z.string().optional() }),
    ),
    /** Granted points in total, by rule. */
    rules: z.array(z.strictObject({ rule: z.string(), ...points })),
    /** How many awards each limit withheld something from. */
    limits: z.array(
      z.strictObject({
        limit: z.string(),
        label: label.optional(),
        before: z.number().int(),
        after: z.number().int(),
      }),
    ),
    spread: z.array(
      z.strictObject({ ranking: z.string(), label: label.optional(), key: z.string(), before: spread, after: spread }),
    ),
  })
  .openapi('Trial')

/** What a candidate program would change. */
export type Trial = z.infer<typeof trial>
