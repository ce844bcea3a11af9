import { decimalsOf, type Exact, exactOf, formatExact, multiply, ratioOfBig } from '../base/exact.ts'
import type { InEachLanguage, Lang } from './lang.ts'

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const PARTS: Readonly<Record<string, string>> = {
  '1/2': 'one half',
  '1/3': 'one third',
  '2/3': 'two thirds',
  '1/4': 'one quarter',
  '3/4': 'three quarters',
  '1/5': 'one fifth',
}

/** Returns the exact number that a text spells as a decimal or a fraction: `12.5`, `167/2`. */
export function exactSpelled(text: string): Exact | undefined {
  const fraction = /^(-?\d+)\/(\d+)$/.exec(text)
  if (!fraction) return exactOf(text)
  const under = BigInt(fraction[2] ?? '0')
  return under === 0n ? undefined : ratioOfBig(BigInt(fraction[1] ?? '0'), under)
}

/** Returns a number as the language writes it; one that no decimals write is rounded to two and marked as near. */
export function numberText(lang: Lang, spelled: unknown): string {
  const exact = typeof spelled === 'string' ? exactSpelled(spelled) : exactOf(spelled)
  if (exact === undefined) return String(spelled)
  const places = decimalsOf(exact)
  const text = formatExact(exact, places ?? 2)
  const grouped = lang === 'en' ? text.replace(/^(-?)(\d+)/, (_, sign, whole) => sign + thousands(whole)) : text
  const signed = grouped.replace(/^-/, '−')
  if (places !== undefined) return signed
  return lang === 'zh-CN' ? `约 ${signed}` : `about ${signed}`
}

function thousands(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Returns an amount of points with its unit: `2 分`, `1 point`. */
export function pointsWords(lang: Lang, spelled: unknown): string {
  const text = numberText(lang, spelled)
  if (lang === 'zh-CN') return `${text} 分`
  return text === '1' || text === '−1' ? `${text} point` : `${text} points`
}

/** Returns an amount without its sign, for what is said to be taken. */
export function withoutSign(spelled: unknown): unknown {
  return typeof spelled === 'number' ? Math.abs(spelled) : String(spelled).replace(/^-/, '')
}

/** Returns whether a spelled amount is below zero. */
export function isNegative(spelled: unknown): boolean {
  return typeof spelled === 'number' ? spelled < 0 : String(spelled).startsWith('-')
}

/** Returns how often: `3 次`, `once`, `twice`, `3 times`. */
export function timesWords(lang: Lang, times: number): string {
  if (lang === 'zh-CN') return `${times} 次`
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${numberText(lang, times)} times`
}

/** Returns an English amount with its unit where there is one: `0.5 hours`, `1 hour`, `3`. */
export function ofUnit(amount: string, unit: string | undefined): string {
  if (unit === undefined || unit === '') return amount
  return `${amount} ${amount === '1' ? unit : `${unit}s`}`
}

/** Returns a part of a whole: `10%`, `三分之一`, `one third`. */
export function partWords(lang: Lang, spelled: unknown): string {
  const text = String(spelled)
  if (!text.includes('/')) {
    const exact = exactOf(spelled)
    return exact === undefined ? text : `${percent(exact)}%`
  }
  if (lang === 'en') return PARTS[text] ?? text
  const [over = '', under = ''] = text.split('/')
  return `${chineseNumber(Number(under))}分之${chineseNumber(Number(over))}`
}

function percent(part: Exact): string {
  const places = Math.max(0, (decimalsOf(part) ?? 4) - 2)
  return formatExact(multiply(part, 100), places)
}

function chineseNumber(value: number): string {
  if (!(value >= 0 && value < 100)) return String(value)
  if (value < 10) return DIGITS[value] ?? ''
  const tens = Math.floor(value / 10)
  const ones = value % 10
  return `${tens > 1 ? DIGITS[tens] : ''}十${ones > 0 ? DIGITS[ones] : ''}`
}

/** What the calendar windows are called, as the span that something is counted over. */
export const EACH_WINDOW: InEachLanguage<Readonly<Record<string, string>>> = {
  'zh-CN': {
    day: '每日',
    week: '每周',
    month: '每月',
    quarter: '每季度',
    half: '每半年',
    year: '每年',
    ever: '累计',
  },
  en: {
    day: 'a day',
    week: 'a week',
    month: 'a month',
    quarter: 'a quarter',
    half: 'a half-year',
    year: 'a year',
    ever: 'in all',
  },
}

/** What the calendar windows are called as a noun. */
export const WINDOW_NOUN: InEachLanguage<Readonly<Record<string, string>>> = {
  'zh-CN': { day: '日', week: '周', month: '月', quarter: '季度', half: '半年', year: '年', ever: '全程' },
  en: {
    day: 'day',
    week: 'week',
    month: 'month',
    quarter: 'quarter',
    half: 'half-year',
    year: 'year',
    ever: 'whole time',
  },
}
