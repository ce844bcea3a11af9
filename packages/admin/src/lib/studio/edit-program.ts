import type { Issue, Program } from '@jixing/engine'
import { type Tunable, tunables } from './tunables.ts'

/** Numbers that were changed, by the key of their tunable. */
export type Edits = ReadonlyMap<string, number>

/** Returns a copy of a JSON value with another value at a JSON pointer; the rest of it is shared. */
export function withValueAt<T>(root: T, pointer: string, value: unknown): T {
  const keys = pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const place = (node: unknown, depth: number): unknown => {
    if (depth === keys.length) return value
    const key = keys[depth] as string
    if (Array.isArray(node)) return node.map((one, i) => (String(i) === key ? place(one, depth + 1) : one))
    if (typeof node !== 'object' || node === null) throw new RangeError(`Nothing stands at ${pointer}`)
    const record = node as Record<string, unknown>
    return { ...record, [key]: place(record[key], depth + 1) }
  }
  return place(root, 0) as T
}

/** Returns a program with other numbers; what it does not know (any more) is left out. */
export function withEdits(program: Program, edits: Edits, known: readonly Tunable[] = tunables(program)): Program {
  return known.reduce((edited, one) => {
    const value = edits.get(one.key)
    return value === undefined ? edited : withValueAt(edited, one.pointer, value)
  }, program)
}

/** Returns the edits that still say something in another version: known there, and another number than its own. */
export function editsFor(edits: Edits, known: readonly Tunable[]): Edits {
  return new Map(
    known.flatMap(({ key, value }) => {
      const edit = edits.get(key)
      return edit === undefined || edit === value ? [] : [[key, edit] as const]
    }),
  )
}

/** Returns issues by the key of the number they are about; those about no number stand under the empty key. */
export function issuesByKey(issues: readonly Issue[], known: readonly Tunable[], edits: Edits): Map<string, Issue[]> {
  const found = new Map<string, Issue[]>()
  for (const issue of issues) {
    const exact = known.find(({ pointer }) => pointer === issue.path)
    const owner = /^\/(\w+)\/(\d+)/.exec(issue.path)?.[0]
    const near = known.find(
      ({ key, pointer }) => owner !== undefined && edits.has(key) && `${pointer}/`.startsWith(`${owner}/`),
    )
    const key = (exact ?? near)?.key ?? ''
    found.set(key, [...(found.get(key) ?? []), issue])
  }
  return found
}
