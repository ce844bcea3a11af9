import { compareText } from '../base/order.ts'

/** One membership as it was recorded; a later one takes its place from its own start on. */
export interface HeldMembership {
  readonly start: number
  readonly end?: number
  /** The id of the unit, or null for none. */
  readonly value: string | null
}

/** What the index of members is made from. */
export interface MemberFacts {
  readonly trees: Readonly<Record<string, readonly string[]>>
  /** The subjects of a kind that have a membership in a tree. */
  inTree(tree: string, kind: string): readonly string[]
  /** The memberships of a subject in a tree, in the total order. */
  memberships(tree: string, kind: string, id: string): readonly HeldMembership[]
  /** The exemptions of a subject. */
  exemptions(kind: string, id: string): readonly { readonly start: number; readonly end?: number }[]
}

interface Stay {
  readonly id: string
  readonly start: number
  readonly end: number
  readonly exemptions: readonly { readonly start: number; readonly end?: number }[]
}

/** Who is in a unit from one change to the next. */
interface Attendance {
  readonly from: number
  readonly until: number
  readonly ids: readonly string[]
}

/** Every stay that a unit ever saw, by subject id, and the last answers: events mostly come in the order of time. */
interface UnitStays {
  readonly stays: Stay[]
  last: Attendance | undefined
  lastWithExempt: Attendance | undefined
}

type Timeline = readonly { readonly start: number; readonly end: number; readonly unit: string }[]

/** Finds who is in a unit (or below it) at an instant, in the order of their ids. */
export type MembersAt = (
  tree: string,
  kind: string,
  unitKind: string,
  unit: string,
  at: number,
  withExempt: boolean,
) => readonly string[]

/**
 * Returns an index from units to their members over time. It is built for a tree and two of its kinds when they are
 * first asked for; an answer then costs what the unit ever had as members, or nothing while nobody comes or goes.
 */
export function createMembersAt(facts: MemberFacts): MembersAt {
  const units = new Map<string, Map<string, UnitStays>>()
  return (tree, kind, unitKind, unit, at, withExempt) => {
    const key = `${tree} ${kind} ${unitKind}`
    let byUnit = units.get(key)
    if (!byUnit) {
      byUnit = indexUnits(facts, tree, kind, unitKind)
      units.set(key, byUnit)
    }
    const found = byUnit.get(unit)
    if (!found) return []
    const known = withExempt ? found.lastWithExempt : found.last
    if (known && known.from <= at && at < known.until) return known.ids
    const attendance = attendanceAt(found.stays, at, withExempt)
    if (withExempt) found.lastWithExempt = attendance
    else found.last = attendance
    return attendance.ids
  }
}

function attendanceAt(stays: readonly Stay[], at: number, withExempt: boolean): Attendance {
  let from = Number.NEGATIVE_INFINITY
  let until = Number.POSITIVE_INFINITY
  const change = (instant: number): void => {
    if (instant <= at) from = Math.max(from, instant)
    else until = Math.min(until, instant)
  }
  const ids: string[] = []
  for (const { id, start, end, exemptions } of stays) {
    change(start)
    change(end)
    let counts = start <= at && at < end
    if (!withExempt) {
      for (const one of exemptions) {
        const over = one.end ?? Number.POSITIVE_INFINITY
        change(one.start)
        change(over)
        if (one.start <= at && at < over) counts = false
      }
    }
    if (counts) ids.push(id)
  }
  return { from, until, ids }
}

function indexUnits(facts: MemberFacts, tree: string, kind: string, unitKind: string): Map<string, UnitStays> {
  const levels = facts.trees[tree] ?? []
  const known = new Map<string, Timeline>()
  const timelineOf = (level: number, id: string): Timeline => {
    if (levels[level] === unitKind)
      return [{ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY, unit: id }]
    const key = `${level} ${id}`
    const before = known.get(key)
    if (before) return before
    const spans = level + 1 < levels.length ? spansOf(facts.memberships(tree, levels[level] as string, id)) : []
    const timeline = spans.flatMap((span) => within(span, timelineOf(level + 1, span.unit)))
    known.set(key, timeline)
    return timeline
  }
  const byUnit = new Map<string, UnitStays>()
  const level = levels.indexOf(kind)
  if (level < 0) return byUnit
  for (const id of [...facts.inTree(tree, kind)].sort(compareText)) {
    const exemptions = facts.exemptions(kind, id)
    for (const { start, end, unit } of timelineOf(level, id)) {
      const found = byUnit.get(unit) ?? { stays: [], last: undefined, lastWithExempt: undefined }
      byUnit.set(unit, found)
      found.stays.push({ id, start, end, exemptions })
    }
  }
  return byUnit
}

/** The spans in which each membership is the one in force: from its start until its end or the start of the next. */
function spansOf(held: readonly HeldMembership[]): Timeline {
  return held.flatMap(({ start, end, value }, i) => {
    const until = Math.min(end ?? Number.POSITIVE_INFINITY, held[i + 1]?.start ?? Number.POSITIVE_INFINITY)
    return value === null || until <= start ? [] : [{ start, end: until, unit: value }]
  })
}

function within(span: { readonly start: number; readonly end: number }, timeline: Timeline): Timeline {
  return timeline.flatMap(({ start, end, unit }) => {
    const cut = { start: Math.max(start, span.start), end: Math.min(end, span.end), unit }
    return cut.start < cut.end ? [cut] : []
  })
}
