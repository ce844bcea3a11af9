import { issueSentence, outcomeSentence, plainText as plain } from '@jixing/engine/words'
import { word } from './word.js'

/** @import { Issue, Outcome } from '@jixing/engine' */
/** @import { Language } from './word.js' */

/** What can be wrong with a line before the engine sees it. */
/** @type {Record<string, (language: Language, reason: string) => string>} */
const OF_LINES = {
  not_json: (language, reason) => (language === 'zh-CN' ? `不是 JSON：${reason}。` : `This is not JSON: ${reason}.`),
  not_utf8: (language) => (language === 'zh-CN' ? '不是 UTF-8 编码。' : 'This is not UTF-8.'),
  line_too_long: (language) => (language === 'zh-CN' ? '一行超过 16 MiB。' : 'The line is longer than 16 MiB.'),
}

/**
 * Returns an issue as one line: file (and line), JSON pointer, what it means, and its code.
 * @param {Issue} issue
 * @param {string} place
 * @param {Language} language
 */
export function issueLine(issue, place, language) {
  const path = issue.path === '' ? word('whole', language) : issue.path
  return plain(`${place} ${path} ${sentenceOf(issue, language)} [${issue.code}]`)
}

/**
 * @param {Issue} issue
 * @param {Language} language
 */
function sentenceOf(issue, language) {
  const own = OF_LINES[issue.code]
  if (own) return own(language, String(issue.params.reason ?? ''))
  if (!issue.code.startsWith('exists_with_different_')) return issueSentence(issue, language)
  return outcomeSentence({ outcome: /** @type {Outcome['outcome']} */ (issue.code), issues: [] }, language)
}
