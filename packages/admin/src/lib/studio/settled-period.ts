import type { StudioPeriod } from './protocol.ts'

/**
 * Returns the period that is looked at first: the last whose year is over at `asOf`, quarters before years. A quarter
 * that has hardly begun says little of a rule.
 */
export function settledPeriod(periods: readonly StudioPeriod[], asOf: string): StudioPeriod | undefined {
  const year = new Date(asOf).getUTCFullYear()
  const over = periods.filter((one) => Number(one.key.slice(0, 4)) < year)
  const level = over[0]?.level ?? periods[0]?.level
  return (over.length > 0 ? over : periods).findLast((one) => one.level === level)
}

/** Returns the first day of the quarter after `asOf`, or the day after `after` when that is later. */
export function nextQuarterDay(asOf: string, after: string): string {
  const now = new Date(asOf)
  const quarter = new Date(Date.UTC(now.getUTCFullYear(), Math.floor(now.getUTCMonth() / 3) * 3 + 3, 1))
  const following = new Date(`${after}T00:00:00Z`)
  following.setUTCDate(following.getUTCDate() + 1)
  return new Date(Math.max(quarter.getTime(), following.getTime())).toISOString().slice(0, 10)
}
