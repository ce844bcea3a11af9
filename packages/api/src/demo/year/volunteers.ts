import { at, dayInMonth, dayOf, freeTime, seasonOf, startOfMonth, weekdayOf } from '../calendar.ts'
import { createEventWriter, type DemoEvent, type EventWriter } from '../demo-item.ts'
import type { Member } from '../people.ts'
import type { Random } from '../seeded-random.ts'
import type { Gathering, Town } from '../town.ts'
import { idsOf } from './choosing.ts'

const PROJECTS = [
  '文明交通劝导',
  '核酸检测秩序维护',
  '疫苗接种引导',
  '社区清洁日',
  '图书室值守',
  '长者饭堂帮厨',
  '河道巡护',
  '电脑课助教',
  '护学岗',
  '敬老院探访',
  '献血宣传',
  '垃圾分类引导',
]
const WILLINGNESS = 0.36

/** Returns a year of volunteer service by members and of shifts of the 25 teams, some of them at the same time. */
export function volunteers(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('volunteer')
  for (const member of town.members) {
    const own = random.fork(member.id)
    for (let month = 0; month < 12; month++) serve(town, member, month, own, writer)
  }
  return writer.events
}

function serve(town: Town, member: Member, month: number, random: Random, writer: EventWriter): void {
  const will = town.energy(member, startOfMonth(month) + 14) * seasonOf(month)
  let times = random.chance(Math.min(0.85, WILLINGNESS * will)) ? 1 : 0
  if (will > 1.2 && random.chance(0.25)) times++
  for (let i = 0; i < times; i++) {
    const day = dayInMonth(random, month, 3)
    if (town.energy(member, day) < 0.04) continue
    const weekend = weekdayOf(day) > 5
    const hours = random.weighted(weekend ? [0.5, 1, 1.33, 1.5, 2, 2.5, 3, 4, 9] : [0.5, 1, 1.25, 1.5, 2], (one) =>
      one === 9 ? 0.15 : one > 2 ? 2 : 4,
    )
    const start = hours > 4 ? 9 * 60 : freeTime(random, day)
    writer.write('volunteer', 'volunteer.done', at(day, start), {
      subject: member.id,
      attributes: { project: random.pick(PROJECTS), hours },
    })
  }
}

/** Returns the founding and the shifts of the teams; now and then a member books the same hours as volunteering too. */
export function teams(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('team')
  for (const team of town.teams) {
    const own = random.fork(team.id)
    writer.write('formed', 'team.formed', at(team.from, 10 * 60), {
      attributes: { team: team.id, block: team.block.id },
    })
    for (let month = 0; month < 12; month++) {
      const shifts = Math.floor(own.around(3.3 * seasonOf(month), 1.6) + 0.5)
      for (let i = 0; i < shifts; i++) shift(town, team, month, own, writer)
    }
  }
  return writer.events
}

function shift(town: Town, team: Gathering, month: number, random: Random, writer: EventWriter): void {
  const day = dayInMonth(random, month, 1.2)
  if (day < team.from || day > dayOf(12, 31)) return
  const crew = random.sample(team.members, random.pick([1, 2, 2, 3, 4]), (one) => town.energy(one, day))
  const hours = random.weighted([0.5, 1, 1.5, 2, 3], (one) => (one === 0.5 ? 1 : 5))
  const start = freeTime(random, day)
  const [first] = crew
  if (!first || crew.some((one) => town.energy(one, day) < 0.04)) return
  writer.write('duty', 'duty.done', at(day, start), {
    subject: first.id,
    participants: crew.length > 1 ? idsOf(crew) : [],
    attributes: { team: team.id, hours },
  })
  if (random.chance(0.025)) {
    const other = random.pick(crew)
    writer.write('double', 'volunteer.done', at(day, start + 30), {
      subject: other.id,
      attributes: { project: team.label['zh-CN'], hours: 1 },
    })
  }
}
