import { compile, type Item, type Parsed, type Plan, type Program, parseProgram, readItem } from '@jixing/engine'

/**
 * Reading what a stranger sent must end in a value or in issues. Should the engine's reader throw after all, that is a
 * mistake of ours, but the input is refused like any other that cannot be read: nothing has been changed by reading.
 */
function read<T>(reader: () => Parsed<T>): Parsed<T> {
  try {
    return reader()
  } catch (error) {
    const reason = error instanceof Error ? error.name : typeof error
    return { ok: false, issues: [{ code: 'unreadable', path: '', params: { reason } }] }
  }
}

/** Reads a program from outside. */
export function readForeignProgram(json: unknown): Parsed<Program> {
  return read(() => parseProgram(json))
}

/** Compiles programs of which one came from outside. */
export function compileForeign(programs: readonly Program[]): Parsed<Plan> {
  return read(() => compile(programs))
}

/** Reads an item from outside in the words of a plan. */
export function readForeignItem(plan: Plan, record: unknown): Parsed<Item> {
  return read(() => readItem(plan, record))
}
