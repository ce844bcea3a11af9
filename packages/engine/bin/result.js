import { compare, exactOf, exactText, formatExact, formatInstant, score, toNumber } from '@jixing/engine'
import { usage } from './command-line.js'
import { Intake } from './intake.js'
import { readPlan } from './programs.js'
import { EXIT } from './stop.js'
import { languageOf } from './word.js'

/** @import { Exact, PeriodState, Plan, Program, Result } from '@jixing/engine' */
/** @import { Arguments } from './command-line.js' */

/** A scored log, and how it was taken in. */
/** @typedef {{ readonly result: Result, readonly plan: Plan, readonly intake: Intake }} Scored */

/**
 * Reads the program and the log that a command names, and scores them. Bad lines go to standard error at once.
 * @param {string} command
 * @param {Arguments} given
 * @returns {Promise<Scored>}
 */
export async function scored(command, given) {
  const language = languageOf(given.one('lang'))
  const plan = await readPlan(given.many('program'), language)
  const intake = new Intake(plan)
  for (const path of [...given.many('roster'), ...given.many('events')]) await intake.file(path)
  const report = intake.report(language)
  if (report.length > 0) process.stderr.write(`${report.join('\n')}\n`)
  const asOf = given.one('as-of')
  try {
    return { plan, intake, result: score(plan, intake.log, asOf === undefined ? {} : { asOf }) }
  } catch (error) {
    if (error instanceof RangeError && asOf !== undefined) throw usage(command, `--as-of is no instant: ${asOf}`)
    throw error
  }
}

/**
 * Returns the exit status of a result that could be printed.
 * @param {Intake} intake
 */
export function statusOf(intake) {
  return intake.badCount > 0 ? EXIT.refused : EXIT.done
}

/**
 * Returns the parts of one kind that any version declares, the newest definition of each, in the order of the newest.
 * @template {'scores' | 'rankings' | 'tiers'} Part
 * @param {Plan} plan
 * @param {Part} part
 * @returns {NonNullable<Program[Part]>[number][]}
 */
export function declared(plan, part) {
  /** @type {Map<string, NonNullable<Program[Part]>[number]>} */
  const found = new Map()
  for (const program of plan.versions.toReversed()) {
    for (const one of program[part] ?? []) if (!found.has(one.id)) found.set(one.id, one)
  }
  return [...found.values()]
}

/**
 * Returns a period as the command line writes it: a key, before it the level and a slash where it is needed.
 * @param {Plan} plan
 * @param {string} written
 * @returns {{ readonly level?: string, readonly key: string }}
 */
export function periodIn(plan, written) {
  const slash = written.indexOf('/')
  const level = written.slice(0, Math.max(0, slash))
  return plan.levels.has(level) ? { level, key: written.slice(slash + 1) } : { key: written }
}

/**
 * Returns the periods of a level that were asked for; all of them when none was.
 * @param {Result} result
 * @param {string} level
 * @param {{ readonly level?: string, readonly key: string } | undefined} asked
 * @returns {PeriodState[]}
 */
export function periodsOf(result, level, asked) {
  const all = result.periods(level)
  if (!asked) return all
  return asked.level !== undefined && asked.level !== level ? [] : all.filter((period) => period.key === asked.key)
}

/**
 * Returns an exact number for JSON: a number where six decimals write it, else its fraction as text (`167/3`); null
 * where it is missing.
 * @param {Exact | undefined} value
 */
export function jsonNumber(value) {
  if (value === undefined) return null
  const text = formatExact(value, 6)
  return compare(exactOf(text) ?? 0, value) === 0 && Number.isSafeInteger(Math.round(toNumber(value) * 1e6))
    ? Number(text)
    : exactText(value)
}

/**
 * Returns an exact number for a table: its decimals, or four of them after `≈`; empty where it is missing.
 * @param {Exact | undefined} value
 */
export function shownNumber(value) {
  if (value === undefined) return ''
  const [six, four] = [formatExact(value, 6), formatExact(value, 4)]
  const exact = compare(exactOf(six) ?? 0, value) === 0
  return exact ? six.replace(/\.?0+$/, '') : `≈${four}`
}

/**
 * Returns what every JSON result begins with: the program, asOf, and what became of the lines.
 * @param {Scored} scored
 */
export function headOf({ plan, result, intake }) {
  const newest = /** @type {Program} */ (plan.versions.at(-1))
  return {
    program: { id: newest.id, versions: plan.versions.map((program) => program.version), label: newest.label },
    asOf: instantText(result.asOf),
    events: {
      lines: intake.lines,
      created: intake.created,
      duplicates: intake.duplicates,
      conflicts: intake.conflicts,
      refused: intake.refused,
    },
    refused: intake.bad,
  }
}

/**
 * Returns an instant as RFC 3339, or null where it is endless.
 * @param {number} at
 */
export function instantText(at) {
  return Number.isFinite(at) ? formatInstant(at) : null
}
