/** Awards: what one rule asks for one subject, what limits leave of it, and the bookings made by hand. */
import type { ChallengeRule, MilestoneRule, PlaceRule, StreakRule } from '../../rules/derived-rules.ts'
import type { Program } from '../../rules/program.ts'
import { windowAt } from './civil-time.ts'
import { versionAt } from './events.ts'
import { type Fraction, rounded, spelled, times } from './fraction.ts'
import type { Item, SubjectName } from './items.ts'
import { fieldText } from './recipients.ts'
import type { Facts } from './roster.ts'

/** A rule whose awards come from several events. */
export type DerivedRule = MilestoneRule | StreakRule | PlaceRule | ChallengeRule

/** An award while it is being settled; amounts are signed smallest units. */
export interface Award {
  readonly kind: 'award' | 'expectation' | 'grant' | 'adjustment' | 'expiry' | DerivedRule['kind']
  readonly rule: string
  readonly category: string
  readonly program: Program
  readonly subject: SubjectName
  readonly source: string
  readonly id: string
  readonly at: number
  readonly requested: bigint
  granted: bigint
  readonly withheld: [string, bigint][]
  /** The event behind it, if any. */
  readonly event: Item | undefined
  /** The fields of the period behind it, if it is a place in a field period. */
  readonly fields?: Readonly<Record<string, string>> | undefined
}

/** Returns an award of a rule with nothing withheld yet. */
export const fresh = (award: Omit<Award, 'granted' | 'withheld'>): Award => ({
  ...award,
  granted: award.requested,
  withheld: [],
})

/** Returns points as whole smallest units. */
export const unitsOf = (program: Program, points: Fraction, mode = 'half-up'): bigint =>
  rounded(times(points, spelled(`1e${program.decimals}`)), mode)

/** Withholds so much of what an award still has. */
export function withhold(award: Award, limit: string, amount: bigint): void {
  if (amount === 0n) return
  award.granted -= amount
  award.withheld.push([limit, amount])
}

/** Returns the key of a window with field values, in which admissions and limits count. */
export function cellKey(facts: Facts, award: Award, window: string, fields: readonly string[] = []): string {
  const texts = fields.map((name) => fieldOfAward(award, name) ?? null)
  return JSON.stringify([window, windowAt(facts.zone, window, award.at).key, fields, texts])
}

const fieldOfAward = ({ event, fields, program }: Award, name: string): string | undefined =>
  event ? fieldText(program, event, name) : fields?.[name]

/** Returns the manual bookings; no rule, no limit. */
export function adjustments(facts: Facts): Award[] {
  return facts.items.flatMap((item) => {
    if (item.kind !== 'adjustment') return []
    const { subject, source, id, at, raw } = item
    const program = versionAt(facts, at) ?? (facts.programs[0] as Program)
    const requested = unitsOf(program, spelled(raw.points ?? 0))
    return [
      fresh({
        kind: 'adjustment',
        rule: '',
        category: raw.category ?? '',
        program,
        subject,
        source,
        id,
        at,
        requested,
        event: undefined,
      }),
    ]
  })
}
