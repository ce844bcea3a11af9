import { at, dayInMonth, freeTime, seasonOf, startOfMonth } from '../calendar.ts'
import { createEventWriter, type DemoEvent, type EventWriter } from '../demo-item.ts'
import type { Member } from '../people.ts'
import type { Grid } from '../places.ts'
import type { Random } from '../seeded-random.ts'
import type { KeyHousehold, Town } from '../town.ts'
import { spreadSum } from './spread-sum.ts'

/** Person-times of contact with people in key care over the year: "重点联系困难群众等特殊群体 4000 余人次". */
export const KEY_CONTACTS = 4000

/** Returns a year of visits to key and regular households and of door services. */
export function visits(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('grid')
  for (const grid of town.grids) {
    const own = random.fork(grid.id)
    for (let month = 0; month < 12; month++) {
      const leader = monthlyLeader(town, grid, month)
      for (const household of town.keyHouseholds.filter((one) => one.grid === grid))
        keyVisits(town, household, month, leader, own, writer)
      regularVisits(town, grid, month, leader, own, writer)
      doorServices(town, grid, month, own, writer)
    }
  }
  return withContacts(writer.events, random)
}

/** One of the willing members leads the groups of a grid in turn, a month each. */
function monthlyLeader(town: Town, grid: Grid, month: number): Member {
  const day = startOfMonth(month) + 14
  const able = [...town.present(grid, day)].sort(
    (a, b) => town.energy(b, day) - town.energy(a, day) || (a.id < b.id ? -1 : 1),
  )
  return able[month % Math.max(1, Math.min(4, Math.ceil(able.length / 2)))] ?? town.lead(grid)
}

function keyVisits(
  town: Town,
  household: KeyHousehold,
  month: number,
  leader: Member,
  random: Random,
  writer: EventWriter,
): void {
  const { keeper, grid, from, until } = household
  const first = startOfMonth(month)
  if (first < from || first >= until) return
  const will = town.energy(keeper, first + 14)
  if (!random.chance(Math.min(0.985, 0.7 + 0.3 * will))) return
  const times = random.chance(0.12 * seasonOf(month) * Math.min(1.6, will)) ? 2 : 1
  for (let i = 0; i < times; i++) {
    const day = dayInMonth(random, month, 1.8)
    const group = joined(town, grid, day, keeper, leader, random)
    visit(writer, day, random, group, leader, { household: household.id, class: 'key', people: 1 })
  }
}

/** The keeper of a household with up to four others of the grid, the willing ones more often. */
function joined(town: Town, grid: Grid, day: number, keeper: Member, leader: Member, random: Random): Member[] {
  const size = random.weighted([1, 2, 3, 4, 5], (n) => [0, 34, 38, 18, 7, 3][n] ?? 0)
  const others = town.present(grid, day).filter((one) => one !== keeper)
  return [keeper, ...random.sample(others, size - 1, (one) => 0.15 + town.energy(one, day) * (one === leader ? 2 : 1))]
}

function visit(
  writer: EventWriter,
  day: number,
  random: Random,
  group: readonly Member[],
  leader: Member,
  attributes: Record<string, string | number>,
): void {
  const subject = group.includes(leader) ? leader : (group[0] as Member)
  const participants = group.length > 1 ? group.map((one) => one.id).sort() : []
  writer.write('visit', 'visit.done', at(day, freeTime(random, day)), {
    subject: subject.id,
    participants,
    attributes: { ...attributes, ...(random.chance(0.12) && { need: true }) },
  })
}

function regularVisits(
  town: Town,
  grid: Grid,
  month: number,
  leader: Member,
  random: Random,
  writer: EventWriter,
): void {
  const count = Math.floor(random.around(grid.size * 0.15 * seasonOf(month) + 0.2, 0.9) + 0.5)
  for (let i = 0; i < count; i++) {
    const day = dayInMonth(random, month, 1.8)
    const able = town.present(grid, day)
    const group = random.sample(
      able,
      random.weighted([1, 2, 3], (n) => [0, 5, 4, 2][n] ?? 0),
      (one) => town.energy(one, day),
    )
    if (group.length === 0) continue
    visit(writer, day, random, group, leader, {
      household: `${grid.id}-r${String(random.between(1, 14)).padStart(2, '0')}`,
      class: 'regular',
      people: random.between(1, 4),
    })
  }
}

function doorServices(town: Town, grid: Grid, month: number, random: Random, writer: EventWriter): void {
  for (const member of town.present(grid, startOfMonth(month) + 14)) {
    if (!random.chance(Math.min(0.5, 0.12 * seasonOf(month) * town.energy(member, startOfMonth(month))))) continue
    const day = dayInMonth(random, month)
    const household = `${grid.id}-${random.chance(0.4) ? 'h01' : `r${String(random.between(1, 14)).padStart(2, '0')}`}`
    writer.write('door', 'doorservice.done', at(day, freeTime(random, day)), {
      subject: member.id,
      attributes: { household, service: `D${random.between(1, 6)}` },
    })
  }
}

/** Gives each key visit the number of people met, so that the year adds up to `KEY_CONTACTS`. */
function withContacts(events: readonly DemoEvent[], random: Random): DemoEvent[] {
  const key = events.filter((event) => event.attributes.class === 'key')
  const people = spreadSum(random.fork('contacts'), key.length, KEY_CONTACTS, 1, 5)
  const met = new Map(key.map((event, i) => [event.id, people[i] as number]))
  return events.map((event) =>
    met.has(event.id) ? { ...event, attributes: { ...event.attributes, people: met.get(event.id) as number } } : event,
  )
}
