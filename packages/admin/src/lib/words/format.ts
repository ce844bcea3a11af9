import { lang } from './words.svelte.ts'

/** Returns a whole number as people write it: 100,000. */
export function number(n: number): string {
  return new Intl.NumberFormat(lang()).format(n)
}

/** Returns points, given as decimal text, without needless zeros and with a true minus sign. */
export function points(text: string): string {
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return short.replace(/^-/, '−')
}

/** Returns points with always as many decimals, so that a column of them stands in line. */
export function fixedPoints(text: string, decimals: number): string {
  return Number(text).toFixed(decimals).replace(/^-/, '−')
}

/** Returns the most decimals that any of these points needs. */
export function decimalsOf(texts: readonly (string | null)[]): number {
  return Math.max(0, ...texts.map((text) => (text === null ? 0 : (points(text).split('.')[1]?.length ?? 0))))
}

/** Returns a share between 0 and 1 as a percentage with one decimal. */
export function percent(share: number): string {
  return new Intl.NumberFormat(lang(), { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

/** English dates go day, month, year, like those beside a calendar of quarters; the clock has 24 hours in both languages. */
const locale = (): string => (lang() === 'en' ? 'en-GB' : 'zh-CN')

/** Returns an instant or civil date as a day. */
export function day(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'Asia/Shanghai' }).format(instant(iso))
}

/** Returns an instant as day and time. */
export function dateTime(iso: string): string {
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(instant(iso))
}

/** Returns the day of an instant without its year: 12月24日, 24 Dec. */
export function monthDay(iso: string): string {
  return new Intl.DateTimeFormat(locale(), {
    month: 'short',
    day: 'numeric',
    timeZone: 'Asia/Shanghai',
  }).format(instant(iso))
}

/** Returns the key of the month that an instant lies in: 2021-12. */
export function monthOf(iso: string): string {
  return new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', timeZone: 'Asia/Shanghai' }).format(
    instant(iso),
  )
}

function instant(iso: string): Date {
  return new Date(iso.length === 10 ? `${iso}T00:00:00+08:00` : iso)
}

const ORDINAL_ZH = ['一', '二', '三', '四']

/** Returns the name of a period: 2021 年第二季度, Q2 2021, June 2021. */
export function periodName(period: { readonly level: string; readonly key: string }): string {
  const { key } = period
  const quarter = /^(\d{4})-Q([1-4])$/.exec(key)
  const half = /^(\d{4})-H([12])$/.exec(key)
  const month = /^(\d{4})-(\d{2})$/.exec(key)
  const zh = lang() === 'zh-CN'
  if (quarter) return zh ? `${quarter[1]}年第${ORDINAL_ZH[Number(quarter[2]) - 1]}季度` : `Q${quarter[2]} ${quarter[1]}`
  if (half) return zh ? `${half[1]}年${half[2] === '1' ? '上' : '下'}半年` : `H${half[2]} ${half[1]}`
  if (month) {
    if (zh) return `${month[1]}年${Number(month[2])}月`
    return new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${key}-01T00:00:00Z`),
    )
  }
  if (/^\d{4}$/.test(key)) return zh ? `${key}年度` : key
  if (key === 'ever') return zh ? '累计' : 'All time'
  return /^\d{4}-\d{2}-\d{2}$/.test(key) ? day(key) : key
}
