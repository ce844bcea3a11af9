import type { Limit, Rule } from '@jixing/engine'
import { ruleSentence } from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { village } from './village.ts'

const award = (parts: object): Rule =>
  ({
    id: 'r',
    kind: 'award',
    category: 'B',
    on: ['visit.done'],
    to: { kind: 'member', from: 'subject' },
    points: 2,
    ...parts,
  }) as Rule

const both = (rule: Rule, limits: readonly Limit[] = []): string[] => {
  const program = village({ rules: [...village().rules, rule], limits })
  return [ruleSentence(program, 'r', 'zh-CN'), ruleSentence(program, 'r', 'en')]
}

describe('the sentence of an award', () => {
  it.each<[string, object, string, string]>([
    ['for the subject', {}, '联户走访，该党员得 2 分。', 'Household visit: the member earns 2 points.'],
    [
      'for the participants',
      { to: { kind: 'member', from: 'participants' }, points: 1 },
      '联户走访，参加的每名党员得 1 分。',
      'Household visit: each member taking part earns 1 point.',
    ],
    [
      'for all, at a fraction of a point',
      { to: { kind: 'member', from: 'all' }, points: 0.5 },
      '联户走访，该党员及参加的每名党员各得 0.5 分。',
      'Household visit: the member and each member taking part each earn 0.5 points.',
    ],
    [
      'for a named team',
      { to: { kind: 'team', field: 'team' } },
      '联户走访，所填的服务队得 2 分。',
      'Household visit: the team named earns 2 points.',
    ],
    [
      'for a team made of fields',
      { to: { kind: 'team', fields: ['team', 'round'] } },
      '联户走访，由服务队和轮次组成的服务队得 2 分。',
      'Household visit: the team made of team and round earns 2 points.',
    ],
    [
      'for the only subject of its kind',
      { to: { kind: 'team', id: 'red' } },
      '联户走访，全服务队得 2 分。',
      'Household visit: the team earns 2 points.',
    ],
    [
      'for the units of all',
      { to: { kind: 'branch', unitOf: { kind: 'member', from: 'all' }, tree: 'party' } },
      '联户走访，该党员及参加的每名党员所在的党支部各得 2 分。',
      'Household visit: the branches of the member and each member taking part each earn 2 points.',
    ],
    [
      'for the unit of the subject',
      { to: { kind: 'branch', unitOf: { kind: 'member', from: 'subject' }, tree: 'party' } },
      '联户走访，该党员所在的党支部得 2 分。',
      'Household visit: the branch of the member earns 2 points.',
    ],
    ['that is a deduction', { points: -3 }, '联户走访，该党员扣 3 分。', 'Household visit: the member loses 3 points.'],
    [
      'on a condition',
      { when: { eq: [{ field: 'class' }, 'key'] } },
      '联户走访，关心类别为重点关心的，该党员得 2 分。',
      'Household visit, when care class is key care: the member earns 2 points.',
    ],
    [
      'on several activities',
      { on: ['visit.done', 'duty.done'] },
      '联户走访或值勤，该党员得 2 分。',
      'Household visit or team duty: the member earns 2 points.',
    ],
    [
      'with two outcomes',
      { points: { if: [{ field: 'need' }, 3, 1] } },
      '联户走访，该党员在注明“发现需求”时得 3 分，否则得 1 分。',
      'Household visit: the member earns 3 points when it is marked “a need was found”, otherwise 1 point.',
    ],
    [
      'by a table',
      { points: { lookup: { of: { field: 'class' }, table: { key: 2, regular: 1 } } } },
      '联户走访，该党员按关心类别计分：重点关心得 2 分，常规关心得 1 分，其他不计分。',
      'Household visit: the member earns points by care class: 2 points for key care, 1 point for regular care, nothing otherwise.',
    ],
    [
      'by a table that only takes',
      { points: { lookup: { of: { field: 'class' }, table: { key: -2 }, else: -1 } } },
      '联户走访，该党员按关心类别计分：重点关心扣 2 分，其他扣 1 分。',
      'Household visit: the member loses points by care class: 2 points for key care, 1 point otherwise.',
    ],
    [
      'by a table that gives and takes',
      { points: { lookup: { of: { field: 'class' }, table: { key: 2 }, else: -1 } } },
      '联户走访，该党员按关心类别计分：重点关心得 2 分，其他扣 1 分。',
      'Household visit: the member earns points by care class: 2 points for key care, minus 1 point otherwise.',
    ],
    [
      'per hour',
      {
        on: ['duty.done'],
        points: { perUnit: { of: { field: 'hours' }, rate: 1, step: 0.5, min: 1, max: 2 } },
      },
      '值勤，该党员每小时得 1 分，按 0.5 小时计，不足 1 小时不计，每次最多 2 分。',
      'Team duty: the member earns 1 point for each hour, counted in steps of 0.5 hours, nothing below 1 hour, at most 2 points each time.',
    ],
    [
      'per unit of a number without a unit',
      { points: { perUnit: { of: { field: 'people' }, rate: 0.1, step: 1, max: 30 } } },
      '联户走访，该党员联系人数每满 1 得 0.1 分，每次最多 3 分。',
      'Household visit: the member earns 0.1 points for each 1 of people met, at most 3 points each time.',
    ],
    [
      'by a formula',
      { points: { mul: [0.5, { field: 'people' }] }, round: 'floor' },
      '联户走访，该党员得分为 0.5 × 联系人数；得分向下舍到 1 位小数。',
      'Household visit: the member earns points by the formula 0.5 × people met; the points are rounded down to 1 decimal.',
    ],
    [
      'with admission',
      { to: { kind: 'member', from: 'all' }, admit: { atMost: 4, per: { window: 'day', fields: ['household'] } } },
      '联户走访，该党员及参加的每名党员各得 2 分；同一住户每日最多 4 名党员计分。',
      'Household visit: the member and each member taking part each earn 2 points; at most 4 members a day with the same household.',
    ],
    [
      'that gives way to another',
      { on: ['duty.done'], unlessOverlaps: ['visit'] },
      '值勤，该党员得 2 分；与“走访”时间重叠的不计。',
      'Team duty: the member earns 2 points; not for hours that overlap “Visit”.',
    ],
    [
      'that is switched off',
      { off: true },
      '联户走访，该党员得 2 分；本规则已停用，不再产生积分。',
      'Household visit: the member earns 2 points; this rule is switched off and gives no more points.',
    ],
  ])('%s', (_, parts, zh, en) => {
    expect(both(award(parts))).toEqual([zh, en])
  })

  it('names the limits of this rule alone', () => {
    const limits: Limit[] = [
      { id: 'a', rules: ['r'], times: 1, per: { window: 'month', fields: ['household'] } },
      { id: 'b', rules: ['r', 'visit'], points: 3, per: { window: 'month' } },
      { id: 'c', rules: ['r'], points: 12, per: { window: 'quarter' }, keep: 'highest' },
    ]
    expect(both(award({}), limits)).toEqual([
      '联户走访，该党员得 2 分；同一住户每月最多 1 次；每季度最多得 12 分，分值高的优先。',
      'Household visit: the member earns 2 points; at most once a month with the same household; at most 12 points a quarter, the highest come first.',
    ])
  })

  it('is empty for a rule that is not there', () => {
    expect(ruleSentence(village(), 'none', 'en')).toBe('')
  })
})

