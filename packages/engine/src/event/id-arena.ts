import { utf8Rank } from '../base/order.ts'
import { grown } from './column.ts'

/** The bytes of the id that was encoded last. */
let scratch = new Uint8Array(768)

/**
 * Ids one after another in one array of bytes, so that a million of them are no million strings. The bytes of two ids
 * compare as `compareText` compares the texts: a code unit is written, in the form of UTF-8, as its rank among UTF-8.
 */
export class IdArena {
  size = 0
  private bytes = new Uint8Array(0)
  private ends = new Uint32Array(0)

  /** The bytes that the ids and their places take. */
  get byteLength(): number {
    return this.bytes.byteLength + this.ends.byteLength
  }

  private start(n: number): number {
    return n === 0 ? 0 : (this.ends[n - 1] as number)
  }

  /** Appends the id that `encodeId` wrote last, `length` bytes long. */
  append(length: number): void {
    const start = this.start(this.size)
    this.ends = grown(this.ends, this.size + 1, 0)
    this.bytes = grown(this.bytes, start + length, 0)
    for (let i = 0; i < length; i++) this.bytes[start + i] = scratch[i] as number
    this.ends[this.size++] = start + length
  }

  /** Whether id `n` is the one that `encodeId` wrote last, `length` bytes long. */
  isLast(n: number, length: number): boolean {
    const start = this.start(n)
    if ((this.ends[n] as number) - start !== length) return false
    for (let i = 0; i < length; i++) if (this.bytes[start + i] !== scratch[i]) return false
    return true
  }

  /** The hash of id `n`, the same as `hashOfLast` gave. */
  hash(n: number): number {
    return hashOf(this.bytes, this.start(n), this.ends[n] as number)
  }

  compare(a: number, b: number): number {
    const { bytes } = this
    const [startA, startB] = [this.start(a), this.start(b)]
    const [lengthA, lengthB] = [(this.ends[a] as number) - startA, (this.ends[b] as number) - startB]
    const shorter = Math.min(lengthA, lengthB)
    for (let i = 0; i < shorter; i++) {
      const order = (bytes[startA + i] as number) - (bytes[startB + i] as number)
      if (order !== 0) return order
    }
    return lengthA - lengthB
  }

  text(n: number): string {
    return textOf(this.bytes, this.start(n), this.ends[n] as number)
  }
}

/** Writes an id into the scratch and returns how many bytes it takes. */
export function encodeId(id: string): number {
  if (id.length * 3 > scratch.length) scratch = new Uint8Array(id.length * 3)
  let at = 0
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i)
    if (unit < 0x80) {
      scratch[at++] = unit
      continue
    }
    const rank = utf8Rank(unit)
    if (rank < 0x800) scratch[at++] = 0xc0 | (rank >> 6)
    else {
      scratch[at++] = 0xe0 | (rank >> 12)
      scratch[at++] = 0x80 | ((rank >> 6) & 0x3f)
    }
    scratch[at++] = 0x80 | (rank & 0x3f)
  }
  return at
}

/** Returns the hash of the id that `encodeId` wrote last, `length` bytes long. */
export function hashOfLast(length: number): number {
  return hashOf(scratch, 0, length)
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** Returns the text of encoded bytes; eight characters at a time while all are ASCII, as ids nearly always are. */
function textOf(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  let i = start
  const at = (place: number): number => bytes[place] as number
  for (; i + 8 <= end; i += 8) {
    if ((at(i) | at(i + 1) | at(i + 2) | at(i + 3) | at(i + 4) | at(i + 5) | at(i + 6) | at(i + 7)) >= 0x80) break
    text += String.fromCharCode(at(i), at(i + 1), at(i + 2), at(i + 3), at(i + 4), at(i + 5), at(i + 6), at(i + 7))
  }
  while (i < end) {
    const byte = at(i++)
    if (byte < 0x80) text += String.fromCharCode(byte)
    else if (byte < 0xe0) text += unitOfRank(((byte & 0x1f) << 6) | (at(i++) & 0x3f))
    else {
      const middle = (at(i++) & 0x3f) << 6
      text += unitOfRank(((byte & 0x0f) << 12) | middle | (at(i++) & 0x3f))
    }
  }
  return text
}

/** The character whose code unit has a rank among UTF-8. */
function unitOfRank(rank: number): string {
  return String.fromCharCode(rank < 0xd800 ? rank : rank >= 0xf800 ? rank - 0x2000 : rank + 0x800)
}
