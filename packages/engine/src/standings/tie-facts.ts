import { type Exact, exactText } from '../base/exact.ts'
import { measureNamed, together, togetherAs } from '../ledger/measure-facts.ts'
import type { PeriodFacts } from './period-facts.ts'
import type { TieFacts } from './tie-break.ts'

/** Returns what tie-breakers ask about subjects of a kind in a period. */
export function tieFactsOf(
  facts: PeriodFacts,
  where: { readonly kind: string; readonly level: string; readonly period: number },
  score: (id: string, subject: string) => Exact | undefined,
): TieFacts {
  const { basis } = facts
  const { log } = basis
  const { kind, level, period } = where
  const code = (subject: string): number => basis.subjects.find(kind, subject)
  return {
    score,
    measure: (id, subject) => facts.measure(id, level).value(period, code(subject)),
    reached: (id, subject) =>
      facts
        .measure(id, level)
        .rows(period, code(subject))
        .map(({ value, row }) => ({ value, at: log.time(row) })),
    against(id, subject, opponent, meets) {
      const column = log.column(opponent)
      const met = facts
        .measure(id, level)
        .rows(period, code(subject))
        .filter(({ row }) => {
          const other = column.value(row)
          return other !== undefined && meets(typeof other === 'object' ? exactText(other) : String(other))
        })
      const as = togetherAs(measureNamed(basis, id))
      return met.length === 0 && (as === 'min' || as === 'max') ? undefined : together(as, met)
    },
  }
}
