/** Streaks: runs of windows with enough events each, broken by nothing but excused windows. */
import type { StreakRule } from '../../rules/derived-rules.ts'
import { instantOf, type Span, windowAt, windowsBetween } from './civil-time.ts'
import { type Derived, derived, inForce, pointsSpelled, rulesOf } from './derived-awards.ts'
import { reaches } from './events.ts'
import { type Item, isSame, type SubjectName } from './items.ts'
import { recipientsOf } from './recipients.ts'
import { exemptionsOf, type Facts } from './roster.ts'

/** Returns what streaks give. */
export function streaks(facts: Facts): Derived[] {
  const begin = instantOf(facts.zone, facts.programs[0]?.effectiveFrom ?? '')
  const events = facts.items.filter((item) => item.kind === 'event' && item.at >= begin)
  const all = rulesOf(facts, 'streak').flatMap(({ program, rule }) => {
    const first = windowAt(facts.zone, rule.window, begin)
    const spans = windowsBetween(facts.zone, rule.window, first.start, facts.asOf)
    const named = events
      .filter((event) => rule.on.includes(event.raw.type ?? ''))
      .flatMap((event) => recipientsOf(facts, program, rule.to, event))
    const subjects = named.filter((subject, i) => named.findIndex((other) => isSame(other, subject)) === i)
    return subjects.flatMap((subject) => {
      const matching = events.filter((event) => reaches(facts, program, event, rule, subject))
      let run = 0
      return spans.flatMap((span) => {
        const within = matching.filter((event) => span.start <= event.at && event.at < span.end)
        const fulfilling = within[rule.atLeast - 1]
        if (!fulfilling) {
          if (!isSkipped(facts, rule, subject, span)) run = 0
          return []
        }
        run += 1
        return isPaid(rule, run) ? [paid(fulfilling, span)] : []
      })

      function paid(event: Item, span: Span): Derived {
        return derived(program, rule, subject, event.at, [span.key], pointsSpelled(rule.points), rule.honour)
      }
    })
  })
  return inForce(facts, all)
}

function isPaid({ run: how, length }: StreakRule, run: number): boolean {
  if (how === 'once') return run === length
  return how === 'sliding' ? run >= length : run % length === 0
}

function isSkipped(facts: Facts, rule: StreakRule, subject: SubjectName, span: Span): boolean {
  if (rule.exempt === 'break') return false
  return exemptionsOf(facts, subject).some((item) =>
    rule.excused === 'whole'
      ? item.at <= span.start && item.end >= span.end
      : item.at < span.end && item.end > span.start,
  )
}
