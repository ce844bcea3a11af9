import { at, dayInMonth, dayOf, officeTime, someMonth } from '../calendar.ts'
import { createEventWriter, type DemoEvent } from '../demo-item.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'
import { someMember } from './choosing.ts'

const HONOURS = [
  '优秀共产党员',
  '抗疫先进个人',
  '优秀志愿者',
  '优秀网格员',
  '"我为群众办实事"标兵',
  '反诈宣传先进个人',
  '学史力行征文优秀奖',
]
const TASKS = [
  '抗击"6·14"疫情连续值守',
  '台风应急转移群众',
  '暴雨内涝抢险',
  '大规模核酸检测通宵保障',
  '密接人员连夜排查',
  '火情先期处置',
]

/** Returns urgent tasks, awards, letters and banners of the year; one honour may come from several levels. */
export function honours(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('office')
  for (let i = 0; i < 74; i++) {
    const day = dayInMonth(
      random,
      someMonth(random, (month) => (month === 5 || month === 7 ? 4 : 0.6)),
    )
    const merit = random.chance(0.16) ? 'special' : 'outstanding'
    const eager = someMember(town, random, day, (one) => town.energy(one, day))
    writer.write('urgent', 'urgent.done', at(day, officeTime(random)), {
      subject: eager.id,
      attributes: { merit, about: random.pick(TASKS) },
    })
  }
  for (let i = 0; i < 96; i++) {
    const month = random.weighted([2, 5, 6, 11], (one) => ({ 2: 2, 5: 7, 6: 2, 11: 4 })[one] ?? 0)
    const day = dayInMonth(random, month, 0.3)
    const eager = someMember(town, random, day, (one) => town.energy(one, day))
    const honour = `2021 年度${random.pick(HONOURS)}`
    writer.write('award', 'award.received', at(day, officeTime(random)), {
      subject: eager.id,
      attributes: { honour, level: 'street' },
    })
    if (!random.chance(0.18)) continue
    const level = random.weighted(
      ['district', 'city', 'higher'],
      (one) => ({ district: 8, city: 2, higher: 1 })[one] ?? 0,
    )
    writer.write('award', 'award.received', at(Math.min(day + random.between(6, 20), 364), officeTime(random)), {
      subject: eager.id,
      attributes: { honour, level },
    })
  }
  for (let i = 0; i < 85; i++) {
    const day = dayInMonth(random, someMonth(random))
    writer.write('thanks', 'thanks.received', at(day, officeTime(random)), {
      subject: someMember(town, random, day).id,
      attributes: { thanks: random.chance(0.7) ? 'letter' : 'banner' },
    })
  }
  for (const grid of random.sample(town.grids, 9)) {
    const level = random.chance(0.2) ? 'district' : 'street'
    writer.write('branch', 'branch.honoured', at(dayOf(6, random.between(24, 30)), officeTime(random)), {
      attributes: { branch: grid.branch, honour: '2021 年先进基层党组织', level },
    })
  }
  return writer.events
}
