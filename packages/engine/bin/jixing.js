#!/usr/bin/env node
import { createRequire } from 'node:module'
import { COMMANDS, help, helpOf, readArguments } from './command-line.js'
import { watchPipes, writeLines } from './output.js'
import { EXIT, Stop } from './stop.js'

/** @import { Arguments } from './command-line.js' */

/**
 * The command line: the only part of the engine that touches files, over its public API. It decides what to read and
 * how to print; every number comes from the engine.
 * @param {readonly string[]} argv
 * @returns {Promise<number>} the exit status
 */
async function main([command, ...rest]) {
  if (command === '--version') return print([`jixing ${version()}`])
  if (command === undefined || command === '--help') {
    await print(help())
    return command === undefined ? EXIT.usage : EXIT.done
  }
  if (!Object.hasOwn(COMMANDS, command)) {
    throw new Stop(EXIT.usage, [`jixing: no command ${JSON.stringify(command)}`, ...help()])
  }
  const given = readArguments(command, rest)
  if (given.has('help')) return print(helpOf(command))
  if (given.has('version')) return print([`jixing ${version()}`])
  /** @type {{ run(given: Arguments): Promise<number> }} */
  const { run } = await import(`./${command}.js`)
  return run(given)
}

/** @param {readonly string[]} lines */
async function print(lines) {
  await writeLines(lines, undefined)
  return EXIT.done
}

/** @returns {string} */
function version() {
  return createRequire(import.meta.url)('../package.json').version
}

watchPipes()
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof Stop) {
    process.exitCode = error.status
    process.stderr.write(`${error.lines.join('\n')}\n`)
  } else {
    process.exitCode = EXIT.bug
    process.stderr.write(
      `jixing: a mistake of its own, please report it\n${error instanceof Error ? error.stack : error}\n`,
    )
  }
}
