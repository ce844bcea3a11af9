/** Working days: Monday to Friday, as the calendar of a program corrects them. */
import type { Program } from '../../rules/program.ts'
import { dateAt, daysLater, startOfDate, weekdayAt } from './civil-time.ts'

/** Returns whether a civil date is a working day. */
export function isWorkday(program: Program, date: string): boolean {
  const { holidays = [], workdays = [] } = program.calendar ?? {}
  if (workdays.includes(date)) return true
  return !holidays.includes(date) && weekdayAt(program.timeZone, startOfDate(program.timeZone, date)) <= 5
}

/** Returns the first instant after so many working days that follow the civil day of an instant. */
export function afterWorkdays(program: Program, at: number, count: number): number {
  let date = dateAt(program.timeZone, at)
  for (let left = count; left > 0; ) {
    date = daysLater(date, 1)
    if (isWorkday(program, date)) left--
  }
  return startOfDate(program.timeZone, daysLater(date, 1))
}
