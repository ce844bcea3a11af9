import type { Described, Label } from '../base/label.ts'
import type { CalendarUnit, CalendarWindow } from '../base/window.ts'
import type { Zone } from '../base/zone.ts'

/** A field of an activity; a field name has one type in the whole program. */
export interface Field extends Described {
  readonly type: 'text' | 'number' | 'flag' | 'choice' | 'date'
  /** Decimals of a number, 0 (default) to 6. */
  readonly decimals?: number
  /** The values of a choice. */
  readonly of?: readonly string[]
  /** What a flag means where it is absent; default false. */
  readonly absent?: boolean
  readonly labels?: Readonly<Record<string, Label>>
}

/** Returns whether two declarations of one field can share a column: one type, one scale, one meaning of absence. */
export function isSameType(a: Field, b: Field): boolean {
  return a.type === b.type && (a.decimals ?? 0) === (b.decimals ?? 0) && (a.absent ?? false) === (b.absent ?? false)
}

/** A record of some of the names that are declared; of any names where none is known. */
export type SomeOf<Name extends string, T> = string extends Name
  ? Readonly<Record<string, T>>
  : { readonly [P in Name]?: T }

/** An activity (活动) that events report: its fields, and how long it lasts where that matters. */
export interface Activity<FieldName extends string = string> extends Described {
  readonly fields?: SomeOf<FieldName, Field>
  readonly duration?: { readonly field: NoInfer<FieldName>; readonly unit: 'minute' | 'hour' | 'day' }
}

/** Where an item's parts stand in a flat record. */
export interface Input<FieldName extends string = string> {
  readonly id?: string
  readonly type?: string | { readonly constant: string }
  readonly occurredAt?: string
  readonly source?: string | { readonly constant: string }
  readonly subject?: string
  readonly participants?: string
  /** The raw names of attributes that are called otherwise: field → name in the record. */
  readonly attributes?: SomeOf<FieldName, string>
}

/** A period (周期) of results: a calendar window, or the values of event fields joined by `/`. */
export type Period<FieldName extends string = string> =
  | (Described & { readonly window: CalendarUnit; readonly startMonth?: number })
  | (Described & { readonly fields: readonly FieldName[]; readonly startsOn?: string })

/** A period level ready for use: a calendar window, or the fields whose values name the period. */
export type Level =
  | { readonly name: string; readonly window: CalendarWindow; readonly fields?: undefined }
  | {
      readonly name: string
      readonly window?: undefined
      readonly fields: readonly string[]
      readonly startsOn?: string
    }

/** What reading events needs to know of the programs: the words they use and the zone their dates are in. */
export interface Vocabulary {
  readonly zone: Zone
  readonly activities: ReadonlyMap<string, readonly string[]>
  readonly fields: ReadonlyMap<string, Field>
  readonly kinds: readonly string[]
  readonly trees: Readonly<Record<string, readonly string[]>>
  readonly levels: ReadonlyMap<string, Level>
  readonly categories: readonly string[]
  readonly decimals: number
  readonly input: Input | undefined
}

/** The length of a duration unit in milliseconds. */
export const DURATION: Readonly<Record<'minute' | 'hour' | 'day', number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
}
