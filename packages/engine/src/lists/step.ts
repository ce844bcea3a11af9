import { CHECKS, objectionAt, type Refusal } from './checks.ts'
import { deadlinesOf, type ListRules } from './list-rules.ts'
import type { ActionParts, Actor, Evidence, Listing, ListingStep, Objection } from './listing.ts'
import { type Action, STEPS, type StepRow } from './steps.ts'

/** What becomes of a step: the line as it is after it, or why it is refused. */
export type Stepped = { readonly ok: true; readonly line: Listing } | ({ readonly ok: false } & Refusal)

const refused = (code: string, params: Refusal['params'] = {}): Stepped => ({ ok: false, code, params })

/** Time as the one who acts: it publishes what is scheduled and ends what expires. */
export const TIME: Actor = { id: '', acts: 'time' }

/** Returns the row of the table for an action in the state of a line, or undefined when it is out of order. */
export function stepRow(state: Listing['state'], action: Action): StepRow | undefined {
  return STEPS.find((row) => row.action === action && row.from.includes(state))
}

/**
 * Takes one step of a line's life at an instant: first what time has brought by then, then the row of the table, if
 * all its checks pass. Refuses with a code what is out of order, too early, too late, or not for this person.
 */
export function step(
  line: Listing,
  action: Action | (ActionParts & { readonly action: Action }),
  actor: Actor,
  at: number,
  rules: ListRules,
): Stepped {
  if (line.list !== rules.list.id) throw new RangeError(`The line is of list ${line.list}, not of ${rules.list.id}`)
  if (!Number.isSafeInteger(at)) throw new RangeError(`${at} is no instant`)
  const { action: name, ...parts } = typeof action === 'string' ? { action } : action
  const latest = line.history[line.history.length - 1]?.at ?? line.recordedAt
  if (at < latest) return refused('before_last_step', { since: latest })
  const now = settleListing(line, at, rules)
  const acts = actor.acts ?? 'office'
  const brought = now.history.slice(line.history.length)
  if (acts === 'time' && brought.some((one) => one.action === name)) return { ok: true, line: now }
  const row = stepRow(now.state, name)
  if (!row) return refused('out_of_order', { state: now.state, action: name })
  if (row.who === 'time' ? acts !== 'time' : acts === 'time') return refused('comes_with_time', { action: name })
  if (row.who === 'office' && acts === 'subject') return refused('not_for_the_subject', { action: name })
  if (acts === 'office' && now.person && actor.id === now.subject.id) return refused('own_line')
  for (const check of row.checks) {
    const refusal = CHECKS[check]({ line: now, parts, actor, at, rules })
    if (refusal) return { ok: false, ...refusal }
  }
  return { ok: true, line: taken(now, row, parts, actor, at) }
}

/** Returns a line with what time has brought by an instant: its scheduled publication, and its expiry. */
export function settleListing(line: Listing, asOf: number, rules: ListRules): Listing {
  let now = line
  if (now.state === 'scheduled' && now.publishesAt !== undefined && now.publishesAt <= asOf) {
    now = byTime(now, 'publish', now.publishesAt)
  }
  const { expiresAt } = deadlinesOf(now, rules)
  if (stepRow(now.state, 'expire') && expiresAt !== undefined && expiresAt <= asOf) {
    now = byTime(now, 'expire', expiresAt)
  }
  return now
}

/** A step that time takes; a calendar that was edited later may date it before the last one, which it then follows. */
function byTime(line: Listing, action: Action, due: number): Listing {
  const latest = line.history[line.history.length - 1]?.at ?? line.recordedAt
  return taken(line, stepRow(line.state, action) as StepRow, {}, TIME, Math.max(due, latest))
}

/** The line after a step that passed all checks. */
function taken(line: Listing, row: StepRow, parts: ActionParts, actor: Actor, at: number): Listing {
  const to = row.to === 'same' ? line.state : row.to
  const entry: ListingStep = { action: row.action, actor, at, from: line.state, to, ...parts }
  const next = { ...line, ...changes(line, row.action, parts, actor, at), state: to, history: [...line.history, entry] }
  if (row.action === 'reject') return without(next, 'rectification')
  // A line that goes back to the notice needs a new approval and new signatures.
  if (to !== 'noticed' || line.state === 'noticed') return next
  return without(next, 'approvedBy', 'signedBy', 'publishedBy', 'publishesAt')
}

function without(line: Listing, ...keys: readonly (keyof Listing)[]): Listing {
  const rest: Partial<Record<keyof Listing, unknown>> = { ...line }
  for (const key of keys) delete rest[key]
  return rest as Listing
}

/** What an action writes into a line, beside its state and history. */
function changes(line: Listing, action: Action, parts: ActionParts, actor: Actor, at: number): Partial<Listing> {
  const by = actor.id
  const added = parts.evidence ?? []
  switch (action) {
    case 'attach':
      return withProofs([...line.evidence, ...added], line.evidenceCount + added.length)
    case 'remind':
      return { remindedAt: at }
    case 'confirm':
      return {
        provisional: false,
        reasons: parts.reasons ?? [],
        ...(parts.evidence && withProofs(added, parts.evidenceCount ?? added.length)),
      }
    case 'notify':
      return { noticedAt: at }
    case 'agree':
      return { consent: { by, at } }
    case 'respond':
    case 'object': {
      const kind = action === 'respond' ? 'statement' : 'objection'
      return { objections: [...line.objections, { kind, by, filedAt: at, reason: parts.reason ?? '' }] }
    }
    case 'uphold':
    case 'dismiss':
      return { objections: decided(line, parts, by, at, action === 'uphold') }
    case 'approve':
      return { approvedBy: by }
    case 'sign':
      return { signedBy: by }
    case 'schedule':
      return { publishedBy: by, publishesAt: parts.publishesAt as number }
    case 'publish':
      return { publishedAt: at, ...(actor.acts !== 'time' && { publishedBy: by }) }
    case 'rectify':
      return { rectification: { by, filedAt: at, evidence: added } }
    case 'merge':
      return { mergedInto: parts.into as string }
    case 'vanish':
      return { goneBecause: parts.why }
    default:
      return {}
  }
}

function withProofs(evidence: readonly Evidence[], evidenceCount: number): Partial<Listing> {
  return { evidence, evidenceCount }
}

function decided(line: Listing, parts: ActionParts, by: string, at: number, upheld: boolean): Objection[] {
  const about = objectionAt(line, parts)
  const decision = { by, at, upheld, reason: parts.reason ?? '' }
  return line.objections.map((one) => (one === about ? { ...one, decided: decision } : one))
}
