/** Codes pairs of 32-bit whole numbers as one small number, in the order in which they are first asked for. */
export interface Pairs {
  code(a: number, b: number): number
  /** Forgets all pairs, keeping the room. */
  clear(): void
}

/** Returns an empty table of pairs: a hash table in typed arrays, so that a pair costs no object. */
export function createPairs(): Pairs {
  let size = 0
  let firsts = new Int32Array(8)
  let seconds = new Int32Array(8)
  // Codes plus one, at most half full; 0 is a free slot.
  let slots = new Int32Array(16)

  const slotOf = (a: number, b: number): number => {
    const mask = slots.length - 1
    let hash = Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b)
    hash ^= hash >>> 15
    let slot = hash & mask
    for (let code = slots[slot] as number; code !== 0; code = slots[slot] as number) {
      if (firsts[code - 1] === a && seconds[code - 1] === b) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }
  const grow = (): void => {
    const [oldFirsts, oldSeconds] = [firsts, seconds]
    firsts = new Int32Array(size * 2)
    seconds = new Int32Array(size * 2)
    slots = new Int32Array(size * 4)
    firsts.set(oldFirsts)
    seconds.set(oldSeconds)
    for (let code = 0; code < size; code++) slots[slotOf(firsts[code] as number, seconds[code] as number)] = code + 1
  }
  return {
    code(a, b) {
      let slot = slotOf(a, b)
      const known = slots[slot] as number
      if (known !== 0) return known - 1
      if (size === firsts.length) {
        grow()
        slot = slotOf(a, b)
      }
      firsts[size] = a
      seconds[size] = b
      slots[slot] = ++size
      return size - 1
    },
    clear() {
      if (size > 0) slots.fill(0)
      size = 0
    },
  }
}
