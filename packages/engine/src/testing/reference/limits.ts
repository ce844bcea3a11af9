/** Limits of section 6: settled over the set, one after another, each cell in its own order. */
import type { Limit, Program } from '../../rules/program.ts'
import { type Award, cellKey, unitsOf, withhold } from './awards.ts'
import { spelled } from './fraction.ts'
import { byBytes, inTotalOrder } from './items.ts'
import type { Facts } from './roster.ts'

const DAY = 86_400_000

/** Applies every limit to the awards, which change in place. */
export function settle(facts: Facts, awards: readonly Award[]): void {
  for (const id of limitsInOrder(facts.programs)) {
    const covered = awards.filter((award) => award.kind !== 'adjustment' && award.granted !== 0n && limitOn(award, id))
    const cells = new Set(covered.map((award) => cellOf(facts, award, id)))
    for (const cell of cells) {
      serve(
        id,
        covered.filter((award) => cellOf(facts, award, id) === cell),
      )
    }
  }
}

/** Returns limit ids in the order of the newest version; those that only older versions have follow, newest first. */
function limitsInOrder(programs: readonly Program[]): string[] {
  const newestFirst = [...programs].reverse()
  return [...new Set(newestFirst.flatMap((program) => (program.limits ?? []).map((limit) => limit.id)))]
}

/** Returns the limit of that id in the award's own version, if it covers the award. */
function limitOn(award: Award, id: string): Limit | undefined {
  const limit = award.program.limits?.find((one) => one.id === id)
  if (!limit) return undefined
  if (limit.rules && !limit.rules.includes(award.rule)) return undefined
  if (limit.categories && !limit.categories.includes(award.category)) return undefined
  return (limit.side === 'deductions') === award.requested < 0n ? limit : undefined
}

function cellOf(facts: Facts, award: Award, id: string): string {
  const { per, keep } = limitOn(award, id) as Limit
  const window = typeof per?.window === 'string' ? per.window : 'ever'
  const { kind, id: subject } = award.subject
  return JSON.stringify([kind, subject, cellKey(facts, award, window, per?.fields), per?.window, keep])
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

function serve(id: string, cell: readonly Award[]): void {
  const earliest = (a: Award, b: Award): number => inTotalOrder(a, b) || byBytes(a.rule, b.rule)
  const highest = (a: Award, b: Award): number =>
    size(a.granted) === size(b.granted) ? earliest(a, b) : size(a.granted) > size(b.granted) ? -1 : 1
  const isHighest = cell.some((award) => limitOn(award, id)?.keep === 'highest')
  const order = [...cell].sort(isHighest ? highest : earliest)
  const served: Award[] = []
  for (const award of order) {
    const limit = limitOn(award, id) as Limit
    const window = limit.per?.window
    const since = typeof window === 'object' ? award.at - window.rollingDays * DAY : Number.NEGATIVE_INFINITY
    const before = served.filter((other) => other.at > since)
    const amount = size(award.granted)
    const granted =
      limit.times === undefined
        ? smaller(amount, left(unitsOf(award.program, spelled(limit.points ?? 0)), before))
        : before.length < limit.times
          ? amount
          : 0n
    withhold(award, id, award.granted < 0n ? granted - amount : amount - granted)
    if (award.granted !== 0n) served.push(award)
  }
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

function left(limit: bigint, served: readonly Award[]): bigint {
  const used = served.reduce((sum, award) => sum + size(award.granted), 0n)
  return used < limit ? limit - used : 0n
}
