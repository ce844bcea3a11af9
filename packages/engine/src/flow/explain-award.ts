import { exactText } from '../base/exact.ts'
import { CALENDAR_UNITS, windowAt, windowKey } from '../base/window.ts'
import { plainWindow } from '../ledger/windows.ts'
import { limitOf, ruleOf } from '../rules/plan.ts'
import type { Limit, Program } from '../rules/program.ts'
import { explainAsked } from './explain-asked.ts'
import { groundOf, placeFieldText, restsOn } from './explain-derived.ts'
import type { Award, Result } from './result.ts'
import { pointsText, type Step } from './step.ts'

function programOf(result: Result, version: number): Program {
  return result.plan.versions.find((program) => program.version === version) as Program
}

/** Returns the values of the fields that a limit counts by, for the event of an award. */
function fieldsOf(result: Result, award: Award, fields: readonly string[]): string[] {
  const row = award.kind === 'award' ? result.log.row(award.event) : undefined
  const place = award.kind === 'place' ? result.derivedFor(award) : undefined
  return fields.map((field) => {
    if (place) return placeFieldText(result, place, field)
    const value = row === undefined ? undefined : result.log.column(field).value(row)
    return value === undefined ? '' : typeof value === 'object' ? exactText(value) : String(value)
  })
}

/** Returns the key of the calendar window that a limit counts an award in, or an empty text. */
function windowOf(result: Result, limit: Limit, award: Award): string {
  const unit = limit.per?.window ?? 'ever'
  if (typeof unit !== 'string' || !CALENDAR_UNITS.includes(unit)) return ''
  return windowKey(plainWindow(unit), windowAt(plainWindow(unit), result.plan.zone, award.occurredAt))
}

function covers(limit: Limit, award: Award): boolean {
  if (award.rule === '' || (limit.side === 'deductions') !== award.requested < 0) return false
  if (limit.rules) return limit.rules.includes(award.rule)
  return limit.categories ? limit.categories.includes(award.category) : true
}

/** The awards of the subject that share the cell of a limit with `award` and were granted something. */
function sharing(result: Result, limit: Limit, award: Award): Award[] {
  const fields = limit.per?.fields ?? []
  const cell = [windowOf(result, limit, award), ...fieldsOf(result, award, fields)].join('\u0000')
  return result
    .awards({ subject: award.subject })
    .filter(
      (one) =>
        one.granted !== 0 &&
        covers(limit, one) &&
        [windowOf(result, limit, one), ...fieldsOf(result, one, fields)].join('\u0000') === cell,
    )
}

/** Explains one award: what the rule asked for, and which limit withheld what because of which others. */
export function explainAward(result: Result, award: Award): Step {
  const program = programOf(result, award.version)
  const asked = explainAsked(result, award) ?? restsOn(result, award)
  const withheld = award.withheld.map(({ limit: id, amount }): Step => {
    const limit = limitOf(program, id)
    const value = pointsText(result, -amount)
    if (!limit) {
      const rule = ruleOf(program, award.rule)
      const atMost = rule?.kind === 'award' ? rule.admit?.atMost : undefined
      return { code: id, value, params: { limit: id, ...(atMost !== undefined && { atMost }) } }
    }
    const fields = limit.per?.fields ?? []
    return {
      code: 'withheld',
      value,
      params: {
        limit: id,
        window: windowOf(result, limit, award),
        fields,
        values: fieldsOf(result, award, fields),
        ...(limit.points !== undefined && { points: String(limit.points) }),
        ...(limit.times !== undefined && { times: limit.times }),
        usedBy: sharing(result, limit, award)
          .filter((one) => one.event.id !== award.event.id || one.rule !== award.rule)
          .map((one) => one.event),
      },
    }
  })
  const steps = asked ? [asked, ...withheld] : withheld
  return {
    code: award.kind,
    value: pointsText(result, award.granted),
    params: {
      rule: award.rule,
      category: award.category,
      version: award.version,
      source: award.event.source,
      id: award.event.id,
      occurredAt: award.occurredAt,
      requested: pointsText(result, award.requested),
      ...groundOf(result, award),
    },
    ...(steps.length > 0 && { steps }),
  }
}
