import { type Program, parseProgram } from '@jixing/engine'

/** A small program with everything that rules, limits, scores and tiers of a test may name; `parts` replaces parts. */
export function village(parts: Partial<Program> = {}): Program {
  const parsed = parseProgram({ ...base, ...parts })
  if (parsed.ok) return parsed.value
  throw new Error(JSON.stringify(parsed.issues, null, 1))
}

const label = (zh: string, en: string) => ({ label: { 'zh-CN': zh, en } })

const base: Program = {
  id: 'village',
  version: 1,
  effectiveFrom: '2021-01-01',
  ...label('村积分', 'Village points'),
  timeZone: 'Asia/Shanghai',
  decimals: 1,
  subjects: {
    member: label('党员', 'Member'),
    branch: label('党支部', 'Branch'),
    team: label('服务队', 'Team'),
  },
  trees: { party: ['member', 'branch'] },
  names: {
    trees: { party: label('党组织', 'Party organisation') },
    attributes: {
      status: {
        ...label('党员身份', 'Member status'),
        labels: { probationary: { 'zh-CN': '预备党员', en: 'Probationary' } },
      },
      hasCommittee: label('设有支部委员会', 'Branch committee'),
    },
    marks: { appraisal: label('民主评议', 'Democratic appraisal') },
    assignments: { keyHousehold: label('重点联系户', 'Key household') },
  },
  categories: { B: label('联户服务', 'Household service'), N: label('扣分', 'Deductions') },
  periods: {
    quarter: { window: 'quarter', ...label('季度', 'Quarter') },
    year: { window: 'year', ...label('年度', 'Year') },
    season: { fields: ['round'], ...label('赛季', 'Season') },
  },
  activities: {
    'visit.done': {
      ...label('联户走访', 'Household visit'),
      fields: {
        household: { type: 'text', ...label('住户编号', 'Household') },
        class: {
          type: 'choice',
          of: ['key', 'regular'],
          labels: {
            key: { 'zh-CN': '重点关心', en: 'Key care' },
            regular: { 'zh-CN': '常规关心', en: 'Regular care' },
          },
          ...label('关心类别', 'Care class'),
        },
        people: { type: 'number', ...label('联系人数', 'People met') },
        need: { type: 'flag', ...label('发现需求', 'A need was found') },
        dueOn: { type: 'date', ...label('约定日期', 'Date agreed') },
        team: { type: 'text', ...label('服务队', 'Team') },
        round: { type: 'text', ...label('轮次', 'Round') },
      },
    },
    'duty.done': {
      ...label('值勤', 'Team duty'),
      fields: { hours: { type: 'number', decimals: 2, ...label('时长(小时)', 'Hours') } },
      duration: { field: 'hours', unit: 'hour' },
    },
    'wish.claimed': {
      ...label('微心愿认领', 'Wish claimed'),
      fields: { wish: { type: 'text', ...label('微心愿编号', 'Wish') } },
    },
    'wish.fulfilled': {
      ...label('微心愿完成', 'Wish fulfilled'),
      fields: { wish: { type: 'text', ...label('微心愿编号', 'Wish') } },
    },
  },
  cases: {
    wish: {
      key: 'wish',
      ...label('微心愿', 'Micro-wish'),
      states: { 'wish.claimed': 'claimed', 'wish.fulfilled': 'fulfilled' },
      due: { from: 'claimed', until: ['fulfilled'], days: 30 },
    },
  },
  rules: [
    {
      id: 'visit',
      kind: 'award',
      category: 'B',
      ...label('走访', 'Visit'),
      trace: 'R5',
      on: ['visit.done'],
      to: { kind: 'member', from: 'all' },
      points: 2,
    },
    {
      id: 'duty',
      kind: 'award',
      category: 'B',
      ...label('值勤', 'Duty'),
      trace: 'R5',
      on: ['duty.done'],
      to: { kind: 'member', from: 'subject' },
      points: 1,
    },
    {
      id: 'wish',
      kind: 'award',
      category: 'B',
      ...label('认领', 'Claim'),
      trace: 'R5',
      on: ['wish.claimed'],
      when: { not: { caseOverdue: 'wish' } },
      to: { kind: 'member', from: 'subject' },
      points: 1,
    },
    {
      id: 'late',
      kind: 'award',
      category: 'N',
      ...label('超期', 'Late'),
      trace: 'R6',
      on: ['wish.claimed'],
      when: { caseOverdue: 'wish' },
      to: { kind: 'member', from: 'subject' },
      points: -1,
    },
  ],
  measures: [
    {
      id: 'visits',
      ...label('走访次数', 'Visits'),
      on: ['visit.done'],
      to: { kind: 'member', from: 'all' },
      value: { field: 'people' },
    },
  ],
  populations: [{ id: 'counted', kind: 'member', tree: 'party', minDays: 45, ...label('计分党员', 'Counted members') }],
  scores: [
    {
      id: 'Q',
      kind: 'member',
      period: 'quarter',
      ...label('季度积分', 'Quarter score'),
      value: { tally: { all: true } },
    },
    {
      id: 'Y',
      kind: 'member',
      period: 'year',
      ...label('年度积分', 'Year score'),
      value: { mean: { of: { score: 'Q' }, across: { periods: 'quarter', in: 'counted' } } },
    },
  ],
  rankings: [{ id: 'members', score: 'Q', population: 'counted', ...label('党员排名', 'Members') }],
  tiers: [
    {
      id: 'grade',
      ranking: 'members',
      ...label('等次', 'Grade'),
      bands: [
        { id: 'good', from: 80, ...label('良好', 'Good') },
        { id: 'pass', ...label('合格', 'Pass') },
      ],
    },
  ],
}
