import type { InEachLanguage } from './lang.ts'
import { EACH_WINDOW } from './number-words.ts'

/** What a limit counts in: a calendar window, a rolling one, or everything; and the fields that must be the same. */
export interface CellParts {
  readonly window: string | undefined
  readonly rollingDays: number | undefined
  readonly same: string
}

/** The words of limits. */
export interface LimitWords {
  rules(names: string): string
  categories(names: string): string
  everything: string
  /** The most that counts, as a part of a rule's own sentence. */
  timesShort(times: string, cell: CellParts): string
  pointsShort(points: string, cell: CellParts, deductions: boolean): string
  times(who: string, times: string, cell: CellParts, deductions: boolean): string
  points(who: string, points: string, cell: CellParts, together: boolean, deductions: boolean): string
  nothing(who: string, cell: CellParts): string
  highest(times: number | undefined): string
  same(fields: string): string
  subject: string
}

const zhCell = ({ window, rollingDays, same }: CellParts): string => {
  const span =
    rollingDays === undefined
      ? window === undefined
        ? ''
        : EACH_WINDOW['zh-CN'][window]
      : `任意连续 ${rollingDays} 天内`
  return `${same}${span ?? ''}`
}
const enCell = ({ window, rollingDays, same }: CellParts): string => {
  const span =
    rollingDays === undefined
      ? window === undefined
        ? ''
        : ` ${EACH_WINDOW.en[window]}`
      : ` in any ${rollingDays} days running`
  return `${span}${same === '' ? '' : ` ${same}`}`
}

/** The words of limits in each language. */
export const LIMIT_WORDS: InEachLanguage<LimitWords> = {
  'zh-CN': {
    rules: (names) => names,
    categories: (names) => `${names}类`,
    everything: '全部规则',
    timesShort: (times, cell) => `${zhCell(cell)}最多 ${times}`,
    pointsShort: (points, cell, deductions) => `${zhCell(cell)}最多${deductions ? '扣' : '得'} ${points}`,
    times: (who, times, cell, deductions) =>
      `${who}${cell.same === '' ? '' : '对'}${zhCell(cell)}最多${deductions ? '扣分' : '计'} ${times}`,
    points: (who, points, cell, together, deductions) =>
      `${who}${cell.same === '' ? '' : '对'}${zhCell(cell)}${together && cell.window !== 'ever' ? '合计' : ''}最多${deductions ? '扣' : '得'} ${points}`,
    nothing: (who, cell) => `${who}${cell.same === '' ? '' : '对'}${zhCell(cell)}不计分`,
    highest: (times) => (times === 1 ? '取分值最高的一次' : '分值高的优先'),
    same: (fields) => `同一${fields}`,
    subject: '每个积分对象',
  },
  en: {
    rules: (names) => names,
    categories: (names) => `category ${names}`,
    everything: 'all rules',
    timesShort: (times, cell) => `at most ${times}${enCell(cell)}`,
    pointsShort: (points, cell, deductions) => `at most ${points}${deductions ? ' lost' : ''}${enCell(cell)}`,
    times: (who, times, cell, deductions) =>
      `for ${who}, ${deductions ? 'deducted ' : ''}at most ${times}${enCell(cell)}`,
    points: (who, points, cell, together, deductions) =>
      `${who} ${deductions ? 'loses' : 'earns'} at most ${points}${enCell(cell)}${together && cell.window !== 'ever' ? ' in all' : ''}`,
    nothing: (who, cell) => `${who} gets nothing${enCell(cell)}`,
    highest: (times) => (times === 1 ? 'the highest counts' : 'the highest come first'),
    same: (fields) => `with the same ${fields}`,
    subject: 'each subject',
  },
}
