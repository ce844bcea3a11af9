import type { Plan } from '../rules/plan.ts'
import { Difference, type Trial } from './difference.ts'
import type { Result } from './result.ts'
import { scoreAgain, withoutFreezes } from './score-again.ts'

/** Scores the whole log by a candidate, without freezes on either side, and returns what would be different (试算). */
export function trial(before: Result, candidate: Plan): Trial {
  return difference(withoutFreezes(before), scoreAgain(before, candidate))
}

/** Returns the difference between two results over the same log; each part is computed when first asked for. */
export function difference(before: Result, after: Result): Trial {
  return new Difference(before, after)
}
