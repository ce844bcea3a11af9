import { compile, type Plan, parseProgram } from '@jixing/engine'

/** Returns the plan of a program, or of a list of its versions, that is known to be valid, as the examples' are. */
export function planOf(program: unknown): Plan {
  const versions = (Array.isArray(program) ? program : [program]).map((json) => {
    const parsed = parseProgram(json)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    return parsed.value
  })
  const compiled = compile(versions)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  return compiled.value
}
