/**
 * Exact numbers. The stage `base` holds what every later stage counts with: exact numbers, text order, civil time,
 * issues and shapes. It knows nothing of points.
 */

/** A reduced fraction: whole numerator over a positive whole denominator, as numbers while both are safe integers. */
export type Ratio = { readonly n: number; readonly d: number } | { readonly n: bigint; readonly d: bigint }

/** An exact rational number: a safe integer, or a fraction. Sums, means and ratios never lose a digit. */
export type Exact = number | Ratio

/** The three named roundings: `half-up` goes away from zero at the half, `half-even` to the even digit, `floor` down. */
export type RoundingMode = 'half-up' | 'half-even' | 'floor'

const MAX = Number.MAX_SAFE_INTEGER

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a < 0 ? -a : a
}

function gcdBig(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a < 0n ? -a : a
}

/** Returns the fraction `n / d` reduced. Requires safe integers and `d` other than 0. */
export function ratio(n: number, d: number): Exact {
  if (n === 0) return 0
  const by = d < 0 ? -gcd(n, d) : gcd(n, d)
  return d === by ? n / by : { n: n / by, d: d / by }
}

/** Returns the fraction `n / d` reduced, as numbers where they are safe. Requires `d` other than 0. */
export function ratioOfBig(n: bigint, d: bigint): Exact {
  if (n === 0n) return 0
  const by = d < 0n ? -gcdBig(n, d) : gcdBig(n, d)
  const top = n / by
  const bottom = d / by
  if (top > BigInt(MAX) || top < -BigInt(MAX) || bottom > BigInt(MAX)) return { n: top, d: bottom }
  return bottom === 1n ? Number(top) : { n: Number(top), d: Number(bottom) }
}

const top = (x: Exact): number | bigint => (typeof x === 'number' ? x : x.n)
const bottom = (x: Exact): number | bigint => (typeof x === 'number' ? 1 : x.d)
const safe = (x: number): boolean => x <= MAX && x >= -MAX

/** Returns `a + b`. */
export function add(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (safe(sum)) return sum
  }
  const [an, ad, bn, bd] = [top(a), bottom(a), top(b), bottom(b)]
  if (typeof an === 'number' && typeof ad === 'number' && typeof bn === 'number' && typeof bd === 'number') {
    const left = an * bd
    const right = bn * ad
    const under = ad * bd
    if (safe(left) && safe(right) && safe(left + right) && safe(under)) return ratio(left + right, under)
  }
  return ratioOfBig(BigInt(an) * BigInt(bd) + BigInt(bn) * BigInt(ad), BigInt(ad) * BigInt(bd))
}

/** Returns `-a`. */
export function negate(a: Exact): Exact {
  if (typeof a === 'number') return a === 0 ? 0 : -a
  return typeof a.n === 'number' ? { n: -a.n, d: a.d as number } : { n: -a.n, d: a.d as bigint }
}

/** Returns `a - b`. */
export function subtract(a: Exact, b: Exact): Exact {
  return add(a, negate(b))
}

/** Returns `a · b`. */
export function multiply(a: Exact, b: Exact): Exact {
  const [an, ad, bn, bd] = [top(a), bottom(a), top(b), bottom(b)]
  if (typeof an === 'number' && typeof ad === 'number' && typeof bn === 'number' && typeof bd === 'number') {
    const over = an * bn
    const under = ad * bd
    if (safe(over) && safe(under)) return ratio(over, under)
  }
  return ratioOfBig(BigInt(an) * BigInt(bn), BigInt(ad) * BigInt(bd))
}

/** Returns `a / b`, or undefined when `b` is 0: the quotient is then missing. */
export function divide(a: Exact, b: Exact): Exact | undefined {
  if (b === 0) return undefined
  const [n, d] = [top(b), bottom(b)]
  if (typeof n === 'number' && typeof d === 'number') return multiply(a, ratio(d, n))
  return multiply(a, ratioOfBig(BigInt(d), BigInt(n)))
}

/** Returns a negative number, 0 or a positive number as `a` is less than, equal to or greater than `b`. */
export function compare(a: Exact, b: Exact): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [an, ad, bn, bd] = [top(a), bottom(a), top(b), bottom(b)]
  if (typeof an === 'number' && typeof ad === 'number' && typeof bn === 'number' && typeof bd === 'number') {
    const left = an * bd
    const right = bn * ad
    if (safe(left) && safe(right)) return left - right
  }
  const left = BigInt(an) * BigInt(bd)
  const right = BigInt(bn) * BigInt(ad)
  return left < right ? -1 : left > right ? 1 : 0
}

