import type { Expression } from '@jixing/engine'
import { expressionText, LANGS } from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { OPERATORS } from '../../src/rules/expression.ts'
import { EVENT_LEAVES, SCORE_LEAVES } from '../../src/rules/leaves.ts'
import { village } from './village.ts'

const people = { field: 'people' }
const key = { eq: [{ field: 'class' }, 'key'] }
const across = { members: 'counted' }

/** An example of every operator, form and leaf, with what it says in Chinese and English. */
const examples: readonly (readonly [string, Expression, string, string])[] = [
  [
    'and',
    { and: [key, { field: 'need' }] },
    '关心类别为重点关心且注明“发现需求”',
    'care class is key care and it is marked “a need was found”',
  ],
  [
    'or',
    { or: [key, { and: [key, { field: 'need' }] }] },
    '关心类别为重点关心或（关心类别为重点关心且注明“发现需求”）',
    'care class is key care or (care class is key care and it is marked “a need was found”)',
  ],
  ['not', { not: key }, '关心类别不为重点关心', 'care class is not key care'],
  [
    'not',
    { not: { or: [key, { field: 'need' }] } },
    '关心类别不为重点关心且未注明“发现需求”',
    'care class is not key care and it is not marked “a need was found”',
  ],
  ['has', { has: people }, '有联系人数', 'people met is known'],
  ['eq', { eq: [people, 3] }, '联系人数为 3', 'people met is 3'],
  ['ne', { ne: [people, 3] }, '联系人数不同于 3', 'people met differs from 3'],
  ['lt', { lt: [people, 3] }, '联系人数低于 3', 'people met is less than 3'],
  ['lte', { lte: [people, 3] }, '联系人数不高于 3', 'people met is at most 3'],
  ['gt', { gt: [people, 3] }, '联系人数高于 3', 'people met is more than 3'],
  ['gte', { gte: [{ field: 'hours' }, 1.5] }, '时长不低于 1.5 小时', 'hours is at least 1.5'],
  [
    'gte',
    { gte: [{ field: 'dueOn' }, { date: '2021-05-01' }] },
    '约定日期不早于 2021-05-01',
    'date agreed is on or after 2021-05-01',
  ],
  ['add', { add: [people, 2, { neg: people }] }, '联系人数 + 2 + −联系人数', 'people met + 2 + −people met'],
  ['mul', { mul: [{ add: [people, 2] }, 3] }, '（联系人数 + 2） × 3', '(people met + 2) × 3'],
  ['min', { min: [people, 3] }, '联系人数（最多按 3 计）', 'people met (counted up to 3)'],
  ['min', { min: [people, { field: 'hours' }] }, '联系人数、时长中的最小值', 'the least of people met, hours'],
  ['max', { max: [people, 3] }, '联系人数（最少按 3 计）', 'people met (counted as 3 at least)'],
  ['sub', { sub: [people, { sub: [people, 1] }] }, '联系人数 − （联系人数 − 1）', 'people met − (people met − 1)'],
  ['div', { div: [people, { mul: [2, people] }] }, '联系人数 ÷ （2 × 联系人数）', 'people met ÷ (2 × people met)'],
  ['neg', { neg: people }, '−联系人数', '−people met'],
  ['abs', { abs: people }, '联系人数的绝对值', 'the size of people met'],
  ['clamp', { clamp: [people, 0, 10] }, '联系人数（最低 0，最高 10）', 'people met (at least 0, at most 10)'],
  [
    'coalesce',
    { coalesce: [people, { field: 'hours' }, 1] },
    '联系人数，没有时取时长，仍没有时取 1',
    'people met, or without it hours, or without that 1',
  ],
  ['if', { if: [key, 2] }, '关心类别为重点关心时为 2，否则没有分值', '2 if care class is key care, otherwise no value'],
  [
    'in',
    { in: [{ field: 'class' }, ['key', 'regular']] },
    '关心类别为重点关心或常规关心',
    'care class is key care or regular care',
  ],
  ['in', { not: { in: [{ field: 'class' }, ['key']] } }, '关心类别不是重点关心', 'care class is none of key care'],
  [
    'round',
    { round: { of: { div: [people, 3] }, places: 1, mode: 'half-even' } },
    '（联系人数 ÷ 3）四舍六入五成双到 1 位小数',
    '(people met ÷ 3) rounded, halves to even, to 1 decimal',
  ],
  [
    'lookup',
    { lookup: { of: people, table: { 1: 9, 2: 6 }, else: 0 } },
    '按联系人数取值：1 为 9、2 为 6，其他为 0',
    'by people met: 9 for 1, 6 for 2, otherwise 0',
  ],
  [
    'perUnit',
    { perUnit: { of: { field: 'hours' }, rate: 2, step: 0.5, max: 4 } },
    '每小时计 2，按 0.5 小时为一档，最多按 4 小时计',
    '2 for each hour, in steps of 0.5 hours, up to 4 hours',
  ],
  ['missing', { missing: true }, '空缺', 'no value'],
  ['date', { date: '2021-05-01' }, '2021-05-01', '2021-05-01'],
  ['field', people, '联系人数', 'people met'],
  [
    'attribute',
    { eq: [{ attribute: 'status' }, 'probationary'] },
    '党员身份为预备党员',
    'member status is probationary',
  ],
  ['attribute', { and: [{ attribute: 'hasCommittee' }] }, '符合“设有支部委员会”', '“branch committee” applies'],
  ['exempt', { not: { exempt: true } }, '不在免评期', 'no exemption is in force'],
  [
    'weekday',
    { in: [{ weekday: true }, [6, 7]] },
    '发生当天为星期六或星期日',
    'the day it happened on is Saturday or Sunday',
  ],
  ['hour', { gte: [{ hour: true }, 18] }, '发生时刻的钟点不低于 18', 'the hour it happened in is at least 18'],
  [
    'occurredAt',
    { lt: [{ occurredAt: true }, { date: '2021-05-01' }] },
    '发生时间早于 2021-05-01',
    'the date it happened on is before 2021-05-01',
  ],
  [
    'receivedAt',
    { gte: [{ receivedAt: true }, { date: '2021-05-01' }] },
    '收到时间不早于 2021-05-01',
    'the date it was received on is on or after 2021-05-01',
  ],
  ['type', { eq: [{ type: true }, 'visit.done'] }, '活动种类为“联户走访”', 'the activity is “Household visit”'],
  [
    'type',
    { lookup: { of: { type: true }, table: { 'visit.done': 2, 'duty.done': 1 } } },
    '按活动种类取值：“联户走访”为 2、“值勤”为 1',
    'by the activity: 2 for “Household visit”, 1 for “Team duty”',
  ],
  ['isSubject', { isSubject: true }, '本人为记录主体', 'they are the subject of the record'],
  ['isSubject', { not: { isSubject: true } }, '本人不是记录主体', 'they are not the subject of the record'],
  ['workday', { workday: true }, '发生在工作日', 'it happened on a working day'],
  ['workday', { not: { workday: true } }, '不是发生在工作日', 'it did not happen on a working day'],
  [
    'daysBetween',
    { lte: [{ daysBetween: [{ occurredAt: true }, { receivedAt: true }] }, 3] },
    '从发生时间到收到时间的天数不高于 3',
    'the days from the date it happened on to the date it was received on is at most 3',
  ],
  [
    'caseState',
    { eq: [{ caseState: 'wish' }, 'fulfilled'] },
    '该微心愿的状态为“微心愿完成”',
    'the state of the micro-wish is “Wish fulfilled”',
  ],
  [
    'caseReached',
    { caseReached: ['wish', 'fulfilled'] },
    '该微心愿已有“微心愿完成”记录',
    'the micro-wish has “Wish fulfilled” on record',
  ],
  [
    'caseReached',
    { and: [{ caseReached: ['wish', 'claimed'] }, { not: { caseReached: ['wish', 'fulfilled'] } }] },
    '该微心愿已有“微心愿认领”记录且没有“微心愿完成”记录',
    'the micro-wish has “Wish claimed” on record and has no “Wish fulfilled” on record',
  ],
  [
    'caseHours',
    { caseHours: ['wish', 'claimed', 'fulfilled'] },
    '该微心愿从“微心愿认领”到“微心愿完成”的小时数',
    'the hours of the micro-wish from “Wish claimed” to “Wish fulfilled”',
  ],
  ['caseOverdue', { not: { caseOverdue: 'wish' } }, '该微心愿未超期', 'the micro-wish is not overdue'],
  [
    'tally',
    { tally: { category: ['B', 'N'], requested: true } },
    '“联户服务”和“扣分”类应得积分',
    'requested “Household service” and “Deductions” points',
  ],
  ['tally', { tally: { rule: 'visit' } }, '“走访”积分', '“Visit” points'],
  ['tally', { tally: { all: true } }, '全部积分', 'all points'],
  ['measure', { measure: 'visits' }, '“走访次数”', '“Visits”'],
  ['score', { score: 'Q' }, '“季度积分”', '“Quarter score”'],
  ['carried', { carried: true }, '上期结转积分', 'points carried from earlier periods'],
  ['mark', { mark: 'appraisal' }, '民主评议评分', 'the democratic appraisal mark'],
  ['periodField', { periodField: 'round' }, '本周期的轮次', 'the round of the period'],
  ['days', { days: 'party' }, '在党组织中的在册天数', 'the days present in the party organisation'],
  ['grade', { eq: [{ grade: 'grade' }, 'good'] }, '“等次”为“良好”', '“Grade” is “Good”'],
  [
    'sum',
    { sum: { of: { score: 'Q' }, across, best: 2 } },
    '所属“计分党员”的“季度积分”最高 2 个之和',
    'the sum of the 2 highest of “Quarter score” over its “Counted members”',
  ],
  [
    'mean',
    { mean: { of: { score: 'Q' }, across: { everyone: 'counted' } } },
    '全体“计分党员”的“季度积分”平均值',
    'the mean of “Quarter score” over all “Counted members”',
  ],
  [
    'least',
    { least: { of: { score: 'Q' }, across: { periods: 'quarter' } } },
    '各季度的“季度积分”最小值',
    'the least of “Quarter score” over the quarters',
  ],
  [
    'greatest',
    { greatest: { of: { score: 'Q' }, across } },
    '所属“计分党员”的“季度积分”最大值',
    'the greatest of “Quarter score” over its “Counted members”',
  ],
  [
    'count',
    { count: { across: { periods: 'quarter', in: 'counted' } } },
    '列入“计分党员”的季度的数量',
    'the number of the quarters counted among “Counted members”',
  ],
  [
    'share',
    { share: { across, when: { gt: [{ tally: 'B' }, 0] } } },
    '所属“计分党员”中“联户服务”类积分高于 0 的比例',
    'the share of its “Counted members” for which “Household service” points is more than 0',
  ],
  [
    'shrunkenMean',
    { shrunkenMean: { of: { score: 'Q' }, across, k: 5, toward: 70 } },
    '所属“计分党员”的“季度积分”收缩平均值（向 70 收缩，k 为 5）',
    'the shrunken mean of “Quarter score” over its “Counted members” (drawn towards 70, k = 5)',
  ],
]

