/** Items as the reference reads them: one wide record, its instant, and whether a retraction stands against it. */
import type { Program } from '../../rules/program.ts'
import { instantOf } from './civil-time.ts'

/** A subject by kind and id. */
export interface SubjectName {
  readonly kind: string
  readonly id: string
}

/** An item by source and id. */
export interface ItemName {
  readonly source?: string
  readonly id: string
}

/** An item of the log with every key that any kind has. */
export interface RawItem extends ItemName {
  readonly kind?: string
  readonly receivedAt?: string
  readonly type?: string
  readonly occurredAt?: string
  readonly subject?: string | SubjectName
  readonly participants?: readonly string[]
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly target?: ItemName
  readonly at?: string
  readonly category?: string
  readonly points?: number | string
  readonly start?: string
  readonly end?: string
  readonly tree?: string
  readonly unit?: string | null
  readonly name?: string
  readonly value?: unknown
  readonly reason?: string
  readonly object?: string
  readonly decision?: string
  readonly rule?: string
  readonly period?: { readonly level: string; readonly key: string }
}

/** An item with its instant and its end in UTC milliseconds; `end` is infinite when it is open. */
export interface Item {
  readonly kind: string
  readonly source: string
  readonly id: string
  readonly at: number
  readonly end: number
  readonly receivedAt: number
  readonly subject: SubjectName
  readonly raw: RawItem
}

/** Compares texts by their UTF-8 bytes, which is their order by code points. */
export function byBytes(a: string, b: string): number {
  const [left, right] = [[...a], [...b]].map((text) => text.map((letter) => letter.codePointAt(0) as number))
  const at = (left as number[]).findIndex((code, i) => code !== right?.[i])
  if (at === -1) return a.length - b.length
  return (left?.[at] as number) - (right?.[at] ?? -1)
}

/** Compares by the total order: instant, source, id. */
export function inTotalOrder(
  a: { readonly at: number; readonly source: string; readonly id: string },
  b: { readonly at: number; readonly source: string; readonly id: string },
): number {
  return a.at - b.at || byBytes(a.source, b.source) || byBytes(a.id, b.id)
}

/** Returns whether two subjects are the same. */
export const isSame = (a: SubjectName, b: SubjectName): boolean => a.kind === b.kind && a.id === b.id

/** Reads items in the order of their arrival; of several with one source and id the first stands. */
export function readItems(program: Program, items: readonly unknown[]): Item[] {
  const read = items.map((item) => readItem(program, item as RawItem))
  return read.filter((item, i) => read.findIndex((other) => names(other, item)) === i)
}

function readItem(program: Program, raw: RawItem): Item {
  const kind = raw.kind ?? 'event'
  const instant = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : instantOf(program.timeZone, text)
  const at = instant(raw.occurredAt ?? raw.at ?? raw.start ?? startOfFields(program, raw), 0)
  const subject = typeof raw.subject === 'object' ? raw.subject : { kind: '', id: raw.subject ?? '' }
  return {
    kind,
    source: raw.source ?? '',
    id: raw.id,
    at,
    end: instant(raw.end, Number.POSITIVE_INFINITY),
    receivedAt: instant(raw.receivedAt, at),
    subject,
    raw,
  }
}

/** An event without a time starts with the field period that has `startsOn`. */
function startOfFields(program: Program, raw: RawItem): string | undefined {
  const starts = Object.values(program.periods).flatMap((period) => ('startsOn' in period ? [period.startsOn] : []))
  return starts[0]?.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(raw.attributes?.[name]))
}

const names = (name: ItemName, item: Item): boolean => (name.source ?? '') === item.source && name.id === item.id

/**
 * Returns the items that `asOf` sees and that no valid retraction takes away, in the total order. Of two retractions
 * only the later one in that order can take the other away.
 */
export function validItems(items: readonly Item[], asOf: number): Item[] {
  const seen = items.filter((item) => item.at <= asOf)
  const isValid = (item: Item): boolean => !seen.some((other) => takesAway(other, item) && isValid(other))
  return seen.filter(isValid).sort(inTotalOrder)
}

const takesAway = (other: Item, item: Item): boolean =>
  other.kind === 'retraction' &&
  names(other.raw.target as ItemName, item) &&
  (item.kind !== 'retraction' || inTotalOrder(other, item) > 0)

/** Returns whether a veto is lifted by one of the valid items. */
export const isLifted = (valid: readonly Item[], veto: Item): boolean =>
  valid.some((item) => item.raw.decision === 'lift' && names(item.raw.target as ItemName, veto))
