import { plain } from './text-table.js'

/** @import { Issue } from '@jixing/engine' */

/**
 * Returns an issue without its place: its code, the facts beside it, and the nearest name where there is one.
 * @param {Pick<Issue, 'code' | 'params'>} issue
 */
export function reasonText({ code, params }) {
  const { nearest, ...facts } = params
  const told = Object.entries(facts).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  const near = typeof nearest === 'string' && nearest !== '' ? ` – did you mean ${JSON.stringify(nearest)}?` : ''
  return plain(`${code}${told.length > 0 ? `: ${told.join(', ')}` : ''}${near}`)
}

/**
 * Returns an issue as one line: file (and line), JSON pointer, reason.
 * @param {Issue} issue
 * @param {string} place
 */
export function issueLine(issue, place) {
  return `${plain(place)} ${plain(issue.path === '' ? '(whole)' : issue.path)} ${reasonText(issue)}`
}
