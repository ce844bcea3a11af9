import { compareDated } from '../base/order.ts'
import { windowKey, windowNamed, windowSpan } from '../base/window.ts'
import type { Decision, PeriodRef } from '../event/item.ts'
import type { Log } from '../event/log.ts'
import type { View } from '../event/validity.ts'
import type { AwardTable } from '../ledger/award-table.ts'
import { type Basis, basisOf } from '../ledger/basis.ts'
import { bookAwards } from '../ledger/book-awards.ts'
import { periodTable } from '../ledger/periods.ts'
import type { SubjectIndex } from '../ledger/subject-index.ts'
import { type Plan, planPublishedBy } from '../rules/plan.ts'
import type { KeptFacts } from '../standings/kept-sums.ts'
import { Scorer } from '../standings/scorer.ts'
import type { Carried } from '../standings/tally.ts'
import { vetoesInForce } from '../standings/veto.ts'

/** A freeze in force: which period, and when it was fixed. */
export interface Freeze {
  readonly level: string
  readonly key: string
  readonly at: number
}

/** Returns the valid freezes of calendar periods that had begun, earliest first: for each period the first to be dated and received. */
export function freezesInForce(basis: Basis): Freeze[] {
  const decisions = basis.valid.others.filter(
    (item): item is Decision & { decision: 'freeze' } => item.kind === 'decision' && item.decision === 'freeze',
  )
  const first = new Map<string, Freeze>()
  const known = (one: Decision): number => Math.max(one.at, one.receivedAt)
  for (const { period, at } of decisions.sort((a, b) => known(a) - known(b) || compareDated(a, b))) {
    const place = `${period.level}\u0000${period.key}`
    if (!first.has(place) && hasBegun(basis, period, at)) first.set(place, { ...period, at })
  }
  return [...first.values()].sort((a, b) => a.at - b.at)
}

/** Whether a calendar period has begun by an instant; nothing else can be frozen. */
function hasBegun({ plan, log, valid }: Basis, { level, key }: PeriodRef, at: number): boolean {
  const declared = plan.levels.get(level)
  return declared?.window !== undefined && periodTable(plan, log, declared, valid.rows, at).find(key) >= 0
}

/** The settled awards of a basis; read only when something asks for them. */
export interface Settled {
  readonly basis: Basis
  readonly awards: AwardTable
  readonly kept?: KeptFacts
}

/** Returns the scorer of settled awards in which the given periods are fixed as they were at their freeze. */
export function fixFrozen(settled: Settled, freezes: readonly Freeze[]): Scorer {
  const { plan, log, subjects } = settled.basis
  return new FrozenViews(plan, log, subjects).scorerOf(settled, freezes)
}

/**
 * Fixes frozen periods: each is scored over what was received, decided and published by its freeze; what came later is
 * the difference that the open period carries. A book keeps one, since what was known by a freeze does not change.
 */
export class FrozenViews {
  private readonly plan: Plan
  private readonly log: Log
  private readonly subjects: SubjectIndex
  /** The vetoes in force today: a veto that was lifted lies over no frozen period. */
  private today: ReadonlySet<string> = new Set()
  private readonly fixed = new Map<number, Scorer>()
  private readonly tables = new Map<string, Settled>()
  private readonly differences = new Map<string, { readonly mark: object; readonly changes: readonly Carried[] }>()

  constructor(plan: Plan, log: Log, subjects: SubjectIndex) {
    this.plan = plan
    this.log = log
    this.subjects = subjects
  }

  /** Returns the scorer of settled awards of today with some freezes. */
  scorerOf(settled: Settled, freezes: readonly Freeze[]): Scorer {
    const vetoes = freezes.length > 0 ? vetoesInForce(settled.basis) : []
    const today = new Set(vetoes.map(({ decision }) => `${decision.source}\u0000${decision.id}`))
    if (today.size !== this.today.size || ![...today].every((one) => this.today.has(one))) this.fixed.clear()
    this.today = today
    for (const [place, { basis }] of this.tables) {
      if (basis.view.receivedBy === Number.POSITIVE_INFINITY) this.tables.delete(place)
    }
    return this.scorer(settled, freezes)
  }

  /** Forgets what an item may change that came now and was received at an instant. */
  forget(receivedAt: number): void {
    for (const [place, { basis }] of this.tables) {
      const { receivedBy } = basis.view
      if (receivedAt > receivedBy || receivedBy === Number.POSITIVE_INFINITY) continue
      this.tables.delete(place)
      this.fixed.clear()
      this.differences.clear()
    }
  }

  private scorer(settled: Settled, freezes: readonly Freeze[]): Scorer {
    const { basis, kept } = settled
    const { asOf, receivedBy } = basis.view
    const vetoes = vetoesInForce(basis).filter(
      ({ decision }) =>
        receivedBy === Number.POSITIVE_INFINITY || this.today.has(`${decision.source}\u0000${decision.id}`),
    )
    const input = {
      basis,
      vetoes,
      kept,
      get awards() {
        return settled.awards
      },
    }
    if (freezes.length === 0) return new Scorer(input)
    this.tables.set(`${basis.plan.versions.length} ${asOf} ${receivedBy}`, settled)
    const at = new Map(freezes.map((one) => [`${one.level}\u0000${one.key}`, this.fix(one.at)]))
    return new Scorer({
      basis,
      vetoes,
      kept,
      get awards() {
        return settled.awards
      },
      carried: this.carried(settled, freezes),
      frozen: (level, key) => at.get(`${level}\u0000${key}`),
    })
  }

