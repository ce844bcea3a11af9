/**
 * The reference engine: the program language of docs/language.md, said once more in the most obvious way. It shares no
 * code with the engine that it checks, keeps plain objects, and goes through whole arrays with filter, map and sort.
 * Fractions come first: whole numerator over positive whole denominator, reduced, on bigint only.
 */

/** A reduced fraction; `d` is positive. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b))

/** Returns `n / d` reduced. Requires `d` other than 0. */
export function fraction(n: bigint, d = 1n): Fraction {
  const by = divisor(n, d) * (d < 0n ? -1n : 1n)
  return { n: n / by, d: d / by }
}

/** Returns a whole number as a fraction. */
export const whole = (n: number): Fraction => fraction(BigInt(n))

/** Returns the fraction that a JSON number or a text such as `0.5` or `1/3` spells, digit by digit. */
export function spelled(value: number | string): Fraction {
  const [top = '', bottom] = String(value).split('/')
  if (bottom !== undefined) return over(spelled(top), spelled(bottom)) ?? whole(0)
  const [mantissa = '', exponent = '0'] = top.toLowerCase().split('e')
  const [integer = '', decimals = ''] = mantissa.split('.')
  const shift = decimals.length - Number(exponent)
  const digits = BigInt(integer + decimals)
  return shift >= 0 ? fraction(digits, 10n ** BigInt(shift)) : fraction(digits * 10n ** BigInt(-shift))
}

/** Returns `a + b`. */
export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d)

/** Returns `a − b`. */
export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d)

/** Returns `a · b`. */
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d)

/** Returns `a / b`, or undefined when `b` is 0. */
export const over = (a: Fraction, b: Fraction): Fraction | undefined =>
  b.n === 0n ? undefined : fraction(a.n * b.d, a.d * b.n)

/** Returns −1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function sign(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Returns the sum of all. */
export const total = (all: readonly Fraction[]): Fraction => all.reduce(plus, whole(0))

/** Returns the greatest whole number that is not above `a`. */
export function floor(a: Fraction): bigint {
  const cut = a.n / a.d
  return a.n < 0n && cut * a.d !== a.n ? cut - 1n : cut
}

/** Returns `a` rounded to a whole number by one of the three named roundings. */
export function rounded(a: Fraction, mode: string): bigint {
  const below = floor(a)
  if (mode === 'floor') return below
  const rest = minus(a, fraction(below))
  const half = sign(rest, fraction(1n, 2n))
  if (half !== 0) return half < 0 ? below : below + 1n
  if (mode === 'half-even') return below % 2n === 0n ? below : below + 1n
  return a.n < 0n ? below : below + 1n
}

/** Returns `a` rounded to so many decimal places. */
export function roundedTo(a: Fraction, places: number, mode: string): Fraction {
  const scale = 10n ** BigInt(places)
  return fraction(rounded(times(a, fraction(scale)), mode), scale)
}

/** Returns a fraction as `167/2` or `83`. */
export const written = (a: Fraction): string => (a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`)
