import type { PeriodRef } from '../event/item.ts'
import type { Side } from '../rules/list.ts'
import type { SubjectRef } from '../subjects/fact.ts'

/**
 * Listings. The stage `lists` decides who is proposed for a red or black list and why, what may become of such a line
 * and by whom, what time brings, and what each viewer sees. It leaves points and ranks to the standings, and rights,
 * ids and the clock to its caller.
 */
export const LISTING_STATES = [
  'draft',
  'checked',
  'nominated',
  'noticed',
  'approved',
  'signed',
  'scheduled',
  'published',
  'rectifying',
  'verified',
  'withdrawn',
  'expired',
  'revoked',
  'merged',
  'gone',
  'archived',
] as const

/** Where a listing is in its life. */
export type ListingState = (typeof LISTING_STATES)[number]

/** A ground in codes and numbers: which criterion, what was compared, or what a person stated. */
export interface Reason {
  /** The criterion's id; empty for what a person stated. */
  readonly criterion: string
  readonly code: 'compared' | 'held' | 'ranked' | 'stated'
  readonly params: Readonly<Record<string, string | number | boolean>>
  readonly sensitive?: boolean
}

/** What proves a reason: a recorded event, or a document or photo that the caller keeps. */
export type Evidence =
  | { readonly kind: 'event'; readonly source: string; readonly id: string }
  | { readonly kind: 'document' | 'photo'; readonly id: string }

/** Who acts: a person of the office, someone who speaks for the subject, or time itself. */
export interface Actor {
  readonly id: string
  readonly acts?: 'office' | 'subject' | 'time'
}

/** A statement of the subject, or an objection to the line; both are decided by a second person. */
export interface Objection {
  readonly kind: 'statement' | 'objection'
  readonly by: string
  readonly filedAt: number
  readonly reason: string
  readonly decided?: { readonly by: string; readonly at: number; readonly upheld: boolean; readonly reason: string }
}

/** The proof that what a black line names was put right. */
export interface Rectification {
  readonly by: string
  readonly filedAt: number
  readonly evidence: readonly Evidence[]
}

/** What an action may carry; which of it an action needs stands in the table of steps. */
export interface ActionParts {
  readonly reason?: string
  readonly evidence?: readonly Evidence[]
  /** The instant of a scheduled publication. */
  readonly publishesAt?: number
  /** Which objection is decided, by its place; the earliest pending one when left out. */
  readonly objection?: number
  /** The line that a merged one goes on in. */
  readonly into?: string
  readonly why?: 'demolished' | 'new_owner' | 'dissolved' | 'left'
  /** Reasons from frozen facts, in place of provisional ones. */
  readonly reasons?: readonly Reason[]
  /** How many proofs there are, where `evidence` names only the first of them. */
  readonly evidenceCount?: number
}

/** One step of a listing's life, as it was taken. */
export interface ListingStep extends ActionParts {
  readonly action: string
  readonly actor: Actor
  readonly at: number
  readonly from: ListingState
  readonly to: ListingState
}

/** A listing (上榜条目): one line on a red or black list, with its reasons, evidence and state. */
export interface Listing {
  readonly id: string
  readonly list: string
  readonly side: Side
  readonly category?: string
  readonly subject: SubjectRef
  /** Whether the subject is a private person. */
  readonly person: boolean
  readonly period: PeriodRef
  readonly origin: 'computed' | 'stated'
  /** Whether the reasons come from a period that is closed and not yet frozen. */
  readonly provisional: boolean
  readonly reasons: readonly Reason[]
  readonly evidence: readonly Evidence[]
  /** How many proofs there are; a computed line names the first of many. */
  readonly evidenceCount: number
  readonly state: ListingState
  readonly history: readonly ListingStep[]
  readonly objections: readonly Objection[]
  readonly recordedBy: string
  readonly recordedAt: number
  readonly remindedAt?: number
  readonly noticedAt?: number
  readonly consent?: { readonly by: string; readonly at: number }
  readonly approvedBy?: string
  readonly signedBy?: string
  readonly publishesAt?: number
  readonly publishedAt?: number
  readonly publishedBy?: string
  readonly rectification?: Rectification
  readonly mergedInto?: string
  readonly goneBecause?: ActionParts['why']
}

/** Returns the earliest statement or objection that nobody has decided yet. */
export function pendingObjection(line: Listing): Objection | undefined {
  return line.objections.find((one) => one.decided === undefined)
}

const ENDED: readonly ListingState[] = ['withdrawn', 'expired', 'revoked', 'merged', 'gone', 'archived']

/** Returns whether a line is over: it is shown nowhere and nothing but archiving can happen to it. */
export function hasEnded(line: Listing): boolean {
  return ENDED.includes(line.state)
}

/** What a new line is made from: a nomination of the engine, or what a person states. */
export type LineGrounds = Pick<
  Listing,
  'list' | 'side' | 'category' | 'subject' | 'person' | 'period' | 'provisional' | 'reasons' | 'evidence'
> & { readonly origin?: Listing['origin']; readonly evidenceCount?: number }

/** Returns a new line in draft, recorded by a person. */
export function draftListing(grounds: LineGrounds, id: string, actor: Actor, at: number): Listing {
  const { list, side, category, subject, person, period, provisional, reasons, evidence } = grounds
  return {
    id,
    list,
    side,
    ...(category !== undefined && { category }),
    subject,
    person,
    period,
    origin: grounds.origin ?? 'computed',
    provisional,
    reasons,
    evidence,
    evidenceCount: grounds.evidenceCount ?? evidence.length,
    state: 'draft',
    history: [],
    objections: [],
    recordedBy: actor.id,
    recordedAt: at,
  }
}
