import { Problem } from './problems.ts'

/** Returns the opaque text by which a client asks for the next page; it holds where that page begins. */
export function writeCursor(place: readonly (number | string)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** Returns the numbers that a cursor holds; refuses a text that writeCursor did not make. */
export function readCursor(cursor: string | undefined, length: number): number[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(place) && place.length === length && place.every((part) => Number.isSafeInteger(part))) {
      return place as number[]
    }
  } catch {
    // Falls through: what cannot be read was not made by us.
  }
  throw new Problem('bad_cursor', { errors: [{ code: 'bad_cursor', parameter: 'cursor', params: {} }] })
}
