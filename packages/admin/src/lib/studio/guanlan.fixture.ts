import { readFileSync } from 'node:fs'
import { type Program, parseProgram } from '@jixing/engine'

/** Returns the preset of Guanlan, for tests. */
export function guanlan(): Program {
  const file = new URL('../../../../engine/presets/guanlan.json', import.meta.url)
  const parsed = parseProgram(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}
