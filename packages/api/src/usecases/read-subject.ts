import { type Exact, exactText } from '@jixing/engine'
import type { SubjectId, User } from '../auth/roles.ts'
import { type View, viewOf } from '../books/view.ts'
import { instantText } from '../books/write-item.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../http/problems.ts'
import type { SubjectDetail } from '../wire/subject.ts'
import { requireRight } from './require-right.ts'

/** Reads a subject: its units now, its attributes now, and when it is exempt. */
export async function readSubject(deps: Deps, user: User, subject: SubjectId): Promise<SubjectDetail> {
  const view = viewOf(await deps.books.result(user.account), deps.books.names)
  requireRight(user, 'subject.read', subject, view)
  if (!view.knows(subject)) throw new Problem('not_found')
  const { roster } = view.result.scorer.basis
  const isUnit = Object.values(view.result.plan.trees).some((kinds) => kinds.indexOf(subject.kind) > 0)
  return {
    ...view.named(subject),
    units: view.unitsAbove(subject).map((unit) => ({ tree: unit.tree, ...view.named(unit) })),
    attributes: attributesOf(view, subject),
    exemptions: roster.exemptions(subject.kind, subject.id).map(({ start, end, reason }) => ({
      start: instantText(start),
      ...(end !== undefined && { end: instantText(end) }),
      reason,
    })),
    ...(isUnit && { members: view.membersOf(subject).length }),
  }
}

function attributesOf(view: View, { kind, id }: SubjectId): SubjectDetail['attributes'] {
  const { result } = view
  const names = new Set<string>()
  for (const item of result.log.others) {
    if (item.kind === 'attribute' && item.subject.kind === kind && item.subject.id === id) names.add(item.name)
  }
  const attributes: SubjectDetail['attributes'] = {}
  for (const name of [...names].sort()) {
    const value: Exact | string | boolean | undefined = result.scorer.basis.roster.attributeAt(
      kind,
      id,
      name,
      result.asOf,
    )
    if (value === undefined) continue
    attributes[name] = typeof value === 'string' || typeof value === 'boolean' ? value : exactText(value)
  }
  return attributes
}
