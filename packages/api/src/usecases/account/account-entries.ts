import {
  type ActivityEvent,
  type Award,
  type Exact,
  exactText,
  formatPoints,
  type Label,
  type PeriodState,
} from '@jixing/engine'
import type { SubjectId } from '../../auth/roles.ts'
import { isRetracted } from '../../books/retracted.ts'
import { ruleText } from '../../books/rule-text.ts'
import { labelled, type View } from '../../books/view.ts'
import { instantText } from '../../books/write-item.ts'
import type { Account } from '../../wire/account.ts'
import { withheldOf } from '../read-event.ts'

type Entry = Account['entries'][number]

/** Returns the awards of a subject in a period, and its retracted events, the latest first. */
export function accountEntries(view: View, subject: SubjectId, period: PeriodState): Entry[] {
  const { result } = view
  const frozenAt = result.freezes.find(({ level, key }) => level === period.level && key === period.key)?.at
  const awards = result.awards({ subject, period: { level: period.level, key: period.key } })
  if (frozenAt !== undefined) awards.push(...lateAwards(view, subject, period, frozenAt))
  const entries = awards.map((award) => entryOf(view, award, frozenAt))
  return [...entries, ...retractedEntries(view, subject, period)].sort((a, b) =>
    a.event.occurredAt < b.event.occurredAt ? 1 : a.event.occurredAt > b.event.occurredAt ? -1 : 0,
  )
}

/** A frozen period has the awards it was fixed with; what came later lies beside it, and counts in the open period. */
function lateAwards(view: View, subject: SubjectId, { start, end }: PeriodState, frozenAt: number): Award[] {
  const { result } = view
  return result.awards({ subject }).filter(({ occurredAt, event }) => {
    const receivedAt = result.log.item(event)?.receivedAt ?? Number.NEGATIVE_INFINITY
    return occurredAt >= start && occurredAt < end && receivedAt > frozenAt
  })
}

function entryOf(view: View, award: Award, frozenAt: number | undefined): Entry {
  const { decimals } = view.result.plan
  const item = view.result.log.item(award.event)
  const rule = view.rule(award.version, award.rule)
  const isLate = item !== undefined && frozenAt !== undefined && item.receivedAt > frozenAt
  return {
    event: {
      ...award.event,
      ...(item?.kind === 'event' ? eventFacts(view, item) : labelled(rule)),
      occurredAt: instantText(award.occurredAt),
      ...(item && { receivedAt: instantText(item.receivedAt) }),
      summary: item?.kind === 'event' ? summaryOf(view, item) : reasonOf(item),
    },
    rule: award.rule,
    ...(rule?.label && { ruleLabel: rule.label }),
    version: award.version,
    ruleText: ruleText(view, award.version, award.rule),
    category: award.category,
    requested: formatPoints(award.requested, decimals),
    granted: formatPoints(award.granted, decimals),
    withheld: withheldOf(view, award.withheld),
    late: isLate,
    retracted: false,
  }
}

function eventFacts(view: View, item: ActivityEvent): { type: string; label?: Label } {
  return { type: item.type, ...labelled(view.newest.activities[item.type]) }
}

/** The reason of a manual booking stands in the place of attributes. */
function reasonOf(item: unknown): Entry['event']['summary'] {
  const reason = (item as { reason?: unknown } | undefined)?.reason
  return typeof reason === 'string' ? [{ field: 'reason', value: reason }] : []
}

/** Returns the attributes of an event with their names, and of choices the name of what was chosen. */
function summaryOf(view: View, item: ActivityEvent): Entry['event']['summary'] {
  return Object.entries(item.attributes).map(([name, value]) => {
    const declared = view.newest.activities[item.type]?.fields?.[name]
    const text = textOf(value)
    const valueLabel = declared?.labels?.[text]
    return { field: name, ...labelled(declared), value: text, ...(valueLabel && { valueLabel }) }
  })
}

function textOf(value: Exact | string | boolean): string {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : exactText(value)
}

/** Retracted events give no award any more; a member still sees that they were there. */
function retractedEntries(view: View, subject: SubjectId, { start, end }: PeriodState): Entry[] {
  const { log } = view.result
  const targets = log.others.flatMap((item) => (item.kind === 'retraction' ? [item.target] : []))
  const events = targets.map((target) => log.item(target))
  const seen = new Set<string>()
  return events.flatMap((item) => {
    if (item?.kind !== 'event' || item.occurredAt < start || item.occurredAt >= end) return []
    if (seen.has(`${item.source}\u0000${item.id}`) || !isRetracted(log, item)) return []
    if (!view.findSubjects(item).some((one) => one.kind === subject.kind && one.id === subject.id)) return []
    seen.add(`${item.source}\u0000${item.id}`)
    return {
      event: {
        source: item.source,
        id: item.id,
        ...eventFacts(view, item),
        occurredAt: instantText(item.occurredAt),
        receivedAt: instantText(item.receivedAt),
        summary: summaryOf(view, item),
      },
      rule: '',
      version: view.newest.version,
      ruleText: {},
      category: '',
      requested: '0',
      granted: '0',
      withheld: [],
      late: false,
      retracted: true,
    }
  })
}