/** Returns `value · 10^places` as a whole number, by the named rounding: the one place where a digit may be lost. */
export function scaled(value: Exact, places: number, mode: RoundingMode): bigint {
  const n = BigInt(top(value)) * 10n ** BigInt(places)
  const d = BigInt(bottom(value))
  let whole = n / d
  let rest = n % d
  if (rest < 0n) {
    whole -= 1n
    rest += d
  }
  if (mode === 'floor' || rest === 0n) return whole
  const twice = rest * 2n
  if (twice !== d) return twice > d ? whole + 1n : whole
  if (mode === 'half-even') return whole % 2n === 0n ? whole : whole + 1n
  return n < 0n ? whole : whole + 1n
}

/** The same as a number, or undefined beyond the safe integers; without big integers where there is no need of them. */
export function scaledNumber(value: Exact, places: number, mode: RoundingMode): number | undefined {
  const [n, d] = [top(value), bottom(value)]
  if (typeof n === 'number' && typeof d === 'number') {
    const over = n * 10 ** places
    if (safe(Math.abs(over) + d)) return quotient(over, d, mode)
  }
  const whole = Number(scaled(value, places, mode))
  return safe(whole) ? whole : undefined
}

/** Returns `n / d` as a whole number. Requires safe integers and a positive `d`. */
function quotient(n: number, d: number, mode: RoundingMode): number {
  let rest = n % d
  if (rest < 0) rest += d
  const whole = (n - rest) / d
  if (mode === 'floor' || rest * 2 < d) return whole
  if (rest * 2 > d || mode === 'half-up') return rest * 2 === d && n < 0 ? whole : whole + 1
  return whole % 2 === 0 ? whole : whole + 1
}

/** Returns `value` rounded to `places` decimals by the named rounding. */
export function round(value: Exact, places: number, mode: RoundingMode): Exact {
  if (typeof value === 'number') return value
  const whole = scaledNumber(value, places, mode)
  if (whole !== undefined) return ratio(whole, 10 ** places)
  return ratioOfBig(scaled(value, places, mode), 10n ** BigInt(places))
}

/** Returns the greatest multiple of `step` that is at most `value`. Requires a positive step. */
export function roundDownTo(value: Exact, step: Exact): Exact {
  const steps = divide(value, step) ?? 0
  return multiply(scaledNumber(steps, 0, 'floor') ?? ratioOfBig(scaled(steps, 0, 'floor'), 1n), step)
}

/** Returns the exact number that a JSON number or a decimal text spells, or undefined when it spells none exactly. */
export function exactOf(spelled: unknown): Exact | undefined {
  if (typeof spelled === 'number') {
    if (Number.isSafeInteger(spelled)) return spelled === 0 ? 0 : spelled
    if (Number.isInteger(spelled) || !Number.isFinite(spelled)) return undefined
    return exactOf(String(spelled))
  }
  if (typeof spelled !== 'string' || spelled.length > 32) return undefined
  const parts = /^(-?)(\d{1,18})(?:\.(\d{1,12}))?$/.exec(spelled)
  if (!parts) return undefined
  const digits = BigInt(`${parts[2]}${parts[3] ?? ''}`)
  return ratioOfBig(parts[1] ? -digits : digits, 10n ** BigInt(parts[3]?.length ?? 0))
}

/** Returns how many decimals write `value` exactly, or undefined when none do (a third). */
export function decimalsOf(value: Exact): number | undefined {
  let d = BigInt(bottom(value))
  let twos = 0
  let fives = 0
  while (d % 2n === 0n) {
    d /= 2n
    twos++
  }
  while (d % 5n === 0n) {
    d /= 5n
    fives++
  }
  return d === 1n ? Math.max(twos, fives) : undefined
}

/** Returns the canonical text of an exact number: `83` or `167/2`. */
export function exactText(value: Exact): string {
  return typeof value === 'number' || BigInt(value.d) === 1n ? String(top(value)) : `${value.n}/${value.d}`
}

/** Returns `value` with `places` decimals, rounded by `mode` (default `half-up`): `83.50`. */
export function formatExact(value: Exact, places: number, mode: RoundingMode = 'half-up'): string {
  const whole = scaled(value, places, mode)
  const digits = (whole < 0n ? -whole : whole).toString().padStart(places + 1, '0')
  const cut = digits.length - places
  return `${whole < 0n ? '-' : ''}${digits.slice(0, cut)}${places > 0 ? `.${digits.slice(cut)}` : ''}`
}

/** Returns points given in whole units of 10^-`decimals` as a decimal text without trailing zeros: `125, 1` → `12.5`. */
export function formatPoints(units: number, decimals: number): string {
  const text = formatExact(ratio(units, 10 ** decimals), decimals)
  return decimals > 0 ? text.replace(/\.?0+$/, '') : text
}

/** Returns the nearest floating-point number: for drawing only, never for deciding. */
export function toNumber(value: Exact): number {
  return typeof value === 'number' ? value : Number(value.n) / Number(value.d)
}
