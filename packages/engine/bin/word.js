/** @import { Described, Label } from '@jixing/engine' */

/** The two languages of the output. */
/** @typedef {'zh-CN' | 'en'} Language */

/** What the tables say, in both languages. */
const WORDS = {
  rank: ['名次', 'rank'],
  subject: ['对象', 'subject'],
  name: ['名称', 'name'],
  unit: ['单位', 'unit'],
  value: ['得分', 'value'],
  score: ['得分项', 'score'],
  period: ['周期', 'period'],
  rule: ['规则', 'rule'],
  limit: ['限额', 'limit'],
  ranking: ['排名', 'ranking'],
  tier: ['等级', 'tier'],
  before: ['之前', 'before'],
  after: ['之后', 'after'],
  change: ['变化', 'change'],
  asOf: ['截至', 'as of'],
  lines: ['行', 'lines'],
  more: ['行未列出', 'more lines'],
  taken: ['已收', 'taken'],
  duplicates: ['重复', 'duplicates'],
  conflicts: ['冲突', 'conflicts'],
  refused: ['拒收', 'refused'],
  whole: ['（整体）', '(whole)'],
  versions: ['个版本', 'versions'],
  warnings: ['条提醒', 'warnings'],
  nobody: ['（无人）', '(nobody)'],
  noPeriods: ['没有已开始的周期', 'no period has begun'],
  ranks: ['名次变化', 'ranks that move'],
  scores: ['得分变化', 'scores that move'],
  tiers: ['跨越等级', 'tiers crossed'],
  rules: ['各规则实得积分', 'points granted by rule'],
  limits: ['各限额起作用的次数', 'awards that a limit bound'],
  spread: ['分布', 'spread'],
  median: ['中位数', 'median'],
  gini: ['基尼系数', 'Gini'],
  same: ['没有变化', 'nothing changes'],
}

/** @typedef {keyof typeof WORDS} Word */

/**
 * Returns how a language says a word of the tables.
 * @param {Word} word
 * @param {Language} language
 */
export function word(word, language) {
  const [zh, en] = WORDS[word]
  return /** @type {string} */ (language === 'zh-CN' ? zh : en)
}

/**
 * Returns how many there are of something: `1 line`, `3 lines`.
 * @param {number} count
 * @param {Word} unit a plural
 * @param {Language} language
 */
export function counted(count, unit, language) {
  const text = word(unit, language)
  return `${count} ${count === 1 && language === 'en' ? text.replace(/s$/, '') : text}`
}

/**
 * Returns the language asked for, or else that of the environment: Chinese where `LC_ALL` or `LANG` says so.
 * @param {string | undefined} asked
 * @returns {Language}
 */
export function languageOf(asked) {
  if (asked === 'zh-CN' || asked === 'en') return asked
  return (process.env.LC_ALL || process.env.LANG || '').startsWith('zh') ? 'zh-CN' : 'en'
}

/**
 * Returns a label in a language, in the other one where it has only that, or undefined.
 * @param {Label | undefined} label
 * @param {Language} language
 */
export function labelIn(label, language) {
  return label?.[language] ?? label?.['zh-CN'] ?? label?.en
}

/**
 * Returns the name of a described part: its label, or its id.
 * @param {(Described & { readonly id: string }) | undefined} part
 * @param {string} id
 * @param {Language} language
 */
export function nameOf(part, id, language) {
  return labelIn(part?.label, language) ?? id
}
