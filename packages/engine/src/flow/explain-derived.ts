import { exactText } from '../base/exact.ts'
import type { Derived } from '../ledger/derived.ts'
import type { Award, Result } from './result.ts'
import type { StepParams } from './step.ts'

const DERIVED = new Set(['milestone', 'streak', 'place', 'challenge'])

/** Returns the numbers and names that a derived award stands on, and its honour. */
export function groundOf(result: Result, award: Award): StepParams {
  const derived = DERIVED.has(award.kind) ? result.derivedFor(award) : undefined
  if (!derived) return {}
  const ground = Object.entries(derived.ground).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : exactText(value),
  ])
  return { ...Object.fromEntries(ground), ...(derived.honour !== undefined && { honour: derived.honour }) }
}

/** Returns the value of a field that a place has from its period, as text. */
export function placeFieldText(result: Result, { rule, ground }: Derived, field: string): string {
  const periods = result.scorer.facts.periods(rule.kind === 'place' ? rule.period : '')
  const value = periods.fieldValue(periods.find(String(ground.period)), field)
  return value === undefined ? '' : String(value)
}
