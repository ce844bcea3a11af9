/** A short name for a whole result, so that many results can be compared and a seed can be told to give the same again. */

/** Returns 16 hexadecimal digits that depend on every letter of a value's JSON; equal values have equal digits. */
export function stateHash(value: unknown): string {
  const text = JSON.stringify(value)
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    a = Math.imul(a ^ letter, 2654435761)
    b = Math.imul(b ^ letter, 1597334677)
  }
  const [mixedA, mixedB] = [stirred(a, b), stirred(b, a)]
  return [mixedA, mixedB].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

const stirred = (half: number, other: number): number =>
  Math.imul(half ^ (half >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909)
