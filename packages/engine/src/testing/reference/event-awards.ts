/** Award rules: what each gives for an event before any limit, with shares, multipliers, admission and overlap. */
import type { Expression } from '../../rules/expression.ts'
import type { AwardRule, Program } from '../../rules/program.ts'
import { type Award, cellKey, fresh, unitsOf, withhold } from './awards.ts'
import { evaluateFor, versionAt } from './events.ts'
import { type Fraction, over, plus, sign, times, whole } from './fraction.ts'
import { byBytes, type Item, isSame, type SubjectName } from './items.ts'
import { multiplied } from './multipliers.ts'
import { fieldOf, recipientsOf } from './recipients.ts'
import type { Facts } from './roster.ts'

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
  const value = (subject: SubjectName, formula: Expression) => evaluateFor(facts, program, event, subject, formula)
  const subjects = recipientsOf(facts, program, rule.to, event).filter(
    (subject) => rule.when === undefined || value(subject, rule.when) === true,
  )
  const { source, id, at } = event
  return subjects.flatMap((subject) => {
    const points = value(subject, rule.points)
    if (typeof points !== 'object') return []
    const share = rule.share === 'split' ? (over(points, whole(subjects.length)) as Fraction) : points
    const asked = multiplied(facts, program, rule, event, subject, share)
    const requested = unitsOf(program, asked, rule.round)
    if (requested === 0n) return []
    const { id: name, category } = rule
    return [fresh({ kind: 'award', rule: name, category, program, subject, source, id, at, requested, event })]
  })
}

const awardRuleOf = (award: Award): AwardRule => award.program.rules.find((rule) => rule.id === award.rule) as AwardRule

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
