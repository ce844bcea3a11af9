/** What bands need beside their place: who does not fulfil it falls to the next band whose needs are fulfilled. */
import type { Program, Tier } from '../../rules/program.ts'
import type { SubjectName } from './items.ts'
import type { Period, Results } from './results.ts'
import { evaluateIn } from './scores.ts'

/** Returns the band of a subject after needs; the last band needs nothing. */
export function afterNeeds(
  results: Results,
  program: Program,
  tier: Tier,
  subject: SubjectName,
  period: Period,
  band: string,
): string {
  const fulfils = (id: string): boolean =>
    (tier.needs ?? [])
      .filter((need) => need.band === id)
      .every((need) => evaluateIn(results, program, subject, period, need.when) === true)
  const order = tier.bands.map((one) => one.id)
  return order.slice(order.indexOf(band), -1).find(fulfils) ?? (order.at(-1) as string)
}
