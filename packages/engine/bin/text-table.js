const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/**
 * Returns a text that cannot steer a terminal: control characters are written out.
 * @param {string} text
 */
export function plain(text) {
  return text.replace(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/**
 * Returns how many columns a text takes in a terminal: Chinese characters two, marks none.
 * @param {string} text
 */
export function widthOf(text) {
  let width = 0
  for (const character of text) width += WIDE.test(character) ? 2 : /\p{M}/u.test(character) ? 0 : 1
  return width
}

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
