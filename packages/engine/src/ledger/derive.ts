import type { AwardTable, PlacedAward } from './award-table.ts'
import type { Basis } from './basis.ts'
import { challenges } from './challenge.ts'
import { compareDerived, type Derived, deriveSource, placedFrom } from './derived.ts'
import { milestonesOfMeasures } from './milestone.ts'
import { places } from './place.ts'
import { streaks } from './streak.ts'

const KINDS = new Set(['milestone', 'streak', 'place', 'challenge'])

/** Whether any version has a rule whose awards come from several events. */
function derives({ plan }: Basis): boolean {
  return plan.versions.some((program) => program.rules.some((rule) => KINDS.has(rule.kind)))
}

/** Returns what events alone give, before any limit. */
function derivedFromEvents(basis: Basis): readonly Derived[] {
  if (!derives(basis)) return []
  const source = deriveSource(basis)
  return standing(basis, [
    ...milestonesOfMeasures(source),
    ...streaks(source),
    ...places(source),
    ...challenges(source),
  ])
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
  return placedFrom(basis, derivedFromEvents(basis))
}

/** Returns everything that was derived, by date: what gave points and what only gave an honour. */
export function derivedIn(basis: Basis, _awards: AwardTable): Derived[] {
  return [...derivedFromEvents(basis)].sort(compareDerived)
}
