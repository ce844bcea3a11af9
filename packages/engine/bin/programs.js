import { compile, parseProgram } from '@jixing/engine'
import { issueReport } from '@jixing/engine/words'
import { textOf } from './lines.js'
import { EXIT, Stop } from './stop.js'

/** @import { Issue, Plan, Program } from '@jixing/engine' */
/** @import { Language } from './word.js' */

/** A version of a program, and where it stood: in which file, with what text, and where in it. */
/** @typedef {{ readonly program: Program, readonly path: string, readonly text: string, readonly pointer: string }} Found */

/**
 * Reads the programs of some files, each one version or a list of versions. Refuses by a Stop that tells every mistake
 * as a compiler would: file, line, column, JSON pointer, nearest name, and the line itself.
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
    const text = await textOf(path)
    const json = jsonOf(text)
    if (json === undefined) wrong.push(...reportLines(text, [], path, language))
    if (json === undefined) continue
    const list = Array.isArray(json) ? json : [json]
    if (list.length === 0) wrong.push(`${path}: no program in it`)
    /** @type {Issue[]} */
    const issues = []
    for (const [i, one] of list.entries()) {
      const pointer = Array.isArray(json) ? `/${i}` : ''
      const parsed = parseProgram(one)
      if (parsed.ok) found.push({ program: parsed.value, path, text, pointer })
      else issues.push(...parsed.issues.map((issue) => ({ ...issue, path: pointer + issue.path })))
    }
    wrong.push(...reportLines(text, issues, path, language))
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
    compiled.issues.flatMap((issue) => {
      const [, place = '', ...rest] = issue.path.split('/')
      const one = /** @type {Found} */ (versions[Number(place)])
      return reportLines(one.text, [{ ...issue, path: [one.pointer, ...rest].join('/') }], one.path, language)
    }),
  )
}

/**
 * What is wrong with a file, as lines.
 * @param {string} text
 * @param {readonly Issue[]} issues
 * @param {string} file
 * @param {Language} language
 */
export function reportLines(text, issues, file, language) {
  const report = issueReport(text, issues, language, { file })
  return report === '' ? [] : report.split('\n')
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function jsonOf(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
