import { type Exact, exactOf } from '../base/exact.ts'
import type { Label } from '../base/label.ts'
import { compareDated } from '../base/order.ts'
import { dayAt, startOfDay, type Zone } from '../base/zone.ts'
import type { AssignmentFact, ExemptionFact, RosterFact, Span, SubjectFact } from './fact.ts'
import { createMembersAt, type MembersAt } from './members.ts'

interface Held<T> extends Span {
  readonly source: string
  readonly id: string
  readonly at: number
  readonly value: T
}

/** Who belonged to what, with which attributes and exemptions, at any instant. */
export interface Roster {
  /** Every subject of a kind that has a `subject` fact, with its latest label. */
  readonly named: ReadonlyMap<string, ReadonlyMap<string, { readonly start: number; readonly label?: Label }>>
  /** The subjects of a kind that have a membership in a tree. */
  inTree(tree: string, kind: string): readonly string[]
  /** The unit (an id of the next kind of the tree) a subject is in at an instant. */
  unitAt(tree: string, kind: string, id: string, at: number): string | undefined
  /** The unit of kind `wanted` above (or equal to) a subject at an instant. */
  ancestorAt(tree: string, kind: string, id: string, wanted: string, at: number): string | undefined
  /** The subjects of a kind that are in a unit (or below it) at an instant, in the order of their ids. */
  readonly membersAt: MembersAt
  /** Whether a subject is exempt at an instant. */
  exemptAt(kind: string, id: string, at: number): boolean
  exemptions(kind: string, id: string): readonly ExemptionFact[]
  attributeAt(kind: string, id: string, name: string, at: number): Exact | string | boolean | undefined
  readonly assignments: readonly AssignmentFact[]
  /** The days of `[start, end)` on which a subject is present: in a unit of the tree and not exempt at their start. */
  presentDays(tree: string, kind: string, id: string, start: number, end: number): Presence
}

/** How many days of a span a subject was in the tree (`memberDays`), present, the first present one, and its main unit. */
export interface Presence {
  readonly memberDays: number
  readonly days: number
  readonly firstDayStart: number | undefined
  readonly unit: string | undefined
}

const NOWHERE: Presence = { memberDays: 0, days: 0, firstDayStart: undefined, unit: undefined }

