import { at, dayInMonth, dayOf, freeTime, officeTime, someMonth } from '../calendar.ts'
import { createEventWriter, type DemoEvent, type EventWriter, numbered } from '../demo-item.ts'
import { drawMatter } from '../matters.ts'
import type { Member } from '../people.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'
import { someMember } from './choosing.ts'

/** Wishes claimed in the year: "认领群众'微心愿' 540 余个". */
export const WISHES_CLAIMED = 540

const PUBLISHED = 604

/** Returns the stories of the micro-wishes: 604 published, 540 claimed, most fulfilled, a few dropped or late. */
export function wishes(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('grid')
  const days = Array.from({ length: PUBLISHED }, () => dayInMonth(random, someMonth(random))).sort((a, b) => a - b)
  const left = new Set(
    random.sample(
      days.map((_, i) => i),
      PUBLISHED - WISHES_CLAIMED,
    ),
  )
  for (const [i, day] of days.entries()) {
    const wish = `w${numbered(i + 1)}`
    const grid = random.pick(town.grids)
    writer.write('wish-published', 'wish.published', at(day, officeTime(random)), {
      subject: town.lead(grid).id,
      attributes: { wish, about: drawMatter(random, 'wish').about },
    })
    if (left.has(i)) continue
    const claimed = Math.min(day + random.between(1, 8), 364)
    claim(town, random, writer, wish, claimed)
  }
  return writer.events
}

function claim(town: Town, random: Random, writer: EventWriter, wish: string, day: number): void {
  const member = someMember(town, random, day)
  const by = { subject: member.id, attributes: { wish } }
  writer.write('wish-claimed', 'wish.claimed', at(day, freeTime(random, day)), by)
  const way = random.weighted(
    ['fulfilled', 'late', 'cancelled', 'open'] as const,
    (one) => ({ fulfilled: 905, late: 36, cancelled: 30, open: 29 })[one],
  )
  if (way === 'open') return
  if (way === 'cancelled') {
    const withReason = random.chance(0.55)
    writer.write('wish-cancelled', 'wish.cancelled', at(day + random.between(2, 12), freeTime(random, day)), {
      subject: member.id,
      attributes: { wish, ...(withReason && { withReason }) },
    })
    return
  }
  const done = day + (way === 'late' ? random.between(32, 60) : random.between(2, 26))
  fulfil(random, writer, wish, member, done)
}

function fulfil(random: Random, writer: EventWriter, wish: string, member: Member, day: number): void {
  writer.write('wish-fulfilled', 'wish.fulfilled', at(day, freeTime(random, day)), {
    subject: member.id,
    attributes: { wish },
  })
  if (!random.chance(0.965)) return
  const confirmed = Math.min(day + random.between(1, 6), dayOf(3, 31, 2022))
  const satisfied = random.chance(0.97)
  writer.write('wish-confirmed', 'wish.confirmed', at(confirmed, officeTime(random)), {
    subject: member.id,
    attributes: { wish, ...(satisfied && { satisfied }) },
  })
}
