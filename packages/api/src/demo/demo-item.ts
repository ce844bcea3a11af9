/** A subject by kind and id. */
export interface DemoSubject {
  readonly kind: string
  readonly id: string
}

/** What all items of the demonstration have. */
interface Base {
  readonly id: string
  readonly source: string
  readonly receivedAt?: string
}

/** The value of an attribute of an event or a subject. */
export type DemoValue = string | number | boolean

/** Something that happened. */
export interface DemoEvent extends Base {
  readonly kind: 'event'
  readonly type: string
  readonly occurredAt: string
  readonly subject?: string
  readonly participants?: readonly string[]
  readonly attributes: Readonly<Record<string, DemoValue>>
}

/** A dated fact of the roster. */
export interface DemoFact extends Base {
  readonly kind: 'subject' | 'membership' | 'exemption' | 'attribute' | 'assignment'
  readonly subject: DemoSubject
  readonly start: string
  readonly end?: string
  readonly label?: { readonly 'zh-CN': string; readonly en: string }
  readonly tree?: string
  readonly unit?: string | null
  readonly reason?: string
  readonly name?: string
  readonly value?: DemoValue
  readonly object?: string
}

/** Takes another item back. */
export interface DemoRetraction extends Base {
  readonly kind: 'retraction'
  readonly target: { readonly source: string; readonly id: string }
  readonly at: string
  readonly reason: string
}

/** A manual booking. */
export interface DemoAdjustment extends Base {
  readonly kind: 'adjustment'
  readonly subject: DemoSubject
  readonly category: string
  readonly points: number
  readonly occurredAt: string
  readonly reason: string
}

/** What a person decided. */
export interface DemoDecision extends Base {
  readonly kind: 'decision'
  readonly decision: 'close' | 'freeze' | 'veto' | 'lift' | 'mark' | 'publish'
  readonly at: string
  readonly by?: string
  readonly period?: { readonly level: string; readonly key: string }
  readonly subject?: DemoSubject
  readonly rule?: string
  readonly reason?: string
  readonly document?: string
  readonly target?: { readonly source: string; readonly id: string }
  readonly name?: string
  readonly value?: number
  readonly what?: string
}

/** One item of the log of the demonstration year. */
export type DemoItem = DemoEvent | DemoFact | DemoRetraction | DemoAdjustment | DemoDecision

/** The parts of an event that a mechanism fills in. */
export interface EventParts {
  readonly subject?: string
  readonly participants?: readonly string[]
  readonly attributes?: Readonly<Record<string, DemoValue>>
}

/** Writes the events of one mechanism under one source, with ids numbered by stem: `visit-0001`. */
export interface EventWriter {
  readonly events: DemoEvent[]
  write(stem: string, type: string, occurredAt: string, parts: EventParts): DemoEvent
}

/** Returns a writer of events of one source. */
export function createEventWriter(source: string): EventWriter {
  const events: DemoEvent[] = []
  const counts = new Map<string, number>()
  return {
    events,
    write(stem, type, occurredAt, { subject, participants, attributes = {} }) {
      const count = (counts.get(stem) ?? 0) + 1
      counts.set(stem, count)
      const event: DemoEvent = {
        kind: 'event',
        id: `${stem}-${numbered(count)}`,
        source,
        type,
        occurredAt,
        ...(subject !== undefined && { subject }),
        ...(participants && participants.length > 0 && { participants }),
        attributes,
      }
      events.push(event)
      return event
    },
  }
}

/** Returns a number with at least four digits, so that ids sort as they count. */
export function numbered(count: number, digits = 4): string {
  return String(count).padStart(digits, '0')
}
