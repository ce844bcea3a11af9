import type { RoundingMode } from '../base/exact.ts'
import type { WordedCase } from './expression-words.ts'
import type { InEachLanguage } from './lang.ts'
import { EACH_WINDOW, ofUnit, WINDOW_NOUN } from './number-words.ts'
import type { Who } from './recipient-words.ts'

/** What an expectation asks for, its parts in words. */
export interface ExpectedParts {
  readonly window: string
  readonly kind: string
  readonly eachKind: string
  readonly tree: string | undefined
  readonly object: string | undefined
  readonly activities: string
  readonly when: string
  readonly times: string
}

/** The words of rules: what is done, who gets how much, and what holds it back. */
export interface RuleWords {
  off: string
  /** What happened and on which condition, before who gets what. */
  occasion(activities: string, when: string): string
  gives(who: Who, points: string): string
  takes(who: Who, points: string): string
  givesBy(who: Who, how: string): string
  takesBy(who: Who, how: string): string
  givesHonour(who: Who, honour: string): string
  givesNothing(who: Who): string
  /** Those who split the points. */
  splits(who: Who, points: string): string
  splitsLoss(who: Who, points: string): string
  splitEqually: string
  points(points: string): string
  minus(points: string): string
  /** Points of a scale that only takes, where the verb says so already. */
  lost(points: string): string
  nothing: string
  givesFormula(who: Who, formula: string): string
  choose(cases: readonly WordedCase[], otherwise: string): string
  byTable(value: string, rows: readonly (readonly [string, string])[], otherwise: string): string
  perUnit(unit: string, rate: string): string
  perOne(field: string, rate: string): string
  inSteps(step: string, unit: string): string
  notBelow(min: string, unit: string): string
  atMostEach(points: string): string
  rounded(places: number, mode: RoundingMode): string
  admission(kind: string, atMost: number, same: string, window: string | undefined): string
  overlaps(rules: string): string
  onceEach(unit: string): string
  expects(parts: ExpectedParts): string
  unmet(points: string): string
  met(points: string): string
  unmetGives(points: string): string
  metTakes(points: string): string
  grace(days: number, window: string): string
  excusedOverlap(window: string): string
  excusedWhole(window: string): string
  grant(window: string, eachKind: string, tree: string): string
  proratedNone(window: string): string
  proratedDays: string
  veto(kind: string): string
  vetoScore(score: string, value: string): string
  vetoTier(tier: string, band: string): string
  vetoOverlaid: string
  vetoUnderlying: string
}

const zhPlaces = (places: number): string => (places === 0 ? '整数' : `${places} 位小数`)
const enPlaces = (places: number): string =>
  places === 0 ? 'whole points' : `${places} ${places === 1 ? 'decimal' : 'decimals'}`
const isPlain = (who: Who): boolean => !who.several

