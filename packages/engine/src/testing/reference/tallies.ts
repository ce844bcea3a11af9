/** Tallies: the points of a subject in a period, by category or rule, with what is carried in. */
import type { Program } from '../../rules/program.ts'
import { type Fraction, fraction } from './fraction.ts'
import { isSame, type SubjectName } from './items.ts'
import { holdsAward } from './periods.ts'
import type { Period, Results } from './results.ts'
import type { Facts } from './roster.ts'

/** What a tally adds up: chosen categories or rules, or all. */
export interface Chosen {
  readonly category?: string | readonly string[]
  readonly rule?: string | readonly string[]
  readonly all?: boolean
  readonly requested?: boolean
}

/** Returns the units of a subject in a period by the chosen categories or rules, what is carried in included. */
export function unitsIn(results: Results, subject: SubjectName, period: Period, chosen: Chosen): bigint {
  const home = results.home(period)
  const isAmong = (name: string, names: string | readonly string[] | undefined): boolean =>
    names === undefined || [names].flat().includes(name)
  const isChosen = (one: { category: string; rule: string }): boolean =>
    isAmong(one.category, chosen.category) && isAmong(one.rule, chosen.rule)
  const awards = home.awards.filter((award) => isSame(award.subject, subject) && holdsAward(home.facts, period, award))
  const asked = awards.filter((award) => award.kind !== 'expiry')
  const carried = chosen.requested ? [] : home.carried(subject, period)
  return sumOf([
    ...(chosen.requested ? asked.filter(isChosen).map((award) => award.requested) : []),
    ...(chosen.requested ? [] : awards.filter(isChosen).map((award) => award.granted)),
    ...carried.filter(isChosen).map((one) => one.units),
  ])
}

/** Returns the sum of units. */
export const sumOf = (all: readonly bigint[]): bigint => all.reduce((sum, units) => sum + units, 0n)

/** Returns units as points. */
export const pointsOf = (facts: Facts, units: bigint): Fraction =>
  fraction(units, 10n ** BigInt((facts.programs[0] as Program).decimals))
