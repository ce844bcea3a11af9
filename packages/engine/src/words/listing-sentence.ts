import { formatDay } from '../base/civil.ts'
import { dayAt, zoneNamed } from '../base/zone.ts'
import { type Expression, operatorOf } from '../rules/expression.ts'
import type { Criterion, List } from '../rules/list.ts'
import type { Program } from '../rules/program.ts'
import { speechOf } from './expression-text.ts'
import { bracketed, type InEachLanguage, type Lang, listed, quoted, sentenceOf, spaced } from './lang.ts'
import { sideText } from './list-sentence.ts'
import type { ListingFacts, ListingSayings, ListingWords } from './listing-words.ts'
import { listingWordsEn } from './listing-words-en.ts'
import { listingWordsZh } from './listing-words-zh.ts'
import { labelIn } from './naming.ts'
import { exactSpelled, numberText } from './number-words.ts'
import { periodText } from './period-text.ts'
import type { Speech } from './speech.ts'

/** The words of a line's life in every language. */
export const LISTING_WORDS: InEachLanguage<ListingWords> = { 'zh-CN': listingWordsZh, en: listingWordsEn }

/** Something about a line that is said by its code: a refusal, what fell due, why it is hidden or not proposed. */
export interface StatedCode {
  readonly code: string
  readonly at?: number
  readonly params?: Readonly<Record<string, string | number>>
}

/** A reason of a line, as far as its sentence needs it. */
export interface StatedReason {
  readonly criterion: string
  readonly code: string
  readonly params: Readonly<Record<string, string | number | boolean>>
}

/** A line, as far as its sentence needs it. */
export interface StatedLine {
  readonly list: string
  readonly period: { readonly key: string }
  readonly reasons: readonly StatedReason[]
  readonly expiresAt?: number
}

/** Returns what a state of a line is called. */
export function listingStateText(state: string, lang: Lang): string {
  return LISTING_WORDS[lang].states[state]?.[0] ?? state
}

/** Returns what an action on a line is called. */
export function listingActionText(action: string, lang: Lang): string {
  return LISTING_WORDS[lang].actions[action]?.[0] ?? action
}

/** Returns what a state of a line means, in a sentence. */
export function listingStateSentence(state: string, lang: Lang): string {
  return sentenceOf(lang, [LISTING_WORDS[lang].states[state]?.[1] ?? state])
}

/** Returns what an action does to a line, in a sentence. */
export function listingActionSentence(action: string, lang: Lang): string {
  return sentenceOf(lang, [LISTING_WORDS[lang].actions[action]?.[1] ?? action])
}

/** Returns why a step was refused. */
export function listingRefusalSentence(refusal: StatedCode, program: Program, lang: Lang): string {
  return said(LISTING_WORDS[lang].refusals, refusal, program, lang)
}

/** Returns what time has brought to a line. */
export function listingDueSentence(due: StatedCode, program: Program, lang: Lang): string {
  return said(LISTING_WORDS[lang].due, due, program, lang)
}

/** Returns why a viewer does not see a line. */
export function listingHiddenSentence(code: string, program: Program, lang: Lang): string {
  return said(LISTING_WORDS[lang].hidden, { code }, program, lang)
}

/** Returns why nobody can be nominated, or why a subject is not. */
export function nominationSentence(code: string, program: Program, lang: Lang): string {
  return said(LISTING_WORDS[lang].nominations, { code }, program, lang)
}

function said(sayings: ListingSayings, stated: StatedCode, program: Program, lang: Lang): string {
  const say = sayings[stated.code]
  if (!say) return lang === 'zh-CN' ? `出现情况“${stated.code}”。` : `This happened: “${stated.code}”.`
  const text = say(listingFacts(stated, program, lang))
  return lang === 'zh-CN' ? spaced(text) : text
}

function listingFacts({ at, params = {} }: StatedCode, program: Program, lang: Lang): ListingFacts {
  const words = LISTING_WORDS[lang]
  const value = (name: string): string | number => params[name] ?? (name === 'at' ? (at ?? '') : '')
  const text = (name: string): string => String(value(name))
  return {
    text,
    number: (name) => Number(value(name)),
    lastDay: (name) => dayText(program, Number(value(name)) - 1, lang),
    day: (name) => dayText(program, Number(value(name)), lang),
    state: (name) => words.states[text(name)]?.[0] ?? text(name),
    action: (name) => words.actions[text(name)]?.[0] ?? text(name),
    part: (name) => words.parts[text(name)] ?? text(name),
  }
}

function dayText(program: Program, at: number, lang: Lang): string {
  const zone = zoneNamed(program.timeZone)
  return zone && Number.isFinite(at) ? periodText(lang, formatDay(dayAt(zone, at))) : ''
}

