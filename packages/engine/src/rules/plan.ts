import { parseDay, parseInstant } from '../base/civil.ts'
import { exactOf, multiply } from '../base/exact.ts'
import type { Issue, Parsed } from '../base/issue.ts'
import { isZone, startOfDay, type Zone, zoneNamed } from '../base/zone.ts'
import { type Field, isSameType, type Level, type Vocabulary } from '../event/activity.ts'
import type { Limit, Program, Rule } from './program.ts'
import { strataOf } from './strata.ts'

/** A programme ready to run: all versions of one program, ascending, and the words they share. */
export interface Plan extends Vocabulary {
  readonly versions: readonly Program[]
  /** When each version takes effect, UTC milliseconds. */
  readonly starts: readonly number[]
  /** When each version was published; minus infinity where it does not say. */
  readonly published: readonly number[]
  /** The ids of all limits in the order they apply. */
  readonly limits: readonly string[]
  /** The ids of all rules of all versions. */
  readonly rules: readonly string[]
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function levelsOf(program: Program): Map<string, Level> {
  return new Map(
    Object.entries(program.periods).map(([name, period]): [string, Level] => [
      name,
      'window' in period
        ? { name, window: { unit: period.window, startMonth: period.window === 'year' ? (period.startMonth ?? 1) : 1 } }
        : { name, fields: period.fields, ...(period.startsOn !== undefined && { startsOn: period.startsOn }) },
    ]),
  )
}

/** How a plan is made. */
export interface CompileOptions {
  /** The `zone` of a plan compiled elsewhere, instead of what this machine knows: both then mean the same days. */
  readonly zone?: Zone
}

/** Compiles a program, or all versions of one, into a plan. Refuses versions whose frames differ, listing every one. */
export function compile(programs: Program | readonly Program[], options: CompileOptions = {}): Parsed<Plan> {
  const list = Array.isArray(programs) ? (programs as readonly Program[]) : [programs as Program]
  const versions = [...list].sort((a, b) =>
    a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : a.version - b.version,
  )
  const first = versions[0]
  if (!first) return { ok: false, issues: [{ code: 'no_version', path: '', params: {} }] }
  const issues: Issue[] = []
  const fields = new Map<string, Field>()
  const activities = new Map<string, string[]>()
  const categories = new Set<string>()
  versions.forEach((program, i) => {
    for (const part of ['id', 'timeZone', 'decimals', 'subjects', 'periods', 'trees'] as const) {
      const strip = part === 'subjects' ? Object.keys(program.subjects) : program[part]
      const expected = part === 'subjects' ? Object.keys(first.subjects) : first[part]
      if (part === 'periods' ? !same([...levelsOf(program)], [...levelsOf(first)]) : !same(strip, expected)) {
        issues.push({ code: 'frame_differs', path: `/${i}/${part}`, params: { part, version: program.version } })
      }
    }
    if (i > 0 && versions[i - 1]?.effectiveFrom === program.effectiveFrom) {
      issues.push({ code: 'same_effective_date', path: `/${i}/effectiveFrom`, params: { version: program.version } })
    }
    for (const [type, activity] of Object.entries(program.activities)) {
      const names = activities.get(type) ?? []
      activities.set(type, names)
      for (const [name, field] of Object.entries(activity.fields ?? {})) {
        const known = fields.get(name)
        if (known && !isSameType(known, field)) {
          issues.push({
            code: 'field_type_differs',
            path: `/${i}/activities/${type}/fields/${name}`,
            params: { name, expected: known.type, found: field.type },
          })
        }
        fields.set(name, merged(known, field))
        if (!names.includes(name)) names.push(name)
      }
    }
    for (const category of Object.keys(program.categories ?? {})) categories.add(category)
  })
  const newest = versions[versions.length - 1] as Program
  for (const [id, limit] of versions.length > 1 ? strataOf(versions).circular : []) {
    const place = newest.rules.findIndex((rule) => rule.id === id)
    issues.push({
      code: 'milestone_shares_limit',
      path: `/${versions.length - 1}/rules/${place}`,
      params: { name: id, limit },
    })
  }
  const given = options.zone
  const wrong = given !== undefined && !isZone(given, first.timeZone)
  if (wrong) issues.push({ code: 'wrong_zone', path: '/0/timeZone', params: { name: first.timeZone } })
  const zone = given ?? zoneNamed(first.timeZone)
  if (!zone) issues.push({ code: 'unknown_time_zone', path: '/0/timeZone', params: { name: first.timeZone } })
  if (!zone || issues.length > 0) return { ok: false, issues }
  const newestFirst = [...versions].reverse()
  const value: Plan = {
    zone,
    versions,
    fields,
    activities,
    kinds: Object.keys(first.subjects),
    trees: first.trees ?? {},
    levels: levelsOf(first),
    categories: [...categories],
    decimals: first.decimals,
    input: newest.input,
    starts: versions.map((program) => startOf(zone, program)),
    published: versions.map((program) =>
      program.publishedAt ? (parseInstant(program.publishedAt) ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY,
    ),
    limits: limitsOf(versions),
    rules: [...new Set(newestFirst.flatMap((program) => program.rules.map((rule) => rule.id)))],
  }
  return { ok: true, value }
}

/** A choice keeps the values of every version, so that what was recorded under an older one can still be read. */
function merged(known: Field | undefined, field: Field): Field {
  return known?.of && field.of ? { ...field, of: [...new Set([...known.of, ...field.of])] } : field
}

/** Returns the ids of all limits in the order of the newest version; those only older ones have come after. */
function limitsOf(versions: readonly Program[]): string[] {
  return [...new Set([...versions].reverse().flatMap((program) => (program.limits ?? []).map((limit) => limit.id)))]
}

function startOf(zone: Zone, program: Program): number {
  return startOfDay(zone, parseDay(program.effectiveFrom) ?? 0)
}

/** Returns the number of the version in force at an instant, or -1 before the first. */
export function versionAt(plan: Plan, at: number): number {
  for (let i = plan.starts.length - 1; i >= 0; i--) if ((plan.starts[i] as number) <= at) return i
  return -1
}

/** Returns the version that a period or window starting at an instant uses: the first one serves what began before it. */
export function versionFrom(plan: Plan, start: number): number {
  return Math.max(0, versionAt(plan, start))
}

/** Returns the plan of the versions that were published by an instant; the first version always is. */
export function planPublishedBy(plan: Plan, at: number): Plan {
  const keep = plan.versions.map((_, i) => i).filter((i) => i === 0 || (plan.published[i] as number) <= at)
  if (keep.length === plan.versions.length) return plan
  const pick = <T>(all: readonly T[]): T[] => keep.map((i) => all[i] as T)
  const versions = pick(plan.versions)
  const limits = limitsOf(versions)
  return { ...plan, versions, limits, starts: pick(plan.starts), published: pick(plan.published) }
}

/** Returns points as written in a program in whole units of its decimals. Requires that parsing accepted them. */
export function unitsOf(plan: Plan, points: number | string): number {
  return multiply(exactOf(points) ?? 0, 10 ** plan.decimals) as number
}

/** Returns a rule of a version, or undefined. */
export function ruleOf(program: Program, id: string): Rule | undefined {
  return program.rules.find((rule) => rule.id === id)
}

/** Returns a limit of a version, or undefined. */
export function limitOf(program: Program, id: string): Limit | undefined {
  return program.limits?.find((limit) => limit.id === id)
}
