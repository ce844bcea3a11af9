import { type AwardRule, compile, type Plan, type Program, parseProgram } from '../src/index.ts'

/** A visit is worth 2 to everyone who made it. */
export const visited: AwardRule = {
  id: 'B01',
  kind: 'award',
  category: 'B',
  on: ['visit.done'],
  to: { kind: 'member', from: 'all' },
  points: 2,
}

/** Visits worth 2, duties by the hour, in Shanghai; a month, a quarter and a year. What a test is about it puts on top. */
export const small: Program = {
  id: 'small',
  version: 1,
  effectiveFrom: '2026-01-01',
  timeZone: 'Asia/Shanghai',
  decimals: 1,
  subjects: { member: {}, branch: {}, committee: {} },
  trees: { party: ['member', 'branch', 'committee'] },
  categories: { B: {}, C: {}, N: {} },
  periods: { month: { window: 'month' }, quarter: { window: 'quarter' }, year: { window: 'year' } },
  activities: {
    'visit.done': { fields: { household: { type: 'text' } } },
    'service.done': { fields: { hours: { type: 'number', decimals: 2 } }, duration: { field: 'hours', unit: 'hour' } },
    'duty.done': { fields: { hours: { type: 'number', decimals: 2 } }, duration: { field: 'hours', unit: 'hour' } },
    'duty.missed': {},
  },
  rules: [visited],
}

/** Compiles versions of a program, or throws the issues. */
export function compiled(...programs: readonly unknown[]): Plan {
  const parsed = programs.map((program) => {
    const one = parseProgram(program)
    if (!one.ok) throw new Error(JSON.stringify(one.issues))
    return one.value
  })
  const plan = compile(parsed)
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues))
  return plan.value
}
