import { formatPoints } from '@jixing/engine'
import type { User } from '../auth/roles.ts'
import { labelled, type View, viewOf } from '../books/view.ts'
import { instantText } from '../books/write-item.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../http/problems.ts'
import { itemByRef } from '../store/items.ts'
import type { ItemDetail } from '../wire/event.ts'
import { listedItemOf } from './list-events.ts'
import { visibleTo } from './require-right.ts'

/** Returns what limits withheld from an award, with their names. */
export function withheldOf(
  view: View,
  withheld: readonly { readonly limit: string; readonly amount: number }[],
): ItemDetail['awards'][number]['withheld'] {
  return withheld.map(({ limit, amount }) => ({
    limit,
    ...labelled(view.newest.limits?.find(({ id }) => id === limit)),
    amount: formatPoints(amount, view.result.plan.decimals),
  }))
}

/** Reads one item with its awards; what names nobody in the user's reach is not found. */
export async function readEvent(
  deps: Deps,
  user: User,
  ref: { readonly source: string; readonly id: string },
): Promise<ItemDetail> {
  const { books, store } = deps
  const view = viewOf(await books.result(user.account), books.names)
  const { result } = view
  const found = await itemByRef(store.read, books.organisation.id, ref)
  if (!found) throw new Problem('not_found')
  const isVisible = visibleTo(user, 'event.read', view)
  const listed = listedItemOf(found, view, isVisible)
  if (listed.subjects.length === 0 && user.role !== 'street-admin') throw new Problem('not_found')
  const { decimals } = result.plan
  const awards = result
    .awards({ event: ref })
    .filter(({ subject }) => isVisible(subject))
    .map((award) => ({
      rule: award.rule,
      ...(view.rule(award.version, award.rule)?.label && { ruleLabel: view.rule(award.version, award.rule)?.label }),
      version: award.version,
      category: award.category,
      subject: view.named(award.subject),
      requested: formatPoints(award.requested, decimals),
      granted: formatPoints(award.granted, decimals),
      withheld: withheldOf(view, award.withheld),
    }))
  const retractions = result.log
    .retractionsOf(ref)
    .map(({ source, id, at, reason }) => ({ source, id, at: instantText(at), reason }))
  return { ...listed, awards, retractions }
}
