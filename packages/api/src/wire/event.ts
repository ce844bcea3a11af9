import { z } from '@hono/zod-openapi'
import { decimal, instant, issue, kindAndId, label, name, namedSubject, page } from './basic.ts'

/** The source and id of an item. */
export const itemRef = z.strictObject({ source: z.string(), id: z.string() }).openapi('ItemRef')

/** One item to record; the engine checks it against the program. */
export const newItem = z.record(z.string(), z.unknown()).openapi('NewItem', {
  description:
    'One item as the reference of the program language describes it: an event `{ id, source?, type, occurredAt, subject?, participants?, attributes? }`, a correction, a fact of the roster or a decision. `receivedAt` is set by the server.',
  example: {
    id: 'visit-2022-0519-1',
    source: 'guanlan-app',
    type: 'visit.done',
    occurredAt: '2022-05-19T19:30:00+08:00',
    subject: 'm001',
    attributes: { household: 'h-17', class: 'key', people: 3 },
  },
})

/** What recording led to. */
export const outcome = z.string().openapi({
  example: 'created',
  description: '`created`, `exists`, `refused`, or `exists_with_different_` and the part that differs.',
})

/** One booking of the ledger. */
export const entry = z
  .strictObject({
    kind: z.enum([
      'award',
      'settlement',
      'reversal',
      'adjustment',
      'grant',
      'milestone',
      'streak',
      'place',
      'challenge',
      'expiry',
    ]),
    subject: namedSubject,
    event: itemRef,
    rule: z.string(),
    version: z.number().int(),
    category: z.string(),
    points: decimal,
    occurredAt: instant,
  })
  .openapi('Entry')

/** One booking of the ledger, with signed points. */
export type Entry = z.infer<typeof entry>

/** The answer to a recording. */
export const recorded = z.strictObject({ outcome, ref: itemRef, entries: z.array(entry) }).openapi('Recorded')

/** What a recording led to, with the bookings it made. */
export type Recorded = z.infer<typeof recorded>

/** The answer to a batch: how many of each outcome, and what became of each line. */
export const batchRecorded = z
  .strictObject({
    created: z.number().int(),
    exists: z.number().int(),
    conflicts: z.number().int(),
    refused: z.number().int(),
    results: z.array(z.strictObject({ line: z.number().int(), outcome, issues: z.array(issue) })),
  })
  .openapi('BatchRecorded')

/** What became of a batch, line by line. */
export type BatchRecorded = z.infer<typeof batchRecorded>

const listed = {
  source: z.string(),
  id: z.string(),
  kind: z.string(),
  type: z.string().optional(),
  /** What the activity is called. */
  label: label.optional(),
  occurredAt: instant,
  receivedAt: instant,
  recordedBy: z.string(),
  /** The attributes of an event, or the further parts of another item. */
  details: z.record(z.string(), z.unknown()),
  /** The subjects it names, as far as the viewer may know them. */
  subjects: z.array(namedSubject),
  /** How many further subjects it names. */
  others: z.number().int(),
  retracted: z.boolean(),
}

/** An item of the log as a list shows it. */
export const listedItem = z.strictObject(listed).openapi('ListedItem')

/** An item of the log as a list shows it. */
export type ListedItem = z.infer<typeof listedItem>

/** A page of items, the latest first. */
export const itemPage = z.strictObject({ items: z.array(listedItem), next: z.string().nullable() })

/** A page of items, the latest first. */
export type ItemPage = z.infer<typeof itemPage>

/** What a limit withheld; `limit` may also be `admission` or `overlap`. */
export const withheld = z.strictObject({ limit: z.string(), label: label.optional(), amount: decimal })

/** What one rule decided for the item and one subject. */
export const award = z.strictObject({
  rule: z.string(),
  ruleLabel: label.optional(),
  version: z.number().int(),
  category: z.string(),
  subject: namedSubject,
  requested: decimal,
  granted: decimal,
  withheld: z.array(withheld),
})

/** An item with what came of it. */
export const itemDetail = z
  .strictObject({
    ...listed,
    awards: z.array(award),
    retractions: z.array(z.strictObject({ source: z.string(), id: z.string(), at: instant, reason: z.string() })),
  })
  .openapi('ItemDetail')

/** An item with its awards and retractions. */
export type ItemDetail = z.infer<typeof itemDetail>

/** What a list of items is narrowed to. */
export const itemQuery = z.strictObject({
  type: name.optional(),
  kind: z
    .enum([
      'event',
      'retraction',
      'adjustment',
      'subject',
      'membership',
      'exemption',
      'attribute',
      'assignment',
      'decision',
    ])
    .default('event'),
  subject: kindAndId.optional(),
  ...page,
})

/** How an item is addressed; an empty source is written `-`. */
export const itemParams = z.strictObject({ source: name, id: name })

/** Why something is taken back. */
export const retractionReason = z.strictObject({ reason: z.string().trim().min(1).max(2000) })
