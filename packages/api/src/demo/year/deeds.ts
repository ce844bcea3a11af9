import { at, dayInMonth, freeTime, officeTime, someMonth } from '../calendar.ts'
import { createEventWriter, type DemoEvent, numbered } from '../demo-item.ts'
import { drawMatter } from '../matters.ts'
import { gridOn } from '../people.ts'
import type { Block } from '../places.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'
import { idsOf, neighbours, someMember } from './choosing.ts'

/** Practical deeds of the year: "为群众办实事 110 多件". */
export const DEEDS = 110

/** Members found who had not checked in: "摸排出党员 70 多名". */
export const DISCOVERED = 70

/** Returns 110 practical deeds and 70 members discovered, nearly all of these verified. */
export function deeds(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('grid')
  for (let i = 0; i < DEEDS; i++) {
    const day = dayInMonth(random, someMonth(random))
    const lead = someMember(town, random, day)
    const block = gridOn(lead, day)?.block as Block
    const helpers = neighbours(town, random, day, block, random.pick([0, 1, 1, 2, 3]), [lead])
    const { topic, about } = drawMatter(random, 'deed')
    writer.write('deed', 'deed.done', at(day, freeTime(random, day)), {
      subject: lead.id,
      participants: idsOf(helpers),
      attributes: { topic, about, beneficiaries: random.between(1, 40) * random.pick([1, 1, 3]) },
    })
  }
  for (let i = 0; i < DISCOVERED; i++) {
    const day = dayInMonth(
      random,
      someMonth(random, (month) => (month < 6 ? 1.6 : 0.7)),
    )
    const finder = someMember(town, random, day)
    const found = `f${numbered(i + 1, 3)}`
    writer.write('discovered', 'member.discovered', at(day, freeTime(random, day)), {
      subject: finder.id,
      attributes: { found },
    })
    if (random.chance(0.94))
      writer.write('verified', 'member.verified', at(day + random.between(3, 20), officeTime(random)), {
        subject: finder.id,
        attributes: { found },
      })
  }
  return writer.events
}
