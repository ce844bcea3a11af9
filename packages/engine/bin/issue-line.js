import { plain } from './text-table.js'
import { word } from './word.js'

/** @import { Issue } from '@jixing/engine' */
/** @import { Language } from './word.js' */

/**
 * Returns an issue without its place: its code, the facts beside it, and the nearest name where there is one.
 * @param {Pick<Issue, 'code' | 'params'>} issue
 * @param {Language} language
 */
function reasonText({ code, params }, language) {
  const { nearest, ...facts } = params
  const told = Object.entries(facts).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  const near =
    typeof nearest === 'string' && nearest !== '' ? ` – ${word('near', language)} ${JSON.stringify(nearest)}?` : ''
  return plain(`${code}${told.length > 0 ? `: ${told.join(', ')}` : ''}${near}`)
}

/**
 * Returns an issue as one line: file (and line), JSON pointer, reason.
 * @param {Issue} issue
 * @param {string} place
 * @param {Language} language
 */
export function issueLine(issue, place, language) {
  return `${plain(place)} ${plain(issue.path === '' ? word('whole', language) : issue.path)} ${reasonText(issue, language)}`
}
