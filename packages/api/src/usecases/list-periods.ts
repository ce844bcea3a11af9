import type { PeriodState, Plan } from '@jixing/engine'
import type { User } from '../auth/roles.ts'
import { instantText } from '../books/write-item.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../http/problems.ts'
import type { Period } from '../wire/standing.ts'

/** Returns a period as it travels; one without a start begins with the program's first version. */
export function periodOf(plan: Plan, { level, key, start, end, state }: PeriodState): Period {
  const from = Number.isFinite(start) ? start : (plan.starts[0] as number)
  return { level, key, start: instantText(from), end: Number.isFinite(end) ? instantText(end) : null, state }
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
  return (level === undefined ? known : [level]).flatMap((one) =>
    result.periods(one).map((period) => periodOf(result.plan, period)),
  )
}
