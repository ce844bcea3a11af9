import { compile, parseProgram } from '@jixing/engine'
import { issueLine } from './issue-line.js'
import { textOf } from './lines.js'
import { EXIT, Stop } from './stop.js'

/** @import { Plan, Program } from '@jixing/engine' */
/** @import { Language } from './word.js' */

/** A version of a program, and where it stood. */
/** @typedef {{ readonly program: Program, readonly path: string, readonly pointer: string }} Found */

/**
 * Reads the programs of some files, each one version or a list of versions. Refuses by a Stop that names every mistake
 * with its file, JSON pointer and nearest name.
 * @param {readonly string[]} paths
 * @param {Language} language
 * @returns {Promise<Found[]>}
 */
export async function readPrograms(paths, language) {
  /** @type {Found[]} */
  const found = []
  /** @type {string[]} */
  const wrong = []
  for (const path of paths) {
    const json = jsonOf(await textOf(path), path, wrong)
    if (json === undefined) continue
    const list = Array.isArray(json) ? json : [json]
    if (list.length === 0) wrong.push(`${path}: no program in it`)
    for (const [i, one] of list.entries()) {
      const pointer = Array.isArray(json) ? `/${i}` : ''
      const parsed = parseProgram(one)
      if (parsed.ok) found.push({ program: parsed.value, path, pointer })
      else
        wrong.push(...parsed.issues.map((issue) => issueLine({ ...issue, path: pointer + issue.path }, path, language)))
    }
  }
  if (wrong.length > 0) throw new Stop(EXIT.program, wrong)
  return found
}

/**
 * Reads programs and compiles them into one plan.
 * @param {readonly string[]} paths
 * @param {Language} language
 */
export async function readPlan(paths, language) {
  return planOf(await readPrograms(paths, language), language)
}

/**
 * Compiles versions into one plan. Refuses versions that do not go together by a Stop.
 * @param {readonly Found[]} found
 * @param {Language} language
 * @returns {Plan}
 */
export function planOf(found, language) {
  const compiled = compile(found.map((one) => one.program))
  if (compiled.ok) return compiled.value
  const versions = found.toSorted(({ program: a }, { program: b }) =>
    a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : a.version - b.version,
  )
  throw new Stop(
    EXIT.program,
    compiled.issues.map((issue) => {
      const [, place = '', ...rest] = issue.path.split('/')
      const one = /** @type {Found} */ (versions[Number(place)])
      return issueLine({ ...issue, path: [one.pointer, ...rest].join('/') }, one.path, language)
    }),
  )
}

/**
 * @param {string} text
 * @param {string} path
 * @param {string[]} wrong
 * @returns {unknown}
 */
function jsonOf(text, path, wrong) {
  try {
    return JSON.parse(text)
  } catch (error) {
    wrong.push(`${path}: not JSON: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}
