import type { Role } from './roles.ts'

/** How far a role reaches in one action: everything, what lies in its scope, or only itself. */
export type Reach = 'all' | 'scope' | 'self'

/** What someone stands to the thing they ask for: it is themselves, lies in their scope, or lies outside. */
export type Relation = 'self' | 'scope' | 'outside'

/** May do it; must log in first; may never do it in this role; or must not even learn that the thing exists. */
export type Decision = 'allow' | 'log_in' | 'refuse' | 'hide'

type Row = Partial<Record<Role, Reach>>

const everyone: Row = { 'street-admin': 'all', 'community-secretary': 'all', 'branch-secretary': 'all', member: 'all' }
const scoped: Row = {
  'street-admin': 'all',
  'community-secretary': 'scope',
  'branch-secretary': 'scope',
  member: 'self',
}
const admin: Row = { 'street-admin': 'all' }

/**
 * The one table of who may do what. What is not here is denied. A scope is a unit: a secretary's community or branch
 * with everything below it; `self` is the member a user is.
 */
export const rights = {
  'overview.units': everyone,
  'event.record': { 'street-admin': 'all', 'branch-secretary': 'scope' },
  'event.record-batch': admin,
  'event.list': scoped,
  'event.read': scoped,
  'event.retract': { 'street-admin': 'all', 'branch-secretary': 'scope' },
  'roster.record': admin,
  'period.list': everyone,
  'ranking.list': everyone,
  'standing.list': { ...scoped, member: 'scope' },
  'subject.list': scoped,
  'subject.read': scoped,
  'account.read': scoped,
  'program.read': everyone,
  'program.publish': admin,
  'trial.run': admin,
  'log.read': admin,
} as const satisfies Record<string, Row>

/** Something that can be done through the API. */
export type Action = keyof typeof rights

/** Returns how far a role reaches in an action, or undefined when it may not do it at all. */
export function reachOf(role: Role, action: Action): Reach | undefined {
  const row: Row = rights[action]
  return row[role]
}

/** Decides whether someone may do an action to a thing they stand in `relation` to. Pure, and denies by default. */
export function decide(role: Role | undefined, action: Action, relation: Relation): Decision {
  if (role === undefined) return 'log_in'
  const reach = reachOf(role, action)
  if (reach === undefined) return 'refuse'
  if (reach === 'all' || relation === 'self') return 'allow'
  return reach === 'scope' && relation === 'scope' ? 'allow' : 'hide'
}
