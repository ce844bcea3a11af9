import type { Random } from '../seeded-random.ts'

/**
 * Returns `n` whole numbers between `low` and `high` that add up to `total` exactly, spread by chance.
 * Requires `n * low ≤ total ≤ n * high`.
 */
export function spreadSum(random: Random, n: number, total: number, low: number, high: number): number[] {
  if (total < n * low || total > n * high)
    throw new RangeError(`${n} numbers from ${low} to ${high} cannot add up to ${total}`)
  const mean = total / n
  const found = Array.from({ length: n }, () =>
    Math.min(high, Math.max(low, Math.floor(random.around(mean, mean * 0.6) + 0.5))),
  )
  let left = total - found.reduce((sum, one) => sum + one, 0)
  while (left !== 0) {
    const i = random.below(n)
    const step = left > 0 ? 1 : -1
    const next = (found[i] as number) + step
    if (next < low || next > high) continue
    found[i] = next
    left -= step
  }
  return found
}
