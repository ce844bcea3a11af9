import { createLog } from '@jixing/engine'
import { issueLine } from './issue-line.js'
import { eachLine, textOf } from './lines.js'
import { Progress } from './progress.js'
import { EXIT, Stop } from './stop.js'
import { counted } from './word.js'

/** @import { Issue, Log, Plan } from '@jixing/engine' */
/** @import { Language } from './word.js' */

/** A line that did not enter the log as it stands, with all of its reasons. */
/** @typedef {{ readonly file: string, readonly line: number, readonly issues: readonly Issue[] }} BadLine */

/** How many bad lines are kept to be shown; the rest is counted. */
export const SHOWN = 100

/** Takes lines into a log, counts what became of them, and keeps the first bad ones. */
export class Intake {
  /** @param {Plan} plan */
  constructor(plan) {
    /** @type {Log} */
    this.log = createLog(plan)
    this.lines = 0
    this.created = 0
    this.duplicates = 0
    this.refused = 0
    /** @type {Record<string, number>} how many lines differed from an earlier one of the same id, by the differing part */
    this.conflicts = {}
    /** @type {BadLine[]} */
    this.bad = []
    this.progress = new Progress('lines')
  }

  /** How many lines said something else under an id already there. */
  get conflicting() {
    return Object.values(this.conflicts).reduce((sum, count) => sum + count, 0)
  }

  /** How many lines did not enter as they stand. */
  get badCount() {
    return this.refused + this.conflicting
  }

  /**
   * Takes a file: one JSON object a line, or, where the name ends with `.json`, one list of objects.
   * @param {string} path
   */
  async file(path) {
    if (/\.json(\.gz)?$/.test(path)) {
      this.list(await textOf(path), path)
      return
    }
    await eachLine(path, ({ number, text, trouble }) => {
      if (text === undefined) this.refuse(path, number, [{ code: trouble ?? 'not_json', path: '', params: {} }])
      else if (text.trim() !== '') this.line(text, path, number)
      this.progress.at(this.lines)
    })
    this.progress.end()
  }

  /**
   * @param {string} text
   * @param {string} path
   * @param {number} number
   */
  line(text, path, number) {
    let record
    try {
      record = JSON.parse(text)
    } catch (error) {
      this.refuse(path, number, [{ code: 'not_json', path: '', params: { reason: reasonIn(error) } }])
      return
    }
    this.record(record, path, number)
  }

  /**
   * @param {string} text
   * @param {string} path
   */
  list(text, path) {
    let json
    try {
      json = JSON.parse(text)
    } catch (error) {
      throw new Stop(EXIT.unreadable, [`${path}: not JSON: ${reasonIn(error)}`])
    }
    for (const [i, record] of (Array.isArray(json) ? json : [json]).entries()) this.record(record, path, i + 1)
  }

  /**
   * @param {unknown} record
   * @param {string} path
   * @param {number} number
   */
  record(record, path, number) {
    const { outcome, issues } = this.log.add(record)
    if (outcome === 'refused') {
      this.refuse(path, number, issues)
      return
    }
    this.lines++
    if (outcome === 'created') this.created++
    else if (outcome === 'exists') this.duplicates++
    else {
      const part = outcome.slice('exists_with_different_'.length)
      this.conflicts[part] = (this.conflicts[part] ?? 0) + 1
      this.keep(path, number, [{ code: outcome, path: '', params: {} }])
    }
  }

  /**
   * @param {string} path
   * @param {number} number
   * @param {readonly Issue[]} issues
   */
  refuse(path, number, issues) {
    this.lines++
    this.refused++
    this.keep(path, number, issues)
  }

  /**
   * @param {string} file
   * @param {number} line
   * @param {readonly Issue[]} issues
   */
  keep(file, line, issues) {
    if (this.bad.length < SHOWN) this.bad.push({ file, line, issues })
  }

  /**
   * The bad lines as lines for a person, one a reason, and how many more there are.
   * @param {Language} language
   */
  report(language) {
    const lines = this.bad.flatMap(({ file, line, issues }) =>
      issues.map((issue) => issueLine(issue, `${file}:${line}`, language)),
    )
    const more = this.badCount - this.bad.length
    return more > 0 ? [...lines, `… +${counted(more, 'more', language)}`] : lines
  }
}

/** @param {unknown} error */
function reasonIn(error) {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
}
