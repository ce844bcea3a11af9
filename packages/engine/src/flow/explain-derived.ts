import { exactText } from '../base/exact.ts'
import type { ItemRef } from '../event/item.ts'
import type { Derived } from '../ledger/derived.ts'
import { groundsOf } from '../ledger/grounds.ts'
import type { Award, Result } from './result.ts'
import type { Step, StepParams } from './step.ts'

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

/** The most events that an explanation names: the last ones. */
const MOST_NAMED = 100

/** Returns what a derived award, or what has expired, rests on: how many items, and the last of them. */
export function restsOn(result: Result, award: Award): Step | undefined {
  const items = award.kind === 'expiry' ? lotsOf(result, award) : itemsOf(result, award)
  if (items.length === 0) return undefined
  return { code: 'rests_on', params: { count: items.length, events: items.slice(-MOST_NAMED) } }
}

function itemsOf(result: Result, award: Award): readonly ItemRef[] {
  const derived = DERIVED.has(award.kind) ? result.derivedFor(award) : undefined
  return derived ? groundsOf(result.scorer.basis, result.scorer.input.awards, derived) : []
}

/** The award whose points have expired, found by the id that its expiry was given. */
function lotsOf(result: Result, { rule, subject, event }: Award): ItemRef[] {
  return result
    .awards({ subject })
    .filter((lot) => lot.granted > 0 && [rule, lot.rule, lot.event.source, lot.event.id].join('/') === event.id)
    .map((lot) => lot.event)
}

/** Returns the value of a field that a place has from its period, as text. */
export function placeFieldText(result: Result, { rule, ground }: Derived, field: string): string {
  const periods = result.scorer.facts.periods(rule.kind === 'place' ? rule.period : '')
  const value = periods.fieldValue(periods.find(String(ground.period)), field)
  return value === undefined ? '' : String(value)
}