/** Returns one reason of a line in a clause: what holds, with the number that was found, or the place that was taken. */
export function reasonText(program: Program, listId: string, reason: StatedReason, lang: Lang): string {
  const criterion = program.lists?.find((one) => one.id === listId)?.criteria.find((one) => one.id === reason.criterion)
  const text = reasonClause(speechOf(program, lang), criterion, reason)
  return lang === 'zh-CN' ? spaced(text) : text
}

function reasonClause(speech: Speech, criterion: Criterion | undefined, reason: StatedReason): string {
  const { lang, ranking } = speech.naming
  const { params } = reason
  if (reason.code === 'stated') return String(params.text ?? '')
  if (reason.code === 'ranked') {
    const fromEnd = params.end === 'bottom'
    const [rank, among] = [Number(params.rank), Number(params.among)]
    if (lang === 'zh-CN')
      return `在${ranking(String(params.ranking))}中排第 ${rank} 名（共 ${among} 个${fromEnd ? '，取末尾' : ''}）`
    return `it is in place ${rank} of ${among} in ${ranking(String(params.ranking))}${fromEnd ? ', counted from the end' : ''}`
  }
  const expression = criterion && expressionAt(criterion, String(params.path ?? ''))
  if (expression === undefined) return labelIn(lang, criterion, reason.criterion)
  const negated = params.negated === true
  if (reason.code !== 'compared') return speech.condition(expression, negated)
  // What is not below is at least as much; only of a missing value neither is true.
  const opposite = negated && params.left !== '' && params.right !== '' ? opposed(expression) : undefined
  const condition = opposite ? speech.condition(opposite) : speech.condition(expression, negated)
  return `${condition}${found(speech, expression, params)}`
}

const OPPOSITES: Readonly<Record<string, string>> = { lt: 'gte', lte: 'gt', gt: 'lte', gte: 'lt', eq: 'ne', ne: 'eq' }

function opposed(comparison: Expression): Expression {
  const [test, sides] = operatorOf(comparison as { readonly [operator: string]: unknown })
  return { [OPPOSITES[test] ?? test]: sides }
}

/** The numbers that were compared, where the condition does not say them itself. */
function found({ naming: { lang } }: Speech, expression: Expression, params: StatedReason['params']): string {
  const [, sides] = operatorOf(expression as { readonly [operator: string]: unknown })
  const values = (['left', 'right'] as const)
    .filter((_, i) => typeof (sides as readonly unknown[])[i] === 'object')
    .map((side) => String(params[side] ?? ''))
    .map((text) => (exactSpelled(text) === undefined ? quoted(text) : numberText(lang, text)))
  if (values.length === 0) return ''
  const text = listed(lang, [...new Set(values)])
  return bracketed(lang, lang === 'zh-CN' ? `实为${text}` : `it is ${text}`)
}

/** The formula at a JSON pointer into a criterion. */
function expressionAt(criterion: Criterion, path: string): Expression | undefined {
  const keys = path.split('/').slice(1)
  return keys.reduce<unknown>(
    (place, key) => (typeof place === 'object' && place !== null ? (place as Record<string, unknown>)[key] : undefined),
    criterion,
  ) as Expression | undefined
}

/** How a line is said where its list has no wording of its own. */
const USUAL_LINE: Readonly<Record<Lang, string>> = {
  'zh-CN': '{subject}{period}列入{list}：{reasons}。',
  en: '{subject} is on {list} for {period}: {reasons}.',
}

/** Returns a line in the words of its list: who is on it, for which period and why. `subject` is the name as the viewer may see it. */
export function listingSentence(program: Program, line: StatedLine, subject: string, lang: Lang): string {
  const list = program.lists?.find((one) => one.id === line.list)
  const places: Readonly<Record<string, string>> = {
    subject,
    list: list ? quoted(labelIn(lang, list, list.id)) : line.list,
    side: list ? sideText(list, lang) : '',
    period: periodText(lang, line.period.key),
    reasons: reasonsText(program, line, lang),
    until: line.expiresAt === undefined ? '' : dayText(program, line.expiresAt - 1, lang),
  }
  const text = lineTemplate(list, lang).replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole)
  return lang === 'zh-CN' ? spaced(text) : text
}

function lineTemplate(list: List | undefined, lang: Lang): string {
  return list?.wording?.line?.[lang] ?? USUAL_LINE[lang]
}

function reasonsText(program: Program, line: StatedLine, lang: Lang): string {
  return line.reasons.map((reason) => reasonText(program, line.list, reason, lang)).join(lang === 'zh-CN' ? '，' : ', ')
}
