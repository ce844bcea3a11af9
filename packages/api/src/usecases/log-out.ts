import type { Deps } from '../deps.ts'
import { deleteSession } from '../store/sessions.ts'

/** Ends a session; ending one that is over already is no mistake. */
export async function logOut(deps: Deps, session: string | undefined): Promise<void> {
  if (session === undefined) return
  await deps.store.write((tx) => deleteSession(tx, deps.books.organisation.id, session))
}
