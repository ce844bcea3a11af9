import type { ListingState } from './listing.ts'

/** What can be done to a line. */
export const ACTIONS = [
  'attach',
  'remind',
  'check',
  'confirm',
  'nominate',
  'notify',
  'agree',
  'decline',
  'respond',
  'object',
  'uphold',
  'dismiss',
  'approve',
  'sign',
  'publish',
  'schedule',
  'rectify',
  'verify',
  'reject',
  'withdraw',
  'expire',
  'revoke',
  'merge',
  'vanish',
  'archive',
] as const

/** One thing that can be done to a line. */
export type Action = (typeof ACTIONS)[number]

/** Who may take a step: the office, the subject or the office for it, or time alone. */
export type StepTaker = 'office' | 'either' | 'time'

/** The checks that a step must pass, by name; `checks.ts` says what each asks for. */
export type CheckName =
  | 'blackSide'
  | 'consentSought'
  | 'reason'
  | 'evidence'
  | 'proof'
  | 'otherThanRecorder'
  | 'otherThanApprover'
  | 'otherThanSigner'
  | 'otherThanFiler'
  | 'otherThanObjector'
  | 'notReminded'
  | 'reminderOver'
  | 'personAllowed'
  | 'consent'
  | 'provisional'
  | 'newReasons'
  | 'frozenFacts'
  | 'noticeRuns'
  | 'noticeOver'
  | 'noObjection'
  | 'objection'
  | 'noRectification'
  | 'rectification'
  | 'laterInstant'
  | 'publicationDue'
  | 'expiryDue'
  | 'target'
  | 'cause'

/** One row of the table of steps: from these states an action leads to that one, if all checks pass. */
export interface StepRow {
  readonly from: readonly ListingState[]
  readonly action: Action
  /** The next state; `same` stays. */
  readonly to: ListingState | 'same'
  readonly who: StepTaker
  readonly checks: readonly CheckName[]
}

const EARLY: readonly ListingState[] = ['draft', 'checked', 'nominated', 'noticed']
const READY: readonly ListingState[] = ['approved', 'signed', 'scheduled']
const SHOWN: readonly ListingState[] = ['published', 'rectifying']
const OVER: readonly ListingState[] = ['withdrawn', 'expired', 'revoked', 'merged', 'gone']
const CONTESTED: readonly ListingState[] = ['noticed', ...SHOWN]

const row = (
  from: readonly ListingState[],
  action: Action,
  to: StepRow['to'],
  who: StepTaker,
  ...checks: readonly CheckName[]
): StepRow => ({ from, action, to, who, checks })

/**
 * The state machine of a listing: every step there is. What stands in no row is out of order. Whatever contests a line
 * before it is published takes it back to the notice, so that it is approved and signed anew.
 */
export const STEPS: readonly StepRow[] = [
  row(['draft'], 'attach', 'same', 'office', 'proof'),
  row(['draft', 'checked'], 'remind', 'same', 'office', 'blackSide', 'notReminded'),
  row(['draft'], 'check', 'checked', 'office', 'otherThanRecorder', 'evidence', 'personAllowed'),
  row(EARLY, 'confirm', 'same', 'office', 'provisional', 'newReasons'),
  row(['checked'], 'nominate', 'nominated', 'office', 'personAllowed', 'reminderOver', 'noRectification'),
  row(['nominated'], 'notify', 'noticed', 'office', 'personAllowed', 'noRectification'),
  row([...EARLY, ...READY], 'agree', 'same', 'either', 'consentSought'),
  row([...EARLY, ...READY, ...SHOWN], 'decline', 'revoked', 'either', 'consentSought'),
  row(['noticed'], 'respond', 'same', 'either', 'reason', 'noticeRuns'),
  row(CONTESTED, 'object', 'same', 'either', 'reason'),
  row(READY, 'object', 'noticed', 'either', 'reason'),
  row(CONTESTED, 'uphold', 'revoked', 'office', 'objection', 'reason', 'otherThanRecorder', 'otherThanObjector'),
  row(CONTESTED, 'dismiss', 'same', 'office', 'objection', 'reason', 'otherThanRecorder', 'otherThanObjector'),
  row(
    ['noticed'],
    'approve',
    'approved',
    'office',
    'otherThanRecorder',
    'personAllowed',
    'consent',
    'frozenFacts',
    'noObjection',
    'noRectification',
    'noticeOver',
  ),
  row(['approved'], 'sign', 'signed', 'office', 'otherThanRecorder', 'otherThanApprover'),
  row(['signed'], 'publish', 'published', 'office', 'otherThanRecorder', 'otherThanApprover', 'otherThanSigner'),
  row(
    ['signed'],
    'schedule',
    'scheduled',
    'office',
    'otherThanRecorder',
    'otherThanApprover',
    'otherThanSigner',
    'laterInstant',
  ),
  row(['scheduled'], 'publish', 'published', 'time', 'publicationDue'),
  row(EARLY, 'rectify', 'same', 'either', 'blackSide', 'proof', 'noRectification'),
  row(READY, 'rectify', 'noticed', 'either', 'blackSide', 'proof'),
  row(['published'], 'rectify', 'rectifying', 'either', 'blackSide', 'proof'),
  row([...EARLY, 'rectifying'], 'verify', 'verified', 'office', 'rectification', 'otherThanFiler'),
  row(EARLY, 'reject', 'same', 'office', 'rectification', 'otherThanFiler', 'reason'),
  row(['rectifying'], 'reject', 'published', 'office', 'rectification', 'otherThanFiler', 'reason'),
  row(['verified'], 'withdraw', 'withdrawn', 'office'),
  row(SHOWN, 'expire', 'expired', 'time', 'expiryDue'),
  row([...EARLY, ...READY, ...SHOWN], 'revoke', 'revoked', 'office', 'reason'),
  row([...EARLY, ...READY, ...SHOWN, 'verified'], 'merge', 'merged', 'office', 'target'),
  row([...EARLY, ...READY, ...SHOWN, 'verified'], 'vanish', 'gone', 'office', 'cause'),
  row(OVER, 'archive', 'archived', 'office'),
]
