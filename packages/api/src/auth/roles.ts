/**
 * Who may do what. This folder knows users, their sessions and their rights; it does not know HTTP and stores nothing.
 * A user is someone who logs in, with one role at one scope.
 */
export const roles = ['street-admin', 'community-secretary', 'branch-secretary', 'member'] as const

/** The role of a user: street admin, community secretary, branch secretary or member. */
export type Role = (typeof roles)[number]

/** A subject of the organisation by kind and id. */
export interface SubjectId {
  readonly kind: string
  readonly id: string
}

/** A user as the server knows them after login. */
export interface User {
  readonly account: string
  readonly name: string
  readonly role: Role
  /** The member this user is, if any. */
  readonly subject?: SubjectId
  /** The unit the role is held for; a street admin's is the whole organisation. */
  readonly scope?: SubjectId
}
