/** Positions of a column in the order of its values, and where each group of equal values ends. */
export interface OrderedValues {
  /** Positions in the column, the best value first; equal values in the order of the column. */
  readonly order: Uint32Array
  /** Where each group of equal values ends in `order`, the best group first. */
  readonly ends: Uint32Array
}

/** Values this close together are counted in one pass: 65,536 counters fit the cache of a processor. */
const ONE_PASS = 65_536
/** Wider ones are sorted by a digit of this many bits at a time, up to 32 bits in all. */
const DIGIT_BITS = 11
const DIGITS = 2 ** DIGIT_BITS

/**
 * Orders a column of whole numbers by counting and not by comparing: in one pass where they lie close together, else
 * digit by digit. Requires safe integers. `desc`, the default, puts the greatest first.
 */
export function orderValues(values: Int32Array | Float64Array, direction: 'desc' | 'asc' = 'desc'): OrderedValues {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value < low) low = value
    if (value > high) high = value
  }
  const span = values.length === 0 ? 0 : high - low
  if (span < ONE_PASS) return countingOrder(values, direction, low, span)
  const order = span < 2 ** 32 ? radixOrder(values, direction, low, high) : comparedOrder(values, direction)
  return { order, ends: endsOf(values, order) }
}

/** Counts each value, turns the counts into places and puts every position in its place. */
function countingOrder(
  values: Int32Array | Float64Array,
  direction: 'desc' | 'asc',
  low: number,
  span: number,
): OrderedValues {
  const size = values.length
  const places = new Uint32Array(span + 1)
  for (let i = 0; i < size; i++) {
    const key = (values[i] as number) - low
    places[key] = (places[key] as number) + 1
  }
  const ends = new Uint32Array(Math.min(size, span + 1))
  let groups = 0
  let before = 0
  for (let k = 0; k <= span; k++) {
    const key = direction === 'desc' ? span - k : k
    const count = places[key] as number
    places[key] = before
    before += count
    if (count > 0) ends[groups++] = before
  }
  const order = new Uint32Array(size)
  for (let i = 0; i < size; i++) {
    const key = (values[i] as number) - low
    const place = places[key] as number
    places[key] = place + 1
    order[place] = i
  }
  return { order, ends: ends.subarray(0, groups) }
}

/**
 * Sorts by the lowest digit first; each pass keeps the order of the one before, so that after the last all is in order.
 * Keys move together with their positions: then every pass reads memory from front to back.
 */
function radixOrder(
  values: Int32Array | Float64Array,
  direction: 'desc' | 'asc',
  low: number,
  high: number,
): Uint32Array {
  const size = values.length
  let keys = new Uint32Array(size)
  let order = new Uint32Array(size)
  for (let i = 0; i < size; i++) {
    keys[i] = direction === 'desc' ? high - (values[i] as number) : (values[i] as number) - low
    order[i] = i
  }
  let nextKeys = new Uint32Array(size)
  let nextOrder = new Uint32Array(size)
  const places = new Uint32Array(DIGITS)
  for (let shift = 0; 2 ** shift <= high - low; shift += DIGIT_BITS) {
    places.fill(0)
    for (let i = 0; i < size; i++) {
      const digit = ((keys[i] as number) >>> shift) & (DIGITS - 1)
      places[digit] = (places[digit] as number) + 1
    }
    let before = 0
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = places[digit] as number
      places[digit] = before
      before += count
    }
    for (let i = 0; i < size; i++) {
      const key = keys[i] as number
      const digit = (key >>> shift) & (DIGITS - 1)
      const place = places[digit] as number
      places[digit] = place + 1
      nextKeys[place] = key
      nextOrder[place] = order[i] as number
    }
    ;[keys, nextKeys] = [nextKeys, keys]
    ;[order, nextOrder] = [nextOrder, order]
  }
  return order
}

/** Compares, for values too far apart to count. */
function comparedOrder(values: Int32Array | Float64Array, direction: 'desc' | 'asc'): Uint32Array {
  const sign = direction === 'desc' ? -1 : 1
  return Uint32Array.from(values.keys()).sort((a, b) => sign * ((values[a] as number) - (values[b] as number)) || a - b)
}

function endsOf(values: Int32Array | Float64Array, order: Uint32Array): Uint32Array {
  const ends = new Uint32Array(order.length)
  let groups = 0
  for (let i = 1; i <= order.length; i++) {
    if (i === order.length || values[order[i] as number] !== values[order[i - 1] as number]) ends[groups++] = i
  }
  return ends.subarray(0, groups)
}
