import { compareText } from '../base/order.ts'
import type { Decision } from '../event/item.ts'
import type { Basis } from '../ledger/basis.ts'
import { ruleOf } from '../rules/plan.ts'
import type { VetoRule } from '../rules/program.ts'

/** A veto in force: its rule, and whom and which period it lies over. */
export interface VetoInForce {
  readonly decision: Decision & { readonly decision: 'veto' }
  readonly rule: VetoRule
}

/** Returns the vetoes in force among valid decisions: not lifted, and of a rule of the program. */
export function vetoesInForce(basis: Basis): VetoInForce[] {
  const decisions = basis.valid.others.filter((item): item is Decision => item.kind === 'decision')
  const lifted = new Set(
    decisions.flatMap((one) => (one.decision === 'lift' ? [`${one.target.source}\u0000${one.target.id}`] : [])),
  )
  const inForce: VetoInForce[] = []
  for (const decision of decisions) {
    if (decision.decision !== 'veto' || lifted.has(`${decision.source}\u0000${decision.id}`)) continue
    const rule = [...basis.plan.versions]
      .reverse()
      .map((program) => ruleOf(program, decision.rule))
      .find((one) => one?.kind === 'veto')
    if (rule?.kind === 'veto' && !rule.off && rule.to.kind === decision.subject.kind) inForce.push({ decision, rule })
  }
  return inForce.sort(
    (a, b) =>
      a.decision.at - b.decision.at ||
      compareText(a.decision.source, b.decision.source) ||
      compareText(a.decision.id, b.decision.id),
  )
}

/** Returns which vetoes lie over a subject in a period. */
export function vetoLookup(
  vetoes: readonly VetoInForce[],
): (kind: string, subject: string, level: string, key: string) => readonly VetoInForce[] {
  const map = new Map<string, VetoInForce[]>()
  for (const veto of vetoes) {
    const { subject, period } = veto.decision
    const place = [subject.kind, subject.id, period.level, period.key].join('\u0000')
    map.set(place, [...(map.get(place) ?? []), veto])
  }
  return (kind, subject, level, key) =>
    map.size === 0 ? [] : (map.get([kind, subject, level, key].join('\u0000')) ?? [])
}
