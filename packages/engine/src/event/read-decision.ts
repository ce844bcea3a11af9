import { exactOf } from '../base/exact.ts'
import { nearest, shown } from '../base/issue.ts'
import type { Decision } from './item.ts'
import type { ItemBase, ItemReader, Unreceived } from './item-reader.ts'

const DECISIONS = ['close', 'freeze', 'veto', 'lift', 'mark', 'publish']

/** Reads a decision. */
export function readDecision(
  reader: ItemReader,
  raw: Record<string, unknown>,
  dated: ItemBase & { readonly at: number },
): Unreceived<Decision> | undefined {
  const by = raw.by === undefined ? {} : { by: reader.text(raw.by, '/by') ?? '' }
  const base = { kind: 'decision' as const, ...dated, ...by }
  switch (raw.decision) {
    case 'close':
    case 'freeze':
      return { ...base, decision: raw.decision, period: reader.period(raw.period, '/period') }
    case 'veto': {
      const document = raw.document === undefined ? {} : { document: reader.text(raw.document, '/document', 400) ?? '' }
      return {
        ...base,
        decision: 'veto',
        rule: reader.text(raw.rule, '/rule') ?? '',
        subject: reader.subject(raw.subject, '/subject'),
        period: reader.period(raw.period, '/period'),
        reason: reader.reason(raw.reason),
        ...document,
      }
    }
    case 'lift':
      return { ...base, decision: 'lift', target: reader.ref(raw.target, '/target'), reason: reader.reason(raw.reason) }
    case 'mark': {
      const value = exactOf(raw.value)
      if (value === undefined) reader.fail('not_exact', '/value', { value: shown(raw.value, 40) })
      return {
        ...base,
        decision: 'mark',
        name: reader.text(raw.name, '/name') ?? '',
        subject: reader.subject(raw.subject, '/subject'),
        period: reader.period(raw.period, '/period'),
        value: value ?? 0,
      }
    }
    case 'publish':
      return {
        ...base,
        decision: 'publish',
        what: reader.text(raw.what, '/what') ?? '',
        period: reader.period(raw.period, '/period'),
      }
    default:
      return reader.fail('not_one_of', '/decision', {
        value: shown(raw.decision, 80),
        expected: DECISIONS,
        nearest: nearest(shown(raw.decision, 40), DECISIONS),
      })
  }
}
