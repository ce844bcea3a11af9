import { readFileSync } from 'node:fs'

const read = (file: string): string => readFileSync(new URL(`../../src/lists/${file}`, import.meta.url), 'utf8')
const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, code]) => code ?? ''))].sort()

/** Every code that a step can be refused with, as the source has them. */
export function refusalCodes(): string[] {
  return found(`${read('checks.ts')}${read('step.ts')}${read('stated-listing.ts')}`, /refuse[d]?\('(\w+)'/g)
}

/** The codes in the declaration of a type, as the source has them. */
export function sourceCodes(file: string, type: string): string[] {
  const [, after = ''] = read(file).split(new RegExp(`export (?:type|interface) ${type}\\b`))
  const declaration = after.split(/\n\n/)[0] ?? ''
  return found(declaration, /'([a-z]+_?[a-z_]*)'/g)
}
