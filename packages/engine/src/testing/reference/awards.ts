/** What the rules give before any limit: award, expectation and grant rules and adjustments, admission and overlap. */
import type { Expression } from '../../rules/expression.ts'
import type { AwardRule, Program } from '../../rules/program.ts'
import { windowAt } from './civil-time.ts'
import { evaluateFor, fieldOf, fieldText, recipientsOf, versionAt } from './events.ts'
import { type Fraction, plus, rounded, sign, spelled, times, whole } from './fraction.ts'
import { byBytes, type Item, isSame, type SubjectName } from './items.ts'
import type { Facts } from './roster.ts'

/** An award while it is being settled; amounts are signed smallest units. */
export interface Award {
  readonly kind: 'award' | 'expectation' | 'grant' | 'adjustment'
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
}

/** Returns an award with nothing withheld yet. */
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

/** Returns the awards of award rules, with admission and overlap applied. */
export function awardsOfEvents(facts: Facts): Award[] {
  const events = facts.items.filter((item) => item.kind === 'event')
  const candidates = events.flatMap((event) => {
    const program = versionAt(facts, event.at)
    const rules = program?.rules.filter((rule) => rule.kind === 'award') ?? []
    return rules
      .filter((rule) => rule.off !== true && rule.on.includes(event.raw.type ?? ''))
      .flatMap((rule) => candidatesOf(facts, program as Program, rule, event))
  })
  for (const award of candidates) {
    if (!isAdmitted(facts, award, candidates)) withhold(award, 'admission', award.granted)
    if (overlapsAnother(award, candidates)) withhold(award, 'overlap', award.granted)
  }
  return candidates
}

function candidatesOf(facts: Facts, program: Program, rule: AwardRule, event: Item): Award[] {
  return recipientsOf(facts, program, rule.to, event).flatMap((subject) => {
    const value = (expression: Expression) => evaluateFor(facts, program, event, subject, expression)
    if (rule.when !== undefined && value(rule.when) !== true) return []
    const points = value(rule.points)
    const requested = typeof points === 'object' ? unitsOf(program, points, rule.round) : 0n
    if (requested === 0n) return []
    const { source, id, at } = event
    return [
      fresh({
        kind: 'award',
        rule: rule.id,
        category: rule.category,
        program,
        subject,
        source,
        id,
        at,
        requested,
        event,
      }),
    ]
  })
}

const awardRuleOf = (award: Award): AwardRule => award.program.rules.find((rule) => rule.id === award.rule) as AwardRule

/** Returns the key of a window with field values, in which admissions and limits count. */
export function cellKey(facts: Facts, award: Award, window: string, fields: readonly string[] = []): string {
  const texts = fields.map((name) => (award.event && fieldText(award.program, award.event, name)) ?? null)
  return JSON.stringify([window, windowAt(facts.zone, window, award.at).key, fields, texts])
}

function isAdmitted(facts: Facts, award: Award, candidates: readonly Award[]): boolean {
  const { admit } = awardRuleOf(award)
  if (!admit) return true
  const cell = (other: Award): string | undefined => {
    const per = awardRuleOf(other).admit?.per
    return per && cellKey(facts, other, per.window ?? 'ever', per.fields)
  }
  const rivals = candidates.filter((other) => other.rule === award.rule && cell(other) === cell(award))
  const ids = [...new Set(rivals.map((other) => other.subject.id))].sort(byBytes)
  return ids.indexOf(award.subject.id) < admit.atMost
}

function overlapsAnother(award: Award, candidates: readonly Award[]): boolean {
  const named = awardRuleOf(award).unlessOverlaps ?? []
  const [start, end] = hoursOf(award)
  return candidates.some((other) => {
    if (other.event === award.event || !named.includes(other.rule) || !isSame(other.subject, award.subject))
      return false
    const [from, to] = hoursOf(other)
    const hasBoth = sign(start, end) < 0 && sign(from, to) < 0
    return hasBoth && sign(start, to) < 0 && sign(from, end) < 0
  })
}

const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

function hoursOf(award: Award): [Fraction, Fraction] {
  const event = award.event as Item
  const duration = award.program.activities[event.raw.type ?? '']?.duration
  const length = duration && fieldOf(award.program, event, duration.field)
  const start = whole(event.at)
  return [
    start,
    typeof length === 'object' ? plus(start, times(length, whole(UNITS[duration?.unit ?? ''] ?? 0))) : start,
  ]
}

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
