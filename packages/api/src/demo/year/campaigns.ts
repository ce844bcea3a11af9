import { at, dayInMonth, freeTime, seasonOf, startOfMonth } from '../calendar.ts'
import { createEventWriter, type DemoEvent } from '../demo-item.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'
import { idsOf } from './choosing.ts'
import { spreadSum } from './spread-sum.ts'

/** Person-times reached in the year: "累计服务覆盖人群超过 10 万余人次". */
export const OUTREACH = 100_000

/** How much each campaign is worked on, month by month: the outbreak in June, vaccination in summer, gas in autumn. */
const CAMPAIGNS: Readonly<Record<string, readonly number[]>> = {
  fraud: [1, 1, 3, 4, 4, 4, 4, 4, 4, 4, 4, 3],
  epidemic: [5, 4, 2, 1, 3, 5, 3, 4, 2, 1, 1, 2],
  testing: [1, 0, 0, 0, 2, 9, 2, 2, 0, 0, 0, 1],
  vaccination: [0, 0, 1, 5, 6, 3, 5, 4, 2, 1, 2, 1],
  gas: [0, 0, 0, 0, 0, 0, 1, 1, 3, 5, 5, 4],
  sanitation: [1, 1, 2, 2, 2, 1, 1, 1, 2, 3, 2, 2],
}

/** Returns the year's campaign sessions; what they reached adds up to 100,000 person-times. */
export function campaigns(town: Town, random: Random): DemoEvent[] {
  const writer = createEventWriter('grid')
  for (const grid of town.grids) {
    const own = random.fork(grid.id)
    for (let month = 0; month < 12; month++) {
      const sessions = Math.floor(own.around(grid.size * 0.15 * seasonOf(month) + 0.1, 0.8) + 0.5)
      for (let i = 0; i < sessions; i++) {
        const day = dayInMonth(own, month, 1.6)
        const able = town.present(grid, day)
        const crew = own.sample(
          able,
          own.weighted([1, 2, 3, 4], (n) => [0, 3, 5, 3, 1][n] ?? 0),
          (one) => town.energy(one, day),
        )
        const [first] = crew
        if (!first || day < startOfMonth(0) + 5) continue
        const campaign = own.weighted(Object.keys(CAMPAIGNS), (one) => CAMPAIGNS[one]?.[month] ?? 0)
        const faceToFace = own.chance(0.93)
        writer.write('campaign', 'campaign.session', at(day, freeTime(own, day)), {
          subject: first.id,
          participants: crew.length > 1 ? idsOf(crew) : [],
          attributes: { campaign, reach: 0, ...(faceToFace && { faceToFace }) },
        })
      }
    }
  }
  const reach = spreadSum(random.fork('reach'), writer.events.length, OUTREACH, 10, 400)
  return writer.events.map((event, i) => ({ ...event, attributes: { ...event.attributes, reach: reach[i] as number } }))
}
