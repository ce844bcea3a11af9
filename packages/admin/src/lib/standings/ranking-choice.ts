import type { Ranking } from '@jixing/api/client'

/** Returns the rankings of each kind of subject, in the order of the program. */
export function byKind(rankings: readonly Ranking[]): ReadonlyMap<string, readonly Ranking[]> {
  return Map.groupBy(rankings, (one) => one.kind)
}

/** Returns the levels of periods that a kind is ranked in, in the order of the program. */
export function levelsOf(rankings: readonly Ranking[], kind: string): string[] {
  return [...new Set(rankings.filter((one) => one.kind === kind).map((one) => one.level))]
}

/** Returns the ranking that is nearest to a wish: of this kind, of this level where there is one. */
export function nearest(rankings: readonly Ranking[], kind: string, level: string): Ranking | undefined {
  const ofKind = rankings.filter((one) => one.kind === kind)
  return ofKind.find((one) => one.level === level) ?? ofKind[0]
}
