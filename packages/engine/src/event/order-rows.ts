const DIGIT = 0x1_0000
/** Fewer rows are sorted by comparison: counting digits costs more than they do. */
const FEW = 4096

/**
 * Returns the rows 0 to `count - 1` in order of time, rows of one instant in the order of `tie`: counted digit by digit,
 * so that a log whose items came late is still put in order in one pass for each digit.
 */
export function orderRows(times: Float64Array, count: number, tie: (a: number, b: number) => number): Int32Array {
  let rows = Int32Array.from({ length: count }, (_, i) => i)
  if (count < FEW) return rows.sort((a, b) => (times[a] as number) - (times[b] as number) || tie(a, b))
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < count; i++) {
    least = Math.min(least, times[i] as number)
    most = Math.max(most, times[i] as number)
  }
  let next = new Int32Array(count)
  for (let scale = 1; scale <= most - least; scale *= DIGIT) {
    const ends = new Int32Array(DIGIT)
    const digit = (row: number): number => Math.floor(((times[row] as number) - least) / scale) % DIGIT
    for (let i = 0; i < count; i++) ends[digit(i)] = (ends[digit(i)] as number) + 1
    for (let i = 1; i < DIGIT; i++) ends[i] = (ends[i] as number) + (ends[i - 1] as number)
    for (let i = count - 1; i >= 0; i--) {
      const row = rows[i] as number
      const place = (ends[digit(row)] as number) - 1
      ends[digit(row)] = place
      next[place] = row
    }
    ;[rows, next] = [next, rows]
  }
  sortTies(rows, times, tie)
  return rows
}

/** Sorts the rows of each instant among themselves. */
function sortTies(rows: Int32Array, times: Float64Array, tie: (a: number, b: number) => number): void {
  for (let start = 0; start < rows.length; ) {
    const time = times[rows[start] as number]
    let end = start + 1
    while (end < rows.length && times[rows[end] as number] === time) end++
    if (end - start > 1) rows.subarray(start, end).sort(tie)
    start = end
  }
}
