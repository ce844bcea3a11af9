import { plainText as plain, widthOf } from '@jixing/engine/words'

/** A column: its heading and on which side its cells stand. */
/** @typedef {{ readonly heading: string, readonly side?: 'left' | 'right' }} Column */

/**
 * Returns the lines of a table, aligned by width.
 * @param {readonly Column[]} columns
 * @param {readonly (readonly string[])[]} rows
 */
export function textTable(columns, rows) {
  const written = rows.map((row) => row.map(plain))
  const widths = columns.map((column, i) =>
    written.reduce((most, row) => Math.max(most, widthOf(row[i] ?? '')), widthOf(column.heading)),
  )
  /** @param {readonly string[]} cells */
  const line = (cells) =>
    cells
      .map((cell, i) => {
        const gap = ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(cell)))
        return columns[i]?.side === 'right' ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd()
  return [
    line(columns.map((column) => column.heading)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...written.map(line),
  ]
}
