import { civilOf, dayOf } from '../base/civil.ts'
import { dayAt, startOfDay, type Zone } from '../base/zone.ts'
import { type Plan, versionAt } from '../rules/plan.ts'
import type { ExpiryRule, Program } from '../rules/program.ts'
import type { AwardTable, PlacedAward } from './award-table.ts'
import type { Basis } from './basis.ts'

const DAY = 86_400_000

/** What an award was granted, living until `ends`; deductions may have used some of it. */
interface Lot {
  readonly award: number
  readonly expiry: ExpiryRule
  readonly version: number
  readonly ends: number
  left: number
}

/** The lots of one subject under one expiry, those that end first before others, and what deductions still owe. */
interface Pool {
  readonly lots: Lot[]
  /** Lots before this one are over or used up. */
  first: number
  owed: number
}

/** Whether any version has a rule that lets points expire. */
export function letsExpire({ versions }: Plan): boolean {
  return versions.some((program) => program.rules.some((rule) => rule.kind === 'expiry' && !rule.off))
}

/** Returns the first instant of the civil day so many months later, on the last day of a shorter month. */
function monthsLater(zone: Zone, at: number, months: number): number {
  const { year, month, day } = civilOf(dayAt(zone, at))
  const firstOf = (count: number): number => dayOf(year + Math.floor(count / 12), (count % 12) + 1, 1)
  const first = firstOf(month - 1 + months)
  const length = firstOf(month + months) - first
  return startOfDay(zone, first + Math.min(day, length) - 1)
}

function endOf(zone: Zone, { days, months }: ExpiryRule, at: number): number {
  return days === undefined ? monthsLater(zone, at, months ?? 0) : at + days * DAY
}

/** Returns the expiry that covers an award of a version's rule and category: the first that is declared. */
function expiryFinder(plan: Plan): (version: number, rule: number, category: number) => ExpiryRule | undefined {
  const known = new Map<string, ExpiryRule | undefined>()
  const find = (program: Program, rule: string | undefined, category: string): ExpiryRule | undefined =>
    program.rules.find(
      (one): one is ExpiryRule =>
        one.kind === 'expiry' &&
        !one.off &&
        ((rule !== undefined && one.rules?.includes(rule)) || one.categories?.includes(category)) === true,
    )
  return (version, rule, category) => {
    const place = `${version} ${rule} ${category}`
    if (!known.has(place)) {
      known.set(place, find(plan.versions[version] as Program, plan.rules[rule], plan.categories[category] ?? ''))
    }
    return known.get(place)
  }
}

/** Returns every lot with what is left of it. Requires settled awards in the total order. */
function lotsOf({ plan }: Basis, awards: AwardTable): Lot[] {
  const { size, rule, category, subject, time, granted } = awards
  const expiryOf = expiryFinder(plan)
  const pools = new Map<string, Pool>()
  const lots: Lot[] = []
  for (let i = 0; i < size; i++) {
    const amount = granted[i] as number
    const at = time[i] as number
    const version = amount === 0 ? -1 : versionAt(plan, at)
    if (version < 0 || awards.kind(i) === 'expiry') continue
    const expiry = expiryOf(version, rule[i] as number, category[i] as number)
    if (!expiry || (amount < 0 && expiry.deductions !== 'consume')) continue
    const place = `${subject[i]} ${expiry.id}`
    const pool = pools.get(place) ?? { lots: [], first: 0, owed: 0 }
    pools.set(place, pool)
    if (amount < 0) use(pool, at, -amount)
    else {
      const used = Math.min(pool.owed, amount)
      pool.owed -= used
      const lot = { award: i, expiry, version, ends: endOf(plan.zone, expiry, at), left: amount - used }
      insert(pool, lot)
      lots.push(lot)
    }
  }
  return lots
}

/** Puts a lot behind those that end no later. */
function insert({ lots, first }: Pool, lot: Lot): void {
  let place = lots.length
  while (place > first && (lots[place - 1] as Lot).ends > lot.ends) place--
  lots.splice(place, 0, lot)
}

/** Uses up what lives at an instant, those that end first before others; what is not there is owed. */
function use(pool: Pool, at: number, amount: number): void {
  let need = amount
  for (; pool.first < pool.lots.length && need > 0; pool.first++) {
    const lot = pool.lots[pool.first] as Lot
    if (lot.ends <= at) continue
    const used = Math.min(lot.left, need)
    lot.left -= used
    need -= used
    if (lot.left > 0) break
  }
  pool.owed += need
}

/** Returns what is booked off when points expire by asOf. Requires settled awards in the total order. */
export function expiries(basis: Basis, awards: AwardTable): PlacedAward[] {
  const { plan, log, view } = basis
  return lotsOf(basis, awards)
    .filter(({ left, ends }) => left > 0 && ends <= view.asOf)
    .map(({ award, expiry, version, ends, left }) => {
      const row = awards.row[award] as number
      const lot = row >= 0 ? { source: log.source(row), id: log.id(row) } : awards.ref(award)
      const id = [expiry.id, plan.rules[awards.rule[award] as number] ?? '', lot?.source, lot?.id].join('/')
      return {
        kind: 'expiry',
        row: -1,
        ref: { source: '', id },
        subject: awards.subject[award] as number,
        rule: plan.rules.indexOf(expiry.id),
        version,
        category: awards.category[award] as number,
        time: ends,
        requested: -left,
        source: '',
        id,
        ruleId: expiry.id,
      }
    })
}

/** Returns the next instant after asOf at which points expire. */
export function nextExpiry(basis: Basis, awards: AwardTable): number {
  if (!letsExpire(basis.plan)) return Number.POSITIVE_INFINITY
  return lotsOf(basis, awards)
    .filter(({ left, ends }) => left > 0 && ends > basis.view.asOf)
    .reduce((least, { ends }) => Math.min(least, ends), Number.POSITIVE_INFINITY)
}
