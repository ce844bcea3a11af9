import type { Exact } from '../base/exact.ts'
import type { Recorded, RosterFact, SubjectRef } from '../subjects/fact.ts'

/**
 * Items of the log. The stage `event` decides what happened: which items are there, which are valid, in which order,
 * and how events tie into cases. It leaves what they are worth to `rules`.
 */
export interface ItemRef {
  readonly source: string
  readonly id: string
}

/** A period by the level it belongs to and its key: `{ level: 'quarter', key: '2021-Q1' }`. */
export interface PeriodRef {
  readonly level: string
  readonly key: string
}

/** An activity event (活动事件): an accepted, dated fact. Dates among the attributes are UTC milliseconds. */
export interface ActivityEvent extends Recorded {
  readonly kind: 'event'
  readonly type: string
  readonly occurredAt: number
  readonly subject?: string
  readonly participants: readonly string[]
  readonly attributes: Readonly<Record<string, Exact | string | boolean>>
}

/** Takes another item back; nothing is ever edited or deleted. */
export interface Retraction extends Recorded {
  readonly kind: 'retraction'
  readonly target: ItemRef
  readonly at: number
  readonly reason: string
}

/** A manual booking with a reason, in whole units of the program's decimals; no limit touches it. */
export interface Adjustment extends Recorded {
  readonly kind: 'adjustment'
  readonly subject: SubjectRef
  readonly category: string
  readonly points: number
  readonly occurredAt: number
  readonly reason: string
}

interface DecisionBase extends Recorded {
  readonly kind: 'decision'
  readonly at: number
  readonly by?: string
}

/** What a person decided about a result (决定): dated, named, part of the log. */
export type Decision = DecisionBase &
  (
    | { readonly decision: 'close' | 'freeze'; readonly period: PeriodRef }
    | {
        readonly decision: 'veto'
        readonly rule: string
        readonly subject: SubjectRef
        readonly period: PeriodRef
        readonly reason: string
        readonly document?: string
      }
    | { readonly decision: 'lift'; readonly target: ItemRef; readonly reason: string }
    | {
        readonly decision: 'mark'
        readonly name: string
        readonly subject: SubjectRef
        readonly period: PeriodRef
        readonly value: Exact
      }
    | { readonly decision: 'publish'; readonly what: string; readonly period: PeriodRef }
  )

/** Anything the log holds. */
export type Item = ActivityEvent | Retraction | Adjustment | RosterFact | Decision

/** Returns the instant an item is dated at: when it happened, starts or was decided. */
export function instantOf(item: Item): number {
  switch (item.kind) {
    case 'event':
    case 'adjustment':
      return item.occurredAt
    case 'retraction':
    case 'decision':
      return item.at
    default:
      return item.start
  }
}

/** Returns the text that names an item uniquely over all sources. */
export function itemKey(ref: ItemRef): string {
  return `${ref.source}\u0000${ref.id}`
}
