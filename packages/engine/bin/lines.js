import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { EXIT, reasonOf, Stop } from './stop.js'

/** One line of a file: its number from 1 and its text, or undefined where the bytes are not UTF-8 or too many. */
/** @typedef {{ readonly number: number, readonly text: string | undefined, readonly trouble?: 'not_utf8' | 'line_too_long' }} Line */

const NEWLINE = 10
const LONGEST = 16 * 1024 * 1024

/**
 * Calls `visit` with every line of a file, `-` for standard input; what starts like gzip is unpacked. Only one chunk
 * and one line are in memory at a time. Refuses what cannot be read by throwing a Stop.
 * @param {string} path
 * @param {(line: Line) => void} visit
 */
export async function eachLine(path, visit) {
  let number = 0
  /** @type {Buffer[]} */
  let pending = []
  let held = 0
  const end = () => {
    const bytes = pending.length === 1 ? /** @type {Buffer} */ (pending[0]) : Buffer.concat(pending)
    const long = held > LONGEST
    pending = []
    held = 0
    visit(long ? { number: ++number, text: undefined, trouble: 'line_too_long' } : lineOf(++number, bytes))
  }
  try {
    for await (const chunk of chunksOf(path)) {
      let from = 0
      for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
        hold(chunk.subarray(from, to))
        end()
        from = to + 1
      }
      if (from < chunk.length) hold(chunk.subarray(from))
    }
  } catch (error) {
    if (error instanceof Stop || !isOfReading(error)) throw error
    throw new Stop(EXIT.unreadable, [`${path}: ${reasonOf(error)}${number > 0 ? ` (after line ${number})` : ''}`])
  }
  if (held > 0) end()

  /** @param {Buffer} part */
  function hold(part) {
    held += part.length
    if (held <= LONGEST) pending.push(part)
  }
}

/** @param {unknown} error */
function isOfReading(error) {
  return error instanceof Error && 'code' in error
}

/**
 * @param {number} number
 * @param {Buffer} bytes
 * @returns {Line}
 */
function lineOf(number, bytes) {
  if (!isUtf8(bytes)) return { number, text: undefined, trouble: 'not_utf8' }
  const text = bytes.toString('utf8')
  return { number, text: number === 1 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text }
}

/**
 * The bytes of a file in chunks, unpacked where they start like gzip.
 * @param {string} path
 * @returns {AsyncGenerator<Buffer>}
 */
async function* chunksOf(path) {
  const raw = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 })
  const chunks = raw[Symbol.asyncIterator]()
  let first = await chunks.next()
  if (!first.done && first.value.length < 2) {
    const second = await chunks.next()
    if (!second.done) first = { done: false, value: Buffer.concat([first.value, second.value]) }
  }
  if (first.done) return
  const rest = (async function* () {
    try {
      yield first.value
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
    } finally {
      raw.destroy()
    }
  })()
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* rest
    return
  }
  const unpacked = createGunzip({ chunkSize: 1 << 18 })
  pipeline(rest, unpacked, () => {})
  yield* unpacked
}

/**
 * Returns the whole text of a file, for what is small: programs and rosters.
 * @param {string} path
 */
export async function textOf(path) {
  /** @type {string[]} */
  const lines = []
  await eachLine(path, ({ number, text, trouble }) => {
    if (text === undefined) throw new Stop(EXIT.unreadable, [`${path}:${number}: ${trouble}`])
    lines.push(text)
  })
  return lines.join('\n')
}
