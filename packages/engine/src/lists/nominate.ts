import type { List } from '../rules/list.ts'
import type { Scorer } from '../standings/scorer.ts'
import { Candidates, type Nomination } from './candidates.ts'
import { hasEnded, type Listing, pendingObjection } from './listing.ts'
import type { EdgeTie } from './pick.ts'

/** What lists are made from: the result of a log, as `score` and a book give it. */
export interface NominationSource {
  readonly scorer: Scorer
  periods(level: string): readonly {
    readonly key: string
    readonly start: number
    readonly state: 'running' | 'open' | 'closed' | 'frozen'
  }[]
}

/** What a nomination takes into account beside the facts. */
export interface NominationOptions {
  /** The lines that there are already, of any list and period. */
  readonly lines?: readonly Listing[]
  /** The ids of subjects who asked to be on no list. */
  readonly optedOut?: ReadonlySet<string>
}

/** Who met the criteria and is not proposed, and why. */
export interface LeftOut {
  readonly subject: string
  readonly code:
    | 'list_full'
    | 'tied_at_edge'
    | 'opted_out'
    | 'starts_clean'
    | 'already_listed'
    | 'objection_pending'
    | 'black_line_open'
    | 'red_line_open'
  /** The line that stands in the way. */
  readonly line?: string
}

/** The nominations of a list for a period, in the order of the list, or why there are none to be had. */
export type Nominations =
  | {
      readonly ok: true
      /** Whether the period is closed and not yet frozen: such lines cannot be approved before they are confirmed. */
      readonly provisional: boolean
      readonly lines: readonly Nomination[]
      readonly leftOut: readonly LeftOut[]
      readonly edges: readonly EdgeTie[]
    }
  | { readonly ok: false; readonly code: 'unknown_list' | 'unknown_period' | 'period_running' | 'period_open' }

/**
 * Proposes the lines of a list for a period, from closed or frozen facts alone. The same facts give the same lines in
 * the same order; nobody is dropped in silence.
 */
export function nominate(
  source: NominationSource,
  listId: string,
  periodKey: string,
  options: NominationOptions = {},
): Nominations {
  const level = levelOfList(source.scorer, listId)
  if (level === undefined) return { ok: false, code: 'unknown_list' }
  const state = source.periods(level).find((one) => one.key === periodKey)
  const period = source.scorer.facts.periods(level).find(periodKey)
  if (!state || period < 0) return { ok: false, code: 'unknown_period' }
  if (state.state === 'running' || state.state === 'open') return { ok: false, code: `period_${state.state}` }
  const home = source.scorer.home(level, period)
  const program = home.scorer.facts.program(level, home.period)
  const list = program.lists?.find((one) => one.id === listId)
  if (!list) return { ok: false, code: 'unknown_list' }
  const table = new Candidates(source.scorer, program, list, level, period)
  const { met, edges } = table.met()
  const barred = met.map((subject) => barredBy(list, subject, state, options))
  const free = met.filter((_, i) => barred[i] === undefined || barred[i]?.code === 'already_listed')
  const filled = table.fill(free)
  const chosen = new Set(filled.chosen)
  const leftOut = met.flatMap((subject, i): LeftOut[] => {
    const bar = barred[i]
    if (bar) return [bar]
    if (chosen.has(subject)) return []
    return [{ subject, code: filled.tiedOut.has(subject) ? 'tied_at_edge' : 'list_full' }]
  })
  const proposed = filled.chosen.filter((subject) => !leftOut.some((one) => one.subject === subject))
  const provisional = state.state === 'closed'
  return {
    ok: true,
    provisional,
    lines: proposed.map((subject) => table.nomination(subject, periodKey, provisional)),
    leftOut,
    edges: [...edges, ...filled.edges],
  }
}

/** The period level of a list by the newest version that has it. */
function levelOfList(scorer: Scorer, id: string): string | undefined {
  const versions = [...scorer.basis.plan.versions].reverse()
  return versions.flatMap((program) => program.lists ?? []).find((one) => one.id === id)?.period
}

/** What stands between a subject that met the criteria and a new line, or undefined. */
function barredBy(
  list: List,
  subject: string,
  period: { readonly key: string; readonly start: number },
  { lines = [], optedOut }: NominationOptions,
): LeftOut | undefined {
  if (optedOut?.has(subject)) return { subject, code: 'opted_out' }
  const own = lines.filter((line) => line.subject.kind === list.kind && line.subject.id === subject)
  const bar = (code: LeftOut['code'], found: Listing | undefined): LeftOut | undefined =>
    found && { subject, code, line: found.id }
  const related = own.filter(
    (line) => line.list === list.id || (list.category !== undefined && line.category === list.category),
  )
  const open = related.filter((line) => !hasEnded(line))
  const otherSide = open.find((line) => line.side !== list.side)
  return (
    bar(
      'starts_clean',
      own.find((line) => changedHands(line, period.start)),
    ) ??
    bar(
      'already_listed',
      own.find((line) => line.list === list.id && line.period.key === period.key),
    ) ??
    bar(list.side === 'red' ? 'black_line_open' : 'red_line_open', otherSide) ??
    (list.side === 'red'
      ? bar(
          'objection_pending',
          open.find((line) => pendingObjection(line)),
        )
      : undefined)
  )
}

/** A new owner starts clean: what happened in a period in which the last one was still there is not held against them. */
function changedHands(line: Listing, start: number): boolean {
  if (line.goneBecause !== 'new_owner') return false
  const gone = line.history.find((one) => one.action === 'vanish')
  return gone !== undefined && gone.at > start
}