/** The words of rules in each language. */
export const RULE_WORDS: InEachLanguage<RuleWords> = {
  'zh-CN': {
    off: '本规则已停用，不再产生积分',
    occasion: (activities, when) => (when === '' ? activities : `${activities}，${when}的`),
    gives: (who, points) => `${who.text}${isPlain(who) ? '' : '各'}得 ${points}`,
    takes: (who, points) => `${who.text}${isPlain(who) ? '' : '各'}扣 ${points}`,
    givesBy: (who, how) => `${who.text}${isPlain(who) ? how : how.replace(/[得扣]/, '各$&')}`,
    takesBy: (who, how) => `${who.text}${isPlain(who) ? how : how.replace(/[得扣]/, '各$&')}`,
    givesHonour: (who, honour) => `${who.text}${isPlain(who) ? '' : '各'}${honour}`,
    givesNothing: (who) => `${who.text}不计分`,
    splits: (who, points) => `${who.text}平分 ${points}`,
    splitsLoss: (who, points) => `${who.text}共扣 ${points}，平均分担`,
    splitEqually: '由各方平分',
    points: (points) => `得 ${points}`,
    minus: (points) => `扣 ${points}`,
    lost: (points) => `扣 ${points}`,
    nothing: '不计分',
    givesFormula: (who, formula) => `${who.text}${isPlain(who) ? '' : '各'}得分为${formula}`,
    choose: (cases, otherwise) => [...cases.map(([test, then]) => `在${test}时${then}`), `否则${otherwise}`].join('，'),
    byTable: (value, rows, otherwise) =>
      `按${value}计分：${[...rows.map(([key, row]) => `${key}${row}`), `其他${otherwise}`].join('，')}`,
    perUnit: (unit, rate) => `每${unit}${rate}`,
    perOne: (field, rate) => `${field}每满 1 ${rate}`,
    inSteps: (step, unit) => `按 ${step}${unit === '' ? '' : ` ${unit}`}计`,
    notBelow: (min, unit) => `不足 ${min}${unit === '' ? '' : ` ${unit}`}不计`,
    atMostEach: (points) => `每次最多 ${points}`,
    rounded: (places, mode) =>
      `得分${{ 'half-up': '四舍五入', 'half-even': '四舍六入五成双', floor: '向下舍' }[mode]}到${zhPlaces(places)}`,
    admission: (kind, atMost, same, window) =>
      `${same}${window === undefined ? '' : EACH_WINDOW['zh-CN'][window]}最多 ${atMost} ${kind}计分`,
    overlaps: (rules) => `与${rules}时间重叠的不计`,
    onceEach: (unit) => `同一${unit}每次只计一次`,
    expects: ({ window, eachKind, tree, object, activities, when, times }) =>
      `每${window}，${tree === undefined ? '' : `在${tree}中的`}${eachKind}${object === undefined ? '' : `对所负责的每个${object}`}` +
      `应至少有 ${times}${activities}${when === '' ? '' : `（${when}）`}`,
    unmet: (points) => `未做到的扣 ${points}`,
    met: (points) => `做到的得 ${points}`,
    unmetGives: (points) => `未做到的得 ${points}`,
    metTakes: (points) => `做到的扣 ${points}`,
    grace: (days, window) => `${window}末后满 ${days} 天生效`,
    excusedOverlap: (window) => `当${window}内有免评、请假或暂停的不计`,
    excusedWhole: (window) => `整个${window}都免评、请假或暂停的不计`,
    grant: (window, eachKind, tree) => `每${window}，在${tree}中的${eachKind}`,
    proratedNone: (window) => `当${window}在册一天即全额计`,
    proratedDays: '按在册天数折算',
    veto: (kind) => `经组织决定对该${kind}一票否决的`,
    vetoScore: (score, value) => `${score}按 ${value}计`,
    vetoTier: (tier, band) => `${tier}最高为${band}`,
    vetoOverlaid: '所在单位的得分按否决后的值计算',
    vetoUnderlying: '所在单位的得分仍按原值计算',
  },
  en: {
    off: 'this rule is switched off and gives no more points',
    occasion: (activities, when) => (when === '' ? `${activities}: ` : `${activities}, when ${when}: `),
    gives: (who, points) => `${who.text} ${isPlain(who) ? 'earns' : 'each earn'} ${points}`,
    takes: (who, points) => `${who.text} ${isPlain(who) ? 'loses' : 'each lose'} ${points}`,
    givesBy: (who, how) => `${who.text} ${isPlain(who) ? 'earns' : 'each earn'} ${how}`,
    takesBy: (who, how) => `${who.text} ${isPlain(who) ? 'loses' : 'each lose'} ${how}`,
    givesHonour: (who, honour) => `${who.text} ${isPlain(who) ? 'earns' : 'each earn'} ${honour}`,
    givesNothing: (who) => `${who.text} ${isPlain(who) ? 'earns' : 'each earn'} nothing`,
    splits: (who, points) => `${points} are split equally between ${who.text}`.replace(/^(1 point) are/, '$1 is'),
    splitsLoss: (who, points) => `a loss of ${points} is split equally between ${who.text}`,
    splitEqually: 'split equally between them',
    points: (points) => points,
    minus: (points) => `minus ${points}`,
    lost: (points) => points,
    nothing: 'nothing',
    givesFormula: (who, formula) =>
      `${who.text} ${isPlain(who) ? 'earns' : 'each earn'} points by the formula ${formula}`,
    choose: (cases, otherwise) =>
      [...cases.map(([test, then]) => `${then} when ${test}`), `otherwise ${otherwise}`].join(', '),
    byTable: (value, rows, otherwise) =>
      `points by ${value}: ${[...rows.map(([key, row]) => `${row} for ${key}`), `${otherwise} otherwise`].join(', ')}`,
    perUnit: (unit, rate) => `${rate} for each ${unit}`,
    perOne: (field, rate) => `${rate} for each 1 of ${field}`,
    inSteps: (step, unit) => `counted in steps of ${ofUnit(step, unit)}`,
    notBelow: (min, unit) => `nothing below ${ofUnit(min, unit)}`,
    atMostEach: (points) => `at most ${points} each time`,
    rounded: (places, mode) =>
      `the points are ${{ 'half-up': 'rounded', 'half-even': 'rounded, halves to even,', floor: 'rounded down' }[mode]} to ${enPlaces(places)}`,
    admission: (kind, atMost, same, window) =>
      `at most ${atMost} ${kind}${window === undefined ? '' : ` ${EACH_WINDOW.en[window]}`}${same === '' ? '' : ` ${same}`}`,
    overlaps: (rules) => `not for hours that overlap ${rules}`,
    onceEach: (unit) => `each ${unit} once`,
    expects: ({ window, eachKind, tree, object, activities, when, times }) =>
      `every ${window}, ${eachKind}${tree === undefined ? '' : ` in the ${tree}`} owes ${activities}${when === '' ? '' : ` (when ${when})`} ` +
      `at least ${times}${object === undefined ? '' : ` to each ${object} assigned`}`,
    unmet: (points) => `otherwise ${points} are lost`.replace(/^(otherwise 1 point) are/, '$1 is'),
    met: (points) => `this earns ${points}`,
    unmetGives: (points) => `otherwise this earns ${points}`,
    metTakes: (points) => `this loses ${points}`,
    grace: (days, window) => `in force ${days} ${days === 1 ? 'day' : 'days'} after the end of the ${window}`,
    excusedOverlap: (window) => `excused by any exemption during the ${window}`,
    excusedWhole: (window) => `excused only by an exemption of the whole ${window}`,
    grant: (window, eachKind, tree) => `every ${window}, ${eachKind} in the ${tree}`,
    proratedNone: (window) => `in full from one day present in the ${window}`,
    proratedDays: 'in proportion to the days present',
    veto: (kind) => `when the organisation lays a veto on the ${kind}`,
    vetoScore: (score, value) => `${score} counts as ${value}`,
    vetoTier: (tier, band) => `${tier} is ${band} at most`,
    vetoOverlaid: 'unit scores use the value after the veto',
    vetoUnderlying: 'unit scores use the value before the veto',
  },
}

/** Returns a window as the noun of a language. */
export function windowNoun(lang: 'zh-CN' | 'en', window: string): string {
  return WINDOW_NOUN[lang][window] ?? window
}
