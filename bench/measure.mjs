/**
 * How the figures are taken: in turns, so that a machine whose speed drifts drifts for all that is compared, and by the time
 * that the thread ran, so that what others do on the machine counts as little as it can. On a quiet machine that is the time
 * that passed.
 */

/** Returns how long this thread has run, in milliseconds; the system counts it some milliseconds at a time. */
export function running() {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Returns the middle one of some numbers. */
export function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

/**
 * Runs works in turn, `times` times, after one turn that does not count and lets the compiler warm up; a short work runs
 * `repeat` times in a turn. Returns the median of each in milliseconds, by name.
 */
export async function inTurns(times, works, repeat = 1) {
  const taken = new Map(Object.keys(works).map((name) => [name, []]))
  for (let turn = 0; turn <= times; turn++) {
    for (const [name, work] of Object.entries(works)) {
      const start = running()
      for (let i = 0; i < repeat; i++) await work()
      if (turn > 0) taken.get(name).push((running() - start) / repeat)
    }
  }
  return Object.fromEntries([...taken].map(([name, list]) => [name, middle(list)]))
}

/** Returns events per second. */
export function perSecond(count, milliseconds) {
  return Math.round((count / milliseconds) * 1000)
}
