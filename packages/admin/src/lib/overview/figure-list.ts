import type { Overview } from '@jixing/api/client'

/** What the overview counts, for the whole, a month or a unit. */
export type Counts = Pick<
  Overview,
  | 'meetings'
  | 'issues'
  | 'keyContacts'
  | 'appeals'
  | 'wishesClaimed'
  | 'deeds'
  | 'membersDiscovered'
  | 'teams'
  | 'outreach'
>

/** One of the counted figures: its word, its unit, and how it is read off a whole, a month or a unit. */
export interface Counted {
  readonly key: 'meetings' | 'issuesRaised' | 'keyContacts' | 'appeals' | 'wishes' | 'deeds' | 'discovered' | 'outreach'
  readonly unit: 'times' | 'pieces' | 'visits' | 'cases' | 'people'
  readonly of: (counts: Counts) => number
  /** How many of them are still open, for a figure that can be. */
  readonly open?: (counts: Counts) => number
}

/** The figures that are drawn by month and by unit, the councils' first. */
export const COUNTED: readonly Counted[] = [
  { key: 'meetings', unit: 'times', of: (one) => one.meetings },
  { key: 'issuesRaised', unit: 'pieces', of: (one) => one.issues.raised, open: (one) => one.issues.tracked },
  { key: 'keyContacts', unit: 'visits', of: (one) => one.keyContacts },
  { key: 'appeals', unit: 'cases', of: (one) => one.appeals.received },
  { key: 'wishes', unit: 'pieces', of: (one) => one.wishesClaimed },
  { key: 'deeds', unit: 'cases', of: (one) => one.deeds },
  { key: 'discovered', unit: 'people', of: (one) => one.membersDiscovered },
  { key: 'outreach', unit: 'visits', of: (one) => one.outreach },
]

/** Returns the months from the first to the last in which anything was counted. */
export function livelyMonths<Month extends Counts>(months: readonly Month[]): readonly Month[] {
  const lively = (month: Month): boolean => COUNTED.some((one) => one.of(month) > 0)
  return months.slice(0, months.findLastIndex(lively) + 1)
}
