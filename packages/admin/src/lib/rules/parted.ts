/** A sentence as what it begins with like another, what it says differently, and what it ends with like it. */
export interface Parted {
  readonly head: string
  readonly middle: string
  readonly tail: string
}

/** Numbers stay whole, so that 2.5 and 5 do not share a 5; every other sign stands by itself. */
const pieces = (sentence: string): readonly string[] => sentence.match(/\d+(?:\.\d+)?|\D/gu) ?? []

/** Returns a sentence in three parts by how it differs from another. */
export function parted(sentence: string, other: string): Parted {
  const [own, theirs] = [pieces(sentence), pieces(other)]
  const most = Math.min(own.length, theirs.length)
  let head = 0
  while (head < most && own[head] === theirs[head]) head++
  let tail = 0
  while (tail < most - head && own.at(-1 - tail) === theirs.at(-1 - tail)) tail++
  const end = own.length - tail
  return {
    head: own.slice(0, head).join(''),
    middle: own.slice(head, end).join(''),
    tail: own.slice(end).join(''),
  }
}
