import type { InEachLanguage } from './lang.ts'
import { EACH_WINDOW, timesWords, WINDOW_NOUN } from './number-words.ts'

/** The words of rules over several events: milestones, streaks, places and challenges. */
export interface DerivedWords {
  /** Points and an honour together, either of them perhaps empty. */
  gain(points: string, honour: string): string
  honour(honour: string): string
  milestone(who: string, value: string, window: string): string
  step(at: string, gain: string): string
  every(of: string, gain: string, upTo: string | undefined): string
  eachStepOnce(window: string): string
  eachStepAgain: string
  streak(activities: string, when: string, times: number, window: string, length: number): string
  run: Readonly<Record<'tumbling' | 'sliding' | 'once', (window: string, length: number) => string>>
  skipsOverlap(window: string): string
  skipsWhole(window: string): string
  breaks(window: string): string
  place(period: string, kind: string, measure: string, descending: boolean): string
  placeGives(place: number, gain: string): string
  /** Stands for the places between the first and the last that are said. */
  andSoOn: string
  ties: Readonly<Record<'skipped' | 'shared' | 'split', string>>
  whenClosed: string
  whenOver(period: string): string
  asItStands: string
  span(from: string, last: string): string
  count(target: string, activities: string): string
  sum(target: string, value: string, activities: string): string
  distinct(target: string, field: string, activities: string): string
  assigned(objects: string, activities: string): string
  challenge(span: string, unit: string, reached: string): string
  tookPart(kind: string, eachKind: string): string
  theUnit(kind: string): string
  splitAmong(kinds: string, points: string): string
  only(condition: string): string
}

const zhCount = (window: string, count: number): string => {
  const noun = WINDOW_NOUN['zh-CN'][window] ?? window
  if (window === 'day') return `${count} 天`
  return window === 'week' || window === 'year' ? `${count} ${noun}` : `${count} 个${noun}`
}
const zhWhole = (window: string): string =>
  window === 'day' || window === 'year' ? { day: '全天', year: '全年' }[window] : `整个${WINDOW_NOUN['zh-CN'][window]}`
const enWindows = (window: string, count: number): string => {
  const noun = WINDOW_NOUN.en[window] ?? window
  return `${count} ${count === 1 ? noun : `${noun}s`}`
}
const ordinal = (count: number): string => {
  const tail = count % 100 >= 11 && count % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th')
  return `${count}${tail}`
}

