import { z } from '@hono/zod-openapi'
import { decimal, instant, label, name, namedSubject } from './basic.ts'
import { withheld } from './event.ts'

/** One step of an explanation: a code, a value, facts, and the steps it follows from. */
export interface Step {
  readonly code: string
  /** The value as exact text: `83`, `167/2`, `true`. */
  readonly value?: string | undefined
  readonly params: Readonly<Record<string, unknown>>
  readonly steps?: readonly Step[] | undefined
}

/** One step of an explanation: its value follows from the steps below it. */
export const step: z.ZodType<Step> = z
  .strictObject({
    code: z.string(),
    value: z.string().optional(),
    params: z.record(z.string(), z.unknown()),
    steps: z.array(z.lazy(() => step)).optional(),
  })
  .openapi('Step')

const score = z.strictObject({
  id: z.string(),
  label: label.optional(),
  value: decimal.nullable(),
  /** The value before vetoes, where it is another. */
  underlying: decimal.nullable().optional(),
  explanation: step,
})

const place = z.strictObject({
  ranking: z.string(),
  label: label.optional(),
  rank: z.number().int().nullable(),
  /** How many are ranked there. */
  of: z.number().int(),
  tied: z.boolean(),
})

const tierBand = z.strictObject({
  id: z.string(),
  label: label.optional(),
  band: z.string(),
  bandLabel: label.optional(),
  /** The next better band by threshold, and how much of the score is missing. */
  next: z.strictObject({ band: z.string(), label: label.optional(), missing: decimal }).optional(),
})

const limitUse = z.strictObject({
  id: z.string(),
  label: label.optional(),
  /** How many points, or times, it grants. */
  of: decimal,
  times: z.boolean(),
  /** How much of it is used in the window; left out where it counts by fields or days. */
  used: decimal.optional(),
  /** What it withheld from this category in the period. */
  withheld: decimal,
  /** The key of the window that `used` is for. */
  window: z.string().optional(),
})

const category = z.strictObject({
  id: z.string(),
  label: label.optional(),
  granted: decimal,
  requested: decimal,
  /** What the period carries of frozen ones. */
  carried: decimal,
  limits: z.array(limitUse),
})

const fact = z.strictObject({
  field: z.string(),
  label: label.optional(),
  value: z.string(),
  valueLabel: label.optional(),
})

const accountEntry = z.strictObject({
  event: z.strictObject({
    source: z.string(),
    id: z.string(),
    /** Left out for what time alone brought: a grant, an expectation. */
    type: z.string().optional(),
    label: label.optional(),
    occurredAt: instant,
    receivedAt: instant.optional(),
    summary: z.array(fact),
  }),
  rule: z.string(),
  ruleLabel: label.optional(),
  version: z.number().int(),
  ruleText: label,
  category: z.string(),
  requested: decimal,
  granted: decimal,
  withheld: z.array(withheld),
  /** Received after its period was frozen: it counts in the open one. */
  late: z.boolean(),
  retracted: z.boolean(),
})

const historyLine = z.strictObject({
  key: z.string(),
  value: decimal.nullable(),
  rank: z.number().int().nullable(),
  tier: z.string().nullable(),
  scores: z.record(z.string(), decimal.nullable()),
  ranks: z.record(z.string(), z.number().int().nullable()),
  tiers: z.record(z.string(), z.string()),
})

/** Where a subject stands in a period, and why. */
export const account = z
  .strictObject({
    subject: namedSubject,
    period: z.strictObject({
      level: z.string(),
      key: z.string(),
      start: instant,
      end: instant.nullable(),
      state: z.enum(['running', 'open', 'closed', 'frozen']),
    }),
    scores: z.array(score),
    standings: z.array(place),
    tiers: z.array(tierBand),
    categories: z.array(category),
    entries: z.array(accountEntry),
    history: z.array(historyLine),
  })
  .openapi('Account')

/** Where a subject stands in a period, and why: scores with explanations, limits, entries and history. */
export type Account = z.infer<typeof account>

/** Which period of which level is asked for. */
export const accountQuery = z.strictObject({ level: name.optional(), period: name.optional() })
