/** Measured generators: which cells of rule kind × window × circumstance have been produced, and which have not. */
import { isPointsRule, type Limit, type Rule } from '../../rules/program.ts'
import { inTotalOrder, readItems } from '../reference/items.ts'
import { ZONES } from './instants.ts'
import type { World } from './worlds.ts'

/** What may befall the items of a world, and where it may play. */
export const CIRCUMSTANCES = [
  'late',
  'duplicate',
  'retracted',
  'reordered',
  'version change',
  'transfer',
  'exemption',
  ...ZONES,
] as const

const WINDOWS: Readonly<Partial<Record<Rule['kind'], readonly string[]>>> = {
  award: ['none', 'day', 'week', 'month', 'quarter', 'half', 'year', 'ever', 'rolling'],
  expectation: ['day', 'week', 'month', 'quarter', 'half', 'year'],
  grant: ['day', 'week', 'month', 'quarter', 'half', 'year'],
  veto: ['month', 'quarter', 'year'],
}

/** How many worlds have been seen in each cell, by `kind × window × circumstance`. */
export type Coverage = Readonly<Record<string, number>>

/** Counts worlds by cell. */
export interface Meter {
  /** Counts a world in every cell that it is in. */
  see(world: World): void
  /** Returns the counts of all cells, empty ones included. */
  coverage(): Coverage
  /** Returns the names of the cells that no world has been in. */
  empty(): string[]
}

/** Returns a meter over no worlds yet. */
export function createMeter(): Meter {
  const counts = new Map<string, number>()
  for (const [kind, windows] of Object.entries(WINDOWS)) {
    for (const window of windows)
      for (const circumstance of CIRCUMSTANCES) counts.set(cell(kind, window, circumstance), 0)
  }
  return {
    see(world) {
      const here = circumstancesOf(world)
      for (const place of placesOf(world)) {
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

const cell = (kind: string, window: string, circumstance: string): string => `${kind} × ${window} × ${circumstance}`

/** Returns `kind × window` for each rule of a world; an award stands in the windows of the limits that cover it. */
function placesOf({ programs, items }: World): Set<string> {
  const places = new Set<string>()
  for (const program of programs) {
    for (const rule of program.rules) {
      if (rule.kind === 'expectation' || rule.kind === 'grant') places.add(`${rule.kind} × ${rule.window}`)
      if (rule.kind !== 'award') continue
      const limits = (program.limits ?? []).filter((limit) => covers(limit, rule))
      if (limits.length === 0) places.add('award × none')
      for (const { per } of limits)
        places.add(`award × ${typeof per?.window === 'object' ? 'rolling' : (per?.window ?? 'ever')}`)
    }
  }
  for (const item of items) if (item.decision === 'veto') places.add(`veto × ${item.period?.level}`)
  return places
}

const covers = (limit: Limit, rule: Rule): boolean =>
  limit.rules?.includes(rule.id) ?? (isPointsRule(rule) && (limit.categories?.includes(rule.category) ?? true))

function circumstancesOf({ stage, programs, items }: World): string[] {
  const [first] = programs
  const read = first ? readItems(first, items) : []
  const moved = read.filter((item) => item.kind === 'membership' && item.subject.kind === 'member')
  const is: Record<string, boolean> = {
    late: read.some((item) => item.kind === 'event' && item.receivedAt > item.at),
    duplicate: read.length < items.length,
    retracted: read.some((item) => item.kind === 'retraction'),
    reordered: read.some((item, i) => i > 0 && inTotalOrder(read[i - 1] as typeof item, item) > 0),
    'version change': programs.length > 1,
    transfer: new Set(moved.map((item) => item.subject.id)).size < moved.length,
    exemption: read.some((item) => item.kind === 'exemption'),
    [stage.zone]: true,
  }
  return Object.keys(is).filter((name) => is[name])
}
