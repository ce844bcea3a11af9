import { at, dayInMonth, dayOf, freeTime, seasonOf, someMonth, startOfMonth } from '../calendar.ts'
import { createEventWriter, type DemoEvent, type EventWriter } from '../demo-item.ts'
import { gridOn } from '../people.ts'
import type { Random } from '../seeded-random.ts'
import type { Gathering, Town } from '../town.ts'
import { idsOf, someMember } from './choosing.ts'

/** Returns courtyard life, room contests, hazards found, sessions in shops and talk corners, and mediation. */
export function neighbourhood(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('block')
  for (const yard of town.yards) courtyard(town, yard, random.fork(yard.id), writer)
  for (const shop of town.shops) sessions(town, shop, random.fork(shop.id), writer)
  for (let i = 0; i < 340; i++) {
    const day = dayInMonth(random, someMonth(random))
    const finder = someMember(town, random, day)
    const block = gridOn(finder, day)?.block.id ?? ''
    writer.write('hazard', 'hazard.verified', at(day, freeTime(random, day)), {
      subject: finder.id,
      attributes: { block, hazard: random.pick(['fire', 'power', 'road', 'hygiene', 'hygiene', 'ebike', 'ebike']) },
    })
  }
  for (let i = 0; i < 130; i++) {
    const day = dayInMonth(random, someMonth(random))
    writer.write('mediation', 'mediation.done', at(day, freeTime(random, day)), {
      subject: someMember(town, random, day).id,
      attributes: { mediation: random.chance(0.45) ? 'settled' : 'helped' },
    })
  }
  return writer.events
}

function courtyard(town: Town, yard: Gathering, random: Random, writer: EventWriter): void {
  for (let month = 2; month < 12; month++) {
    if (startOfMonth(month + 1) <= yard.from) continue
    const times = Math.floor(random.around(3.2 * seasonOf(month), 1.4) + 0.5)
    for (let i = 0; i < times; i++) {
      const day = dayInMonth(random, month, 2.5)
      if (day < yard.from) continue
      const crew = random.sample(yard.members, random.between(1, 4), (one) => town.energy(one, day))
      const [first] = crew
      if (!first) continue
      const yardWork = random.pick(['work', 'tea', 'tea', 'rota'])
      writer.write('yard', 'yard.activity', at(day, yardWork === 'tea' ? 8 * 60 : freeTime(random, day)), {
        subject: first.id,
        participants: crew.length > 1 ? idsOf(crew) : [],
        attributes: { yard: yard.id, yardWork },
      })
    }
    if (month % 3 === 2 && startOfMonth(month) >= yard.from) contest(town, yard, month, random, writer)
  }
}

/** A quarterly room contest of a courtyard; the rooms stay unnamed, and never more than three count. */
function contest(town: Town, yard: Gathering, month: number, random: Random, writer: EventWriter): void {
  const day = Math.min(startOfMonth(month) + random.between(16, 27), dayOf(12, 30))
  const round = `2021-${String(Math.floor(month / 3) + 1)}`
  const crew = random.sample(yard.members, 2, (one) => town.energy(one, day))
  const [first] = crew
  if (!first) return
  writer.write('contest', 'contest.held', at(day, 15 * 60), {
    subject: first.id,
    participants: idsOf(crew),
    attributes: { yard: yard.id, round },
  })
  for (let i = random.between(2, 4); i > 0; i--)
    writer.write('room', 'contest.award', at(day, 17 * 60 + i), { attributes: { yard: yard.id, round } })
}

function sessions(town: Town, shop: Gathering, random: Random, writer: EventWriter): void {
  for (let month = 2; month < 12; month++) {
    const times = Math.floor(random.around(4 * seasonOf(month), 1.5) + 0.5)
    for (let i = 0; i < times; i++) {
      const day = Math.max(shop.from, dayInMonth(random, month))
      const inShop = random.chance(0.6)
      const who = random.weighted(shop.members, (one) => town.energy(one, day))
      const attributes = { block: shop.block.id, place: inShop ? 'shop' : 'corner', ...(inShop && { shop: shop.id }) }
      writer.write('corner', 'corner.session', at(day, freeTime(random, day)), { subject: who.id, attributes })
    }
  }
}
