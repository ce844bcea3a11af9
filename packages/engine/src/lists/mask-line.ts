import type { Side } from '../rules/list.ts'
import { deadlinesOf, type ListRules } from './list-rules.ts'
import {
  type Evidence,
  type Listing,
  type ListingState,
  type Objection,
  pendingObjection,
  type Reason,
} from './listing.ts'
import { maskName, type NameLevel } from './mask-name.ts'
import { settleListing } from './step.ts'
import { hiddenBecause, seesAtLeast, type Viewer } from './visible.ts'

/** What the caller knows of a line's subject beside the line; each part is shown only to those it is meant for. */
export interface SubjectDetails {
  readonly name: string
  /** How many persons share what the line tells of a person: the size of its unit. */
  readonly groupSize?: number
  /** Where it is as the public may know it: block and building. */
  readonly place?: string
  /** The floor and room. */
  readonly address?: string
  readonly owner?: string
  readonly contact?: string
}

/** An objection without those who filed and decided it. */
export interface ShownObjection extends Pick<Objection, 'kind' | 'filedAt' | 'reason'> {
  readonly decided?: { readonly at: number; readonly upheld: boolean; readonly reason: string }
}

/** A line as one viewer sees it. What is not meant for them is left out, not blanked. */
export interface ShownLine {
  readonly id: string
  readonly list: string
  readonly side: Side
  readonly category?: string
  readonly kind: string
  readonly period: Listing['period']
  readonly state: ListingState
  readonly reasons: readonly Reason[]
  readonly evidenceCount: number
  readonly publishedAt?: number
  readonly expiresAt?: number
  readonly rectificationFiledAt?: number
  readonly name?: string
  readonly place?: string
  /** The subject's id, where its full name is shown. */
  readonly subject?: string
  readonly owner?: string
  readonly contact?: string
  readonly address?: string
  readonly evidence?: readonly Evidence[]
  readonly objections?: readonly ShownObjection[]
  /** An objection waits for its decision; only those see it who see the line all the same. */
  readonly contested?: true
  /** The line is about the viewer: this is how one of two 陈* knows it is theirs. */
  readonly own?: true
  /** The whole record, with everyone who acted. */
  readonly record?: Listing
  /** The caller must log that this was looked at: it names a private person, or holds a sensitive ground. */
  readonly logged?: true
}

/** Returns how much of the name a viewer sees. Names are full only inside the unit, or where consent or no person makes it right. */
export function nameLevel(line: Listing, details: SubjectDetails, viewer: Viewer, rules: ListRules): NameLevel {
  if (seesAtLeast(viewer, 'lead') || viewer === 'subject') return 'full'
  if (!line.person) return rules.names
  if (line.side === 'red' && viewer === 'colleague') return 'full'
  const consented = line.side === 'red' && line.consent !== undefined
  const level = rules.names === 'full' && !consented ? 'masked' : rules.names
  const few = details.groupSize !== undefined && details.groupSize < rules.smallestGroup
  return few && level === 'masked' ? 'withheld' : level
}

/**
 * Returns a line as a viewer sees it at an instant, or undefined when they do not. Guarantees that a lesser viewer
 * never sees more.
 */
export function maskLine(
  line: Listing,
  details: SubjectDetails,
  viewer: Viewer,
  asOf: number,
  rules: ListRules,
): ShownLine | undefined {
  if (hiddenBecause(line, viewer, asOf, rules) !== undefined) return undefined
  const now = settleListing(line, asOf, rules)
  const { expiresAt } = deadlinesOf(now, rules)
  const answers = seesAtLeast(viewer, 'lead') || viewer === 'subject'
  const inside = seesAtLeast(viewer, 'colleague')
  const level = nameLevel(now, details, viewer, rules)
  const name = maskName(details.name, level)
  return {
    id: now.id,
    list: now.list,
    side: now.side,
    ...(now.category !== undefined && { category: now.category }),
    kind: now.subject.kind,
    period: now.period,
    state: now.state,
    reasons: now.reasons.filter((one) => answers || one.sensitive !== true),
    evidenceCount: now.evidenceCount,
    ...(now.publishedAt !== undefined && { publishedAt: now.publishedAt }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(now.rectification && { rectificationFiledAt: now.rectification.filedAt }),
    ...(name !== '' && { name }),
    ...(details.place !== undefined && { place: details.place }),
    ...(level === 'full' && { subject: now.subject.id }),
    ...(inside && details.owner !== undefined && { owner: details.owner }),
    ...(inside && details.contact !== undefined && { contact: details.contact }),
    ...(answers && details.address !== undefined && { address: details.address }),
    ...(answers && { evidence: now.evidence, objections: now.objections.map(withoutNames) }),
    ...(answers && pendingObjection(now) && { contested: true as const }),
    ...(viewer === 'subject' && { own: true as const }),
    ...(viewer === 'office' && { record: now, ...(isSensitive(now) && { logged: true as const }) }),
  }
}

function isSensitive(line: Listing): boolean {
  return line.person || line.reasons.some((one) => one.sensitive === true)
}

function withoutNames({ kind, filedAt, reason, decided }: Objection): ShownObjection {
  if (!decided) return { kind, filedAt, reason }
  return { kind, filedAt, reason, decided: { at: decided.at, upheld: decided.upheld, reason: decided.reason } }
}
