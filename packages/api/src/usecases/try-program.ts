import { type Exact, formatExact, formatPoints, type Plan, type Result, type Spread, trial } from '@jixing/engine'
import type { User } from '../auth/roles.ts'
import { ProgramRefused } from '../books/publish-version.ts'
import { compileForeign, readForeignProgram } from '../books/read-untrusted.ts'
import { labelled, View, viewOf } from '../books/view.ts'
import type { Deps } from '../deps.ts'
import type { Trial } from '../wire/program.ts'
import { asProblem } from './publish-program.ts'

/**
 * Tries a program out: as if it had been in force from the beginning, over everything recorded so far, against the
 * programs that are. Nothing is stored.
 */
export async function tryProgram(deps: Deps, user: User, json: Readonly<Record<string, unknown>>): Promise<Trial> {
  const { books } = deps
  const before = await books.result(user.account)
  try {
    const candidate = readTrial(before.plan, json)
    return trialOf(viewOf(before, books.names), before, candidate, deps)
  } catch (error) {
    throw asProblem(error)
  }
}

function readTrial(plan: Plan, json: Readonly<Record<string, unknown>>): Plan {
  const first = plan.versions[0]
  const parsed = readForeignProgram({ ...json, version: 1, effectiveFrom: first?.effectiveFrom })
  if (!parsed.ok) throw new ProgramRefused(parsed.issues)
  const compiled = compileForeign([parsed.value])
  if (!compiled.ok) throw new ProgramRefused(compiled.issues)
  return compiled.value
}

function trialOf(view: View, before: Result, candidate: Plan, deps: Deps): Trial {
  const found = trial(before, candidate)
  const after = new View(found.after, deps.books.names)
  const scores = [...after.scores, ...view.scores]
  const rankings = [...after.rankings, ...view.rankings]
  const scoreNamed = (id: string) => scores.find((one) => one.id === id)
  const kindOf = (id: string) => scoreNamed(id)?.kind ?? ''
  const kindOfRanking = (id: string) => kindOf(rankings.find((one) => one.id === id)?.score ?? '')
  const tiers = [...after.tiers, ...view.tiers]
  const text = (id: string, value: Exact | undefined) =>
    value === undefined ? undefined : formatExact(value, scoreNamed(id)?.round?.places ?? 2)
  const points = (units: number) => formatPoints(units, before.plan.decimals)
  const rules = [...after.newest.rules, ...view.newest.rules]
  const limits = [...(after.newest.limits ?? []), ...(view.newest.limits ?? [])]
  return {
    scores: found.scores.map((one) => ({
      score: one.score,
      ...labelled(scoreNamed(one.score)),
      key: one.key,
      subject: view.named({ kind: kindOf(one.score), id: one.subject }),
      ...given('before', text(one.score, one.before)),
      ...given('after', text(one.score, one.after)),
    })),
    ranks: found.ranks.map((one) => ({
      ranking: one.ranking,
      ...labelled(rankings.find(({ id }) => id === one.ranking)),
      key: one.key,
      subject: view.named({ kind: kindOfRanking(one.ranking), id: one.subject }),
      before: one.before,
      after: one.after,
    })),
    tiers: found.tiers.map((one) => {
      const tier = tiers.find(({ id }) => id === one.tier)
      const subject = view.named({ kind: kindOfRanking(tier?.ranking ?? ''), id: one.subject })
      const bands = { ...given('before', one.before), ...given('after', one.after) }
      return { tier: one.tier, ...labelled(tier), key: one.key, subject, ...bands }
    }),
    rules: found.rules.map((one) => ({
      rule: one.rule,
      ...labelled(rules.find(({ id }) => id === one.rule)),
      before: points(one.before),
      after: points(one.after),
    })),
    limits: found.limits.map((one) => ({ ...one, ...labelled(limits.find(({ id }) => id === one.limit)) })),
    spread: found.spread.map((one) => ({
      ranking: one.ranking,
      ...labelled(rankings.find(({ id }) => id === one.ranking)),
      key: one.key,
      before: spreadOf(one.before),
      after: spreadOf(one.after),
    })),
  }
}

function given<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: V })
}

function spreadOf({ n, gini, ...quartiles }: Spread): Trial['spread'][number]['before'] {
  const written = Object.entries(quartiles).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, formatExact(value, 2)] as const],
  )
  return { n, ...Object.fromEntries(written), gini }
}
