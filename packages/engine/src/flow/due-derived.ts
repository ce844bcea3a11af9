import type { Basis } from '../ledger/basis.ts'
import type { Plan } from '../rules/plan.ts'
import type { Program, Rule } from '../rules/program.ts'

/** The activities whose events may change a derived award; `all` where any award or event may. */
type Sources = ReadonlySet<string> | 'all'

const known = new WeakMap<Plan, Sources>()

function measured(program: Program, id: string): readonly string[] {
  return program.measures?.find((one) => one.id === id)?.on ?? []
}

/** What one rule derives from. Facts of a measure are judged by every version, so all of them are asked. */
function sourcesOf(plan: Plan, rule: Rule): Sources {
  const facts = (measure: string): Sources => new Set(plan.versions.flatMap((one) => measured(one, measure)))
  switch (rule.kind) {
    case 'milestone':
      return rule.measure === undefined ? 'all' : facts(rule.measure)
    case 'place':
      // Any event may be the first of a field period, and with it choose the version.
      return plan.versions.length > 1 && plan.levels.get(rule.period)?.fields ? 'all' : facts(rule.measure)
    case 'streak':
    case 'challenge':
      return new Set(rule.on)
    case 'expiry':
      return 'all'
    default:
      return new Set()
  }
}

function sourcesIn(plan: Plan): Sources {
  const found = known.get(plan)
  if (found) return found
  const each = plan.versions.flatMap((program) => program.rules.map((rule) => sourcesOf(plan, rule)))
  const all: Sources = each.includes('all') ? 'all' : new Set(each.flatMap((one) => [...one]))
  known.set(plan, all)
  return all
}

/** Returns whether an event, or another of its cases, may change an award that several events give. */
export function touchesDerived(basis: Basis, row: number): boolean {
  const { plan, log, decider } = basis
  const sources = sourcesIn(plan)
  if (sources === 'all') return true
  if (sources.size === 0) return false
  const isSource = (one: number): boolean => sources.has(log.type(one))
  return isSource(row) || decider.cases.some((cases) => cases.siblings(row).some(isSource))
}

/** Returns whether places wait for a person to close their period. */
export function awaitsClose(plan: Plan): boolean {
  return plan.versions.some((program) => program.rules.some((rule) => rule.kind === 'place' && rule.closed === true))
}

/**
 * Returns the next instant after asOf at which an assignment or a membership ends, where a challenge asks whether
 * everything assigned was reached.
 */
export function nextUnassigned({ plan, valid, view }: Basis): number {
  const asks = plan.versions.some((program) =>
    program.rules.some((rule) => rule.kind === 'challenge' && typeof rule.target === 'object'),
  )
  if (!asks) return Number.POSITIVE_INFINITY
  const ends = valid.others.map((item) =>
    (item.kind === 'assignment' || item.kind === 'membership') && item.end !== undefined && item.end > view.asOf
      ? item.end
      : Number.POSITIVE_INFINITY,
  )
  return ends.reduce((least, end) => Math.min(least, end), Number.POSITIVE_INFINITY)
}
