import { deadlinesOf, type ListRules } from './list-rules.ts'
import { type ActionParts, type Actor, type Listing, type Objection, pendingObjection } from './listing.ts'
import type { CheckName } from './steps.ts'

/** Why a step is refused: a code, and the numbers and names that explain it. */
export interface Refusal {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

/** What a check looks at: the line, and what somebody wants to do with it at an instant. */
export interface StepAttempt {
  readonly line: Listing
  readonly parts: ActionParts
  readonly actor: Actor
  readonly at: number
  readonly rules: ListRules
}

const refuse = (code: string, params: Refusal['params'] = {}): Refusal => ({ code, params })

/** Nobody judges what they did themselves: refuses an actor who is one of `others`. */
const otherThan = (actor: Actor, others: Readonly<Record<string, string | undefined>>): Refusal | undefined => {
  for (const [as, id] of Object.entries(others)) if (id === actor.id) return refuse('same_person', { as })
  return undefined
}

/** Returns the objection that a decision is about: the one it names, or the earliest that waits. */
export function objectionAt(line: Listing, parts: ActionParts): Objection | undefined {
  if (parts.objection === undefined) return pendingObjection(line)
  const named = line.objections[parts.objection]
  return named?.decided === undefined ? named : undefined
}

/** What each check of the table of steps asks for; undefined when it passes. */
export const CHECKS: Readonly<Record<CheckName, (attempt: StepAttempt) => Refusal | undefined>> = {
  blackSide: ({ line }) => (line.side === 'black' ? undefined : refuse('red_side')),
  consentSought: ({ line }) => (line.person && line.side === 'red' ? undefined : refuse('no_consent_needed')),
  reason: ({ parts }) => (parts.reason?.trim() ? undefined : refuse('reason_missing')),
  evidence: ({ line }) => (line.evidence.length > 0 ? undefined : refuse('evidence_missing')),
  proof: ({ parts }) => (parts.evidence?.length ? undefined : refuse('evidence_missing')),
  otherThanRecorder: ({ line, actor }) => otherThan(actor, { recorder: line.recordedBy }),
  otherThanApprover: ({ line, actor }) => otherThan(actor, { approver: line.approvedBy }),
  otherThanSigner: ({ line, actor }) => otherThan(actor, { signer: line.signedBy }),
  otherThanFiler: ({ line, actor }) => otherThan(actor, { filer: line.rectification?.by }),
  otherThanObjector: ({ line, parts, actor }) => {
    const { approvedBy, signedBy, publishedBy } = line
    const involved = { approver: approvedBy, signer: signedBy, publisher: publishedBy }
    return otherThan(actor, { objector: objectionAt(line, parts)?.by, ...involved })
  },
  notReminded: ({ line }) =>
    line.remindedAt === undefined ? undefined : refuse('already_reminded', { since: line.remindedAt }),
  reminderOver: ({ line, at, rules }) => {
    if (line.side === 'red') return undefined
    const { reminderEndsAt } = deadlinesOf(line, rules)
    if (reminderEndsAt === undefined) return refuse('reminder_missing', { workdays: rules.deadlines.reminder })
    return at < reminderEndsAt
      ? refuse('reminder_running', { until: reminderEndsAt, workdays: rules.deadlines.reminder })
      : undefined
  },
  personAllowed: ({ line, rules }) =>
    line.person && line.side === 'black' && rules.list.persons === undefined
      ? refuse('person_on_black_side')
      : undefined,
  consent: ({ line }) =>
    line.person && line.side === 'red' && line.consent === undefined ? refuse('consent_missing') : undefined,
  provisional: ({ line }) => (line.provisional ? undefined : refuse('facts_frozen')),
  newReasons: ({ parts }) => (parts.reasons?.length ? undefined : refuse('reason_missing')),
  frozenFacts: ({ line }) => (line.provisional ? refuse('facts_provisional') : undefined),
  noticeRuns: ({ line, at, rules }) => {
    const { noticeEndsAt = Number.NEGATIVE_INFINITY } = deadlinesOf(line, rules)
    return at < noticeEndsAt ? undefined : refuse('deadline_past', { until: noticeEndsAt })
  },
  noticeOver: ({ line, at, rules }) => {
    const { noticeEndsAt = Number.POSITIVE_INFINITY } = deadlinesOf(line, rules)
    return at < noticeEndsAt ? refuse('notice_running', { until: noticeEndsAt }) : undefined
  },
  noObjection: ({ line }) => {
    const pending = pendingObjection(line)
    return pending && refuse('objection_pending', { since: pending.filedAt })
  },
  objection: ({ line, parts }) => (objectionAt(line, parts) ? undefined : refuse('no_objection')),
  noRectification: ({ line }) =>
    line.rectification && refuse('rectification_pending', { since: line.rectification.filedAt }),
  rectification: ({ line }) => (line.rectification ? undefined : refuse('no_rectification')),
  laterInstant: ({ parts, at }) => {
    if (!Number.isSafeInteger(parts.publishesAt)) return refuse('instant_missing')
    const until = parts.publishesAt as number
    return until > at ? undefined : refuse('deadline_past', { until })
  },
  // What is due has been settled before a step looks at its row: whoever comes to these two is early.
  publicationDue: ({ line }) => notDue(line.publishesAt),
  expiryDue: ({ line, rules }) => notDue(deadlinesOf(line, rules).expiresAt),
  target: ({ line, parts }) => {
    if (!parts.into) return refuse('target_missing')
    return parts.into === line.id ? refuse('merges_into_itself') : undefined
  },
  cause: ({ parts }) => (parts.why === undefined ? refuse('reason_missing') : undefined),
}

function notDue(until: number | undefined): Refusal {
  return refuse('not_due', until === undefined ? {} : { until })
}
