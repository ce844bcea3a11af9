import { compare, type Exact, ratio } from '../base/exact.ts'
import type { Described } from '../base/label.ts'

/** A case (事项): events with one correlation key, folded into a state. */
export interface Case extends Described {
  readonly key: string
  readonly states: Readonly<Record<string, string>>
  readonly due?: { readonly from: string; readonly until: readonly string[]; readonly days: number }
}

/** What became of one case: its state, and when each state was first reached. */
export interface CaseStory {
  readonly state: string | undefined
  readonly reached: ReadonlyMap<string, number>
}

const HOUR = 3_600_000
const DAY_HOURS = 24

/** Returns the hours between the first times of two states, or undefined when one was not reached. */
export function hoursBetween(story: CaseStory | undefined, from: string, to: string): Exact | undefined {
  const [start, end] = [story?.reached.get(from), story?.reached.get(to)]
  return start === undefined || end === undefined ? undefined : ratio(end - start, HOUR)
}

/** Returns whether a case was not brought to an `until` state in time; an open one is judged at `asOf`. */
export function isOverdue(story: CaseStory | undefined, due: Case['due'], asOf: number): boolean {
  const start = due && story?.reached.get(due.from)
  if (!due || !story || start === undefined) return false
  const ends = due.until.map((state) => story.reached.get(state)).filter((end) => end !== undefined)
  const end = ends.length > 0 ? Math.min(...ends) : asOf
  return compare(ratio(end - start, HOUR), due.days * DAY_HOURS) > 0
}
