import { DAY } from '../base/civil.ts'
import { type Exact, ratio } from '../base/exact.ts'
import type { Described } from '../base/label.ts'
import { addWorkdays, type Workdays } from '../base/workdays.ts'
import type { SomeOf } from './activity.ts'

/** How long a case may take from one state to one of others: `days` of 24 hours, or working days. */
export interface CaseDue {
  readonly from: string
  readonly until: readonly string[]
  readonly days?: number
  readonly workdays?: number
}

/** A case (事项): events with one correlation key, folded into a state. */
export interface Case<FieldName extends string = string, ActivityName extends string = string> extends Described {
  readonly key: FieldName
  readonly states: SomeOf<ActivityName, string>
  readonly due?: CaseDue
}

/** What became of one case: its state, and when each state was first reached. */
export interface CaseStory {
  readonly state: string | undefined
  readonly reached: ReadonlyMap<string, number>
}

const HOUR = 3_600_000

/** Returns the hours between the first times of two states, or undefined when one was not reached. */
export function hoursBetween(story: CaseStory | undefined, from: string, to: string): Exact | undefined {
  const [start, end] = [story?.reached.get(from), story?.reached.get(to)]
  return start === undefined || end === undefined ? undefined : ratio(end - start, HOUR)
}

/** Returns the first instant at which a case that began at `start` is overdue. */
export function overdueFrom(start: number, due: CaseDue, workdays: Workdays): number {
  return due.workdays === undefined ? start + (due.days ?? 0) * DAY + 1 : addWorkdays(workdays, start, due.workdays)
}

/** Returns whether a case was not brought to an `until` state in time; an open one is judged at `asOf`. */
export function isOverdue(
  story: CaseStory | undefined,
  due: CaseDue | undefined,
  workdays: Workdays,
  asOf: number,
): boolean {
  const start = due && story?.reached.get(due.from)
  if (!due || !story || start === undefined) return false
  const ends = due.until.map((state) => story.reached.get(state)).filter((end) => end !== undefined)
  return (ends.length > 0 ? Math.min(...ends) : asOf) >= overdueFrom(start, due, workdays)
}
