import type { User } from '../auth/roles.ts'
import { ProgramRefused, publishVersion } from '../books/publish-version.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../http/problems.ts'
import { programVersions } from '../store/programs.ts'
import type { Published } from '../wire/program.ts'
import { errorsOfIssues } from './record-event.ts'

/** Publishes a program as the version after the one that If-Match names; refuses when somebody was quicker. */
export async function publishProgram(
  deps: Deps,
  user: User,
  input: {
    readonly program: Readonly<Record<string, unknown>>
    readonly note: string
    readonly ifMatch: string | null
  },
): Promise<Published> {
  const { books, store } = deps
  const { ifMatch } = input
  if (ifMatch === null) {
    throw new Problem('precondition_required', { errors: [{ code: 'missing_key', header: 'If-Match', params: {} }] })
  }
  const isCurrent = async () => {
    const newest = (await programVersions(store.read, books.organisation.id)).at(-1)
    if (newest?.etag === ifMatch) return
    throw new Problem('version_changed', {
      errors: [{ code: 'version_changed', header: 'If-Match', params: { newest: newest?.etag ?? '' } }],
    })
  }
  await isCurrent()
  try {
    const facts = { by: user.account, note: input.note, at: deps.clock(), isCurrent }
    return await publishVersion(books, store, input.program, facts)
  } catch (error) {
    throw asProblem(error)
  }
}

/** Returns a refused program as a problem with pointers into the request's body; other errors as they are. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof ProgramRefused)) return error
  const errors = errorsOfIssues(error.issues).map((one) => ({ ...one, pointer: `/program${one.pointer ?? ''}` }))
  return new Problem('invalid_program', { errors })
}
