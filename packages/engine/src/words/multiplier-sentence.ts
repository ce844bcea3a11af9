import type { ExpiryRule, MultiplierRule } from '../rules/program.ts'
import { dayBefore, spanText } from './derived-sentence.ts'
import { type InEachLanguage, listed } from './lang.ts'
import type { Naming } from './naming.ts'
import { numberText } from './number-words.ts'
import { periodText } from './period-text.ts'
import type { Speech } from './speech.ts'

interface MultiplierWords {
  from(day: string): string
  to(day: string): string
  /** What a multiplier covers: the points that chosen rules or categories ask for, on its side. */
  covered(names: string, of: 'category' | 'rule', deductions: boolean): string
  times(when: string, covered: string, factor: string): string
  only(condition: string): string
  stacking: Readonly<Record<'multiply' | 'highest' | 'add', string>>
  expires(names: string, of: 'category' | 'rule', life: string): string
  days(count: number): string
  months(count: number): string
  consume: string
  ignore: string
}

const MULTIPLIER_WORDS: InEachLanguage<MultiplierWords> = {
  'zh-CN': {
    from: (day) => `自${day}起`,
    to: (day) => `至${day}止`,
    covered: (names, of, deductions) => `${names}${of === 'category' ? '类' : ''}应${deductions ? '扣' : '得'}积分`,
    times: (when, covered, factor) => `${when === '' ? '' : `${when}，`}${covered}按 ${factor} 倍计`,
    only: (condition) => `只计${condition}的`,
    stacking: {
      multiply: '同时有几个倍数时，各倍数相乘',
      highest: '同时有几个倍数时，取最高的一个',
      add: '同时有几个倍数时，各倍数超出 1 的部分相加',
    },
    expires: (names, of, life) => `${names}${of === 'category' ? '类' : ''}积分自取得之日起满 ${life}过期`,
    days: (count) => `${count} 天`,
    months: (count) => `${count} 个月`,
    consume: '扣分先用掉最早过期的积分',
    ignore: '扣分不影响积分过期',
  },
  en: {
    from: (day) => `from ${day} on`,
    to: (day) => `until ${day}`,
    covered: (names, of, deductions) =>
      `${deductions ? 'deductions' : 'points asked for'} ${of === 'category' ? 'in' : 'by'} ${names}`,
    times: (when, covered, factor) => `${when === '' ? '' : `${when}, `}${covered} count ${factor} times`,
    only: (condition) => `only where ${condition}`,
    stacking: {
      multiply: 'several factors at once are multiplied',
      highest: 'of several factors at once the highest counts',
      add: 'of several factors at once, what each has above 1 is added',
    },
    expires: (names, of, life) =>
      `points ${of === 'category' ? 'in' : 'by'} ${names} expire ${life} after they were earned`,
    days: (count) => `${count} ${count === 1 ? 'day' : 'days'}`,
    months: (count) => `${count} ${count === 1 ? 'month' : 'months'}`,
    consume: 'deductions use up first what expires first',
    ignore: 'deductions leave them as they are',
  },
}

type Covering = { readonly rules?: readonly string[]; readonly categories?: readonly string[] }

function coveredBy(naming: Naming, { rules, categories }: Covering): { names: string; of: 'category' | 'rule' } {
  const of = rules ? 'rule' : 'category'
  return { names: listed(naming.lang, (rules ?? categories ?? []).map(naming[of])), of }
}

/** Returns the clauses of a multiplier: when, over what, by how much, and how several go together. */
export function multiplierClauses(speech: Speech, rule: MultiplierRule): string[] {
  const { naming } = speech
  const { lang, program } = naming
  const words = MULTIPLIER_WORDS[lang]
  const { names, of } = coveredBy(naming, rule)
  const others = program.rules.filter((one) => one.kind === 'multiplier' && !one.off)
  return [
    words.times(
      timeText(naming, rule),
      words.covered(names, of, rule.side === 'deductions'),
      numberText(lang, rule.factor),
    ),
    rule.when === undefined ? '' : words.only(speech.condition(rule.when)),
    others.length > 1 ? words.stacking[program.stacking ?? 'multiply'] : '',
  ]
}

function timeText({ lang }: Naming, { from, until }: MultiplierRule): string {
  const words = MULTIPLIER_WORDS[lang]
  if (from !== undefined && until !== undefined) return spanText(lang, from, until)
  if (from !== undefined) return words.from(periodText(lang, from))
  return until === undefined ? '' : words.to(periodText(lang, dayBefore(until)))
}

/** Returns the clauses of an expiry: whose points live how long, and what deductions do to them. */
export function expiryClauses({ naming }: Speech, rule: ExpiryRule): string[] {
  const words = MULTIPLIER_WORDS[naming.lang]
  const { names, of } = coveredBy(naming, rule)
  const life = rule.days === undefined ? words.months(rule.months ?? 0) : words.days(rule.days)
  return [words.expires(names, of, life), rule.deductions === 'consume' ? words.consume : words.ignore]
}