/** The words of rules over several events in each language. */
export const DERIVED_WORDS: InEachLanguage<DerivedWords> = {
  'zh-CN': {
    gain: (points, honour) => [points, honour].filter((part) => part !== '').join('并') || '不计分',
    honour: (honour) => `获荣誉${honour}`,
    milestone: (who, value, window) =>
      window === 'ever' ? `${who}的${value}累计` : `${EACH_WINDOW['zh-CN'][window]}，${who}的${value}`,
    step: (at, gain) => `达到 ${at} ${gain}`,
    every: (of, gain, upTo) => `每满 ${of} ${gain}${upTo === undefined ? '' : `（到 ${upTo} 为止）`}`,
    eachStepOnce: (window) => `${window === 'ever' ? '' : EACH_WINDOW['zh-CN'][window]}每级只计一次`,
    eachStepAgain: '降下来后再次达到的再计',
    streak: (activities, when, times, window, length) =>
      `${activities}${when === '' ? '' : `（${when}）`}${EACH_WINDOW['zh-CN'][window]}至少 ${times} 次、连续 ${zhCount(window, length)}的`,
    run: {
      tumbling: (window, length) => `每满 ${zhCount(window, length)}计一次`,
      sliding: (window, length) => `自满 ${zhCount(window, length)}起${EACH_WINDOW['zh-CN'][window]}计一次`,
      once: () => '每次连续只计一次',
    },
    skipsOverlap: (window) => `没有做到但当${WINDOW_NOUN['zh-CN'][window]}有免评、请假或暂停的，跳过，不算中断`,
    skipsWhole: (window) => `没有做到但${zhWhole(window)}都免评、请假或暂停的，跳过，不算中断`,
    breaks: (window) => `没有做到的，即使当${WINDOW_NOUN['zh-CN'][window]}免评、请假或暂停也算中断`,
    place: (period, kind, measure, descending) =>
      `每${period}，${kind}按${measure}从${descending ? '高到低' : '低到高'}排名`,
    placeGives: (place, gain) => `第 ${place} 名${gain}`,
    andSoOn: '依次类推',
    ties: {
      skipped: '并列的都得该名次的积分，后面的名次空出',
      shared: '并列的都得该名次的积分，后面的名次不空出',
      split: '并列的平分所占名次的积分',
    },
    whenClosed: '公示或冻结后计',
    whenOver: (period) => `${period}结束后计`,
    asItStands: '随时计',
    span: (from, last) => `${from}至${last}`,
    count: (target, activities) => `${activities}满 ${target} 次`,
    sum: (target, value, activities) => `${activities}的${value}合计满 ${target}`,
    distinct: (target, field, activities) => `${activities}涉及的不同${field}满 ${target} 个`,
    assigned: (objects, activities) => `${activities}覆盖所负责的全部${objects}`,
    challenge: (span, unit, reached) => `${span}，${unit}的${reached}的`,
    tookPart: (_, eachKind) => `达成前参加的${eachKind}`,
    theUnit: (kind) => `该${kind}`,
    splitAmong: (kinds, points) => `达成前参加的${kinds}平分 ${points}`,
    only: (condition) => `只计${condition}的`,
  },
  en: {
    gain: (points, honour) => [points, honour].filter((part) => part !== '').join(' and ') || 'nothing',
    honour: (honour) => `the honour ${honour}`,
    milestone: (who, value, window) =>
      window === 'ever' ? `for ${who}, ${value} in all` : `for ${who}, ${value} of each ${WINDOW_NOUN.en[window]}`,
    step: (at, gain) => `${gain} at ${at}`,
    every: (of, gain, upTo) => `${gain} for every ${of}${upTo === undefined ? '' : ` (up to ${upTo})`}`,
    eachStepOnce: (window) => `each step once${window === 'ever' ? '' : ` ${EACH_WINDOW.en[window]}`}`,
    eachStepAgain: 'a step counts again each time it is reached again',
    streak: (activities, when, times, window, length) =>
      `${activities}${when === '' ? '' : ` (when ${when})`} at least ${timesWords('en', times)} ${EACH_WINDOW.en[window]}, ${enWindows(window, length)} in a row`,
    run: {
      tumbling: (window, length) => `given again after every ${enWindows(window, length)} of the run`,
      sliding: (window, length) => `given in every ${WINDOW_NOUN.en[window]} of the run from the ${ordinal(length)} on`,
      once: () => 'given once in each run',
    },
    skipsOverlap: (window) =>
      `a ${WINDOW_NOUN.en[window]} without it in which an exemption falls is passed over and breaks nothing`,
    skipsWhole: (window) =>
      `a ${WINDOW_NOUN.en[window]} without it that is exempt as a whole is passed over and breaks nothing`,
    breaks: (window) => `a ${WINDOW_NOUN.en[window]} without it breaks the run, exempt or not`,
    place: (period, kind, measure, descending) =>
      `each ${period}, every ${kind} by ${measure}, ${descending ? 'highest' : 'lowest'} first`,
    placeGives: (place, gain) => `${gain} for place ${place}`,
    andSoOn: 'and so on',
    ties: {
      skipped: 'those equal all have the place and its points, and the places after it stay empty',
      shared: 'those equal all have the place and its points, and no place stays empty',
      split: 'those equal split the points of the places they take',
    },
    whenClosed: 'counted once the period is closed or frozen',
    whenOver: (period) => `counted when the ${period} is over`,
    asItStands: 'counted as it stands',
    span: (from, last) => `from ${from} to ${last}`,
    count: (target, activities) => `${target} ${target === '1' ? 'record' : 'records'} of ${activities}`,
    sum: (target, value, activities) => `${target} in the sum of ${value} over ${activities}`,
    distinct: (target, field, activities) => `${target} different ${field} values in ${activities}`,
    assigned: (objects, activities) => `every ${objects} assigned to it, by ${activities}`,
    challenge: (span, unit, reached) => `${span}, when ${unit} reaches ${reached}`,
    tookPart: (kind) => `each ${kind} who took part until then`,
    theUnit: (kind) => `the ${kind}`,
    splitAmong: (kinds, points) => `the ${kinds} who took part until then split ${points}`,
    only: (condition) => `only where ${condition}`,
  },
}
