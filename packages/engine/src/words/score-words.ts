import type { RoundingMode } from '../base/exact.ts'
import type { InEachLanguage } from './lang.ts'

/** The words of scores, measures and populations. */
export interface ScoreWords {
  score(title: string, kind: string, period: string, formula: string): string
  rounded(places: number, mode: RoundingMode): string
  counted(activities: string): string
  summed(value: string, activities: string): string
  least(value: string, activities: string): string
  greatest(value: string, activities: string): string
  distinct(field: string, activities: string): string
  onlyWhen(condition: string): string
  credited(who: string): string
  present(kind: string, tree: string, days: number): string
  withRows(kind: string): string
  roster(kind: string): string
  caseOf(name: string, key: string): string
  caseDue(days: number, working: boolean, from: string, until: string): string
}

/** The words of scores, measures and populations in each language. */
export const SCORE_WORDS: InEachLanguage<ScoreWords> = {
  'zh-CN': {
    score: (title, kind, period, formula) => `${title}（${kind}，${period}）：${formula}`,
    rounded: (places, mode) =>
      `结果${{ 'half-up': '四舍五入', 'half-even': '四舍六入五成双', floor: '向下舍' }[mode]}到${places === 0 ? '整数' : `${places} 位小数`}`,
    counted: (activities) => `${activities}的次数`,
    summed: (value, activities) => `${activities}的${value}之和`,
    least: (value, activities) => `${activities}的${value}最小值`,
    greatest: (value, activities) => `${activities}的${value}最大值`,
    distinct: (field, activities) => `${activities}中不同${field}的个数`,
    onlyWhen: (condition) => `只计${condition}的`,
    credited: (who) => `计入${who}`,
    present: (kind, tree, days) => `本周期内在${tree}中在册满 ${days} 天的${kind}，免评、请假的日子不计`,
    withRows: (kind) => `本周期内有得分或指标记录的${kind}`,
    roster: (kind) => `名册中的全部${kind}`,
    caseOf: (name, key) => `${key}相同的记录构成同一${name}`,
    caseDue: (days, working, from, until) => `${from}后 ${days} ${working ? '个工作日' : '天'}内没有${until}的，为超期`,
  },
  en: {
    score: (title, kind, period, formula) => `${title} (${kind}, ${period}): ${formula}`,
    rounded: (places, mode) =>
      `the result is ${{ 'half-up': 'rounded', 'half-even': 'rounded, halves to even,', floor: 'rounded down' }[mode]} to ${places === 0 ? 'a whole number' : `${places} ${places === 1 ? 'decimal' : 'decimals'}`}`,
    counted: (activities) => `the number of ${activities} records`,
    summed: (value, activities) => `the sum of ${value} over ${activities}`,
    least: (value, activities) => `the least ${value} of ${activities}`,
    greatest: (value, activities) => `the greatest ${value} of ${activities}`,
    distinct: (field, activities) => `the number of different ${field} values in ${activities}`,
    onlyWhen: (condition) => `only where ${condition}`,
    credited: (who) => `counted for ${who}`,
    present: (kind, tree, days) =>
      `each ${kind} present in the ${tree} for at least ${days} ${days === 1 ? 'day' : 'days'} of the period, exempt days not counted`,
    withRows: (kind) => `each ${kind} with an award or a measured fact in the period`,
    roster: (kind) => `each ${kind} on the roster`,
    caseOf: (name, key) => `records with the same ${key} make one ${name}`,
    caseDue: (days, working, from, until) =>
      `it is overdue without ${until} within ${days} ${working ? 'working ' : ''}${days === 1 ? 'day' : 'days'} of ${from}`,
  },
}