function latest<T>(held: readonly Held<T>[] | undefined, at: number): Held<T> | undefined {
  if (!held) return undefined
  for (let i = held.length - 1; i >= 0; i--) {
    const one = held[i] as Held<T>
    if (one.start <= at) return one.end === undefined || one.end > at ? one : undefined
  }
  return undefined
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Builds the roster from valid facts; the order they are given in is of no consequence. */
export function buildRoster(
  facts: readonly RosterFact[],
  trees: Readonly<Record<string, readonly string[]>>,
  zone: Zone,
): Roster {
  const members = new Map<string, Held<string | null>[]>()
  const attributes = new Map<string, Held<Exact | string | boolean>[]>()
  const exempt = new Map<string, ExemptionFact[]>()
  const assignments: AssignmentFact[] = []
  const subjects: SubjectFact[] = []
  const inTree = new Map<string, Set<string>>()
  for (const fact of facts) {
    const key = `${fact.subject.kind}/${fact.subject.id}`
    const span = {
      start: fact.start,
      at: fact.start,
      source: fact.source,
      id: fact.id,
      ...(fact.end !== undefined && { end: fact.end }),
    }
    if (fact.kind === 'membership') {
      push(members, `${fact.tree} ${key}`, { ...span, value: fact.unit })
      const group = `${fact.tree} ${fact.subject.kind}`
      inTree.set(group, (inTree.get(group) ?? new Set()).add(fact.subject.id))
    } else if (fact.kind === 'attribute') {
      const value = typeof fact.value === 'number' ? (exactOf(fact.value) ?? 0) : fact.value
      push(attributes, `${fact.name} ${key}`, { ...span, value })
    } else if (fact.kind === 'exemption') push(exempt, key, fact)
    else if (fact.kind === 'assignment') assignments.push(fact)
    else subjects.push(fact)
  }
  for (const list of members.values()) list.sort(compareDated)
  for (const list of attributes.values()) list.sort(compareDated)
  const byStart = (fact: RosterFact): { at: number; source: string; id: string } => ({
    at: fact.start,
    source: fact.source,
    id: fact.id,
  })
  assignments.sort((a, b) => compareDated(byStart(a), byStart(b)))
  subjects.sort((a, b) => compareDated(byStart(a), byStart(b)))
  const named = new Map<string, Map<string, { start: number; label?: Label }>>()
  for (const { subject, start, label } of subjects) {
    const kind = named.get(subject.kind) ?? new Map()
    named.set(subject.kind, kind)
    const first = kind.get(subject.id)?.start ?? start
    kind.set(subject.id, { start: first, ...(label && { label }) })
  }
  const sortedInTree = new Map([...inTree].map(([group, ids]) => [group, [...ids]]))

  const unitAt: Roster['unitAt'] = (tree, kind, id, at) =>
    latest(members.get(`${tree} ${kind}/${id}`), at)?.value ?? undefined
  const exemptAt: Roster['exemptAt'] = (kind, id, at) =>
    (exempt.get(`${kind}/${id}`) ?? []).some((one) => one.start <= at && (one.end === undefined || one.end > at))
  const inTreeOf: Roster['inTree'] = (tree, kind) => sortedInTree.get(`${tree} ${kind}`) ?? []
  const exemptions: Roster['exemptions'] = (kind, id) => exempt.get(`${kind}/${id}`) ?? []
  const memberships = (tree: string, kind: string, id: string) => members.get(`${tree} ${kind}/${id}`) ?? []
  return {
    named,
    assignments,
    unitAt,
    exemptAt,
    exemptions,
    inTree: inTreeOf,
    membersAt: createMembersAt({ trees, inTree: inTreeOf, memberships, exemptions }),
    attributeAt: (kind, id, name, at) => latest(attributes.get(`${name} ${kind}/${id}`), at)?.value,
    ancestorAt(tree, kind, id, wanted, at) {
      const levels = trees[tree] ?? []
      let unit: string | undefined = id
      for (let i = levels.indexOf(kind); i >= 0 && unit !== undefined; i++) {
        if (levels[i] === wanted) return unit
        if (i + 1 >= levels.length) return undefined
        unit = unitAt(tree, levels[i] as string, unit, at)
      }
      return undefined
    },
    presentDays(tree, kind, id, start, end) {
      const held = members.get(`${tree} ${kind}/${id}`)
      if (!held || !(end > start)) return NOWHERE
      const from = Math.max(start, (held[0] as Held<string | null>).start)
      const until = Number.isFinite(end) ? end : from
      const marks = [
        ...held.flatMap((one) => [one.start, one.end ?? from]),
        ...(exempt.get(`${kind}/${id}`) ?? []).flatMap((one) => [one.start, one.end ?? until]),
      ]
      return countDays(
        marks,
        from,
        until,
        zone,
        (at) => unitAt(tree, kind, id, at),
        (at) => exemptAt(kind, id, at),
      )
    },
  }
}

/** Counts days between the instants where anything changes, so that a long span costs only its changes. */
function countDays(
  marks: readonly number[],
  from: number,
  until: number,
  zone: Zone,
  unitAt: (at: number) => string | undefined,
  exemptAt: (at: number) => boolean,
): Presence {
  const firstDay = (at: number): number => {
    const day = dayAt(zone, at)
    return startOfDay(zone, day) >= at ? day : day + 1
  }
  const last = firstDay(until)
  const cuts = [...new Set([from, ...marks.filter((mark) => mark > from && mark < until)].map(firstDay))].sort(
    (a, b) => a - b,
  )
  let days = 0
  let memberDays = 0
  let firstDayStart: number | undefined
  const perUnit = new Map<string, { days: number; last: number }>()
  cuts.forEach((day, i) => {
    const next = Math.min(cuts[i + 1] ?? last, last)
    if (day >= next) return
    const at = startOfDay(zone, day)
    const unit = unitAt(at)
    if (unit === undefined) return
    const before = perUnit.get(unit)?.days ?? 0
    perUnit.set(unit, { days: before + next - day, last: day })
    memberDays += next - day
    if (exemptAt(at)) return
    days += next - day
    firstDayStart ??= at
  })
  let unit: string | undefined
  let most = { days: 0, last: 0 }
  for (const [name, spent] of perUnit) {
    if (spent.days > most.days || (spent.days === most.days && spent.last > most.last)) [unit, most] = [name, spent]
  }
  return { memberDays, days, firstDayStart, unit }
}
