import { exactOf, formatInstant, toNumber } from '@jixing/engine'
import { plain } from './text-table.js'

/** @import { Step } from '@jixing/engine' */
/** @import { Language } from './word.js' */

/** How each step begins, in Chinese and English; operators stand as the program writes them. */
/** @type {Record<string, readonly [string, string]>} */
const BEGINNINGS = {
  score: ['得分', 'score'],
  frozen_score: ['已冻结的得分', 'frozen score'],
  rounded: ['取整前', 'before rounding'],
  veto: ['一票否决', 'veto'],
  tally: ['合计', 'tally'],
  award: ['得分', 'award'],
  expectation: ['应做事项', 'expectation'],
  grant: ['基础分', 'grant'],
  adjustment: ['调整', 'adjustment'],
  withheld: ['限额未计', 'withheld by'],
  admission: ['准入未计', 'not admitted'],
  overlap: ['时段重叠未计', 'overlaps'],
  carried: ['结转', 'carried'],
  requested: ['应得', 'requested'],
  literal: ['常数', 'constant'],
  member: ['成员', 'member'],
  period: ['周期', 'period'],
  counted: ['计入', 'counted'],
  measure: ['指标', 'measure'],
  no_period: ['没有这个周期', 'no such period'],
}

/**
 * Returns an explanation as lines of a tree.
 * @param {Step} step
 * @param {Language} language
 * @returns {Generator<string>}
 */
export function* stepLines(step, language) {
  yield stepText(step, language)
  yield* below(step, language, '')
}

/**
 * @param {Step} step
 * @param {Language} language
 * @param {string} indent
 * @returns {Generator<string>}
 */
function* below(step, language, indent) {
  const steps = step.steps ?? []
  for (const [i, one] of steps.entries()) {
    const last = i === steps.length - 1
    yield `${indent}${last ? '└─ ' : '├─ '}${stepText(one, language)}`
    yield* below(one, language, `${indent}${last ? '   ' : '│  '}`)
  }
}

/**
 * @param {Step} step
 * @param {Language} language
 */
function stepText({ code, value, params }, language) {
  const [zh, en] = BEGINNINGS[code] ?? [code, code]
  const { id, source, rule, usedBy, requested, occurredAt, version, fields, values, window, limit, ...rest } = params
  const facts = [
    ...(typeof rule === 'string' ? [rule] : []),
    ...(typeof id === 'string' ? [source ? `${source}/${id}` : id] : []),
    ...(typeof occurredAt === 'number' ? [formatInstant(occurredAt)] : []),
    ...(typeof limit === 'string' ? [limit] : []),
    ...(typeof window === 'string' && window !== 'ever' ? [window] : []),
    ...cellText(fields, values),
    ...Object.entries(rest).flatMap(([name, fact]) => factText(name, fact)),
    ...(Array.isArray(usedBy) && usedBy.length > 0
      ? [`${language === 'en' ? 'after' : '先计'} ${refsText(usedBy)}`]
      : []),
  ]
  const wanted = typeof requested === 'string' && requested !== value ? ` / ${shown(requested)}` : ''
  const result = value === undefined ? (code === 'counted' ? '' : ' = –') : ` = ${shown(value)}${wanted}`
  return plain(`${language === 'en' ? en : zh} ${facts.join(' ')}`.trimEnd() + result)
}

/**
 * The field values that a limit counts by: `season 1988`.
 * @param {unknown} fields
 * @param {unknown} values
 */
function cellText(fields, values) {
  if (!Array.isArray(fields) || !Array.isArray(values)) return []
  return fields.map((field, i) => `${field} ${values[i]}`)
}

/**
 * @param {string} name
 * @param {unknown} fact
 * @returns {string[]}
 */
function factText(name, fact) {
  if (fact === undefined || fact === '' || (Array.isArray(fact) && fact.length === 0)) return []
  const silent = [
    'score',
    'subject',
    'kind',
    'level',
    'period',
    'category',
    'categories',
    'rules',
    'limit',
    'name',
    'window',
  ]
  const text = Array.isArray(fact) ? fact.join(', ') : name === 'at' ? formatInstant(Number(fact)) : String(fact)
  return [silent.includes(name) ? text : `${name} ${text}`]
}

/** @param {readonly unknown[]} refs */
function refsText(refs) {
  const ids = refs.map((ref) => /** @type {{ source: string, id: string }} */ (ref).id)
  return ids.length > 8 ? `${ids.slice(0, 8).join(', ')} … (${ids.length})` : ids.join(', ')
}

/**
 * A canonical value as it is shown: a fraction with its decimals.
 * @param {string} value
 */
function shown(value) {
  const [, n, d] = /^(-?\d+)\/(\d+)$/.exec(value) ?? []
  if (n === undefined || d === undefined) return value
  const decimal = Number(n) / Number(d)
  const exact = exactOf(decimal)
  const whole = exact !== undefined && toNumber(exact) * Number(d) === Number(n) && String(decimal).length < 10
  return whole ? String(decimal) : `${value} ≈ ${decimal.toFixed(4)}`
}
