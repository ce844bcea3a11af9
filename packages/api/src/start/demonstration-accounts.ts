import { hashPassword, isPassword } from '../auth/passwords.ts'
import type { SubjectId, User } from '../auth/roles.ts'
import type { Books } from '../books/books.ts'
import { type View, viewOf } from '../books/view.ts'
import { demonstrationAccounts, saveAccount } from '../store/accounts.ts'
import type { Store } from '../store/open-store.ts'
import { deleteSessionsOf } from '../store/sessions.ts'

/** The branch whose secretary and member show the product: that of the grid the source article speaks of. */
const BRANCH = { kind: 'branch', id: 'niuhu-b27' }
const COMMUNITY = { kind: 'community', id: 'niuhu' }

/**
 * Makes the accounts of the demonstration, one for each role, all with one password; when the password is another than
 * at the last start, it is changed and whoever was logged in with it is out. Returns the users in the order of their rights.
 */
export async function prepareAccounts(store: Store, books: Books, password: string, now: number): Promise<User[]> {
  const { id } = books.organisation
  const known = await demonstrationAccounts(store.read, id)
  const users =
    known.length > 0 ? known.map(({ user }) => user) : demonstrationUsers(viewOf(await books.result(), books.names))
  if (known.length === 0 || !(await isPassword(password, known[0]?.passwordHash))) {
    const hashes = await Promise.all(users.map(() => hashPassword(password)))
    await store.write(async (tx) => {
      for (const [i, user] of users.entries()) {
        const passwordHash = hashes[i] as string
        await saveAccount(tx, id, { user, passwordHash, disabled: false, demonstration: true }, now)
        await deleteSessionsOf(tx, id, user.account)
      }
    })
  }
  const order = ['street-admin', 'community-secretary', 'branch-secretary', 'member']
  return users.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
}

/** One user for each role. Secretary and member are people of the roster, so that their own pages have something to show. */
function demonstrationUsers(view: View): User[] {
  const branch = view.knows(BRANCH) ? BRANCH : firstOf(view, 'branch')
  const community = view.knows(COMMUNITY) ? COMMUNITY : firstOf(view, 'community')
  const members = branch ? view.membersOf(branch) : []
  const secretary = branch && secretaryOf(view, branch)
  const others = members.filter((one) => one.id !== secretary?.id)
  const member = others.toSorted((a, b) => awardsOf(view, b) - awardsOf(view, a))[0]
  const nameOf = (subject: SubjectId, fallback: string) => view.label(subject)?.['zh-CN'] ?? fallback
  return [
    { account: 'street', name: '街道管理员', role: 'street-admin' },
    ...(community
      ? [
          {
            account: 'community',
            name: `${nameOf(community, '社区')}党委书记`,
            role: 'community-secretary' as const,
            scope: community,
          },
        ]
      : []),
    ...(branch && secretary
      ? [
          {
            account: 'branch',
            name: nameOf(secretary, '支部书记'),
            role: 'branch-secretary' as const,
            subject: secretary,
            scope: branch,
          },
        ]
      : []),
    ...(member ? [{ account: 'member', name: nameOf(member, '党员'), role: 'member' as const, subject: member }] : []),
  ]
}

function firstOf(view: View, kind: string): SubjectId | undefined {
  const id = view.result.subjects(kind)[0]?.id
  return id === undefined ? undefined : { kind, id }
}

function secretaryOf(view: View, branch: SubjectId): SubjectId | undefined {
  const { roster } = view.result.scorer.basis
  const id = roster.attributeAt(branch.kind, branch.id, 'secretary', view.result.asOf)
  return typeof id === 'string' ? { kind: 'member', id } : undefined
}

function awardsOf(view: View, subject: SubjectId): number {
  return view.result.awards({ subject }).length
}
