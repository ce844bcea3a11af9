import { add, compare, divide, type Exact, multiply, toNumber } from '../base/exact.ts'
import type { Result } from './result.ts'

/** How values spread: exact quartiles, and the Gini coefficient (0 equal – 1) for drawing. */
export interface Spread {
  readonly n: number
  readonly least: Exact | undefined
  readonly lower: Exact | undefined
  readonly median: Exact | undefined
  readonly upper: Exact | undefined
  readonly greatest: Exact | undefined
  readonly gini: number
}

/** Returns the spread of the ranked values of a ranking in a period. */
export function spreadOf(result: Result, ranking: string, key: string): Spread {
  const values = result
    .standings(ranking, key)
    .flatMap((one) => (one.rank === null || one.value === undefined ? [] : [one.value]))
    .sort(compare)
  const n = values.length
  const at = (share: number): Exact | undefined => {
    if (n === 0) return undefined
    const place = (n - 1) * share
    const [low, high] = [values[Math.floor(place)] as Exact, values[Math.ceil(place)] as Exact]
    return Math.floor(place) === place
      ? low
      : (divide(
          add(multiply(low, 4 - Math.round((place % 1) * 4)), multiply(high, Math.round((place % 1) * 4))),
          4,
        ) as Exact)
  }
  const numbers = values.map(toNumber)
  const sum = numbers.reduce((total, value) => total + value, 0)
  const weighted = numbers.reduce((total, value, i) => total + (2 * (i + 1) - n - 1) * value, 0)
  return {
    n,
    least: values[0],
    lower: at(0.25),
    median: at(0.5),
    upper: at(0.75),
    greatest: values[n - 1],
    gini: sum > 0 ? weighted / (n * sum) : 0,
  }
}
