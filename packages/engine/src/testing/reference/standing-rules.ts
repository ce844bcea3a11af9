/** The rules that speak of a whole window and a standing roster: expectations and grants. */
import type { ExpectationRule, GrantRule, Program } from '../../rules/program.ts'
import { type Award, fresh, unitsOf } from './awards.ts'
import { datesOf, instantOf, type Span, startOfDate, windowsBetween } from './civil-time.ts'
import { reaches, versionFrom } from './events.ts'
import { fraction, spelled, times } from './fraction.ts'
import { byBytes, type SubjectName } from './items.ts'
import { fieldText } from './recipients.ts'
import { exemptionsOf, type Facts, parentAt, presentDates } from './roster.ts'

/** Returns the windows of a rule that its own version answers for and that have begun, from the first version on. */
function windowsOf(facts: Facts, program: Program, window: string): Span[] {
  const first = instantOf(facts.zone, (facts.programs[0] as Program).effectiveFrom)
  const begun = windowsBetween(facts.zone, window, first, facts.asOf)
  return begun.filter((span) => versionFrom(facts, span.start) === program)
}

/** Returns the ids of the subjects of a kind that a membership of the tree names. */
function namedIn(facts: Facts, tree: string, kind: string): SubjectName[] {
  const found = facts.items.filter(
    (item) => item.kind === 'membership' && item.raw.tree === tree && item.subject.kind === kind,
  )
  return [...new Set(found.map((item) => item.subject.id))].sort(byBytes).map((id) => ({ kind, id }))
}

/** Returns the awards of expectation rules whose windows, with their days of grace, are over. */
export function expectations(facts: Facts): Award[] {
  return facts.programs.flatMap((program) =>
    program.rules.flatMap((rule) => {
      if (rule.kind !== 'expectation' || rule.off === true) return []
      const over = windowsOf(facts, program, rule.window).filter(
        (span) => span.end + (rule.graceDays ?? 0) * 86_400_000 <= facts.asOf,
      )
      return over.flatMap((span) =>
        expected(facts, rule, span).flatMap(([subject, object]) =>
          expectation(facts, program, rule, span, subject, object),
        ),
      )
    }),
  )
}

/** Returns who is expected to do something in a window, with the object it is expected for. */
function expected(facts: Facts, rule: ExpectationRule, span: Span): [SubjectName, string | undefined][] {
  const { kind, tree } = rule.to
  if (rule.per !== undefined) {
    const assignments = facts.items.filter(
      (item) => item.kind === 'assignment' && item.raw.name === rule.per && item.subject.kind === kind,
    )
    const whole = assignments.filter((item) => item.at <= span.start && item.end >= span.end)
    const pairs = whole.map((item) => JSON.stringify([item.subject, item.raw.object]))
    return [...new Set(pairs)].map((pair) => JSON.parse(pair))
  }
  const isIn = (subject: SubjectName, date: string): boolean =>
    parentAt(facts, tree as string, subject, startOfDate(facts.zone, date)) !== undefined
  const always = namedIn(facts, tree as string, kind).filter((subject) =>
    datesOf(span).every((date) => isIn(subject, date)),
  )
  return always.map((subject) => [subject, undefined])
}

function expectation(
  facts: Facts,
  program: Program,
  rule: ExpectationRule,
  span: Span,
  subject: SubjectName,
  object: string | undefined,
): Award[] {
  const exemptions = exemptionsOf(facts, subject)
  const excused =
    rule.excused === 'whole'
      ? exemptions.some((item) => item.at <= span.start && item.end >= span.end)
      : exemptions.some((item) => item.at < span.end && item.end > span.start)
  const { field, atLeast } = rule.expects
  const found = facts.items.filter(
    (item) =>
      item.at >= span.start &&
      item.at < span.end &&
      reaches(facts, program, item, rule.expects, subject) &&
      (object === undefined || fieldText(program, item, field as string) === object),
  )
  const isMet = found.length >= atLeast
  const pays = !excused && isMet === (rule.pays === 'met')
  const requested = unitsOf(program, spelled(rule.points))
  if (!pays || requested === 0n) return []
  const id = [rule.id, subject.kind, subject.id, ...(object === undefined ? [] : [object]), span.key].join('/')
  return [
    fresh({
      kind: 'expectation',
      rule: rule.id,
      category: rule.category,
      program,
      subject,
      source: '',
      id,
      at: span.end - 1,
      requested,
      event: undefined,
    }),
  ]
}

/** Returns the awards of grant rules for the windows that have begun. */
export function grants(facts: Facts): Award[] {
  return facts.programs.flatMap((program) =>
    program.rules.flatMap((rule) => {
      if (rule.kind !== 'grant' || rule.off === true) return []
      const spans = windowsOf(facts, program, rule.window)
      return spans.flatMap((span) =>
        namedIn(facts, rule.to.tree, rule.to.kind).flatMap((subject) => grant(facts, program, rule, span, subject)),
      )
    }),
  )
}

function grant(facts: Facts, program: Program, rule: GrantRule, span: Span, subject: SubjectName): Award[] {
  const dates = datesOf(span)
  const present = presentDates(facts, rule.to.tree, subject, dates)
  const [first] = present
  if (first === undefined || startOfDate(facts.zone, first) > facts.asOf) return []
  const share = rule.prorate === 'days' ? fraction(BigInt(present.length), BigInt(dates.length)) : fraction(1n)
  const requested = unitsOf(program, times(spelled(rule.points), share))
  if (requested === 0n) return []
  const id = [rule.id, subject.kind, subject.id, span.key].join('/')
  const at = startOfDate(facts.zone, first)
  return [
    fresh({
      kind: 'grant',
      rule: rule.id,
      category: rule.category,
      program,
      subject,
      source: '',
      id,
      at,
      requested,
      event: undefined,
    }),
  ]
}
