/** How the figures are taken: in turns, so that a machine whose speed drifts drifts for all that is compared. */

/** Returns the middle one of some numbers. */
export function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

/**
 * Runs works in turn, `times` times, after one turn that does not count and lets the compiler warm up. Returns the median
 * of each in milliseconds, by name.
 */
export async function inTurns(times, works) {
  const taken = new Map(Object.keys(works).map((name) => [name, []]))
  for (let turn = 0; turn <= times; turn++) {
    for (const [name, work] of Object.entries(works)) {
      const start = performance.now()
      await work()
      if (turn > 0) taken.get(name).push(performance.now() - start)
    }
  }
  return Object.fromEntries([...taken].map(([name, list]) => [name, middle(list)]))
}

/** Returns events per second. */
export function perSecond(count, milliseconds) {
  return Math.round((count / milliseconds) * 1000)
}