  /** The scorer over what was known at an instant, with the freezes that were known then. */
  private fix(at: number): Scorer {
    let fixed = this.fixed.get(at)
    if (!fixed) {
      const settled = this.table(planPublishedBy(this.plan, at), { asOf: at, receivedBy: at })
      fixed = this.scorer(
        settled,
        freezesInForce(settled.basis).filter((one) => one.at < at),
      )
      this.fixed.set(at, fixed)
    }
    return fixed
  }

  private table(plan: Plan, view: View): Settled {
    const place = `${plan.versions.length} ${view.asOf} ${view.receivedBy}`
    let table = this.tables.get(place)
    if (!table) {
      const basis = basisOf(plan, this.log, view, this.subjects)
      table = { basis, awards: bookAwards(basis) }
      this.tables.set(place, table)
    }
    return table
  }

  /** What each open period of each level carries of frozen ones. */
  private carried({ basis: { view }, kept }: Settled, freezes: readonly Freeze[]): Map<string, Map<string, Carried[]>> {
    const all = new Map<string, Map<string, Carried[]>>()
    for (const level of new Set(freezes.map((one) => one.level))) {
      const here = freezes.filter((one) => one.level === level)
      here.forEach((freeze, j) => {
        const until =
          here[j + 1] === undefined
            ? view
            : { asOf: (here[j + 1] as Freeze).at, receivedBy: (here[j + 1] as Freeze).at }
        const since = { asOf: freeze.at, receivedBy: freeze.at }
        const frozen = here.slice(0, j + 1)
        for (const one of frozen) {
          const open = this.openAfter(one, frozen)
          if (open === undefined) continue
          const changes = this.changes(one, since, until, until === view ? kept : undefined)
          if (changes.length === 0) continue
          const ofLevel = all.get(level) ?? new Map<string, Carried[]>()
          all.set(level, ofLevel)
          ofLevel.set(open, [...(ofLevel.get(open) ?? []), ...changes])
        }
      })
    }
    return all
  }

  /** What a frozen period got between two views; found again only when an award of the period changed since. */
  private changes(freeze: Freeze, since: View, until: View, kept: KeptFacts | undefined): readonly Carried[] {
    const plan = planPublishedBy(this.plan, freeze.at)
    const window = this.plan.levels.get(freeze.level)?.window
    const index = window && windowNamed(window, freeze.key)
    const isKept = kept && plan === this.plan && window && index !== undefined
    const isFixed = until.receivedBy < Number.POSITIVE_INFINITY
    const mark = isKept ? kept.markOf(windowSpan(window, this.plan.zone, index)) : isFixed ? this.differences : {}
    const place = `${freeze.level} ${freeze.key} ${since.asOf} ${until.receivedBy}`
    const known = this.differences.get(place)
    if (known?.mark === mark) return known.changes
    const changes = difference(this.sums(plan, since, freeze), this.sums(plan, until, freeze), freeze.key)
    this.differences.set(place, { mark, changes })
    return changes
  }

  /** The key of the first period after a frozen one that is not frozen. */
  private openAfter({ level, key }: Freeze, frozen: readonly Freeze[]): string | undefined {
    const { levels, zone } = this.plan
    const window = levels.get(level)?.window
    const index = window && windowNamed(window, key)
    if (window === undefined || index === undefined || window.unit === 'ever') return undefined
    const closed = new Set(frozen.map((one) => one.key))
    // A civil day that a zone left out is no period.
    const isOpen = (i: number): boolean => {
      const { start, end } = windowSpan(window, zone, i)
      return start < end && !closed.has(windowKey(window, i))
    }
    let next = index + 1
    while (!isOpen(next)) next++
    return windowKey(window, next)
  }

  /** Granted units of a period by subject and rule, over what is seen in a view. */
  private sums(plan: Plan, view: View, freeze: Freeze): Map<number, Carried> {
    const { basis, awards } = this.table(plan, view)
    const scorer = new Scorer({ basis, awards, vetoes: [] })
    const period = scorer.facts.periods(freeze.level).find(freeze.key)
    const periodOf = scorer.facts.periodOfAwards(freeze.level)
    const sums = new Map<number, Carried & { points: number }>()
    const [rules, categories] = [plan.rules.length + 1, plan.categories.length + 1]
    for (let i = 0; i < awards.size; i++) {
      if (period < 0 || periodOf[i] !== period) continue
      const subject = awards.subject[i] as number
      const rule = awards.rule[i] as number
      const category = awards.category[i] as number
      const place = (subject * rules + rule + 1) * categories + category + 1
      const sum = sums.get(place)
      if (sum) sum.points += awards.granted[i] as number
      else sums.set(place, { subject, rule, category, points: awards.granted[i] as number, from: freeze.key })
    }
    return sums
  }
}

function difference(
  before: ReadonlyMap<number, Carried>,
  after: ReadonlyMap<number, Carried>,
  from: string,
): Carried[] {
  const changes: Carried[] = []
  for (const place of new Set([...before.keys(), ...after.keys()])) {
    const one = (after.get(place) ?? before.get(place)) as Carried
    const points = (after.get(place)?.points ?? 0) - (before.get(place)?.points ?? 0)
    if (points !== 0) changes.push({ ...one, points, from })
  }
  return changes
}
