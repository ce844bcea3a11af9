import { deadlinesOf, type ListRules } from './list-rules.ts'
import { hasEnded, type Listing } from './listing.ts'
import { settleListing } from './step.ts'

/** Something that time has brought to a line: what may happen now, what happened, or what somebody owes. */
export interface FallenDue {
  readonly code:
    | 'reminder_over'
    | 'notice_over'
    | 'answer_overdue'
    | 'rectification_overdue'
    | 'verification_overdue'
    | 'published'
    | 'expired'
  readonly at: number
}

/** Returns what time has brought to a line by an instant, earliest first. The line itself is left as it is. */
export function due(line: Listing, asOf: number, rules: ListRules): FallenDue[] {
  const now = settleListing(line, asOf, rules)
  const found: FallenDue[] = []
  const add = (code: FallenDue['code'], at: number | undefined, counts: boolean): void => {
    if (counts && at !== undefined && at <= asOf) found.push({ code, at })
  }
  for (const { action, at } of now.history.slice(line.history.length)) {
    add(action === 'publish' ? 'published' : 'expired', at, true)
  }
  if (hasEnded(now)) return found
  const { reminderEndsAt, noticeEndsAt, answerBy, rectifyBy, verifyBy } = deadlinesOf(now, rules)
  const waits = now.rectification === undefined
  add('reminder_over', reminderEndsAt, waits && (now.state === 'draft' || now.state === 'checked'))
  add('notice_over', noticeEndsAt, now.state === 'noticed')
  add('answer_overdue', answerBy, now.state !== 'verified')
  add('rectification_overdue', rectifyBy, now.state === 'published')
  add('verification_overdue', verifyBy, now.state !== 'verified')
  return found.sort((a, b) => a.at - b.at)
}
