/** A table of counts of persons: one row and one column per group. */
export interface CountTable {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly counts: readonly (readonly number[])[]
}

/** The same table as it may be shown: null is suppressed. */
export interface ShownCounts {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly counts: readonly (readonly (number | null)[])[]
  readonly rowTotals: readonly (number | null)[]
  readonly columnTotals: readonly (number | null)[]
  readonly total: number | null
}

/** A place in the table with its totals as last row and column. */
interface Place {
  readonly row: number
  readonly column: number
}

/**
 * Suppresses counts of 1 to `least - 1` persons in a table and its totals, and as many others as it takes that no
 * suppressed one can be computed: not from one total, not along several, and not because what is suppressed in a row or
 * column is itself fewer than `least` together. Of others it suppresses the smallest that serve, and totals only where
 * nothing else does. A count of 0 tells of nobody and may stay.
 */
export function suppressSmallGroups(table: CountTable, least: number): ShownCounts {
  const full = withTotals(table.counts, table.columns.length)
  const hidden = full.map((row) => row.map((count) => count > 0 && count < least))
  for (let places = weakness(full, hidden, least); places.length > 0; places = weakness(full, hidden, least)) {
    for (const { row, column } of places) (hidden[row] as boolean[])[column] = true
  }
  const shown = full.map((row, i) => row.map((count, j) => (hidden[i]?.[j] ? null : count)))
  const inner = shown.slice(0, -1)
  const last = shown[shown.length - 1] ?? []
  return {
    rows: table.rows,
    columns: table.columns,
    counts: inner.map((row) => row.slice(0, -1)),
    rowTotals: inner.map((row) => row[row.length - 1] ?? null),
    columnTotals: last.slice(0, -1),
    total: last[last.length - 1] ?? null,
  }
}

function withTotals(counts: CountTable['counts'], columns: number): number[][] {
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
  const rows = counts.map((row) => [...row, sum(row)])
  return [...rows, Array.from({ length: columns + 1 }, (_, j) => sum(rows.map((row) => row[j] ?? 0)))]
}

/** What to suppress next, or nothing when no suppressed count can be computed any more. */
function weakness(full: readonly number[][], hidden: readonly boolean[][], least: number): readonly Place[] {
  for (const line of linesOf(full)) {
    const inside = line.slice(0, -1).filter((place) => isHidden(hidden, place))
    const total = line[line.length - 1] as Place
    if (inside.length === 0 || isHidden(hidden, total)) continue
    const together = inside.reduce((sum, place) => sum + countAt(full, place), 0)
    if (together >= least) continue
    const shown = line.filter((place) => !isHidden(hidden, place))
    return shown.sort((a, b) => costOf(full, a) - costOf(full, b)).slice(0, 1)
  }
  for (const place of linesOf(full).slice(0, full.length).flat()) {
    if (!isHidden(hidden, place)) continue
    const circle = cheapestCircle(full, hidden, place).filter((one) => !isHidden(hidden, one))
    if (circle.length > 0) return circle
  }
  return []
}

/** The rows and columns of a table with totals, each with its total last. */
function linesOf(full: readonly number[][]): Place[][] {
  const columns = full[0]?.length ?? 0
  const rows = full.map((_, row) => Array.from({ length: columns }, (_, column): Place => ({ row, column })))
  return [...rows, ...Array.from({ length: columns }, (_, column) => full.map((_, row): Place => ({ row, column })))]
}

const countAt = (full: readonly number[][], { row, column }: Place): number => full[row]?.[column] ?? 0
const isHidden = (hidden: readonly boolean[][], { row, column }: Place): boolean => hidden[row]?.[column] === true

/** What it costs to suppress a count: its size; more for totals, and most for a count of 0, which protects least. */
function costOf(full: readonly number[][], place: Place): number {
  const [rows, columns] = [full.length - 1, (full[0]?.length ?? 0) - 1]
  const count = countAt(full, place)
  const all = countAt(full, { row: rows, column: columns }) + 1
  if (count === 0) return 4 * all
  return count + (Number(place.row === rows) + Number(place.column === columns)) * all
}

/**
 * The other counts of the cheapest circle through a suppressed one. Rows and columns are the nodes of a graph and counts
 * its edges; every row and column gives one equation, so that a suppressed count is determined exactly when it lies on
 * no circle of suppressed ones.
 */
function cheapestCircle(full: readonly number[][], hidden: readonly boolean[][], through: Place): readonly Place[] {
  const rows = full.length
  const edges = linesOf(full).slice(0, rows).flat()
  const best = new Map<number, { readonly cost: number; readonly way: readonly Place[] }>([
    [through.row, { cost: 0, way: [] }],
  ])
  for (let better = true; better; ) {
    better = false
    for (const edge of edges) {
      if (edge.row === through.row && edge.column === through.column) continue
      const cost = isHidden(hidden, edge) ? 0 : costOf(full, edge)
      const ends = [edge.row, rows + edge.column] as const
      for (const [from, to] of [ends, [ends[1], ends[0]] as const]) {
        const known = best.get(from)
        if (!known || known.cost + cost >= (best.get(to)?.cost ?? Number.POSITIVE_INFINITY)) continue
        best.set(to, { cost: known.cost + cost, way: [...known.way, edge] })
        better = true
      }
    }
  }
  return best.get(rows + through.column)?.way ?? []
}
