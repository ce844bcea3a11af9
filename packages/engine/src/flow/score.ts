import { parseDay, parseInstant } from '../base/civil.ts'
import { startOfDay } from '../base/zone.ts'
import type { Log } from '../event/log.ts'
import { basisOf } from '../ledger/basis.ts'
import { bookAwards } from '../ledger/book-awards.ts'
import { createSubjectIndex } from '../ledger/subject-index.ts'
import type { Plan } from '../rules/plan.ts'
import { fixFrozen, freezesInForce } from './freeze.ts'
import { Result } from './result.ts'

/**
 * The whole story. The stage `flow` puts the stages together: a log becomes a result, one item becomes ledger entries,
 * a number becomes its explanation, two programs become a difference.
 */
export interface ScoreOptions {
  /** The instant the result is for: UTC milliseconds, RFC 3339 or a civil date (its start). Default: the latest item. */
  readonly asOf?: number | string
  /** `ignore` scores every period from all items, as a what-if does. Default `keep`. */
  readonly freezes?: 'keep' | 'ignore'
}

/** Returns an instant as written for a plan, or undefined when the text is none. */
export function instantIn(plan: Plan, written: number | string): number | undefined {
  if (typeof written === 'number') return written
  const day = written.length === 10 ? parseDay(written) : undefined
  return day === undefined ? parseInstant(written) : startOfDay(plan.zone, day)
}

/** Returns the latest instant of any item of a log, or 0 when it is empty. */
export function latestInstant(log: Log): number {
  const order = log.ordered()
  const last = order[order.length - 1]
  let latest = last === undefined ? Number.NEGATIVE_INFINITY : log.time(last)
  for (const item of log.others) latest = Math.max(latest, item.receivedAt)
  return Number.isFinite(latest) ? latest : 0
}

/** Scores a whole log from nothing. Throws a RangeError when `asOf` is a text that is no instant. */
export function score(plan: Plan, log: Log, options: ScoreOptions = {}): Result {
  const asOf = options.asOf === undefined ? latestInstant(log) : instantIn(plan, options.asOf)
  if (asOf === undefined) throw new RangeError(`asOf is not an instant: ${options.asOf}`)
  const subjects = createSubjectIndex(log.texts)
  const basis = basisOf(plan, log, { asOf, receivedBy: Number.POSITIVE_INFINITY }, subjects)
  const frozen = options.freezes === 'ignore' ? [] : freezesInForce(basis)
  return new Result(fixFrozen({ basis, awards: bookAwards(basis) }, frozen), frozen)
}
