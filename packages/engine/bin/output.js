import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { EXIT, reasonOf, Stop } from './stop.js'

let broken = false

/** Lets a reader that goes away (`| head`) end the command quietly. */
export function watchPipes() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPIPE') throw error
      broken = true
      process.exit(EXIT.done)
    })
  }
}

/**
 * Writes lines to standard output or into a file, no faster than they are taken.
 * @param {Iterable<string>} lines
 * @param {string | undefined} path
 */
export async function writeLines(lines, path) {
  if (path !== undefined && path !== '-') {
    try {
      await writeFile(path, withNewlines(lines))
    } catch (error) {
      throw new Stop(EXIT.unwritable, [`${path}: ${reasonOf(error)}`])
    }
    return
  }
  for (const text of pages(lines)) {
    if (broken) return
    if (!process.stdout.write(text)) await once(process.stdout, 'drain')
  }
}

/** @param {Iterable<string>} lines */
function* withNewlines(lines) {
  for (const line of lines) yield `${line}\n`
}

/**
 * Gathers lines to pages of some size, so that a long result is neither one text nor a call per line.
 * @param {Iterable<string>} lines
 */
function* pages(lines) {
  let page = ''
  for (const line of lines) {
    page += `${line}\n`
    if (page.length < 1 << 16) continue
    yield page
    page = ''
  }
  if (page !== '') yield page
}

/**
 * Returns JSON as lines: objects and lists open line by line to the given depth, what is deeper stands in one line.
 * @param {unknown} value
 * @param {number} depth
 * @returns {Generator<string>}
 */
export function* jsonLines(value, depth) {
  yield* write(value, depth, '', '', '')
}

/**
 * @param {unknown} value
 * @param {number} depth
 * @param {string} indent
 * @param {string} before what stands before the value in its line
 * @param {string} after
 * @returns {Generator<string>}
 */
function* write(value, depth, indent, before, after) {
  const open = typeof value === 'object' && value !== null && depth > 0
  const entries = open ? Object.entries(value).filter(([, one]) => one !== undefined) : []
  if (entries.length === 0) {
    yield `${indent}${before}${JSON.stringify(value)}${after}`
    return
  }
  const list = Array.isArray(value)
  yield `${indent}${before}${list ? '[' : '{'}`
  for (const [i, [key, one]] of entries.entries()) {
    const comma = i < entries.length - 1 ? ',' : ''
    yield* write(one, depth - 1, `${indent}  `, list ? '' : `${JSON.stringify(key)}: `, comma)
  }
  yield `${indent}${list ? ']' : '}'}${after}`
}
