// Mutants that no test can notice, because the program means the same with them. Each has a reason; a reader may doubt it.
import { readFileSync } from 'node:fs'
import { read } from './sources.mjs'

/** @typedef {{ file: string, line: string, original: string, replacement: string, reason: string }} Equivalent */

/** @type {Equivalent[]} */
const known = JSON.parse(readFileSync(new URL('equivalent.json', import.meta.url), 'utf8'))

/**
 * Why a mutant is equivalent, or undefined. It is known by its file, the text of its line and what is changed in it, so
 * an entry dies with the line that it is about.
 * @param {import('./mutants.mjs').Mutant} mutant
 */
export function equivalence({ file, line, original, replacement }) {
  const text = read(file).split('\n')[line - 1]?.trim()
  return known.find(
    (one) =>
      file.endsWith(one.file) && one.line === text && one.original === original && one.replacement === replacement,
  )?.reason
}
