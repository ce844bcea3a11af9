import { scaled } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import { workdaysOf } from '../base/workdays.ts'
import type { Log } from '../event/log.ts'
import type { Roster } from '../subjects/roster.ts'
import type { Evaluate } from './evaluate.ts'
import {
  type CaseIndex,
  compileEventFormula,
  compileRecipients,
  type EventContext,
  type Ground,
  indexCases,
  type Reach,
} from './event-context.ts'
import { type Plan, versionAt } from './plan.ts'
import type { AwardRule } from './program.ts'

/** One award rule of one version, bound to a log. */
export interface BoundRule {
  readonly rule: AwardRule
  readonly version: number
  /** The place of the rule's id in `plan.rules`. */
  readonly index: number
  readonly category: number
  readonly when: Evaluate<EventContext> | undefined
  /** Points in whole units where they do not depend on the event. */
  readonly fixed: number | undefined
  readonly points: Evaluate<EventContext>
  readonly reach: Reach
}

/** What one rule decides for one event and subject (the code of its id), before admission and limits. */
export type Candidate = (bound: BoundRule, subject: number, requested: number) => void

/** All award rules of a plan bound to a log: what each event is worth, before admission and limits. */
export interface Decider {
  readonly grounds: readonly Ground[]
  readonly cases: readonly CaseIndex[]
  readonly bound: readonly BoundRule[]
  /** Decides one row; calls `candidate` in the order of rule ids. */
  decide(row: number, candidate: Candidate): void
}

/** Returns points in whole units of the plan, or undefined where they are missing, zero or out of the exact range. */
function unitsFrom(plan: Plan, rule: AwardRule, value: ReturnType<Evaluate<EventContext>>): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'object') return undefined
  const units = Number(scaled(value, plan.decimals, rule.round ?? 'half-up'))
  return units === 0 || !Number.isSafeInteger(units) ? undefined : units
}

/** Binds the award rules of every version of a plan. */
export function bindRules(
  plan: Plan,
  log: Log,
  roster: Roster,
  valid: { readonly rows: Uint8Array },
  view: { readonly asOf: number },
): Decider {
  const cases = plan.versions.map((program) => indexCases(program, log, valid))
  const { zone } = plan
  const grounds = plan.versions.map((program, i): Ground => {
    const workdays = workdaysOf(program.calendar ?? {}, zone)
    return { log, roster, zone, workdays, view, program, story: (cases[i] as CaseIndex).story }
  })
  const bound: BoundRule[] = []
  const byType = plan.versions.map((program, version) => {
    const rules = new Map<string, BoundRule[]>()
    const ground = grounds[version] as Ground
    for (const rule of [...program.rules].sort((a, b) => compareText(a.id, b.id))) {
      if (rule.kind !== 'award' || rule.off) continue
      const points = compileEventFormula(ground, rule.points)
      const one: BoundRule = {
        rule,
        version,
        index: plan.rules.indexOf(rule.id),
        category: plan.categories.indexOf(rule.category),
        when: rule.when === undefined ? undefined : compileEventFormula(ground, rule.when),
        fixed:
          typeof rule.points === 'number' ? unitsFrom(plan, rule, points({ row: 0, kind: '', subject: 0 })) : undefined,
        points,
        reach: compileRecipients(ground, rule.to),
      }
      bound.push(one)
      for (const type of rule.on) rules.set(type, [...(rules.get(type) ?? []), one])
    }
    return rules
  })
  const context: EventContext = { row: 0, kind: '', subject: 0 }
  // Rules by version and type code, so that deciding an event looks nothing up by name.
  const byCode: (readonly BoundRule[] | undefined)[][] = plan.versions.map(() => [])
  const rulesFor = (version: number, row: number): readonly BoundRule[] => {
    const codes = byCode[version] as (readonly BoundRule[] | undefined)[]
    const code = log.table.types[row] as number
    let rules = codes[code]
    if (!rules) {
      rules = byType[version]?.get(log.type(row)) ?? []
      codes[code] = rules
    }
    return rules
  }
  let candidate: Candidate = () => {}
  let rule: BoundRule | undefined
  const visit = (subject: number): void => {
    const one = rule as BoundRule
    context.kind = one.rule.to.kind
    context.subject = subject
    if (one.when && one.when(context) !== true) return
    const requested = one.fixed ?? unitsFrom(plan, one.rule, one.points(context))
    if (requested !== undefined) candidate(one, subject, requested)
  }
  return {
    grounds,
    cases,
    bound,
    decide(row, found) {
      const version = versionAt(plan, log.time(row))
      if (version < 0) return
      candidate = found
      context.row = row
      for (const one of rulesFor(version, row)) {
        rule = one
        one.reach(row, visit)
      }
    },
  }
}
