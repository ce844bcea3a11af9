import type { Limit } from '@jixing/engine'
import { limitSentence } from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { village } from './village.ts'

const both = (limit: object): string[] => {
  const program = village({ limits: [{ id: 'l', ...limit } as Limit] })
  return [limitSentence(program, 'l', 'zh-CN'), limitSentence(program, 'l', 'en')]
}

describe('the sentence of a limit', () => {
  it.each<[string, object, string, string]>([
    [
      'in times a month',
      { rules: ['visit'], times: 3, per: { window: 'month' } },
      '“走访”：每名党员每月最多计 3 次。',
      '“Visit”: for each member, at most 3 times a month.',
    ],
    [
      'once for the same field',
      { rules: ['visit'], times: 1, per: { fields: ['household'] } },
      '“走访”：每名党员对同一住户最多计 1 次。',
      '“Visit”: for each member, at most once with the same household.',
    ],
    [
      'in points over rules',
      { rules: ['visit', 'duty'], points: 3, per: { window: 'month' } },
      '“走访”和“值勤”：每名党员每月合计最多得 3 分。',
      '“Visit” and “Duty”: each member earns at most 3 points a month in all.',
    ],
    [
      'in points over one rule',
      { rules: ['visit'], points: 4, per: { window: 'day' } },
      '“走访”：每名党员每日最多得 4 分。',
      '“Visit”: each member earns at most 4 points a day.',
    ],
    [
      'over a category',
      { categories: ['B'], points: 14, per: { window: 'quarter' } },
      '“联户服务”类：每名党员每季度合计最多得 14 分。',
      'Category “Household service”: each member earns at most 14 points a quarter in all.',
    ],
    [
      'over everything, for good',
      { points: 100 },
      '全部规则：每名党员累计最多得 100 分。',
      'All rules: each member earns at most 100 points in all.',
    ],
    [
      'of deductions',
      { categories: ['N'], points: 20, per: { window: 'year' }, side: 'deductions' },
      '“扣分”类：每名党员每年最多扣 20 分。',
      'Category “Deductions”: each member loses at most 20 points a year.',
    ],
    [
      'in times of deductions',
      { categories: ['N'], times: 2, per: { window: 'half' }, side: 'deductions' },
      '“扣分”类：每名党员每半年最多扣分 2 次。',
      'Category “Deductions”: for each member, deducted at most twice a half-year.',
    ],
    [
      'over rolling days',
      { rules: ['visit'], times: 1, per: { window: { rollingDays: 7 } } },
      '“走访”：每名党员任意连续 7 天内最多计 1 次。',
      '“Visit”: for each member, at most once in any 7 days running.',
    ],
    [
      'that keeps the highest one',
      { rules: ['visit'], times: 1, per: { window: 'week' }, keep: 'highest' },
      '“走访”：每名党员每周最多计 1 次，取分值最高的一次。',
      '“Visit”: for each member, at most once a week, the highest counts.',
    ],
    [
      'that keeps the highest ones',
      { rules: ['visit'], times: 11, per: { window: 'year' }, keep: 'highest' },
      '“走访”：每名党员每年最多计 11 次，分值高的优先。',
      '“Visit”: for each member, at most 11 times a year, the highest come first.',
    ],
    [
      'that lets nothing through',
      { rules: ['visit'], times: 0, per: { window: 'month' } },
      '“走访”：每名党员每月不计分。',
      '“Visit”: each member gets nothing a month.',
    ],
  ])('%s', (_, limit, zh, en) => {
    expect(both(limit)).toEqual([zh, en])
  })
})
