import type { User } from '../auth/roles.ts'
import type { Guard, Recording } from '../books/record-items.ts'
import { isRetracted } from '../books/retracted.ts'
import { viewOf } from '../books/view.ts'
import { instantText } from '../books/write-item.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../http/problems.ts'
import type { Recorded } from '../wire/event.ts'
import { guardRecording } from './guard-recording.ts'
import { answerOf } from './record-event.ts'
import { mayTouch } from './require-right.ts'

/**
 * Takes an item back, with a reason; it stays in the log. Whether it is there, in scope and not yet retracted is asked
 * inside the queue, so that of two requests at once one is told that the other was first.
 */
export async function retractEvent(
  deps: Deps,
  user: User,
  target: { readonly source: string; readonly id: string },
  reason: string,
): Promise<Recorded> {
  const { books } = deps
  const view = viewOf(books.latestResult ?? (await books.result()), books.names)
  const inScope = guardRecording(user, view)
  const guard: Guard = (incoming, now, log) => {
    const found = log.item(target)
    if (!found) throw new Problem('not_found')
    if (user.role !== 'street-admin') {
      const subjects = view.findSubjects(found)
      const isKnown = subjects.some((one) => mayTouch(user, 'event.read', one, view) === 'allow')
      if (!isKnown) throw new Problem('not_found')
    }
    if (isRetracted(log, target)) throw new Problem('already_retracted')
    return inScope(incoming, now, log)
  }
  const record = {
    kind: 'retraction',
    source: 'retraction',
    id: deps.uuid(),
    target,
    at: instantText(books.now()),
    reason,
  }
  const [recording] = await books.record([record], user.account, guard)
  return answerOf(deps, recording as Recording)
}
