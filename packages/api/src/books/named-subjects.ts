import type { Item, Plan, Recipients } from '@jixing/engine'
import type { NamedSubject } from '../store/items.ts'

/**
 * The books. This folder keeps each organisation's log, ledger and results in memory, fed by one queue from the store;
 * it leaves to the engine what the points are, and to the use cases who may see them.
 */
type Finder = (item: Item & { readonly kind: 'event' }) => NamedSubject[]

/** Returns which subjects an item names, each once. */
export type FindSubjects = (item: Item) => NamedSubject[]

function finderOf(to: Recipients): Finder {
  if ('unitOf' in to) return finderOf(to.unitOf)
  const { kind } = to
  const named = (ids: readonly unknown[]) => ids.flatMap((id) => (typeof id === 'string' ? [{ kind, id }] : []))
  if ('from' in to) {
    if (to.from === 'subject') return (item) => named([item.subject])
    if (to.from === 'participants') return (item) => named(item.participants)
    return (item) => named([item.subject, ...item.participants])
  }
  if ('field' in to) return (item) => named([item.attributes[to.field]])
  return () => []
}

/**
 * An event says only ids: which kind its subject is follows from the rules and measures that read it. Returns a finder
 * for a plan; an event that no rule reads names subjects of the program's first kind.
 */
export function subjectFinder(plan: Plan): FindSubjects {
  const byType = new Map<string, Map<string, Finder>>()
  for (const program of plan.versions) {
    const readers: { on: readonly string[]; to: Recipients }[] = [...(program.measures ?? [])]
    for (const rule of program.rules) {
      if (rule.kind === 'award') readers.push(rule)
      if (rule.kind === 'expectation') readers.push(rule.expects)
    }
    for (const { on, to } of readers) {
      for (const type of on) {
        const finders = byType.get(type) ?? new Map<string, Finder>()
        byType.set(type, finders)
        finders.set(JSON.stringify(to), finderOf(to))
      }
    }
  }
  const fallback = [finderOf({ kind: plan.kinds[0] ?? 'member', from: 'all' })]
  return (item) => {
    const found = new Map<string, NamedSubject>()
    const note = ({ kind, id }: NamedSubject) => found.set(`${kind}/${id}`, { kind, id })
    if (item.kind === 'event') {
      const finders = [...(byType.get(item.type)?.values() ?? fallback)]
      for (const find of finders) for (const subject of find(item)) note(subject)
    } else if ('subject' in item) note(item.subject)
    return [...found.values()]
  }
}
