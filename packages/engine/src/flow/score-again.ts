import { type AwardPart, awardPart, isSamePart, mergedAwards, PatchedAwards } from '../ledger/award-part.ts'
import { type AwardTable, createAwardTable } from '../ledger/award-table.ts'
import type { Basis } from '../ledger/basis.ts'
import { bookAwards, boundRuleOf, settleCandidates } from '../ledger/book-awards.ts'
import { bindRules } from '../rules/decide.ts'
import type { Plan } from '../rules/plan.ts'
import { isPointsRule, type Program } from '../rules/program.ts'
import { Scorer } from '../standings/scorer.ts'
import type { Resettled } from '../standings/tally.ts'
import { vetoesInForce } from '../standings/veto.ts'
import { type ChangedRules, changedRules } from './changed-rules.ts'
import { Result } from './result.ts'
import { score } from './score.ts'

/** The parts of a result that have been settled anew before, by their rules: dragging a number asks for one of them. */
const parts = new WeakMap<AwardTable, Map<string, AwardPart>>()
const unfrozen = new WeakMap<Result, Result>()

/** Returns a result as if no period had been frozen. */
export function withoutFreezes(result: Result): Result {
  if (result.freezes.length === 0) return result
  const known = unfrozen.get(result) ?? score(result.plan, result.log, { asOf: result.asOf, freezes: 'ignore' })
  unfrozen.set(result, known)
  return known
}

/**
 * Scores the log of a result by a candidate, without freezes. What the candidate leaves as it is, is taken over: only
 * the awards of rules that differ, and of those that limits join with them, are decided and settled again. Equal to a
 * full scoring in everything.
 */
export function scoreAgain(result: Result, candidate: Plan): Result {
  const before = withoutFreezes(result)
  const changed = changedRules(before.plan, candidate)
  if (!changed) return score(candidate, before.log, { asOf: before.asOf, freezes: 'ignore' })
  const old = before.scorer
  const basis = rebound(old.basis, candidate)
  const anew = changed.rules.size === 0 ? unchanged(old.input.awards) : settleAgain(old, basis, changed)
  const input = {
    basis,
    vetoes: vetoesInForce(basis),
    inherited: { facts: old.facts, resettled: anew.resettled },
    get awards() {
      return anew.awards()
    },
  }
  return new Result(new Scorer(input), [])
}

function rebound(basis: Basis, plan: Plan): Basis {
  const { log, roster, valid, view } = basis
  return { ...basis, plan, decider: bindRules(plan, log, roster, valid, view) }
}

/** Awards that are put together when asked for, and how they differ from those before. */
interface Anew {
  readonly awards: () => AwardTable
  readonly resettled: Resettled | undefined
}

function unchanged(awards: AwardTable): Anew {
  return {
    awards: () => awards,
    resettled: {
      before: awards,
      places: new Int32Array(0),
      rules: new Set(),
      categories: new Set(),
      part: createAwardTable(),
    },
  }
}

/** Decides and settles the awards of some rules, and puts them in the place of those they had before. */
function settleAgain(old: Scorer, basis: Basis, changed: ChangedRules): Anew {
  const { plan } = basis
  const { rules } = changed
  const before = old.input.awards
  const part = partOf(before, plan, rules)
  const inPart = rebound(basis, only(plan, rules))
  const asking = changed.more ? undefined : askAgain(inPart, part.candidates, changed.points)
  if (asking) settleCandidates(inPart, asking)
  const anew = asking ?? bookAwards(inPart, { adjustments: false })
  if (!asking && !isSamePart(before, part, anew)) {
    const merged = mergedAwards(basis.log, before, part, anew, plan.rules)
    return { awards: () => merged, resettled: undefined }
  }
  const limits = limitsOf([old.basis.plan, plan], rules)
  let patched: AwardTable | undefined
  const awards = (): AwardTable => {
    patched ??= new PatchedAwards(before, part, anew, limits)
    return patched
  }
  const codes = new Set(plan.rules.flatMap((id, code) => (rules.has(id) ? [code] : [])))
  const { places, categories } = part
  return { awards, resettled: { before, places, rules: codes, categories, part: anew } }
}

/**
 * Returns candidates with what rules ask for now, where those rules differ in their points alone. Undefined where one of
 * them now gives nothing: which awards there are is then another question.
 */
function askAgain(basis: Basis, candidates: AwardTable, rules: ReadonlySet<string>): AwardTable | undefined {
  const requested = candidates.requested.slice()
  const { plan, log, subjects } = basis
  const boundOf = boundRuleOf(basis, candidates)
  const texts = new Map<number, number>()
  const changed = Uint8Array.from(plan.rules, (id) => (rules.has(id) ? 1 : 0))
  const { size, rule } = candidates
  for (let i = 0; i < size; i++) {
    const bound = changed[rule[i] as number] === 1 ? boundOf(i) : undefined
    if (!bound) continue
    const subject = candidates.subject[i] as number
    const text = texts.get(subject) ?? log.texts.find(subjects.id(subject))
    texts.set(subject, text)
    const points = bound.ask(candidates.row[i] as number, text)
    if (points === 0) return undefined
    requested[i] = points
  }
  return candidates.asking(requested)
}

function partOf(awards: AwardTable, plan: Plan, changed: ReadonlySet<string>): AwardPart {
  const known = parts.get(awards) ?? new Map<string, AwardPart>()
  parts.set(awards, known)
  const key = [...changed].sort().join('\n')
  const part =
    known.get(key) ??
    awardPart(
      awards,
      Uint8Array.from(plan.rules, (id) => (changed.has(id) ? 1 : 0)),
    )
  known.set(key, part)
  return part
}

/** Returns a plan of some rules alone, with the limits that cover any of them; every code stays what it was. */
function only(plan: Plan, rules: ReadonlySet<string>): Plan {
  const versions = plan.versions.map((program): Program => {
    const kept = program.rules.filter((rule) => rules.has(rule.id) || rule.kind === 'multiplier')
    const limits = (program.limits ?? []).filter((limit) =>
      kept.some(
        (rule) =>
          isPointsRule(rule) && (limit.rules?.includes(rule.id) ?? limit.categories?.includes(rule.category) ?? true),
      ),
    )
    return { ...program, rules: kept, limits }
  })
  return { ...plan, versions }
}

/** The places of the limits that cover some rules in any version. */
function limitsOf(plans: readonly Plan[], rules: ReadonlySet<string>): Set<number> {
  const places = new Set<number>()
  for (const plan of plans) {
    for (const program of only(plan, rules).versions) {
      for (const limit of program.limits ?? []) places.add(plan.limits.indexOf(limit.id))
    }
  }
  return places
}
