import { type Role, roles, type User } from '../auth/roles.ts'
import type { AccountTable, Db } from './tables.ts'

/** A user with what is needed to let them in. */
export interface Account {
  readonly user: User
  readonly passwordHash: string
  readonly disabled: boolean
  readonly demonstration: boolean
}

function asRole(text: string): Role {
  const role = roles.find((known) => known === text)
  if (!role) throw new Error(`The store holds the unknown role ${text}.`)
  return role
}

/** Returns the user that an account row describes. */
export function userOf(row: Omit<AccountTable, 'password_hash' | 'organisation' | 'created_at'>): User {
  return {
    account: row.account,
    name: row.name,
    role: asRole(row.role),
    ...(row.subject_kind !== null && row.subject !== null && { subject: { kind: row.subject_kind, id: row.subject } }),
    ...(row.scope_kind !== null && row.scope !== null && { scope: { kind: row.scope_kind, id: row.scope } }),
  }
}

/** Returns the account with that name, or undefined. */
export async function accountByName(db: Db, organisation: string, account: string): Promise<Account | undefined> {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where('organisation', '=', organisation)
    .where('account', '=', account)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    user: userOf(row),
    passwordHash: row.password_hash,
    disabled: row.disabled === 1,
    demonstration: row.demonstration === 1,
  }
}

/** Stores an account, in place of one with the same name. */
export async function saveAccount(db: Db, organisation: string, account: Account, now: number): Promise<void> {
  const { user } = account
  const row = {
    name: user.name,
    role: user.role,
    subject_kind: user.subject?.kind ?? null,
    subject: user.subject?.id ?? null,
    scope_kind: user.scope?.kind ?? null,
    scope: user.scope?.id ?? null,
    password_hash: account.passwordHash,
    demonstration: account.demonstration ? 1 : 0,
    disabled: account.disabled ? 1 : 0,
  }
  await db
    .insertInto('account')
    .values({ organisation, account: user.account, created_at: now, ...row })
    .onConflict((conflict) => conflict.columns(['organisation', 'account']).doUpdateSet(row))
    .execute()
}

/** Returns the accounts that belong to the demonstration, in the order of their names. */
export async function demonstrationAccounts(db: Db, organisation: string): Promise<Account[]> {
  const rows = await db
    .selectFrom('account')
    .selectAll()
    .where('organisation', '=', organisation)
    .where('demonstration', '=', 1)
    .orderBy('account')
    .execute()
  return rows.map((row) => ({
    user: userOf(row),
    passwordHash: row.password_hash,
    disabled: row.disabled === 1,
    demonstration: true,
  }))
}
