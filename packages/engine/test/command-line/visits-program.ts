/** A small program that the tests of the command line score by: visits of members, in units of a street. */
export const visitsProgram = {
  id: 'visits',
  version: 1,
  effectiveFrom: '2021-01-01',
  label: { 'zh-CN': '联户走访', en: 'Household visits' },
  timeZone: 'Asia/Shanghai',
  decimals: 1,
  subjects: { member: { label: { 'zh-CN': '党员', en: 'Member' } }, branch: {} },
  trees: { party: ['member', 'branch'] },
  categories: { B: {} },
  periods: { quarter: { window: 'quarter' } },
  activities: { 'visit.done': { fields: { household: { type: 'text' }, hours: { type: 'number', decimals: 1 } } } },
  rules: [
    {
      id: 'B01',
      kind: 'award',
      category: 'B',
      on: ['visit.done'],
      to: { kind: 'member', from: 'subject' },
      points: { mul: [{ coalesce: [{ field: 'hours' }, 1] }, 2] },
    },
  ],
  limits: [{ id: 'B-month', categories: ['B'], points: 5, per: { window: 'month' } }],
  populations: [{ id: 'active', kind: 'member', base: 'rows' }],
  scores: [
    {
      id: 'Q',
      kind: 'member',
      period: 'quarter',
      value: { tally: 'B' },
      label: { 'zh-CN': '季度得分', en: 'Quarter' },
    },
    { id: 'third', kind: 'member', period: 'quarter', value: { div: [{ score: 'Q' }, 3] } },
  ],
  rankings: [{ id: 'members', score: 'Q', population: 'active' }],
  tiers: [
    {
      id: 'grade',
      ranking: 'members',
      label: { 'zh-CN': '等次', en: 'Grade' },
      bands: [
        { id: 'good', from: 4, label: { 'zh-CN': '优秀', en: 'Good' } },
        { id: 'fair', label: { 'zh-CN': '合格', en: 'Fair' } },
      ],
    },
  ],
}

/** One line of a visit. */
export function visit(id: string, subject: string, on: string, attributes: Record<string, unknown> = {}): string {
  return `${JSON.stringify({ id, type: 'visit.done', occurredAt: on, subject, attributes })}\n`
}
