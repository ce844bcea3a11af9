import { type AwardTable, comparePlaced, type PlacedAward } from './award-table.ts'
import type { Basis } from './basis.ts'
import { challenges } from './challenge.ts'
import { compareDerived, type Derived, type DeriveSource, deriveSource, placedFrom } from './derived.ts'
import { expiries, letsExpire } from './expire.ts'
import { milestoneLevels, milestones } from './milestone.ts'
import { places } from './place.ts'
import { streaks } from './streak.ts'
import { withAwards, withSettled } from './with-awards.ts'

const KINDS = new Set(['milestone', 'streak', 'place', 'challenge'])

/** Whether any version has a rule whose awards come from several events. */
function derives({ plan }: Basis): boolean {
  return plan.versions.some((program) => program.rules.some((rule) => KINDS.has(rule.kind)))
}

/** Returns what events alone give, before any limit. */
function derivedFromEvents(source: DeriveSource): Derived[] {
  return [...milestones(source, 0), ...streaks(source), ...places(source), ...challenges(source)]
}

/** Of awards that several definitions give one rule under one id, the earliest stands, then that of the oldest. */
function standing({ plan }: Basis, derived: readonly Derived[]): readonly Derived[] {
  if (plan.versions.length === 1) return derived
  const first = new Map<string, Derived>()
  for (const one of derived) {
    const place = `${one.rule.id}\u0000${one.id}`
    const known = first.get(place)
    if (!known || one.time < known.time || (one.time === known.time && one.version < known.version))
      first.set(place, one)
  }
  return [...first.values()]
}

/** Returns the awards that come from several events, before any limit. */
export function deriveAwards(basis: Basis): PlacedAward[] {
  return derives(basis) ? placedFrom(basis, standing(basis, derivedFromEvents(deriveSource(basis)))) : []
}

/**
 * Adds the awards that are made from what others were granted: milestones over categories, level after level, each
 * settled before the next is decided, and at last what expires. Requires a settled table, and returns it where there is nothing to add.
 */
export function deriveFromGranted(basis: Basis, awards: AwardTable, settle: (awards: AwardTable) => void): AwardTable {
  const source = deriveSource(basis)
  let table = awards
  for (let level = 1; level <= milestoneLevels(basis.plan); level++) {
    const reached = placedFrom(basis, standing(basis, milestones(source, level, table)))
    if (reached.length === 0) continue
    table = withAwards(basis, table, reached.sort(comparePlaced))
    settle(table)
  }
  if (!letsExpire(basis.plan)) return table
  const expired = expiries(basis, table)
  return expired.length === 0 ? table : withSettled(basis, table, expired.sort(comparePlaced))
}

/** Returns everything that was derived, by date: what gave points and what only gave an honour. */
export function derivedIn(basis: Basis, awards: () => AwardTable): Derived[] {
  if (!derives(basis)) return []
  const source = deriveSource(basis)
  const found = derivedFromEvents(source)
  for (let level = 1; level <= milestoneLevels(basis.plan); level++) found.push(...milestones(source, level, awards()))
  return [...standing(basis, found)].sort(compareDerived)
}
