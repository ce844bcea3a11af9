import type { Lang } from './lang.ts'

const QUARTERS = ['一', '二', '三', '四']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** Returns the key of a calendar window in words: `2021-Q1` → `2021 年第一季度`; any other key as it is. */
export function periodText(lang: Lang, key: string): string {
  const parts = /^(\d{4})(?:-(?:Q([1-4])|H([12])|W(\d\d)|(\d\d)(?:-(\d\d))?))?$/.exec(key)
  if (key === 'ever') return lang === 'zh-CN' ? '累计' : 'all time'
  if (!parts) return key
  const [, year = '', quarter, half, week, month, day] = parts
  if (lang === 'zh-CN') {
    if (quarter) return `${year} 年第${QUARTERS[Number(quarter) - 1]}季度`
    if (half) return `${year} 年${half === '1' ? '上' : '下'}半年`
    if (week) return `${year} 年第 ${Number(week)} 周`
    if (day) return `${year} 年 ${Number(month)} 月 ${Number(day)} 日`
    return month ? `${year} 年 ${Number(month)} 月` : `${year} 年`
  }
  if (quarter) return `quarter ${quarter} of ${year}`
  if (half) return `the ${half === '1' ? 'first' : 'second'} half of ${year}`
  if (week) return `week ${Number(week)} of ${year}`
  const name = MONTHS[Number(month) - 1] ?? month
  if (day) return `${Number(day)} ${name} ${year}`
  return month ? `${name} ${year}` : year
}
