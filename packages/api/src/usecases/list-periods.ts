import type { PeriodState } from '@jixing/engine'
import type { User } from '../auth/roles.ts'
import { instantText } from '../books/write-item.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../http/problems.ts'
import type { Period } from '../wire/standing.ts'

/** Returns a period as it travels. */
export function periodOf({ level, key, start, end, state }: PeriodState): Period {
  return { level, key, start: instantText(start), end: Number.isFinite(end) ? instantText(end) : null, state }
}

/** Lists the periods that have begun, of one level or of all. */
export async function listPeriods(deps: Deps, user: User, level: string | undefined): Promise<Period[]> {
  const result = await deps.books.result(user.account)
  const known = [...result.plan.levels.keys()]
  if (level !== undefined && !known.includes(level)) {
    throw new Problem('invalid_request', {
      errors: [{ code: 'not_one_of', parameter: 'level', params: { expected: known } }],
    })
  }
  return (level === undefined ? known : [level]).flatMap((one) => result.periods(one).map(periodOf))
}
