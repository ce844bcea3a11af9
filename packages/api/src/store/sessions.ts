import type { User } from '../auth/roles.ts'
import { userOf } from './accounts.ts'
import type { Db } from './tables.ts'

/** A login that is still stored; whether it is still good is decided by its times. */
export interface StoredSession {
  readonly user: User
  readonly createdAt: number
  readonly seenAt: number
  readonly disabled: boolean
}

/** Returns the session of a token's hash with its user, or undefined. */
export async function sessionByHash(db: Db, organisation: string, hash: string): Promise<StoredSession | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', (join) =>
      join.onRef('account.organisation', '=', 'session.organisation').onRef('account.account', '=', 'session.account'),
    )
    .select(['account.account', 'name', 'role', 'subject_kind', 'subject', 'scope_kind', 'scope'])
    .select(['demonstration', 'disabled', 'session.created_at as createdAt', 'seen_at as seenAt'])
    .where('session.organisation', '=', organisation)
    .where('token_hash', '=', hash)
    .executeTakeFirst()
  if (!row) return undefined
  return { user: userOf(row), createdAt: row.createdAt, seenAt: row.seenAt, disabled: row.disabled === 1 }
}

/** Stores a new session. */
export async function insertSession(
  db: Db,
  organisation: string,
  session: { readonly hash: string; readonly account: string; readonly now: number },
): Promise<void> {
  const { hash, account, now } = session
  await db
    .insertInto('session')
    .values({ organisation, token_hash: hash, account, created_at: now, seen_at: now })
    .execute()
}

/** Notes that a session was used. */
export async function touchSession(db: Db, organisation: string, hash: string, now: number): Promise<void> {
  await db
    .updateTable('session')
    .set({ seen_at: now })
    .where('organisation', '=', organisation)
    .where('token_hash', '=', hash)
    .execute()
}

/** Ends one session; does nothing when there is none. */
export async function deleteSession(db: Db, organisation: string, hash: string): Promise<void> {
  await db.deleteFrom('session').where('organisation', '=', organisation).where('token_hash', '=', hash).execute()
}

/** Ends all sessions of an account. */
export async function deleteSessionsOf(db: Db, organisation: string, account: string): Promise<void> {
  await db.deleteFrom('session').where('organisation', '=', organisation).where('account', '=', account).execute()
}

/** Removes the sessions that were created or last used before the given instants. */
export async function deleteOldSessions(
  db: Db,
  organisation: string,
  before: { readonly createdAt: number; readonly seenAt: number },
): Promise<void> {
  await db
    .deleteFrom('session')
    .where('organisation', '=', organisation)
    .where(({ eb, or }) => or([eb('created_at', '<', before.createdAt), eb('seen_at', '<', before.seenAt)]))
    .execute()
}
