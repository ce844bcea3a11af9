import type { Label } from '@jixing/engine'
import { formatPoints, type Issue } from '@jixing/engine'
import type { SubjectId, User } from '../auth/roles.ts'
import type { Booking, Recording } from '../books/record-items.ts'
import { viewOf } from '../books/view.ts'
import { instantText } from '../books/write-item.ts'
import type { Deps } from '../deps.ts'
import { Problem, type ProblemError } from '../http/problems.ts'
import type { Entry, Recorded } from '../wire/event.ts'
import { guardRecording, issuesOfForm } from './guard-recording.ts'

/** Returns the engine's issues as errors of a problem. */
export function errorsOfIssues(issues: readonly Issue[]): ProblemError[] {
  return issues.map(({ code, path, params }) => ({ code, pointer: path, params }))
}

/** Returns a booking as it travels. */
export function entryOf(
  booking: Booking,
  decimals: number,
  named: (subject: SubjectId) => SubjectId & { label?: Label },
): Entry {
  const { kind, subject, event, rule, version, category, points, occurredAt } = booking
  return {
    kind,
    subject: named(subject),
    event: { source: event.source, id: event.id },
    rule,
    version,
    category,
    points: formatPoints(points, decimals),
    occurredAt: instantText(occurredAt),
  }
}

/** Records one item; refuses with every mistake, and names what differs from an item that came before under its id. */
export async function recordEvent(deps: Deps, user: User, record: unknown): Promise<Recorded> {
  const { books } = deps
  const issues = issuesOfForm(record)
  if (issues.length > 0) throw new Problem('refused', { errors: errorsOfIssues(issues), extra: { outcome: 'refused' } })
  const view = viewOf(books.latestResult ?? (await books.result()), books.names)
  const [recording] = await books.record([record], user.account, guardRecording(user, view))
  return answerOf(deps, recording as Recording)
}

/** Returns the answer to a recording, or throws the problem it ended in. */
export function answerOf(deps: Deps, recording: Recording): Recorded {
  const { outcome, issues, entries, ref } = recording
  if (outcome === 'refused' || !ref) {
    throw new Problem('refused', { errors: errorsOfIssues(issues), extra: { outcome: 'refused' } })
  }
  if (outcome !== 'created' && outcome !== 'exists') {
    const part = outcome.slice('exists_with_different_'.length)
    throw new Problem('exists_with_different_content', {
      errors: [{ code: outcome, pointer: '', params: { part } }],
      extra: { outcome },
    })
  }
  const { plan, names } = deps.books
  const named = ({ kind, id }: SubjectId) => {
    const label = names.get(`${kind}/${id}`)?.label
    return { kind, id, ...(label && { label }) }
  }
  return { outcome, ref, entries: entries.map((one) => entryOf(one, plan.decimals, named)) }
}
