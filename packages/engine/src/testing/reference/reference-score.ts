/** The entry to the reference: everything that programs and items give at one instant, in canonical form. */
import type { Program } from '../../rules/program.ts'
import {
  type Canonical,
  declared,
  Gathering,
  scoreOfTier,
  sortedAwards,
  sortedHonours,
  variants,
} from '../canonical.ts'
import { instantOf } from './civil-time.ts'
import { versionFrom } from './events.ts'
import { written } from './fraction.ts'
import { compute } from './frozen.ts'
import { readItems, type SubjectName } from './items.ts'
import { periodsOf } from './periods.ts'
import { subjectsOf } from './populations.ts'
import type { Period } from './results.ts'
import { measureOf } from './rows.ts'
import { unitsIn } from './tallies.ts'

const uniqueById = (all: readonly SubjectName[]): SubjectName[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
]

/**
 * Computes everything from programs and items, from docs/language.md alone. Requires valid programs of one frame and
 * items that a log would not refuse; of several with one source and id the first counts.
 */
export function referenceScore(programs: readonly unknown[], items: readonly unknown[], asOf: string): Canonical {
  const versions = [...(programs as Program[])].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  const [first] = versions as [Program, ...Program[]]
  const at = instantOf(first.timeZone, asOf)
  const results = compute({ programs: versions, items: readItems(first, items), asOf: at })
  const { facts } = results
  const kinds = Object.keys(first.subjects)
  const subjects = new Map(
    kinds.map((kind) => [kind, uniqueById([results, ...results.pasts()].flatMap((one) => subjectsOf(one, kind)))]),
  )
  const periods = Object.keys(first.periods).flatMap((level) => periodsOf(facts, level))
  const categories = [...new Set(versions.flatMap((program) => Object.keys(program.categories ?? {})))]
  const tallies = new Gathering<number>()
  const measures = new Gathering<string>()
  const scores = new Gathering<string>()
  const standings = new Gathering<[string, number | null][]>()
  const tiers = new Gathering<string>()
  for (const period of periods) {
    const place = `${period.level}:${period.key}`
    for (const subject of [...subjects.values()].flat()) {
      for (const category of categories) {
        const units = Number(unitsIn(results, subject, period, { category }))
        tallies.put(`${subject.kind}/${subject.id}`, place, category, units === 0 ? undefined : units)
      }
    }
    for (const measure of declared(versions, (program) => program.measures)) {
      for (const kind of new Set(
        versions.flatMap((program) => program.measures?.find((one) => one.id === measure)?.to.kind ?? []),
      )) {
        for (const subject of subjects.get(kind) ?? []) {
          const value = measureOf(results.home(period).facts, measure, subject, period)
          const isShown = typeof value === 'object' && value.n !== 0n
          measures.put(measure, place, subject.id, isShown ? written(value) : undefined)
        }
      }
    }
  }
  const periodsAt = (level: string): Period[] => periods.filter((period) => period.level === level)
  for (const score of declared(versions, (program) => program.scores)) {
    for (const { kind, period: level } of variants(versions, score)) {
      for (const period of periodsAt(level)) {
        for (const subject of subjects.get(kind) ?? []) {
          const value = results.score(score, subject, period).standing
          scores.put(score, period.key, subject.id, value && written(value))
        }
      }
    }
  }
  for (const id of declared(versions, (program) => program.rankings)) {
    for (const period of periods) {
      const program = versionFrom(facts, period.start)
      const ranking = program.rankings?.find((one) => one.id === id)
      if (!ranking || program.scores?.find((one) => one.id === ranking.score)?.period !== period.level) continue
      const lines = results.standings(ranking, period)
      for (const unit of new Set(lines.map((line) => line.unit ?? ''))) {
        const here = lines.filter((line) => (line.unit ?? '') === unit)
        standings.put(
          id,
          period.key,
          unit,
          here.map((line) => [line.subject, line.rank ?? null]),
        )
      }
    }
  }
  for (const id of declared(versions, (program) => program.tiers)) {
    for (const period of periods) {
      const program = versionFrom(facts, period.start)
      const tier = program.tiers?.find((one) => one.id === id)
      const score = program.scores?.find((one) => one.id === scoreOfTier(program, id))
      if (!tier || score?.period !== period.level) continue
      for (const subject of subjects.get(score.kind) ?? [])
        tiers.put(id, period.key, subject.id, results.tier(tier, subject, period))
    }
  }
  const awards = results.awards.map(
    ({ source, id, rule, program, kind, subject, requested, granted, withheld, at: occurredAt }) => ({
      source,
      id,
      rule,
      version: rule === '' ? 0 : program.version,
      kind,
      subject: `${subject.kind}/${subject.id}`,
      requested: Number(requested),
      granted: Number(granted),
      withheld: withheld.map(([limit, amount]) => [limit, Number(amount)] as const),
      at: occurredAt,
    }),
  )
  const honours = results.honours.map(({ honour, rule, subject, id, at: heldAt }) => ({
    honour,
    rule,
    subject: `${subject.kind}/${subject.id}`,
    id,
    at: heldAt,
  }))
  return {
    awards: sortedAwards(awards),
    honours: sortedHonours(honours),
    tallies: tallies.sorted(),
    measures: measures.sorted(),
    scores: scores.sorted(),
    standings: standings.sorted(),
    tiers: tiers.sorted(),
  }
}
