import { compile, type Plan, parseProgram } from '@jixing/engine'

/** Returns the plan of a program that is known to be valid, as the examples' programs are. */
export function planOf(program: unknown): Plan {
  const parsed = parseProgram(program)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  const compiled = compile(parsed.value)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  return compiled.value
}
