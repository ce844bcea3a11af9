import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CountTable, type ShownCounts, suppressSmallGroups } from '../../src/lists/index.ts'
import { law } from '../laws/law.ts'

const tableOf = (counts: number[][]): CountTable => ({
  rows: counts.map((_, i) => `r${i}`),
  columns: (counts[0] ?? []).map((_, i) => `c${i}`),
  counts,
})
const text = (shown: ShownCounts): string =>
  [...shown.counts.map((row, i) => [...row, shown.rowTotals[i]]), [...shown.columnTotals, shown.total]]
    .map((row) => row.map((count) => count ?? '*').join(' '))
    .join(' | ')

describe('small groups', () => {
  it.each<[string, number[][], string]>([
    [
      'nothing small',
      [
        [3, 4],
        [5, 6],
      ],
      '3 4 7 | 5 6 11 | 8 10 18',
    ],
    [
      'one small count takes a circle of others with it',
      [
        [2, 4],
        [5, 6],
      ],
      '* * 6 | * * 11 | 7 10 17',
    ],
    ['a single row of which one is small', [[2, 9, 8]], '* 9 * 19 | * 9 * 19'],
    ['two small counts that are three together', [[1, 2, 9]], '* * 9 12 | * * 9 12'],
    ['two small counts that are fewer than three together', [[1, 1, 7, 9]], '* * * 9 18 | * * * 9 18'],
    [
      'a count of nobody',
      [
        [0, 4],
        [5, 6],
      ],
      '0 4 4 | 5 6 11 | 5 10 15',
    ],
    [
      'a whole table of two',
      [
        [1, 0],
        [0, 1],
      ],
      '* 0 * | 0 * * | * * *',
    ],
    ['one number', [[2]], '* * | * *'],
  ])('%s', (_, counts, expected) => {
    expect(text(suppressSmallGroups(tableOf(counts), 3))).toBe(expected)
  })
})

const tables = fc
  .record({
    rows: fc.integer({ min: 1, max: 4 }),
    columns: fc.integer({ min: 1, max: 4 }),
    least: fc.integer({ min: 2, max: 5 }),
  })
  .chain(({ rows, columns, least }) =>
    fc.record({
      least: fc.constant(least),
      counts: fc.array(
        fc.array(fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 30 })), { minLength: columns, maxLength: columns }),
        {
          minLength: rows,
          maxLength: rows,
        },
      ),
    }),
  )

/** The extended table as shown: the last row and column are totals. */
const extended = (shown: ShownCounts): (number | null)[][] => [
  ...shown.counts.map((row, i) => [...row, shown.rowTotals[i] ?? null]),
  [...shown.columnTotals, shown.total],
]

const totalled = (counts: readonly (readonly number[])[]): number[][] => {
  const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0)
  const rows = counts.map((row) => [...row, sum(row)])
  return [...rows, (rows[0] ?? []).map((_, j) => sum(rows.map((row) => row[j] ?? 0)))]
}

/** Whether the equations of a table (cells of a line less its total are 0) determine one of the unknown counts. */
function determined(shown: (number | null)[][]): string[] {
  const unknown = shown.flatMap((row, i) => row.flatMap((count, j) => (count === null ? [`${i},${j}`] : [])))
  const equation = (places: [number, number][]): number[] => {
    const row = unknown.map(() => 0)
    places.forEach(([i, j], k) => {
      const at = unknown.indexOf(`${i},${j}`)
      if (at >= 0) row[at] = k === places.length - 1 ? -1 : 1
    })
    return row
  }
  const width = shown[0]?.length ?? 0
  const lines: [number, number][][] = [
    ...shown.map((row, i) => row.map((_, j): [number, number] => [i, j])),
    ...Array.from({ length: width }, (_, j) => shown.map((_, i): [number, number] => [i, j])),
  ]
  const matrix = lines.map(equation)
  // Gauss-Jordan; the numbers stay whole because incidence matrices are totally unimodular.
  let rank = 0
  for (let column = 0; column < unknown.length && rank < matrix.length; column++) {
    const pivot = matrix.findIndex((row, i) => i >= rank && row[column] !== 0)
    if (pivot < 0) continue
    ;[matrix[rank], matrix[pivot]] = [matrix[pivot] as number[], matrix[rank] as number[]]
    const lead = matrix[rank] as number[]
    const by = lead[column] as number
    for (let i = 0; i < matrix.length; i++) {
      const row = matrix[i] as number[]
      const factor = (row[column] as number) / by
      if (i !== rank && factor !== 0) matrix[i] = row.map((value, j) => value - factor * (lead[j] as number))
    }
    rank++
  }
  return matrix.flatMap((row) => {
    const places = row.flatMap((value, j) => (Math.abs(value) > 1e-9 ? [j] : []))
    return places.length === 1 ? [unknown[places[0] as number] as string] : []
  })
}

