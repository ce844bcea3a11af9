/** An `if` whose last part is again an `if`, as one list of cases. */
export interface Cases {
  readonly cases: readonly (readonly [test: unknown, then: unknown])[]
  readonly otherwise: unknown
}

/** Returns the cases of an `if`, those of the `if` in its last part included, and what is left. */
export function casesOf([test, then, otherwise]: readonly unknown[]): Cases {
  const first = [test, then] as const
  if (typeof otherwise !== 'object' || otherwise === null || !('if' in otherwise)) return { cases: [first], otherwise }
  const inner = casesOf(otherwise.if as readonly unknown[])
  return { cases: [first, ...inner.cases], otherwise: inner.otherwise }
}
