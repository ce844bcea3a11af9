import type { Plan } from '../rules/plan.ts'
import {
  isPointsRule,
  type Limit,
  type MultiplierRule,
  type PointsRule,
  type Program,
  type Rule,
} from '../rules/program.ts'

// What may differ without any award being asked for or granted otherwise.
const STANDINGS = ['scores', 'rankings', 'tiers', 'populations', 'lists', 'visibility'] as const
const WORDS = ['label', 'trace', 'note', 'names', 'honours', 'version', 'publishedAt', '$schema'] as const
const IGNORED: ReadonlySet<string> = new Set([...STANDINGS, ...WORDS, 'rules', 'limits'])

/** Returns whether two programs say the same, whatever they call it. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(left).filter((key) => left[key] !== undefined)
  return (
    keys.length === Object.keys(right).filter((key) => right[key] !== undefined).length &&
    keys.every((key) => isSame(left[key], right[key]))
  )
}

function withoutWords(part: object): Record<string, unknown> {
  const kept = { ...part } as Record<string, unknown>
  for (const key of ['label', 'trace', 'note']) delete kept[key]
  return kept
}

/** The ids of the rules that a limit or multiplier covers in a version. */
function coveredBy(program: Program, by: Limit | MultiplierRule): string[] {
  const rules = program.rules.filter(isPointsRule)
  const covers = (rule: PointsRule): boolean =>
    by.rules?.includes(rule.id) ?? by.categories?.includes(rule.category) ?? true
  return rules.filter(covers).map((rule) => rule.id)
}

/** Whether what a rule gives is made from what others were granted, so that it cannot be settled apart from them. */
function readsGranted(rule: Rule): boolean {
  return rule.kind === 'expiry' || (rule.kind === 'milestone' && rule.of !== undefined)
}

/** What a candidate changes of the awards. */
export interface ChangedRules {
  /** The rules whose awards it may change: those that differ, and all that a limit or an overlap joins with them. */
  readonly rules: ReadonlySet<string>
  /** The rules that give the same events other points and differ in nothing else. */
  readonly points: ReadonlySet<string>
  /** Whether some rule differs in more than its points. */
  readonly more: boolean
}

/**
 * Returns the rules whose awards a candidate may change: those that differ, and all that a limit or an overlap joins
 * with them. Undefined when it changes more than rules, limits and standings, or something that reads what was granted.
 */
export function changedRules(before: Plan, after: Plan): ChangedRules | undefined {
  if (!isSame(before.rules, after.rules) || !isSame(before.limits, after.limits)) return undefined
  if (!isSame(before.categories, after.categories) || !isSame(before.starts, after.starts)) return undefined
  const seeds = new Set<string>()
  const points = new Set<string>()
  let more = [...before.versions, ...after.versions].some((program) =>
    program.rules.some((rule) => rule.kind === 'multiplier'),
  )
  for (const [i, old] of before.versions.entries()) {
    const next = after.versions[i] as Program
    const keys = new Set([...Object.keys(old), ...Object.keys(next)])
    for (const key of keys) {
      if (IGNORED.has(key)) continue
      if (!isSame(old[key as keyof Program], next[key as keyof Program])) return undefined
    }
    for (const [was, is] of differing(old.rules, next.rules)) {
      const id = (was ?? is)?.id as string
      seeds.add(id)
      if (was && is && isSameButPoints(was, is)) points.add(id)
      else more = true
    }
    seedJoined(old, next, seeds)
  }
  const joined = join([...before.versions, ...after.versions], seeds)
  const versions = [...before.versions, ...after.versions]
  const reads = versions.some((program) => program.rules.some((rule) => readsGranted(rule)))
  return reads && joined.size > 0 ? undefined : { rules: joined, points, more }
}

function isSameButPoints(was: Rule, is: Rule): boolean {
  if (was.kind !== 'award' || is.kind !== 'award' || was.share === 'split') return false
  // A formula may give nothing for some events before and something now; two numbers give to the same events.
  if (typeof was.points !== 'number' || typeof is.points !== 'number' || was.points === 0) return false
  return isSame({ ...withoutWords(was), points: 0 }, { ...withoutWords(is), points: 0 })
}

/** Pairs the parts that differ by their id; one that only one side has stands alone. */
function differing<T extends { readonly id: string }>(
  a: readonly T[] = [],
  b: readonly T[] = [],
): [T | undefined, T | undefined][] {
  const left = new Map(a.map((one) => [one.id, one]))
  const right = new Map(b.map((one) => [one.id, one]))
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((id): [T | undefined, T | undefined][] => {
    const [was, is] = [left.get(id), right.get(id)]
    return was && is && isSame(withoutWords(was), withoutWords(is)) ? [] : [[was, is]]
  })
}

/** Adds the rules that multipliers and limits cover where these differ. */
function seedJoined(old: Program, next: Program, seeds: Set<string>): void {
  const cover = [
    ...differing(old.rules, next.rules)
      .flat()
      .filter((rule) => rule?.kind === 'multiplier'),
    ...differing(old.limits, next.limits)
      .flat()
      .filter((limit) => limit !== undefined),
  ]
  for (const by of cover) {
    for (const program of [old, next]) for (const id of coveredBy(program, by)) seeds.add(id)
  }
}

/** Adds to some rules all that a limit or an overlap joins with them in any version. */
function join(versions: readonly Program[], seeds: ReadonlySet<string>): Set<string> {
  const links = versions.flatMap((program) => [
    ...(program.limits ?? []).map((limit) => coveredBy(program, limit)),
    ...program.rules.flatMap((rule) =>
      rule.kind === 'award' && rule.unlessOverlaps ? [[rule.id, ...rule.unlessOverlaps]] : [],
    ),
  ])
  const joined = new Set(seeds)
  for (let grew = true; grew; ) {
    grew = false
    for (const link of links) {
      if (!link.some((id) => joined.has(id)) || link.every((id) => joined.has(id))) continue
      for (const id of link) joined.add(id)
      grew = true
    }
  }
  return joined
}
