import type { Refusal } from './checks.ts'
import type { ListRules } from './list-rules.ts'
import { type Actor, draftListing, type Evidence, type Listing } from './listing.ts'
import type { Stepped } from './step.ts'

/** What a person states about a subject, to have it put on a list. */
export interface Statement {
  readonly subject: Listing['subject']
  readonly period: Listing['period']
  readonly reason: string
  readonly evidence: readonly Evidence[]
  /** Whether the ground is one that only those who answer for the subject may see. */
  readonly sensitive?: boolean
}

const refuse = (code: string, params: Refusal['params'] = {}): Stepped => ({ ok: false, code, params })

/**
 * Returns a new line in draft from what a person states, by the rules of its list. Refuses a subject of another kind, a
 * private person whom the list may not name, a person's statement about themselves, and one without reason or evidence.
 */
export function draftStated(rules: ListRules, stated: Statement, id: string, actor: Actor, at: number): Stepped {
  const { list, person } = rules
  const { subject, period, reason, evidence, sensitive } = stated
  if (subject.kind !== list.kind) return refuse('other_kind', { kind: subject.kind, expected: list.kind })
  if (person && list.side === 'black' && list.persons === undefined) return refuse('person_on_black_side')
  if (person && actor.id === subject.id) return refuse('own_line')
  if (reason.trim() === '') return refuse('reason_missing')
  if (evidence.length === 0) return refuse('evidence_missing')
  const grounds = {
    list: list.id,
    side: list.side,
    ...(list.category !== undefined && { category: list.category }),
    subject,
    person,
    period,
    origin: 'stated' as const,
    provisional: false,
    reasons: [{ criterion: '', code: 'stated' as const, params: { text: reason }, ...(sensitive && { sensitive }) }],
    evidence,
  }
  return { ok: true, line: draftListing(grounds, id, actor, at) }
}
