import { isPassword } from '../auth/passwords.ts'
import type { User } from '../auth/roles.ts'
import { hashToken } from '../auth/session-token.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../http/problems.ts'
import { accountByName } from '../store/accounts.ts'
import { insertAudit } from '../store/audit.ts'
import { deleteOldSessions, deleteSession, insertSession } from '../store/sessions.ts'

/**
 * Lets a user in: throttled before any hashing, in the same time whether the account exists or not, and always with a
 * new token, so that a token planted before the login is worth nothing after it.
 */
export async function logIn(
  deps: Deps,
  input: { readonly account: string; readonly password: string; readonly address: string; readonly former?: string },
): Promise<{ readonly user: User; readonly token: string }> {
  const { store, books, throttle } = deps
  const { id } = books.organisation
  const now = deps.clock()
  const wait = throttle.wait(input.account, input.address, now)
  if (wait > 0) throw new Problem('too_many_attempts', { headers: { 'retry-after': String(wait) } })
  throttle.note(input.account, input.address, now)
  const account = await accountByName(store.read, id, input.account)
  const right = await isPassword(input.password, account?.passwordHash)
  if (!account || !right || account.disabled) throw new Problem('wrong_credentials')
  throttle.clear(input.account, input.address)
  const token = deps.token()
  await store.write(async (tx) => {
    if (input.former !== undefined) await deleteSession(tx, id, input.former)
    const { idle, absolute } = deps.session
    await deleteOldSessions(tx, id, { createdAt: now - absolute, seenAt: now - idle })
    await insertSession(tx, id, { hash: hashToken(token), account: account.user.account, now })
    await insertAudit(tx, id, {
      at: now,
      account: account.user.account,
      action: 'session.begun',
      target: '',
      detail: {},
    })
  })
  return { user: account.user, token }
}
