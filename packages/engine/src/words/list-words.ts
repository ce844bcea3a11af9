import type { Audience, Side } from '../rules/list.ts'
import { type InEachLanguage, listed, plural } from './lang.ts'
import { counterOf } from './naming.ts'

/** The words of a list: whom it takes, in which order, by which deadlines, and who sees it. */
export interface ListWords {
  readonly side: Readonly<Record<Side, string>>
  readonly audience: Readonly<Record<Audience, string>>
  readonly names: Readonly<Record<'full' | 'masked' | 'withheld', string>>
  takes(list: string, side: string, kind: string, period: string): string
  ground(criteria: readonly string[], all: boolean): string
  readonly stated: string
  top(ranking: string, places: number): string
  bottom(ranking: string, places: number): string
  only(population: string): string
  most(count: number, kind: string, within: string | undefined): string
  by(steps: string): string
  readonly next: string
  ordered(value: string, descending: boolean): string
  readonly edgeIn: string
  readonly edgeOut: string
  reminder(workdays: number): string
  notice(workdays: number): string
  answer(workdays: number): string
  rectify(workdays: number, verify: number): string
  expiry(days: number, audience: string, names: string): string
  persons(legalBasis: string): string
}

const daysOf = (count: number): string => (count === 1 ? '1 working day' : `${count} working days`)

/** The words of a list in each language. */
export const LIST_WORDS: InEachLanguage<ListWords> = {
  'zh-CN': {
    side: { red: '红榜', black: '提醒榜' },
    audience: { office: '仅工作人员可见', unit: '本单位内公布', organisation: '内部公布', public: '对外公布' },
    names: { full: '写全名', masked: '名称作脱敏处理', withheld: '不写名称' },
    takes: (list, side, kind, period) => `${list}（${side}）：每${period}评一次，对象为${kind}`,
    ground: (criteria, all) => `${all ? '须' : '有一项即可：'}${criteria.join(all ? '，且' : '，或')}`,
    stated: '由人提名，不作计算',
    top: (ranking, places) => `在${ranking}中排在前 ${places} 名`,
    bottom: (ranking, places) => `在${ranking}中排在最后 ${places} 名`,
    only: (population) => `只从${population}中产生`,
    most: (count, kind, within) => `${within === undefined ? '' : `每个${within}`}最多 ${count} ${counterOf(kind)}`,
    by: (steps) => `先比${steps}`,
    next: '，再比',
    ordered: (value, descending) => `${value}（${descending ? '高' : '低'}者在前）`,
    edgeIn: '名额末位相同的一并列入',
    edgeOut: '名额末位相同而名额不足的都不列入',
    reminder: (workdays) => `书面提醒满 ${workdays} 个工作日仍未整改的，方可提名`,
    notice: (workdays) => `提名后告知本人 ${workdays} 个工作日`,
    answer: (workdays) => `陈述和异议在 ${workdays} 个工作日内由另一人答复`,
    rectify: (workdays, verify) => `公布后 ${workdays} 个工作日内整改，整改材料在 ${verify} 个工作日内核实`,
    expiry: (days, audience, names) => `公布 ${days} 天后自动撤下，${audience}，${names}`,
    persons: (legalBasis) => `列入自然人的依据：${legalBasis}`,
  },
  en: {
    side: { red: 'red list', black: 'attention list' },
    audience: {
      office: 'seen by the office only',
      unit: 'shown within the unit',
      organisation: 'shown within the organisation',
      public: 'shown in public',
    },
    names: { full: 'with full names', masked: 'with masked names', withheld: 'without names' },
    takes: (list, side, kind, period) => `${list} (${side}): ${kind}, once each ${period}`,
    ground: (criteria, all) => `where ${listed('en', criteria, all ? 'and' : 'or')}`,
    stated: 'nominated by people, not computed',
    top: (ranking, places) =>
      places === 1 ? `it is first in ${ranking}` : `it is among the first ${places} of ${ranking}`,
    bottom: (ranking, places) =>
      places === 1 ? `it is last in ${ranking}` : `it is among the last ${places} of ${ranking}`,
    only: (population) => `only out of ${population}`,
    most: (count, kind, within) =>
      `at most ${count} ${count === 1 ? kind : plural('en', kind)}${within === undefined ? '' : ` of each ${within}`}`,
    by: (steps) => `first by ${steps}`,
    next: ', then by ',
    ordered: (value, descending) => `${descending ? 'higher' : 'lower'} ${value}`,
    edgeIn: 'those equal with the last one in are in',
    edgeOut: 'a tie that does not fit as a whole is out',
    reminder: (workdays) => `nominated only ${daysOf(workdays)} after a written reminder that brought no rectification`,
    notice: (workdays) => `then the subject has notice for ${daysOf(workdays)}`,
    answer: (workdays) => `a second person decides statements and objections within ${daysOf(workdays)}`,
    rectify: (workdays, verify) =>
      `rectification is due within ${daysOf(workdays)} of publication and is verified within ${daysOf(verify)}`,
    expiry: (days, audience, names) =>
      `taken down ${days === 1 ? '1 day' : `${days} days`} after publication; ${audience}, ${names}`,
    persons: (legalBasis) => `the basis for naming persons: ${legalBasis}`,
  },
}
