import type { User } from '../auth/roles.ts'
import { viewOf } from '../books/view.ts'
import type { Deps } from '../deps.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import type { SubjectPage } from '../wire/subject.ts'
import { subjectOf } from './list-events.ts'
import { visibleTo } from './require-right.ts'

/** What a list of subjects is narrowed to. */
export interface SubjectQuery {
  readonly kind?: string | undefined
  readonly q?: string | undefined
  readonly unit?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Lists the subjects in a user's reach whose id or name contains `q`, kind by kind in the order of their ids. */
export async function listSubjects(deps: Deps, user: User, query: SubjectQuery): Promise<SubjectPage> {
  const view = viewOf(await deps.books.result(user.account), deps.books.names)
  const { result } = view
  const isVisible = visibleTo(user, 'subject.list', view)
  const unit = query.unit === undefined ? undefined : subjectOf(query.unit)
  const wanted = query.q?.trim().toLowerCase() ?? ''
  const matches = (text: string | undefined) => text?.toLowerCase().includes(wanted) ?? false
  const kinds = query.kind === undefined ? result.plan.kinds : result.plan.kinds.filter((kind) => kind === query.kind)
  const found = kinds
    .flatMap((kind) => result.subjects(kind).map(({ id }) => ({ kind, id })))
    .filter((one) => {
      const label = view.label(one)
      return wanted === '' || matches(one.id) || matches(label?.['zh-CN']) || matches(label?.en)
    })
    .filter((one) => isVisible(one) && (!unit || view.isWithin(one, unit)))
  const from = readCursor(query.cursor, 1)?.[0] ?? 0
  const items = found.slice(from, from + query.limit).map((one) => {
    const home = view.homeUnit(one)
    return { ...view.named(one), ...(home && { unit: view.named(home) }) }
  })
  const end = from + items.length
  return { items, total: found.length, next: items.length > 0 && end < found.length ? writeCursor([end]) : null }
}