law(
  'a group of fewer than the least is never shown, and no suppressed count can be computed',
  tables,
  ({ counts, least }) => {
    const shown = extended(suppressSmallGroups(tableOf(counts), least))
    const full = totalled(counts)
    for (const [i, row] of shown.entries()) {
      for (const [j, count] of row.entries()) {
        const real = full[i]?.[j] as number
        if (count === null) continue
        expect(count).toBe(real)
        expect(real === 0 || real >= least).toBe(true)
      }
    }
    expect(determined(shown)).toEqual([])
  },
)

law('what is suppressed in a line is never fewer than the least together', tables, ({ counts, least }) => {
  const shown = extended(suppressSmallGroups(tableOf(counts), least))
  const columns = (shown[0] ?? []).map((_, j) => shown.map((row) => row[j] as number | null))
  for (const line of [...shown, ...columns]) {
    const total = line[line.length - 1]
    const inside = line.slice(0, -1)
    if (typeof total !== 'number' || !inside.includes(null)) continue
    expect(total - inside.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBeGreaterThanOrEqual(least)
  }
})

/** Every table of whole counts that looks like the shown one, while there are few enough to list. */
function tablesLike(shown: ShownCounts, most: number): number[][][] {
  const found: number[][][] = []
  const cells = shown.counts.map((row) => [...row])
  const places = cells.flatMap((row, i) => row.flatMap((count, j) => (count === null ? [[i, j] as const] : [])))
  const fits = (full: number[][], partial: boolean): boolean => {
    const sums = totalled(full)
    return extended(shown).every((row, i) =>
      row.every((count, j) => count === null || (partial ? (sums[i]?.[j] ?? 0) <= count : sums[i]?.[j] === count)),
    )
  }
  const fill = (at: number): void => {
    const full = cells.map((row) => row.map((count) => count ?? 0))
    if (!fits(full, at < places.length)) return
    if (at === places.length) {
      found.push(full)
      return
    }
    const [i, j] = places[at] as readonly [number, number]
    for (let value = 0; value <= most; value++) {
      ;(cells[i] as (number | null)[])[j] = value
      fill(at + 1)
    }
    ;(cells[i] as (number | null)[])[j] = null
  }
  fill(0)
  return found
}

const small = fc.oneof(
  fc.array(fc.array(fc.nat({ max: 6 }), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
  fc.array(fc.array(fc.nat({ max: 6 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 1 }),
)

law('who knows that counts are not negative cannot compute a small one either', small, (counts) => {
  const shown = suppressSmallGroups(tableOf(counts), 3)
  const like = tablesLike(shown, 7)
  counts.forEach((row, i) => {
    row.forEach((count, j) => {
      if (count === 0 || count >= 3) return
      const possible = new Set(like.map((full) => full[i]?.[j]))
      expect(possible.size, `${JSON.stringify(counts)} shows ${count} at ${i},${j}`).toBeGreaterThan(1)
    })
  })
})

/** The least and most that a suppressed count can be, by narrowing every line from what the others leave. */
function boundsOf(shown: ShownCounts): { low: number; high: number }[][] {
  const bounds = shown.counts.map((row) => row.map((count) => ({ low: count ?? 0, high: count ?? 1000 })))
  const cells = bounds.flat()
  const lines = [
    ...bounds.map((row, i) => ({ row, total: shown.rowTotals[i] ?? null })),
    ...shown.columns.map((_, j) => ({
      row: bounds.map((row) => row[j] as { low: number; high: number }),
      total: shown.columnTotals[j] ?? null,
    })),
    { row: cells, total: shown.total },
  ]
  for (let narrower = true; narrower; ) {
    narrower = false
    for (const { row, total } of lines) {
      if (total === null) continue
      const [low, high] = [row.reduce((sum, one) => sum + one.low, 0), row.reduce((sum, one) => sum + one.high, 0)]
      for (const one of row) {
        const [least, most] = [total - (high - one.high), total - (low - one.low)]
        if (least <= one.low && most >= one.high) continue
        one.low = Math.max(one.low, least)
        one.high = Math.min(one.high, most)
        narrower = true
      }
      if (narrower) break
    }
  }
  return bounds
}

law('nor who narrows a large table from all its sides', tables, ({ counts, least }) => {
  const bounds = boundsOf(suppressSmallGroups(tableOf(counts), least))
  counts.forEach((row, i) => {
    row.forEach((count, j) => {
      if (count === 0 || count >= least) return
      const { low, high } = bounds[i]?.[j] ?? { low: 0, high: 0 }
      expect(high, `${JSON.stringify(counts)} shows ${count} at ${i},${j}`).toBeGreaterThan(low)
    })
  })
})
