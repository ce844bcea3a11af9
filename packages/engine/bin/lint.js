import { lint } from '@jixing/engine/lint'
import { jsonLines, writeLines } from './output.js'
import { planOf, readPrograms, reportLines } from './programs.js'
import { EXIT } from './stop.js'
import { counted, languageOf } from './word.js'

/** @import { Arguments } from './command-line.js' */

/**
 * Runs `jixing lint`: what is wrong with a program ends it with every mistake; what may not be meant is printed.
 * @param {Arguments} given
 */
export async function run(given) {
  const language = languageOf(given.one('lang'))
  const found = await readPrograms(given.many('program'), language)
  planOf(found, language)
  const warnings = found.flatMap(({ program, path, pointer }) =>
    lint(program).map((issue) => ({ ...issue, file: path, path: pointer + issue.path })),
  )
  const lines =
    given.one('format') === 'json'
      ? jsonLines({ versions: found.map(({ program: { id, version } }) => ({ id, version })), warnings }, 2)
      : [
          ...[...Map.groupBy(found, (one) => one.path)].flatMap(([file, [first]]) => {
            const here = warnings.filter((one) => one.file === file)
            return here.length > 0 && first ? reportLines(first.text, here, file, language) : []
          }),
          `${counted(found.length, 'versions', language)}, ${counted(warnings.length, 'warnings', language)}`,
        ]
  await writeLines(lines, given.one('out'))
  return warnings.length > 0 ? EXIT.refused : EXIT.done
}
