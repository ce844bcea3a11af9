import type { Relation } from './decide.ts'
import type { SubjectId, User } from './roles.ts'

/** Whether a subject lies in a unit now; a unit lies in itself. */
export type IsWithin = (subject: SubjectId, unit: SubjectId) => boolean

/** Returns what a user stands to a subject: the user's own member, something in the user's scope, or neither. */
export function relationTo(user: User, subject: SubjectId, isWithin: IsWithin): Relation {
  const own = user.subject
  if (own && own.kind === subject.kind && own.id === subject.id) return 'self'
  if (user.role === 'street-admin') return 'scope'
  return user.scope && isWithin(subject, user.scope) ? 'scope' : 'outside'
}
