import { type Exact, exactText, formatExact, type Item, type Plan } from '@jixing/engine'

/** Returns an instant as it travels: RFC 3339 in UTC. */
export function instantText(at: number): string {
  return new Date(at).toISOString()
}

/**
 * Returns an event in the form of docs/language.md, for storing what came as a flat record: how flat records are read
 * may change with the program, so they are not kept as they came.
 */
export function writeEvent(plan: Plan, item: Item & { readonly kind: 'event' }): Record<string, unknown> {
  const attributes = Object.entries(item.attributes).map(([name, value]) => [name, writeValue(plan, name, value)])
  return {
    kind: 'event',
    id: item.id,
    ...(item.source !== '' && { source: item.source }),
    type: item.type,
    occurredAt: instantText(item.occurredAt),
    ...(item.subject !== undefined && { subject: item.subject }),
    ...(item.participants.length > 0 && { participants: item.participants }),
    attributes: Object.fromEntries(attributes),
  }
}

function writeValue(plan: Plan, name: string, value: Exact | string | boolean): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  const field = plan.fields.get(name)
  if (field?.type === 'date') return instantText(Number(exactText(value)))
  return typeof value === 'number' ? value : formatExact(value, field?.decimals ?? 0)
}
