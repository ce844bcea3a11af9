import { at, dayInMonth, dayOf, freeTime, officeTime, someMonth } from '../calendar.ts'
import { createEventWriter, type DemoEvent, type EventWriter, numbered } from '../demo-item.ts'
import { drawMatter } from '../matters.ts'
import { gridOn, type Member } from '../people.ts'
import type { Block } from '../places.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'
import { idsOf, neighbours, someMember } from './choosing.ts'

/** Appeals of the year: "收集群众各类诉求 500 多件次,100% 得到了解决或回应". */
export const APPEALS = 500

/** Returns the stories of 500 appeals; every one of them is answered or resolved. */
export function appeals(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('grid')
  const open = new Map<Block, { appeal: string; about: string; day: number; handler: Member }>()
  const days = Array.from({ length: APPEALS }, () => dayInMonth(random, someMonth(random))).sort((a, b) => a - b)
  for (const [i, day] of days.entries()) {
    const appeal = `s${numbered(i + 1)}`
    const finder = someMember(town, random, day)
    const block = gridOn(finder, day)?.block as Block
    const before = open.get(block)
    const same = before && day - before.day < 9 && random.chance(0.16) ? before : undefined
    const { topic, about } = drawMatter(random, 'appeal')
    writer.write('appeal-filed', 'appeal.filed', at(day, freeTime(random, day)), {
      subject: finder.id,
      attributes: { appeal, topic, about: same?.about ?? about },
    })
    writer.write('appeal-accepted', 'appeal.accepted', at(day + 1, officeTime(random)), {
      subject: finder.id,
      attributes: { appeal },
    })
    if (same) {
      writer.write('appeal-merged', 'appeal.merged', at(day + 2, officeTime(random)), {
        subject: same.handler.id,
        attributes: { appeal, into: same.appeal },
      })
      writer.write('appeal-answered', 'appeal.answered', at(day + random.between(3, 7), officeTime(random)), {
        subject: same.handler.id,
        attributes: { appeal },
      })
      continue
    }
    const handler = random.chance(0.35)
      ? town.lead(gridOn(finder, day) ?? (town.grids[0] as (typeof town.grids)[0]))
      : (neighbours(town, random, day, block, 1)[0] ?? finder)
    settleAppeal(town, random, writer, { appeal, day, handler, block })
    open.set(block, { appeal, about, day, handler })
  }
  return writer.events
}

interface Story {
  readonly appeal: string
  readonly day: number
  readonly handler: Member
  readonly block: Block
}

/** Hands an appeal to someone and ends it: answered, resolved, or first the one and then the other. */
function settleAppeal(town: Town, random: Random, writer: EventWriter, { appeal, day, handler, block }: Story): void {
  const attributes = { appeal }
  const assigned = day + random.between(1, 3)
  writer.write('appeal-assigned', 'appeal.assigned', at(assigned, officeTime(random)), {
    subject: handler.id,
    attributes,
  })
  const handlerIsSlow = (gridOn(handler, Math.min(day, 364))?.spirit ?? 1) < 0.75
  const late = random.chance(handlerIsSlow ? 0.4 : 0.04)
  const ways = ['resolved', 'answered', 'both'] as const
  const way = random.weighted(ways, (one) => ({ resolved: 46, answered: 26, both: 28 })[one])
  let first = late ? day + random.between(12, 21) : Math.min(day + 9, assigned + random.between(0, 6))
  if (first < assigned) first = assigned
  let last = first
  if (way !== 'resolved')
    writer.write('appeal-answered', 'appeal.answered', at(first, 1050 + random.below(60)), {
      subject: handler.id,
      attributes,
    })
  if (way !== 'answered') {
    last = way === 'both' ? Math.min(first + random.between(2, 45), dayOf(3, 31, 2022)) : first
    const helpers = neighbours(town, random, Math.min(last, 364), block, random.pick([0, 0, 1, 1, 2]), [handler])
    writer.write('appeal-resolved', 'appeal.resolved', at(last, 1120 + random.below(60)), {
      subject: handler.id,
      participants: idsOf(helpers),
      attributes,
    })
  }
  if (!random.chance(0.62)) return
  const satisfied = random.chance(late ? 0.6 : 0.94)
  writer.write('appeal-rated', 'appeal.rated', at(last + random.between(1, 5), random.between(600, 1260)), {
    subject: handler.id,
    attributes: { appeal, ...(satisfied && { satisfied }) },
  })
}
