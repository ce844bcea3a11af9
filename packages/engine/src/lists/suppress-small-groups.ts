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
 * column is itself fewer than `least` together. Of others the smallest are suppressed first. A count of 0 tells of
 * nobody and may stay.
 */
export function suppressSmallGroups(table: CountTable, least: number): ShownCounts {
  const full = withTotals(table.counts, table.columns.length)
  const hidden = full.map((row) => row.map((count) => count > 0 && count < least))
  for (let place = weakest(full, hidden, least); place; place = weakest(full, hidden, least)) {
    ;(hidden[place.row] as boolean[])[place.column] = true
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

/** The next count to suppress, or undefined when nothing suppressed can be computed any more. */
function weakest(full: readonly number[][], hidden: readonly boolean[][], least: number): Place | undefined {
  for (const line of linesOf(full)) {
    const inside = line.slice(0, -1).filter((place) => isHidden(hidden, place))
    const total = line[line.length - 1] as Place
    if (inside.length === 0 || isHidden(hidden, total)) continue
    const together = inside.reduce((sum, place) => sum + countAt(full, place), 0)
    if (together < least) return cheapest(full, hidden, line)
  }
  const bridges = bridgesOf(hidden)
  const crossing = linesOf(full).filter((line) =>
    bridges.some((bridge) => line.some((one) => one.row === bridge.row && one.column === bridge.column)),
  )
  return cheapest(full, hidden, crossing.flat())
}

/** The rows and columns of a table with totals, each with its total last. */
function linesOf(full: readonly number[][]): Place[][] {
  const columns = full[0]?.length ?? 0
  const rows = full.map((_, row) => Array.from({ length: columns }, (_, column): Place => ({ row, column })))
  return [...rows, ...Array.from({ length: columns }, (_, column) => full.map((_, row): Place => ({ row, column })))]
}

const countAt = (full: readonly number[][], { row, column }: Place): number => full[row]?.[column] ?? 0
const isHidden = (hidden: readonly boolean[][], { row, column }: Place): boolean => hidden[row]?.[column] === true

/** The smallest count of some places that is still shown: totals after groups, and a count of 0, which protects least, last. */
function cheapest(
  full: readonly number[][],
  hidden: readonly boolean[][],
  places: readonly Place[],
): Place | undefined {
  const [rows, columns] = [full.length - 1, (full[0]?.length ?? 0) - 1]
  const costOf = (place: Place): number[] => [
    countAt(full, place) === 0 ? 1 : 0,
    Number(place.row === rows) + Number(place.column === columns),
    countAt(full, place),
    place.row,
    place.column,
  ]
  const compare = (a: readonly number[], b: readonly number[]): number =>
    a.map((cost, i) => cost - (b[i] ?? 0)).find((order) => order !== 0) ?? 0
  const shown = places.filter((place) => !isHidden(hidden, place))
  return shown.sort((a, b) => compare(costOf(a), costOf(b)))[0]
}

/**
 * The suppressed counts that what is shown determines. Rows and columns are the nodes of a graph and suppressed counts
 * its edges; every row and column gives one equation, so that a count is determined exactly when it lies on no circle.
 */
function bridgesOf(hidden: readonly boolean[][]): Place[] {
  const edges: Place[] = hidden.flatMap((line, row) => line.flatMap((is, column) => (is ? [{ row, column }] : [])))
  return edges.filter((edge) => !isConnected(edges, edge, hidden.length))
}

/** Whether the row and the column of an edge are connected without it. */
function isConnected(edges: readonly Place[], without: Place, rows: number): boolean {
  const reached = new Set([without.row])
  for (let size = 0; size < reached.size; ) {
    size = reached.size
    for (const edge of edges) {
      if (edge === without) continue
      const ends = [edge.row, rows + edge.column]
      if (ends.some((node) => reached.has(node))) for (const node of ends) reached.add(node)
    }
  }
  return reached.has(rows + without.column)
}
