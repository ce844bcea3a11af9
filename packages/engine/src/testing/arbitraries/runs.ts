/** Generators of runs: one member's visits window by window, with gaps and with exemptions that cover, touch or miss them. */
import * as fc from 'fast-check'
import { type Span, windowOfDate } from '../reference/civil-time.ts'
import type { RawItem } from '../reference/items.ts'
import { dates, type Stage } from './instants.ts'

const UNITS = { short: ['day', 'week'], middle: ['week', 'month'], long: ['month', 'quarter'] } as const
const HOUR = 3_600_000

/** Where an exemption lies about a window, as its start and end; the last three leave part of the window or all of it. */
const EXEMPTIONS: readonly ((span: Span) => [start: number, end: number])[] = [
  ({ start, end }) => [start, end],
  ({ start, end }) => [start - 24 * HOUR, end + 24 * HOUR],
  ({ start, end }) => [start, end - 1],
  ({ start }) => [start + HOUR, start + 2 * HOUR],
  ({ end }) => [end - 1, end + HOUR],
  ({ start, end }) => [start + 1, end],
  ({ end }) => [end, end + 24 * HOUR],
  ({ start }) => [start - 24 * HOUR, start],
]

/** A window of a run: when in it visits happen, in thousandths of it, and which exemption lies about it. */
interface Step {
  readonly visits: readonly number[]
  readonly exemption: number | undefined
}

const full = fc.record<Step>({
  visits: fc.array(fc.constantFrom(0, 0, 300, 500, 999), { minLength: 1, maxLength: 2 }),
  exemption: fc.constant(undefined),
})
const gap = fc.record<Step>({
  visits: fc.constant([]),
  exemption: fc.option(fc.nat({ max: EXEMPTIONS.length - 1 }), { nil: undefined }),
})

/** Returns the events and exemptions of one member in four to six windows, one after the other. */
export const runs = (stage: Stage, members: readonly string[]): fc.Arbitrary<Omit<RawItem, 'id'>[]> =>
  fc
    .record({
      subject: fc.constantFrom(...members),
      from: fc.oneof(fc.constant(stage.from), dates(stage)),
      unit: fc.constantFrom(...UNITS[stage.length]),
      steps: fc.array(fc.oneof({ weight: 3, arbitrary: full }, { weight: 1, arbitrary: gap }), {
        minLength: 4,
        maxLength: 6,
        size: 'max',
      }),
    })
    .map(({ subject, from, unit, steps }) => {
      const spans: Span[] = []
      for (const _ of steps) spans.push(windowOfDate(stage.zone, unit, spans.at(-1)?.to ?? from))
      return steps.flatMap(({ visits, exemption }, i) => {
        const span = spans[i] as Span
        const length = span.end - span.start
        const events = visits.map((part) => ({
          type: 'visit.done',
          subject,
          attributes: part === 500 ? { household: 'h1', hours: 2 } : { hours: part === 0 ? 0.25 : 1.33 },
          occurredAt: new Date(span.start + Math.floor((length * part) / 1000)).toISOString(),
        }))
        const about = exemption === undefined ? undefined : EXEMPTIONS[exemption]?.(span)
        if (!about) return events
        const [start, end] = about.map((at) => new Date(at).toISOString()) as [string, string]
        return [...events, { kind: 'exemption', subject: { kind: 'member', id: subject }, reason: 'leave', start, end }]
      })
    })
