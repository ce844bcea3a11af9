/** Measured generators: in which cells of rule kind × window × circumstance a rule has acted, and in which it has not. */
import type { ChallengeRule } from '../../rules/derived-rules.ts'
import { isPointsRule, type Limit, type MultiplierRule, type Program, type Rule } from '../../rules/program.ts'
import type { Canonical } from '../canonical.ts'
import { instantOf } from '../reference/civil-time.ts'
import { type Item, inTotalOrder, readItems } from '../reference/items.ts'
import { ZONES } from './instants.ts'
import { type Part, READY } from './ready.ts'
import type { World } from './worlds.ts'

/** What may befall the items of a world, and where it may play. */
export const CIRCUMSTANCES = [
  'late',
  'duplicate',
  'retracted',
  'reordered',
  'same instant',
  'version change',
  'transfer',
  'exemption',
  'frozen',
  ...ZONES,
] as const

const CALENDAR = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const

/** The windows of each kind; for a challenge what it counts, for a multiplier its dates, for an expiry how lots end. */
const WINDOWS: Readonly<Record<Rule['kind'], readonly string[]>> = {
  award: ['none', ...CALENDAR, 'ever', 'rolling'],
  expectation: CALENDAR,
  grant: CALENDAR,
  milestone: [...CALENDAR, 'ever'],
  streak: CALENDAR,
  place: ['month', 'quarter', 'year', 'field period'],
  challenge: ['events', 'sum', 'distinct', 'assigned'],
  multiplier: ['always', 'from', 'until', 'from and until'],
  expiry: ['days', 'months', 'days, consuming', 'months, consuming'],
  veto: ['month', 'quarter', 'year'],
}

const isReady = (kind: string, parts: readonly string[]): boolean =>
  ['award', 'expectation', 'grant', 'veto'].includes(kind) || parts.includes(kind)

/** How many worlds have been seen in each cell, by `kind × window × circumstance`. */
export type Coverage = Readonly<Record<string, number>>

/** Counts worlds by cell. */
export interface Meter {
  /** Counts a world, with what it gives, in every cell that it is in. */
  see(world: World, given: Canonical): void
  /** Returns the counts of all cells, empty ones included. */
  coverage(): Coverage
  /** Returns the names of the cells that no world has been in. */
  empty(): string[]
}

/** Returns a meter over no worlds yet, for the rule kinds of some parts of the language. */
export function createMeter(parts: readonly Part[] = READY): Meter {
  const counts = new Map<string, number>()
  for (const [kind, windows] of Object.entries(WINDOWS)) {
    for (const window of isReady(kind, parts) ? windows : [])
      for (const circumstance of CIRCUMSTANCES) counts.set(`${kind} × ${window} × ${circumstance}`, 0)
  }
  return {
    see(world, given) {
      const here = circumstancesOf(world)
      for (const place of placesOf(world, given)) {
        for (const circumstance of here) {
          const name = `${place} × ${circumstance}`
          if (counts.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1)
        }
      }
    },
    coverage: () => Object.fromEntries(counts),
    empty: () => [...counts].filter(([, count]) => count === 0).map(([name]) => name),
  }
}

/** Returns `kind × window` of each rule that has given an award, has moved one, or lies over a result. */
function placesOf({ programs, items, stage }: World, { awards, honours }: Canonical): Set<string> {
  const places = new Set<string>()
  const given = new Set([...awards, ...honours].map((one) => one.rule))
  for (const program of programs) {
    for (const rule of program.rules) {
      if (given.has(rule.id)) for (const window of windowsOf(program, rule)) places.add(`${rule.kind} × ${window}`)
      if (rule.kind !== 'multiplier') continue
      const moved = awards.some(
        ({ kind, version, requested, rule: id, source, id: event }) =>
          kind === 'award' &&
          version === program.version &&
          (rule.side === 'deductions') === requested < 0 &&
          isCovered(program, rule, id) &&
          items.some((item) => item.id === event && (item.source ?? '') === source && isWithin(stage.zone, rule, item)),
      )
      if (moved) places.add(`multiplier × ${datesOf(rule)}`)
    }
  }
  for (const item of items) if (item.decision === 'veto') places.add(`veto × ${item.period?.level}`)
  return places
}

