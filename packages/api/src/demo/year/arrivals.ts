import { at, dayAt, minutesAfter } from '../calendar.ts'
import type { DemoEvent } from '../demo-item.ts'
import type { Random } from '../seeded-random.ts'
import { freezeAfter } from './decisions.ts'

/** Events that may come in after their quarter was frozen, when a list turns up late. */
const STRAGGLERS = new Set([
  'visit.done',
  'volunteer.done',
  'duty.done',
  'doorservice.done',
  'hazard.verified',
  'meeting.held',
])

/** Returns events with the instant at which each came in: most the same day, some days later, a few too late. */
export function arrivals(events: readonly DemoEvent[], random: Random): DemoEvent[] {
  return events.map((event) => ({ ...event, receivedAt: arrival(event, random) }))
}

function arrival(event: DemoEvent, random: Random): string {
  const day = dayAt(event.occurredAt)
  const way = random.weighted(
    ['same day', 'next day', 'this week', 'late', 'too late'] as const,
    (one) => ({ 'same day': 720, 'next day': 185, 'this week': 80, late: 13, 'too late': 2 })[one],
  )
  switch (way) {
    case 'same day':
      return minutesAfter(event.occurredAt, random.between(3, 260))
    case 'next day':
      return at(day + 1, random.between(500, 1300))
    case 'this week':
      return at(day + random.between(2, 6), random.between(500, 1300))
    case 'late':
      return at(day + random.between(14, 29), random.between(500, 1300))
    default:
      return STRAGGLERS.has(event.type) && day < 365
        ? at(freezeAfter(day) + random.between(2, 45), random.between(500, 1300))
        : at(day + 7, 600)
  }
}
