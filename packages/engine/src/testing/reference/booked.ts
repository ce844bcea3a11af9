/** Everything that is booked: what rules give, derived awards, limits over all of it, and at last what has expired. */
import { type Award, adjustments } from './awards.ts'
import { challenges } from './challenges.ts'
import { type Derived, firstOfEach } from './derived-awards.ts'
import { awardsOfEvents } from './event-awards.ts'
import { expired } from './expiry.ts'
import { settle } from './limits.ts'
import { milestonesOverMeasures, milestonesOverPoints } from './milestones.ts'
import { places } from './places.ts'
import type { Honour } from './results.ts'
import type { Facts } from './roster.ts'
import { expectations, grants } from './standing-rules.ts'
import { streaks } from './streaks.ts'

/** Returns every award of the facts, settled, and the honours that come with derived ones. */
export function booked(facts: Facts): { awards: Award[]; honours: Honour[] } {
  const plain = [...awardsOfEvents(facts), ...expectations(facts), ...grants(facts), ...adjustments(facts)]
  const first = [...milestonesOverMeasures(facts), ...streaks(facts), ...places(facts), ...challenges(facts)]
  let derived = firstOfEach(facts, first)
  let settled = settledCopy(facts, plain, derived)
  // What a milestone reads never depends on it, so this comes to rest: at the latest after one round for each of them.
  for (;;) {
    const next = firstOfEach(facts, [...first, ...milestonesOverPoints(facts, settled)])
    if (nameOf(next) === nameOf(derived)) break
    derived = next
    settled = settledCopy(facts, plain, derived)
  }
  const honours = derived.flatMap(({ award: { rule, subject, id, at }, honour }) =>
    honour === undefined ? [] : [{ honour, rule, subject, id, at }],
  )
  return { awards: [...settled, ...expired(facts, settled)], honours }
}

const nameOf = (all: readonly Derived[]): string =>
  JSON.stringify(all.map(({ award }) => [award.rule, award.id, award.at, `${award.requested}`]))

function settledCopy(facts: Facts, plain: readonly Award[], derived: readonly Derived[]): Award[] {
  const asked = derived.map((one) => one.award).filter((award) => award.requested !== 0n)
  const copies = [...plain, ...asked].map((award): Award => ({ ...award, withheld: [...award.withheld] }))
  settle(facts, copies)
  return copies
}
