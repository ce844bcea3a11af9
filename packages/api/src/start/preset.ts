import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Returns the JSON of a program that ships with the engine. */
export async function readPreset(name: string): Promise<Record<string, unknown>> {
  const engine = dirname(createRequire(import.meta.url).resolve('@jixing/engine/package.json'))
  return JSON.parse(await readFile(join(engine, 'presets', `${name}.json`), 'utf8')) as Record<string, unknown>
}
