/** Returns the rank of a UTF-16 code unit in UTF-8 byte order: surrogates (astral characters) sort after U+FFFF. */
export function utf8Rank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}

/** Compares two texts by their UTF-8 bytes, the order of ids everywhere: negative, 0 or positive. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const left = a.charCodeAt(i)
    const right = b.charCodeAt(i)
    if (left !== right) return utf8Rank(left) - utf8Rank(right)
  }
  return a.length - b.length
}

/** Compares two dated things by the total order `(instant, source, id)`. */
export function compareDated(
  a: { readonly at: number; readonly source: string; readonly id: string },
  b: { readonly at: number; readonly source: string; readonly id: string },
): number {
  return a.at - b.at || compareText(a.source, b.source) || compareText(a.id, b.id)
}
