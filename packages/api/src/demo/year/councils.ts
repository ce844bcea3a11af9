import { at, dayInMonth, dayOf, officeTime, seasonOf } from '../calendar.ts'
import { createEventWriter, type DemoEvent, type EventWriter, numbered } from '../demo-item.ts'
import { drawMatter } from '../matters.ts'
import type { Member } from '../people.ts'
import type { Block } from '../places.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'
import { idsOf, neighbours } from './choosing.ts'
import { spreadSum } from './spread-sum.ts'

/** What the article counts: "街区理事会 145 次,议题 272 个,已处理 231 个,41 个正在跟踪处理中". */
export const COUNCILS = { meetings: 145, issues: 272, handled: 231 } as const

/** The block 石一 met more than ten times and debated more than twenty issues. */
const LIVELIEST = 'niuhu-shiyi'

interface Sitting {
  readonly block: Block
  readonly day: number
  readonly issues: number
}

/** Returns the meetings of the 20 block councils and what became of the issues they debated. */
export function councils(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('block')
  const sittings = calendarOfSittings(town, random)
  const total = sittings.reduce((sum, one) => sum + one.issues, 0)
  const open = new Set(openOnes(random, sittings, total))
  let count = 0
  for (const sitting of sittings) {
    const guests = sit(town, random, writer, sitting)
    for (let i = 0; i < sitting.issues; i++)
      debate(town, random, writer, sitting, guests, `t${numbered(++count, 3)}`, open.has(count))
  }
  return writer.events
}

function calendarOfSittings(town: Town, random: Random): Sitting[] {
  const others = town.blocks.filter((block) => block.id !== LIVELIEST)
  const times = spreadSum(random, others.length, COUNCILS.meetings - 11, 5, 10)
  const rows = [
    ...others.map((block, i) => ({ block, times: times[i] as number })),
    { block: town.blocks.find((one) => one.id === LIVELIEST) as Block, times: 11 },
  ]
  const plain = spreadSum(random, COUNCILS.meetings - 11, COUNCILS.issues - 22, 1, 3)
  const lively = spreadSum(random, 11, 22, 1, 3)
  return rows
    .flatMap(({ block, times: n }) =>
      random
        .sample([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], n, seasonOf)
        .map((month) => ({ block, day: dayInMonth(random, month, 0.6) })),
    )
    .map(({ block, day }) => ({ block, day, issues: (block.id === LIVELIEST ? lively : plain).pop() as number }))
    .sort((a, b) => a.day - b.day || (a.block.id < b.block.id ? -1 : 1))
}

/** The issues that are still being followed: the later ones far more often. */
function openOnes(random: Random, sittings: readonly Sitting[], total: number): number[] {
  const days = sittings.flatMap((one) => Array.from({ length: one.issues }, () => one.day))
  const numbers = Array.from({ length: total }, (_, i) => i + 1)
  return random.sample(
    numbers,
    COUNCILS.issues - COUNCILS.handled,
    (i) => 1 + ((days[i - 1] as number) / 60) * ((days[i - 1] as number) / 60),
  )
}

function sit(town: Town, random: Random, writer: EventWriter, { block, day }: Sitting): Member[] {
  const leads = town.grids.filter((grid) => grid.block === block).map((grid) => town.lead(grid))
  const come = leads.filter((lead) => random.chance(0.55 + 0.35 * Math.min(1.2, town.energy(lead, day))))
  const guests = [...come, ...neighbours(town, random, day, block, random.between(2, 5), leads)]
  writer.write('council', 'council.meeting', at(day, 19 * 60 + 30), {
    participants: idsOf(guests),
    attributes: { block: block.id },
  })
  return guests
}

function debate(
  town: Town,
  random: Random,
  writer: EventWriter,
  { block, day }: Sitting,
  guests: readonly Member[],
  issue: string,
  open: boolean,
): void {
  const { topic, about } = drawMatter(random, 'issue')
  const proposer = random.chance(0.75)
    ? random.pick(guests)
    : (neighbours(town, random, day, block, 1)[0] ?? random.pick(guests))
  const early = Math.max(0, day - random.between(0, 6))
  writer.write('issue-proposed', 'issue.proposed', at(early, early === day ? 19 * 60 + 35 : officeTime(random)), {
    subject: proposer.id,
    attributes: { issue, block: block.id, topic, about },
  })
  const votes = random.between(9, 17)
  const against = random.chance(0.3) ? random.between(1, 3) : 0
  const rejected = !open && random.chance(0.045)
  const [votesFor, votesAgainst] = rejected ? [against + 1, votes - against - 1] : [votes - against, against]
  const evening = at(day, 20 * 60 + random.below(50))
  if (rejected) {
    writer.write('issue-rejected', 'issue.rejected', evening, { attributes: { issue, votesFor, votesAgainst } })
    writer.write('issue-closed', 'issue.closed', at(day + random.between(1, 6), officeTime(random)), {
      attributes: { issue, closing: 'explained' },
    })
    return
  }
  writer.write('issue-adopted', 'issue.adopted', evening, { attributes: { issue, votesFor, votesAgainst } })
  const lead = random.chance(0.6) ? random.pick(guests) : proposer
  const assigned = day + random.between(1, 3)
  writer.write('issue-assigned', 'issue.assigned', at(assigned, officeTime(random)), {
    subject: lead.id,
    attributes: { issue },
  })
  const progress = (day: number): void => {
    writer.write('issue-progress', 'issue.progress', at(day, officeTime(random)), {
      subject: lead.id,
      attributes: { issue },
    })
  }
  if (open) {
    progress(assigned + random.between(5, 25))
    if (random.chance(0.35))
      writer.write('issue-escalated', 'issue.escalated', at(assigned + random.between(26, 60), officeTime(random)), {
        subject: lead.id,
        attributes: { issue },
      })
    return
  }
  const closed = Math.min(
    assigned + random.between(4, 30) + (random.chance(0.25) ? random.between(20, 60) : 0),
    dayOf(5, 10, 2022),
  )
  if (closed > assigned + 8 && random.chance(0.5)) progress(closed - random.between(1, 4))
  const helpers = neighbours(town, random, Math.min(closed, 364), block, random.between(0, 2), [lead])
  writer.write('issue-closed', 'issue.closed', at(closed, 18 * 60 + random.below(120)), {
    subject: lead.id,
    participants: idsOf(helpers),
    attributes: { issue, closing: random.chance(0.93) ? 'done' : 'explained' },
  })
}