describe('the sentence of an expectation', () => {
  const expectation = (parts: object): Rule =>
    ({
      id: 'r',
      kind: 'expectation',
      category: 'N',
      window: 'month',
      to: { kind: 'member', tree: 'party' },
      expects: { on: ['visit.done'], to: { kind: 'member', from: 'all' }, atLeast: 2 },
      points: -1,
      ...parts,
    }) as Rule

  it.each<[string, object, string, string]>([
    [
      'that takes when it is not met',
      {},
      '每月，在党组织中的每名党员应至少有 2 次“联户走访”；未做到的扣 1 分；当月内有免评、请假或暂停的不计。',
      'Every month, each member in the party organisation owes “Household visit” at least twice; otherwise 1 point is lost; excused by any exemption during the month.',
    ],
    [
      'for each assigned object, after some days of grace',
      {
        to: { kind: 'member' },
        per: 'keyHousehold',
        expects: { on: ['visit.done'], to: { kind: 'member', from: 'all' }, field: 'household', atLeast: 1 },
        points: -2,
        graceDays: 7,
        excused: 'whole',
      },
      '每月，每名党员对所负责的每个重点联系户应至少有 1 次“联户走访”；未做到的扣 2 分；月末后满 7 天生效；整个月都免评、请假或暂停的不计。',
      'Every month, each member owes “Household visit” at least once to each key household assigned; otherwise 2 points are lost; in force 7 days after the end of the month; excused only by an exemption of the whole month.',
    ],
    [
      'that pays when it is met',
      { window: 'quarter', points: 1, pays: 'met' },
      '每季度，在党组织中的每名党员应至少有 2 次“联户走访”；做到的得 1 分；当季度内有免评、请假或暂停的不计。',
      'Every quarter, each member in the party organisation owes “Household visit” at least twice; this earns 1 point; excused by any exemption during the quarter.',
    ],
  ])('%s', (_, parts, zh, en) => {
    expect(both(expectation(parts))).toEqual([zh, en])
  })
})

describe('the sentence of a grant', () => {
  const grant = (parts: object): Rule =>
    ({
      id: 'r',
      kind: 'grant',
      category: 'B',
      window: 'quarter',
      to: { kind: 'member', tree: 'party' },
      points: 60,
      ...parts,
    }) as Rule

  it.each<[string, object, string, string]>([
    [
      'in full',
      {},
      '每季度，在党组织中的每名党员得 60 分，当季度在册一天即全额计。',
      'Every quarter, each member in the party organisation earns 60 points, in full from one day present in the quarter.',
    ],
    [
      'by days',
      { prorate: 'days', window: 'year' },
      '每年，在党组织中的每名党员得 60 分，按在册天数折算。',
      'Every year, each member in the party organisation earns 60 points, in proportion to the days present.',
    ],
  ])('%s', (_, parts, zh, en) => {
    expect(both(grant(parts))).toEqual([zh, en])
  })
})

describe('the sentence of a veto', () => {
  it.each<[string, object, string, string]>([
    [
      'that unit scores feel',
      { effects: [{ score: 'Q', value: 0 }] },
      '经组织决定对该党员一票否决的，“季度积分”按 0 分计；所在单位的得分按否决后的值计算。',
      'When the organisation lays a veto on the member, “Quarter score” counts as 0; unit scores use the value after the veto.',
    ],
    [
      'on a score and a tier, that unit scores do not feel',
      {
        effects: [
          { score: 'Q', value: 0 },
          { tier: 'grade', atMost: 'pass' },
        ],
        aggregate: 'underlying',
      },
      '经组织决定对该党员一票否决的，“季度积分”按 0 分计，“等次”最高为“合格”；所在单位的得分仍按原值计算。',
      'When the organisation lays a veto on the member, “Quarter score” counts as 0 and “Grade” is “Pass” at most; unit scores use the value before the veto.',
    ],
  ])('%s', (_, parts, zh, en) => {
    expect(both({ id: 'r', kind: 'veto', to: { kind: 'member' }, ...parts } as Rule)).toEqual([zh, en])
  })
})