const goals: Expression = {
  if: [{ gt: [people, { field: 'hours' }] }, 3, { if: [{ eq: [people, { field: 'hours' }] }, 1, 0] }],
}

describe('a formula in words', () => {
  it.each(examples)('%s: %j', (_, expression, zh, en) => {
    expect(LANGS.map((lang) => expressionText(village(), expression, lang))).toEqual([zh, en])
  })

  it('knows every operator, form and leaf', () => {
    const forms = ['if', 'in', 'round', 'lookup', 'perUnit', 'missing', 'date']
    const all = [...Object.keys(OPERATORS), ...forms, ...Object.keys(EVENT_LEAVES), ...Object.keys(SCORE_LEAVES)]
    const said = new Set(examples.map(([operator]) => operator))
    expect(all.filter((operator) => !said.has(operator))).toEqual([])
  })

  it.each<[Expression, string, string]>([
    [1234567.5, '1234567.5', '1,234,567.5'],
    [-0.25, '−0.25', '−0.25'],
    [true, '是', 'yes'],
    ['text', '“text”', '“text”'],
  ])('writes the literal %j as the language does', (literal, zh, en) => {
    expect(LANGS.map((lang) => expressionText(village(), literal, lang))).toEqual([zh, en])
  })

  it('says cases after cases as one list', () => {
    expect(LANGS.map((lang) => expressionText(village(), goals, lang))).toEqual([
      '联系人数高于时长时为 3，联系人数等于时长时为 1，否则为 0',
      '3 if people met is more than hours, 1 if people met equals hours, otherwise 0',
    ])
  })

  it('says the id where there is no label', () => {
    const field: Expression = { gt: [{ field: 'unheard' }, 1] }
    expect(expressionText(village(), field, 'en')).toBe('unheard is more than 1')
  })
})
