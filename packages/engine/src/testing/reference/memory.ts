/** What was computed once about facts or results is remembered as long as they are: the same question, the same answer. */

const memories = new WeakMap<object, Map<string, unknown>>()

/** Returns what `make` gave when it was first asked for under this name about `owner`. */
export function remembered<T>(owner: object, name: string, make: () => T): T {
  const known = memories.get(owner) ?? new Map<string, unknown>()
  memories.set(owner, known)
  if (!known.has(name)) known.set(name, make())
  return known.get(name) as T
}
