import { jsonLines, writeLines } from './output.js'
import { readPlan } from './programs.js'
import { EXIT } from './stop.js'
import { languageOf } from './word.js'

/** @import { Arguments } from './command-line.js' */

/**
 * Runs `jixing lint`: a program that is not valid ends it with every mistake.
 * @param {Arguments} given
 */
export async function run(given) {
  const plan = await readPlan(given.many('program'), languageOf(given.one('lang')))
  const program = { id: plan.versions.at(-1)?.id, versions: plan.versions.map((one) => one.version) }
  const lines =
    given.one('format') === 'json'
      ? jsonLines({ program, findings: [] }, 2)
      : [`${program.id}: ${program.versions.length} version(s), valid`]
  await writeLines(lines, given.one('out'))
  return EXIT.done
}
