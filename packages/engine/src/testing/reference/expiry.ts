/** Expiry: points are lots that live for a while; deductions may use them up; what is left at the end is booked off. */
import type { ExpiryRule, Program } from '../../rules/program.ts'
import { type Award, fresh } from './awards.ts'
import { dateAt, daysLater, startOfDate } from './civil-time.ts'
import { versionAt } from './events.ts'
import { byBytes, inTotalOrder, isSame } from './items.ts'
import type { Facts } from './roster.ts'

interface Lot {
  readonly award: Award
  readonly program: Program
  readonly rule: string
  readonly ends: number
  left: bigint
}

/** Returns the bookings of what has expired by `asOf`, given every settled award. */
export function expired(facts: Facts, settled: readonly Award[]): Award[] {
  const lots: Lot[] = []
  const owed: { award: Award; rule: string; left: bigint }[] = []
  for (const award of [...settled].sort((a, b) => inTotalOrder(a, b) || byBytes(a.rule, b.rule))) {
    const program = versionAt(facts, award.at)
    const rule = program && ruleOn(program, award)
    if (!rule || award.granted === 0n) continue
    const isMine = (other: { award: Award; rule: string }): boolean =>
      other.rule === rule.id && isSame(other.award.subject, award.subject)
    if (award.granted > 0n) {
      const lot = { award, program, rule: rule.id, ends: endOf(facts, rule, award.at), left: award.granted }
      for (const debt of owed.filter(isMine)) use(debt, lot)
      lots.push(lot)
    } else if (rule.deductions === 'consume') {
      const debt = { award, rule: rule.id, left: -award.granted }
      const living = lots.filter((lot) => isMine(lot) && lot.ends > award.at)
      for (const lot of living.sort((a, b) => a.ends - b.ends)) use(debt, lot)
      owed.push(debt)
    }
  }
  return lots.filter((lot) => lot.left > 0n && lot.ends <= facts.asOf).map(bookedOff)
}

/** Lets a deduction use what is left of a lot. */
function use(debt: { left: bigint }, lot: Lot): void {
  const used = debt.left < lot.left ? debt.left : lot.left
  debt.left -= used
  lot.left -= used
}

const ruleOn = (program: Program, award: Award): ExpiryRule | undefined =>
  program.rules
    .filter((rule) => rule.kind === 'expiry')
    .find(
      (rule) =>
        rule.off !== true && (rule.rules?.includes(award.rule) ?? rule.categories?.includes(award.category) ?? true),
    )

function endOf(facts: Facts, rule: ExpiryRule, at: number): number {
  if (rule.months === undefined) return at + (rule.days ?? 0) * 86_400_000
  const date = dateAt(facts.zone, at)
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + rule.months
  const first = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
  const sameDay = daysLater(first, Number(date.slice(8)) - 1)
  const isInMonth = sameDay.slice(0, 7) === first.slice(0, 7)
  return startOfDate(facts.zone, isInMonth ? sameDay : lastOf(first))
}

const lastOf = (first: string): string => {
  const following = daysLater(first, 31)
  return daysLater(`${following.slice(0, 7)}-01`, -1)
}

function bookedOff({ award, program, rule, ends, left }: Lot): Award {
  const { category, subject } = award
  const id = [rule, award.rule, award.source, award.id].join('/')
  const event = undefined
  return fresh({
    kind: 'expiry',
    rule,
    category,
    program,
    subject,
    source: '',
    id: `${id}`,
    at: ends,
    requested: -left,
    event,
  })
}
