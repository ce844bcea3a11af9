import type { Audience } from '../rules/list.ts'
import type { ListRules } from './list-rules.ts'
import { hasEnded, type Listing, type ListingState, pendingObjection } from './listing.ts'
import { settleListing } from './step.ts'

/**
 * What a viewer is to the subject of a line: anyone; a signed-in member of the organisation; one of the subject's own
 * unit; who leads that unit; the subject itself; or the office.
 */
export const VIEWERS = ['public', 'member', 'colleague', 'lead', 'subject', 'office'] as const

/** One kind of viewer. */
export type Viewer = (typeof VIEWERS)[number]

const ABOVE: Readonly<Record<Viewer, readonly Viewer[]>> = {
  public: VIEWERS,
  member: ['member', 'colleague', 'lead', 'subject', 'office'],
  colleague: ['colleague', 'lead', 'subject', 'office'],
  lead: ['lead', 'office'],
  subject: ['subject', 'office'],
  office: ['office'],
}

/** Returns whether a viewer may see at least what `lesser` may; a lead and the subject are not above each other. */
export function seesAtLeast(viewer: Viewer, lesser: Viewer): boolean {
  return ABOVE[lesser].includes(viewer)
}

/** The least viewer whom a published line of each audience reaches. */
const REACHES: Readonly<Record<Audience, Viewer>> = {
  public: 'public',
  organisation: 'member',
  unit: 'colleague',
  office: 'office',
}

/** Why a viewer does not see a line. */
export type HiddenBecause =
  | 'not_published'
  | 'not_noticed'
  | 'objection_pending'
  | 'ended'
  | 'archived'
  | 'audience'
  | 'person_on_black_side'
  | 'consent_missing'

const SHOWN: readonly ListingState[] = ['published', 'rectifying']

/**
 * Returns why a viewer does not see a line at an instant, or undefined when they do. The office sees every line; who
 * leads the unit sees it until it is archived, and the subject from the notice on; everyone else only while it is
 * published, uncontested and meant for them.
 */
export function hiddenBecause(
  line: Listing,
  viewer: Viewer,
  asOf: number,
  rules: ListRules,
): HiddenBecause | undefined {
  if (viewer === 'office') return undefined
  const now = settleListing(line, asOf, rules)
  const personOnBlack = now.person && now.side === 'black'
  if (now.state === 'archived') return 'archived'
  if (personOnBlack && rules.list.persons === undefined) return 'person_on_black_side'
  if (viewer === 'subject') return now.noticedAt === undefined ? 'not_noticed' : undefined
  if (viewer === 'lead') return rules.audience === 'office' ? 'audience' : undefined
  if (hasEnded(now) || now.state === 'verified') return 'ended'
  if (!SHOWN.includes(now.state)) return 'not_published'
  if (pendingObjection(now)) return 'objection_pending'
  if (personOnBlack && viewer === 'public') return 'person_on_black_side'
  if (now.person && now.side === 'red' && now.consent === undefined) return 'consent_missing'
  return seesAtLeast(viewer, REACHES[rules.audience]) ? undefined : 'audience'
}

/** Returns whether a viewer sees a line at an instant. */
export function visible(line: Listing, viewer: Viewer, asOf: number, rules: ListRules): boolean {
  return hiddenBecause(line, viewer, asOf, rules) === undefined
}
