import { at, dayInMonth, dayOf, officeTime, someMonth } from '../calendar.ts'
import { createEventWriter, type DemoEvent } from '../demo-item.ts'
import { isAway, type Member } from '../people.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'

const TASKS = ['卡点值守未到岗', '入户排查表未上交', '网格台账逾期', '反诈安装任务未完成']
const PROMISES = ['公开承诺:每月一次义务劳动', '公开承诺:联系一户困难家庭']

/** Returns what is deducted beside missed meetings, late fees and unvisited households: few and dated. */
export function deductions(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('office')
  const someone = (day: number): Member =>
    random.weighted(town.members, (one) =>
      isAway(one, day) || town.energy(one, day) === 0 ? 0 : 1 / (0.3 + town.energy(one, day)),
    )
  const times = (n: number, put: (day: number, member: Member) => void): void => {
    for (let i = 0; i < n; i++) {
      const day = dayInMonth(random, someMonth(random))
      put(day, someone(day))
    }
  }
  times(34, (day, { id }) =>
    writer.write('task', 'task.missed', at(day, officeTime(random)), {
      subject: id,
      attributes: { about: random.pick(TASKS) },
    }),
  )
  times(16, (day, { id }) => {
    const withReason = random.chance(0.4)
    writer.write('promise', 'promise.dropped', at(day, officeTime(random)), {
      subject: id,
      attributes: { about: random.pick(PROMISES), ...(withReason && { withReason }) },
    })
  })
  times(22, (day, { id }) =>
    writer.write('complaint', 'complaint.upheld', at(day, officeTime(random)), {
      subject: id,
      attributes: { about: '群众反映办理不力,经核实属实' },
    }),
  )
  const criticised = someone(dayOf(4, 12))
  writer.write('criticism', 'criticism.notified', at(dayOf(4, 12), 600), {
    subject: criticised.id,
    attributes: { level: 'street', about: '安全隐患整改不力' },
  })
  writer.write('criticism', 'criticism.notified', at(dayOf(9, 8), 600), {
    subject: someone(dayOf(9, 8)).id,
    attributes: { level: 'district', about: '值守脱岗' },
  })
  writer.write('structure', 'structure.kept', at(dayOf(10, 14), 600), {
    subject: someone(dayOf(10, 14)).id,
    attributes: { about: '天面加建未按期拆除' },
  })
  return writer.events
}
