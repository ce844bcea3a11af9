import { type Action, decide, reachOf } from '../auth/decide.ts'
import { relationTo } from '../auth/relation.ts'
import type { SubjectId, User } from '../auth/roles.ts'
import type { View } from '../books/view.ts'
import { Problem } from '../http/problems.ts'

/** Returns what a user may do to a subject, by the table of rights and where the subject is now. */
export function mayTouch(user: User, action: Action, subject: SubjectId, view: View) {
  return decide(
    user.role,
    action,
    relationTo(user, subject, (one, scope) => view.isWithin(one, scope)),
  )
}

/** Ends the request unless the user may do this to the subject: with 404 where it must not even be known. */
export function requireRight(user: User, action: Action, subject: SubjectId, view: View): void {
  const decision = mayTouch(user, action, subject, view)
  if (decision === 'hide') throw new Problem('not_found')
  if (decision === 'refuse') throw new Problem('not_allowed')
  if (decision === 'log_in') throw new Problem('not_logged_in')
}

/** Returns a test for the subjects that a list may show to a user. */
export function visibleTo(user: User, action: Action, view: View): (subject: SubjectId) => boolean {
  if (reachOf(user.role, action) === 'all') return () => true
  return (subject) => mayTouch(user, action, subject, view) === 'allow'
}

/** Ends the request unless somebody is logged in whose role has the right at all. */
export function requireAccess(user: User | undefined, action: Action): void {
  if (!user) throw new Problem('not_logged_in')
  if (reachOf(user.role, action) === undefined) throw new Problem('not_allowed')
}