/** The windows of a rule; an award stands in the windows of the limits that cover it. */
function windowsOf(program: Program, rule: Rule): string[] {
  switch (rule.kind) {
    case 'award': {
      const limits = (program.limits ?? []).filter((limit) => covers(limit, rule))
      const windows = limits.map(({ per }) => (typeof per?.window === 'object' ? 'rolling' : (per?.window ?? 'ever')))
      return limits.length === 0 ? ['none'] : windows
    }
    case 'expectation':
    case 'grant':
    case 'streak':
      return [rule.window]
    case 'milestone':
      return [rule.window ?? 'ever']
    case 'place':
      return ['fields' in (program.periods[rule.period] ?? {}) ? 'field period' : rule.period]
    case 'challenge':
      return [countedBy(rule)]
    case 'expiry':
      return [`${rule.months === undefined ? 'days' : 'months'}${rule.deductions === 'consume' ? ', consuming' : ''}`]
    default:
      return []
  }
}

const covers = (limit: Limit, rule: Rule): boolean =>
  limit.rules?.includes(rule.id) ?? (isPointsRule(rule) && (limit.categories?.includes(rule.category) ?? true))

function countedBy({ target, field, value }: ChallengeRule): string {
  if (typeof target === 'object') return 'assigned'
  return field !== undefined ? 'distinct' : value !== undefined ? 'sum' : 'events'
}

function datesOf({ from, until }: MultiplierRule): string {
  if (from !== undefined) return until === undefined ? 'from' : 'from and until'
  return until === undefined ? 'always' : 'until'
}

function isCovered(program: Program, rule: MultiplierRule, id: string): boolean {
  const covered = program.rules.find((one) => one.id === id)
  return (
    rule.off !== true &&
    rule.when === undefined &&
    covered?.kind === 'award' &&
    (rule.rules?.includes(id) ?? rule.categories?.includes(covered.category) ?? true)
  )
}

function isWithin(zone: string, { from, until }: MultiplierRule, { occurredAt }: World['items'][number]): boolean {
  if (occurredAt === undefined) return false
  const at = Date.parse(occurredAt)
  return (from === undefined || instantOf(zone, from) <= at) && (until === undefined || at < instantOf(zone, until))
}

function circumstancesOf({ stage, programs, items }: World): string[] {
  const [first] = programs
  const read = first ? readItems(first, items) : []
  const events = read.filter((item) => item.kind === 'event')
  const moved = read.filter((item) => item.kind === 'membership' && item.subject.kind === 'member')
  const isTarget = ({ source, id }: Item): boolean =>
    read.some(({ raw: { target } }) => target?.id === id && (target.source ?? '') === source)
  const is: Record<(typeof CIRCUMSTANCES)[number], boolean> = {
    late: events.some((item) => item.receivedAt > item.at),
    duplicate: read.length < items.length,
    retracted: events.some(isTarget),
    reordered: read.some((item, i) => i > 0 && inTotalOrder(read[i - 1] as Item, item) > 0),
    'same instant': new Set(events.map((item) => item.at)).size < events.length,
    'version change': programs.length > 1,
    transfer: new Set(moved.map((item) => item.subject.id)).size < moved.length,
    exemption: read.some((item) => item.kind === 'exemption'),
    frozen: read.some((item) => item.raw.decision === 'freeze'),
    ...(Object.fromEntries(ZONES.map((zone) => [zone, zone === stage.zone])) as Record<
      (typeof ZONES)[number],
      boolean
    >),
  }
  return CIRCUMSTANCES.filter((name) => is[name])
}
