/** Chance that is the same on every machine: whole-number arithmetic, and only + − × ÷ on fractions. */
export interface Random {
  /** The next whole number in `[0, 2^32)`. */
  next(): number
  /** A whole number in `[0, n)`. */
  below(n: number): number
  /** A whole number in `[low, high]`. */
  between(low: number, high: number): number
  /** Whether something of the given probability happens. */
  chance(probability: number): boolean
  /** A number around `mean`, nearly normal, never further away than twice the spread. */
  around(mean: number, spread: number): number
  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T
  /** One element, each as likely as its weight; the first one when all weights are 0. */
  weighted<T>(list: readonly T[], weight: (one: T) => number): T
  /** Up to `n` different elements, drawn one after the other by weight. */
  sample<T>(list: readonly T[], n: number, weight?: (one: T) => number): T[]
  /** The elements in another order. */
  shuffled<T>(list: readonly T[]): T[]
  /** A stream of its own, that does not depend on how much was drawn from this one. */
  fork(name: string): Random
}

/** Returns four 32-bit numbers that a text determines. */
function hash(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762]
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i)
    a = b ^ Math.imul(a ^ k, 597399067)
    b = c ^ Math.imul(b ^ k, 2869860233)
    c = d ^ Math.imul(c ^ k, 951274213)
    d = a ^ Math.imul(d ^ k, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0]
}

/** Returns a stream of chance that the seed alone determines (the generator is sfc32). */
export function createRandom(seed: string): Random {
  let [a, b, c, d] = hash(seed)
  const next = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  const unit = (): number => next() / 4294967296
  const below = (n: number): number => Math.floor(unit() * n)
  const drawn = <T>(list: readonly T[], weight: (one: T) => number): number => {
    const total = list.reduce((sum, one) => sum + weight(one), 0)
    let left = unit() * total
    for (let i = 0; i < list.length; i++) {
      left -= weight(list[i] as T)
      if (left < 0) return i
    }
    return 0
  }
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => unit() < probability,
    around: (mean, spread) => mean + spread * (unit() + unit() + unit() + unit() - 2),
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    weighted: (list, weight) => list[drawn(list, weight)] as (typeof list)[number],
    sample(list, n, weight = () => 1) {
      const left = [...list]
      const taken: typeof left = []
      while (taken.length < n && left.length > 0) taken.push(...left.splice(drawn(left, weight), 1))
      return taken
    },
    shuffled(list) {
      const all = [...list]
      for (let i = all.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const one = all[i] as (typeof all)[number]
        all[i] = all[j] as (typeof all)[number]
        all[j] = one
      }
      return all
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  }
}
