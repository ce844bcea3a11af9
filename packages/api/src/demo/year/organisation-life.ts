import { at, dayInMonth, dayOf, isHoliday, quarterOf, startOfMonth, weekdayOf } from '../calendar.ts'
import { createEventWriter, type DemoFact, type DemoItem, type EventWriter } from '../demo-item.ts'
import { isAway, type Member } from '../people.ts'
import type { Grid } from '../places.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'

/** The branch that held no general meeting in the third quarter, for which it was vetoed. */
export function lapsedBranch(town: Town): Grid {
  return town.grids.find((grid) => grid.size >= 5 && grid.size <= 8 && grid.block.community.id === 'niuhu') as Grid
}

/** How a branch keeps its meetings: how sure it is to hold one, and how many come. */
interface Habit {
  readonly keeps: number
  readonly draws: number
}

/** Returns a year of check-ins, party meetings, absences, lectures and fees, with leave that was approved. */
export function organisationLife(town: Town, random: Random): DemoItem[] {
  const writer = createEventWriter('party')
  const leave: DemoFact[] = []
  for (const member of town.members) checkIn(member, random, writer)
  for (const grid of town.grids) {
    const own = random.fork(grid.id)
    const asleep = grid.spirit < 0.5
    const habit = {
      keeps: asleep ? 0.45 : own.pick([0.78, 0.88, 0.93, 0.97, 0.98]),
      draws: asleep ? 0.8 : own.pick([0.88, 0.97, 1, 1.05]),
    }
    for (let month = 0; month < 12; month++) monthOfMeetings(town, grid, month, habit, own, writer, leave)
    const life = dayOf(8, own.between(2, 27))
    meet(town, grid, 'life', life, habit, own, writer, leave)
  }
  for (const member of town.members) fees(member, random, writer)
  return [...writer.events, ...leave]
}

function checkIn(member: Member, random: Random, writer: EventWriter): void {
  member.moves.forEach(({ day, grid }, i) => {
    if (!grid) return
    const when = i === 0 && day === 0 ? random.between(dayOf(1, 5), dayOf(1, 29)) : day + random.between(0, 4)
    writer.write('checkin', 'grid.checkin', at(when, random.between(540, 1190)), {
      subject: member.id,
      attributes: { grid: grid.id },
    })
  })
}

function monthOfMeetings(
  town: Town,
  grid: Grid,
  month: number,
  habit: Habit,
  random: Random,
  writer: EventWriter,
  leave: DemoFact[],
): void {
  const hold = (meeting: string): void => {
    const day = themeDay(month, random)
    meet(town, grid, meeting, day, habit, random, writer, leave)
  }
  const lapsed = grid === lapsedBranch(town) && month >= 6 && month <= 8
  if (random.chance(habit.keeps + 0.03)) hold('themeDay')
  if (random.chance(habit.keeps)) hold('group')
  if (town.committee(grid).length > 0 && random.chance(habit.keeps)) hold('committee')
  if (month % 3 === 1 && !lapsed && random.chance(habit.keeps + 0.02)) hold('general')
  if (month % 3 === 2 && random.chance(habit.keeps)) hold('lecture')
}

/** A working evening or Saturday of the month, outside the holidays. */
function themeDay(month: number, random: Random): number {
  for (;;) {
    const day = dayInMonth(random, month, 0.8)
    if (!isHoliday(day) && weekdayOf(day) !== 7) return day
  }
}

function meet(
  town: Town,
  grid: Grid,
  meeting: string,
  day: number,
  habit: Habit,
  random: Random,
  writer: EventWriter,
  leave: DemoFact[],
): void {
  const start = weekdayOf(day) === 6 ? 9 * 60 + 30 : 19 * 60
  const attributes = { branch: grid.branch, meeting }
  const called = meeting === 'committee' ? town.committee(grid) : town.present(grid, day)
  const come = called.filter((one) =>
    random.chance(Math.min(0.985, (0.54 + 0.36 * Math.min(1.25, town.energy(one, day))) * habit.draws)),
  )
  if (come.length < 2) return
  const chair = come.includes(town.secretary(grid)) ? town.secretary(grid) : (come[0] as Member)
  writer.write('meeting', 'meeting.held', at(day, start), {
    subject: chair.id,
    participants: come.map((one) => one.id),
    attributes,
  })
  if (meeting === 'lecture') {
    const speaker = random.weighted(come, (one) => (one === chair ? 4 : 0.3 + town.energy(one, day)))
    writer.write('talk', 'talk.given', at(day, start + 20), {
      subject: speaker.id,
      attributes: { branch: grid.branch, talk: 'lecture' },
    })
    if (random.chance(0.5)) {
      const other = random.pick(come)
      if (other !== speaker)
        writer.write('talk', 'talk.given', at(day, start + 70), {
          subject: other.id,
          attributes: { branch: grid.branch, talk: 'speech' },
        })
    }
  }
  if (meeting === 'life') return
  for (const one of called) {
    if (come.includes(one) || isAway(one, day)) continue
    const excuse = random.weighted(
      ['asked', 'approved later', 'none', 'said'] as const,
      (kind) =>
        ({
          asked: 4,
          'approved later': 2.5,
          none: (grid.spirit < 0.8 ? 30 : 20) + (town.energy(one, day) < 0.2 ? 45 : 0),
          said: 66,
        })[kind],
    )
    if (excuse === 'none' || excuse === 'approved later') {
      writer.write('missed', 'meeting.missed', at(day, start), { subject: one.id, attributes })
    }
    if (excuse === 'asked' || excuse === 'approved later') {
      const received = excuse === 'asked' ? at(day - random.between(1, 3), 1020) : at(day + random.between(2, 30), 1020)
      leave.push({
        kind: 'exemption',
        id: `leave-${grid.branch}-${leave.length + 1}`,
        source: 'party',
        receivedAt: received,
        subject: { kind: 'member', id: one.id },
        start: at(day, start - 60),
        end: at(day, start + 180),
        reason: random.pick(['因公出差请假', '身体不适请假', '单位值班请假', '照顾家人请假']),
      })
    }
  }
}

function fees(member: Member, random: Random, writer: EventWriter): void {
  const careful = random.chance(0.9)
  for (let quarter = 0; quarter < 4; quarter++) {
    const [from, until] = [startOfMonth(quarter * 3), startOfMonth(quarter * 3 + 3)]
    const middle = from + 45
    if (
      member.moves.every((move) => move.day > middle) ||
      member.moves.some((move) => !move.grid && move.day <= middle)
    )
      continue
    const paidFor = quarterOf(quarter * 3)
    if (random.chance(careful ? 0.985 : 0.7)) {
      const day = Math.max(member.moves[0]?.day ?? 0, from + random.between(5, 75))
      writer.write('fee', 'fee.paid', at(Math.min(day, until - 1), random.between(540, 1260)), {
        subject: member.id,
        attributes: { paidFor, onTime: true },
      })
    } else {
      writer.write('reminder', 'fee.reminded', at(until - random.between(3, 9), 600), {
        subject: member.id,
        attributes: { paidFor },
      })
      writer.write('fee', 'fee.paid', at(until + random.between(0, 14), random.between(540, 1260)), {
        subject: member.id,
        attributes: { paidFor },
      })
    }
  }
}
