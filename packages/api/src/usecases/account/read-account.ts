import { compare, explain } from '@jixing/engine'
import type { SubjectId, User } from '../../auth/roles.ts'
import { labelled, type View, viewOf } from '../../books/view.ts'
import type { Deps } from '../../deps.ts'
import { Problem } from '../../http/problems.ts'
import type { Account } from '../../wire/account.ts'
import { periodOf } from '../list-periods.ts'
import { scoreText } from '../list-standings.ts'
import { requireRight } from '../require-right.ts'
import { accountCategories } from './account-categories.ts'
import { accountEntries } from './account-entries.ts'
import { accountHistory, accountPlaces, accountTiers, scoresOf } from './account-standings.ts'

/** Reads where a subject stands in a period, and why. */
export async function readAccount(
  deps: Deps,
  user: User,
  subject: SubjectId,
  query: { readonly level?: string | undefined; readonly period?: string | undefined },
): Promise<Account> {
  const view = viewOf(await deps.books.result(user.account), deps.books.names)
  requireRight(user, 'account.read', subject, view)
  if (!view.knows(subject)) throw new Problem('not_found')
  const { result } = view
  const level = query.level ?? defaultLevel(view, subject.kind)
  if (!result.plan.levels.has(level)) {
    const params = { expected: [...result.plan.levels.keys()] }
    throw new Problem('invalid_request', { errors: [{ code: 'not_one_of', parameter: 'level', params }] })
  }
  const periods = result.periods(level)
  const period = query.period === undefined ? view.shownPeriod(level) : periods.find(({ key }) => key === query.period)
  if (!period) throw new Problem('not_found')
  const scores = scoresOf(view, subject.kind, level)
  return {
    subject: view.named(subject),
    period: periodOf(result.plan, period),
    scores: scores.map((score) => {
      const value = result.value(score.id, subject.id, period.key)
      const underlying = result.underlying(score.id, subject.id, period.key)
      const isOverlaid = underlying !== undefined && (value === undefined || compare(value, underlying) !== 0)
      return {
        id: score.id,
        ...labelled(score),
        value: scoreText(score, value),
        ...(isOverlaid && { underlying: scoreText(score, underlying) }),
        explanation: explain(result, { subject, period: { level, key: period.key }, score: score.id }),
      }
    }),
    standings: isRankShown(view, user) ? accountPlaces(view, subject, scores, period.key) : [],
    tiers: accountTiers(view, subject, scores, period.key),
    categories: accountCategories(view, subject, period),
    entries: accountEntries(view, subject, period),
    history: accountHistory(view, subject, scores, periods),
  }
}

function defaultLevel(view: View, kind: string): string {
  const score = view.scores.find((one) => one.kind === kind)
  return score?.period ?? ([...view.result.plan.levels.keys()][0] as string)
}

/** A program may keep ranks from members altogether. */
function isRankShown(view: View, user: User): boolean {
  return user.role !== 'member' || view.newest.visibility?.rankings !== 'none'
}
