/**
 * What objects of a copy inherit: nothing but a text. A wrong program may put an object where a name belongs, and asking
 * for its text must neither fail, whatever it calls `toString`, nor reach what all objects have.
 */
const NAMEABLE: object = Object.freeze(
  Object.assign(Object.create(null) as object, { [Symbol.toPrimitive]: () => 'object' }),
)

/** Why a value has no copy. */
export type Uncopied = 'too_deep' | 'too_large'

class Stopped {
  readonly reason: Uncopied
  constructor(reason: Uncopied) {
    this.reason = reason
  }
}

/**
 * Returns a copy of an untrusted value that can be read and asked for texts without harm, or why there is none: it nests
 * deeper than `depth`, or has more than `parts` parts. What JSON does not have becomes null. Never throws.
 */
export function plainCopy(root: unknown, depth: number, parts: number): { readonly copy: unknown } | Uncopied {
  let count = 0
  const copied = (value: unknown, left: number): unknown => {
    if (++count > parts) throw new Stopped('too_large')
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return null
    if (typeof value !== 'object' || value === null) return value
    if (left === 0) throw new Stopped('too_deep')
    if (Array.isArray(value)) return Array.from(value, (one) => copied(one, left - 1))
    const copy = Object.create(NAMEABLE) as Record<string, unknown>
    for (const key of Object.keys(value)) copy[key] = copied((value as Record<string, unknown>)[key], left - 1)
    return copy
  }
  try {
    return { copy: copied(root, depth) }
  } catch (stopped) {
    // Anything else is an object that fails when it is read, as no JSON does.
    return stopped instanceof Stopped ? stopped.reason : { copy: null }
  }
}
