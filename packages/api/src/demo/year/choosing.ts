import { gridOn, type Member } from '../people.ts'
import type { Block } from '../places.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'

/** Returns whoever of the town does something on a day: the willing ones more often. */
export function someMember(
  town: Town,
  random: Random,
  day: number,
  weight: (member: Member) => number = () => 1,
): Member {
  return random.weighted(town.members, (member) => town.energy(member, day) * weight(member))
}

/** Returns up to `n` members who serve in a block on a day, without those named. */
export function neighbours(
  town: Town,
  random: Random,
  day: number,
  block: Block,
  n: number,
  without: readonly Member[] = [],
): Member[] {
  const near = town.members.filter((member) => gridOn(member, day)?.block === block && !without.includes(member))
  return random.sample(near, n, (member) => town.energy(member, day))
}

/** Returns the ids of members in their own order. */
export function idsOf(members: readonly Member[]): string[] {
  return members.map((member) => member.id).sort()
}
