/** The numbers that a value may take, both ends included; infinite where nothing is certain. */
export interface NumberSpan {
  readonly min: number
  readonly max: number
}

/** The span of what may be any number. */
export const ANY_NUMBER: NumberSpan = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }

/** Returns the span of one number. */
export function exactly(value: number): NumberSpan {
  return { min: value, max: value }
}

/** Returns the least span that holds all of some spans; of none, any number. */
export function hull(spans: readonly NumberSpan[]): NumberSpan {
  if (spans.length === 0) return ANY_NUMBER
  return { min: Math.min(...spans.map((one) => one.min)), max: Math.max(...spans.map((one) => one.max)) }
}

/** Returns the span of the sum of two values. */
export function plus(a: NumberSpan, b: NumberSpan): NumberSpan {
  return { min: a.min + b.min, max: a.max + b.max }
}

/** Returns the span of the opposite of a value. */
export function opposite(a: NumberSpan): NumberSpan {
  return { min: 0 - a.max, max: 0 - a.min }
}

/** Returns the span of the product of two values; nothing times the unbounded counts as nothing. */
export function times(a: NumberSpan, b: NumberSpan): NumberSpan {
  const product = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y)
  const ends = [product(a.min, b.min), product(a.min, b.max), product(a.max, b.min), product(a.max, b.max)]
  return { min: Math.min(...ends), max: Math.max(...ends) }
}

/** Returns the span of a quotient; nothing is certain where the divisor may be 0. */
export function over(a: NumberSpan, b: NumberSpan): NumberSpan {
  if (b.min <= 0 && b.max >= 0) return ANY_NUMBER
  return times(a, { min: 1 / b.max, max: 1 / b.min })
}

/** Returns the span of a value held between two others. */
export function heldBetween(of: NumberSpan, low: NumberSpan, high: NumberSpan): NumberSpan {
  const held = (x: number, least: number, most: number): number => Math.min(Math.max(x, least), most)
  return { min: held(of.min, low.min, high.min), max: held(of.max, low.max, high.max) }
}

/** Returns whether `a` is certainly above `b`, by more than what floating point may lose. */
export function isAbove(a: number, b: number): boolean {
  return a > b + 1e-9 * Math.max(1, Math.abs(b))
}
