import type { List, Program } from '../../src/index.ts'

/** A red and an attention list of blocks by inspections, one of members, and one of shops and buildings by hand. */
export const lists: readonly List[] = [
  {
    id: 'cleanest',
    side: 'red',
    label: { 'zh-CN': '环境卫生红榜', en: 'Cleanest blocks' },
    kind: 'block',
    period: 'month',
    category: 'hygiene',
    criteria: [
      { id: 'clean', label: { 'zh-CN': '环境整洁', en: 'Clean' }, when: { gte: [{ score: 'inspection' }, 95] } },
      { id: 'first', label: { 'zh-CN': '名列前茅', en: 'Among the first' }, ranking: 'blocks', top: 3 },
    ],
    most: 3,
    audience: 'public',
  },
  {
    id: 'attention',
    side: 'black',
    label: { 'zh-CN': '环境卫生提醒榜', en: 'Blocks that need attention' },
    kind: 'block',
    period: 'month',
    category: 'hygiene',
    criteria: [
      { id: 'low', when: { lt: [{ score: 'inspection' }, 60] } },
      { id: 'hazard', when: { gt: [{ measure: 'hazards' }, 0] } },
    ],
    needs: 'any',
    by: [{ score: 'inspection' }],
    most: 2,
    wording: {
      side: { 'zh-CN': '提醒榜', en: 'Attention list' },
      line: {
        'zh-CN': '{subject}{period}{reasons}，列入{side}，至 {until}。',
        en: '{subject} is on the {side} for {period} until {until}: {reasons}.',
      },
    },
    deadlines: { reminder: 7, notice: 5, answer: 10, rectify: 7, verify: 3 },
    expiryDays: 30,
    audience: 'organisation',
  },
  {
    id: 'members',
    side: 'red',
    label: { 'zh-CN': '党员风采榜', en: 'Members to learn from' },
    kind: 'member',
    period: 'quarter',
    population: 'inParty',
    within: 'branch',
    criteria: [{ id: 'points', when: { gt: [{ tally: 'service' }, 0] } }],
    by: [{ score: 'points' }],
    most: 1,
    edge: 'out',
    audience: 'public',
    names: 'masked',
  },
  {
    id: 'shops',
    side: 'black',
    label: { 'zh-CN': '门前三包待改进', en: 'Shop fronts to improve' },
    kind: 'shop',
    period: 'month',
    criteria: [{ id: 'faults', when: { gte: [{ measure: 'faults' }, 2] } }],
    audience: 'public',
  },
]

/** A district with inspected blocks, shops that get cards, and members who serve; its calendar is 国庆 2021. */
export const district: Program = {
  id: 'district',
  version: 1,
  effectiveFrom: '2021-07-01',
  timeZone: 'Asia/Shanghai',
  decimals: 1,
  subjects: {
    member: { label: { 'zh-CN': '党员', en: 'Member' }, person: true },
    branch: { label: { 'zh-CN': '支部', en: 'Branch' }, person: false },
    block: { label: { 'zh-CN': '街区', en: 'Block' }, person: false },
    community: { person: false },
    shop: { label: { 'zh-CN': '商铺', en: 'Shop' }, person: false },
    building: { person: false },
  },
  trees: { party: ['member', 'branch'], territory: ['block', 'community'] },
  categories: {
    hygiene: { label: { 'zh-CN': '环境卫生', en: 'Hygiene' } },
    service: { label: { 'zh-CN': '服务', en: 'Service' } },
  },
  periods: {
    month: { label: { 'zh-CN': '月', en: 'Month' }, window: 'month' },
    quarter: { label: { 'zh-CN': '季度', en: 'Quarter' }, window: 'quarter' },
    round: { fields: ['round'] },
  },
  activities: {
    'board.inspection': {
      fields: { mark: { type: 'number', decimals: 1, label: { 'zh-CN': '检查分', en: 'Mark' } } },
    },
    'hazard.found': {},
    'shop.carded': {},
    'service.done': { fields: { round: { type: 'text' } } },
  },
  rules: [
    {
      id: 'S1',
      kind: 'award',
      category: 'service',
      on: ['service.done'],
      to: { kind: 'member', from: 'subject' },
      points: 2,
    },
  ],
  measures: [
    {
      id: 'marks',
      on: ['board.inspection'],
      to: { kind: 'block', from: 'subject' },
      value: { field: 'mark' },
      label: { 'zh-CN': '检查得分', en: 'Marks' },
    },
    { id: 'inspections', on: ['board.inspection'], to: { kind: 'block', from: 'subject' } },
    {
      id: 'hazards',
      on: ['hazard.found'],
      to: { kind: 'block', from: 'subject' },
      label: { 'zh-CN': '隐患', en: 'Hazards' },
    },
    {
      id: 'faults',
      on: ['shop.carded'],
      to: { kind: 'shop', from: 'subject' },
      label: { 'zh-CN': '亮牌次数', en: 'Cards' },
    },
  ],
  populations: [
    { id: 'blocks', kind: 'block', base: 'roster' },
    { id: 'members', kind: 'member', base: 'roster' },
    { id: 'inParty', kind: 'member', tree: 'party', label: { 'zh-CN': '在册党员', en: 'Members in a branch' } },
  ],
  scores: [
    {
      id: 'inspection',
      kind: 'block',
      period: 'month',
      value: { div: [{ measure: 'marks' }, { measure: 'inspections' }] },
      label: { 'zh-CN': '检查均分', en: 'Inspection mean' },
    },
    {
      id: 'points',
      kind: 'member',
      period: 'quarter',
      value: { tally: { all: true } },
      label: { 'zh-CN': '积分', en: 'Points' },
    },
  ],
  rankings: [
    { id: 'blocks', score: 'inspection', population: 'blocks', label: { 'zh-CN': '街区检查排名', en: 'Blocks' } },
    { id: 'members', score: 'points', population: 'members' },
  ],
  calendar: {
    holidays: [
      '2021-09-20',
      '2021-09-21',
      '2021-10-01',
      '2021-10-02',
      '2021-10-03',
      '2021-10-04',
      '2021-10-05',
      '2021-10-06',
      '2021-10-07',
    ],
    workdays: ['2021-09-18', '2021-09-26', '2021-10-09'],
  },
  lists,
}
