import { windowNamed, windowSpan } from '../base/window.ts'
import { addDays, addWorkdays, type Workdays, workdaysOf } from '../base/workdays.ts'
import {
  type Audience,
  type List,
  type ListDeadlines,
  listAudience,
  listDeadlines,
  listExpiryDays,
  listNames,
} from '../rules/list.ts'
import { type Plan, versionFrom } from '../rules/plan.ts'
import { type Listing, pendingObjection } from './listing.ts'

/** What holds for the lines of a list in a period: its declaration with every default filled in, and the calendar. */
export interface ListRules {
  readonly list: List
  readonly person: boolean
  readonly deadlines: Required<ListDeadlines>
  readonly expiryDays: number
  readonly audience: Audience
  readonly names: 'full' | 'masked' | 'withheld'
  /** Groups of fewer persons are not told apart. */
  readonly smallestGroup: number
  readonly workdays: Workdays
}

/**
 * Returns the rules of a list for a period's key, by the version in force when the period begins, with the newest
 * version's calendar; undefined when there is no such list or period.
 */
export function listRules(plan: Plan, id: string, periodKey: string): ListRules | undefined {
  const period = declaredPeriod(plan, id)
  const level = period === undefined ? undefined : plan.levels.get(period)
  const index = level?.window && windowNamed(level.window, periodKey)
  if (!level?.window || index === undefined) return undefined
  const version = plan.versions[versionFrom(plan, windowSpan(level.window, plan.zone, index).start)]
  const list = version?.lists?.find((one) => one.id === id)
  if (!version || !list) return undefined
  const newest = plan.versions[plan.versions.length - 1]
  const person = version.subjects[list.kind]?.person === true
  return {
    list,
    person,
    deadlines: listDeadlines(list),
    expiryDays: listExpiryDays(list),
    audience: listAudience(list),
    names: listNames(list, person),
    smallestGroup: version.visibility?.smallestGroup ?? 3,
    workdays: workdaysOf(newest?.calendar ?? {}, plan.zone),
  }
}

/** The period level of a list, by the newest version that declares it. */
function declaredPeriod(plan: Plan, id: string): string | undefined {
  for (let i = plan.versions.length - 1; i >= 0; i--) {
    const found = plan.versions[i]?.lists?.find((one) => one.id === id)
    if (found) return found.period
  }
  return undefined
}

/** The deadlines that run for a line, each the first instant after it; absent where nothing runs. */
export interface RunningDeadlines {
  readonly reminderEndsAt?: number
  readonly noticeEndsAt?: number
  readonly answerBy?: number
  readonly rectifyBy?: number
  readonly verifyBy?: number
  readonly expiresAt?: number
}

/** Returns the deadlines of a line, counted on the calendar as it is now. */
export function deadlinesOf(line: Listing, rules: ListRules): RunningDeadlines {
  const { deadlines, workdays } = rules
  const pending = pendingObjection(line)
  const { remindedAt, noticedAt, publishedAt, rectification } = line
  const black = line.side === 'black'
  return {
    ...(remindedAt !== undefined && { reminderEndsAt: addWorkdays(workdays, remindedAt, deadlines.reminder) }),
    ...(noticedAt !== undefined && { noticeEndsAt: addWorkdays(workdays, noticedAt, deadlines.notice) }),
    ...(pending && { answerBy: addWorkdays(workdays, pending.filedAt, deadlines.answer) }),
    ...(black && publishedAt !== undefined && { rectifyBy: addWorkdays(workdays, publishedAt, deadlines.rectify) }),
    ...(rectification && { verifyBy: addWorkdays(workdays, rectification.filedAt, deadlines.verify) }),
    ...(publishedAt !== undefined && { expiresAt: addDays(workdays.zone, publishedAt, rules.expiryDays) }),
  }
}
