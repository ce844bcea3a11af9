import { describe, expect, it } from 'vitest'
import {
  type Award,
  type AwardRule,
  createLog,
  explainAward,
  type MultiplierRule,
  type Program,
  type Step,
  score,
} from '../../src/index.ts'
import { playTable } from '../../src/testing/index.ts'
import { addsUp } from '../laws/adds-up.ts'
import { compiled, small } from '../small-program.ts'

type Factor = Partial<MultiplierRule> & Pick<MultiplierRule, 'factor'>

const multiplier = (id: string, parts: Factor): MultiplierRule => ({
  id,
  kind: 'multiplier',
  ...(parts.rules === undefined && { categories: ['B'] }),
  ...parts,
})

const award = (parts: Partial<AwardRule>): AwardRule => ({
  id: 'B01',
  kind: 'award',
  category: 'B',
  on: ['visit.done'],
  to: { kind: 'member', from: 'all' },
  points: 2,
  ...parts,
})

/** What one visit on a day asks for, in points, of each it reaches. */
function asked(parts: Partial<Program>, occurredAt = '2026-03-02', event: object = {}): (string | number)[] {
  const plan = compiled({ ...small, ...parts })
  const log = createLog(plan)
  const item = { id: 'E', type: 'visit.done', occurredAt, subject: 'zhu', ...event }
  expect(log.add(item)).toMatchObject({ outcome: 'created' })
  return score(plan, log, { asOf: '2027-01-01' })
    .awards()
    .map((one) => one.requested / 10)
}

function asks(rule: Partial<AwardRule>, factors: readonly Factor[], more: Partial<Program> = {}): number | string {
  const multipliers = factors.map((one, i) => multiplier(`M${i}`, one))
  return asked({ rules: [award(rule), ...multipliers], ...more })[0] ?? 'nothing'
}

describe('a multiplier', () => {
  it.each<[string, Partial<AwardRule>, Factor, number | string]>([
    ['doubles', {}, { factor: 2 }, 4],
    ['by a fraction', {}, { factor: 1.5 }, 3],
    ['written as a text', {}, { factor: '0.25' }, 0.5],
    ['by 1 changes nothing', {}, { factor: 1 }, 2],
    ['by 0 leaves no award', {}, { factor: 0 }, 'nothing'],
    ['is rounded once, after it: 0.25 × 1.5 = 0.375', { points: { div: [1, 4] } }, { factor: 1.5 }, 0.4],
    ['by the rounding of the rule', { points: { div: [1, 4] }, round: 'floor' }, { factor: 1.5 }, 0.3],
    ['over a table', { points: { lookup: { of: { type: true }, table: { 'visit.done': 3 } } } }, { factor: 2 }, 6],
    ['not over points that are missing', { points: { missing: true } }, { factor: 2 }, 'nothing'],
    ['of another rule', {}, { factor: 2, rules: ['B02'] }, 2],
    ['of the rule by name', {}, { factor: 2, rules: ['B01', 'B02'] }, 4],
    ['of another category', {}, { factor: 2, categories: ['C'] }, 2],
    ['not over deductions', { points: -2 }, { factor: 2 }, -2],
    ['over deductions when they are its side', { points: -2 }, { factor: 1.5, side: 'deductions' }, -3],
    ['over deductions, not over awards', {}, { factor: 2, side: 'deductions' }, 2],
    ['of deductions rounds away from zero', { points: -0.5 }, { factor: 1.5, side: 'deductions' }, -0.8],
    ['when it holds', {}, { factor: 2, when: { isSubject: true } }, 4],
    ['when it does not hold', {}, { factor: 2, when: { not: { isSubject: true } } }, 2],
    ['that is switched off', {}, { factor: 2, off: true }, 2],
  ])('%s', (_, rule, factor, expected) => {
    const other = award({ id: 'B02', on: ['duty.missed'] })
    const found = asked({ rules: [award(rule), other, multiplier('M', factor)] })
    expect(found[0] ?? 'nothing').toBe(expected)
  })

  it.each<[occurredAt: string, points: number]>([
    ['2026-02-28T23:59:59.999+08:00', 2],
    ['2026-03-01T00:00:00+08:00', 4],
    ['2026-03-07T15:59:59.999Z', 4],
    ['2026-03-08T00:00:00+08:00', 2],
  ])('lies between two civil days of the zone, the second left out: %s', (occurredAt, points) => {
    const emergency = multiplier('M', { factor: 2, from: '2026-03-01', until: '2026-03-08' })
    expect(asked({ rules: [award({}), emergency] }, occurredAt)).toEqual([points])
  })

  it.each<[Program['stacking'], readonly number[], number | string]>([
    [undefined, [2, 3], 12],
    ['multiply', [2, 1.5, 0.5], 3],
    ['highest', [2, 3], 6],
    ['highest', [0.5, 0.25], 1],
    ['highest', [2, 0], 4],
    ['add', [2, 3], 8], // 1 + 1 + 2
    ['add', [1.5, 1.5], 4],
    ['add', [0.5, 0.5], 'nothing'],
    ['add', [0.2, 0.3], 'nothing'], // never below 0
    ['add', [0.5, 2], 3],
  ])('stacks by %s: %j', (stacking, factors, expected) => {
    const more = stacking === undefined ? {} : { stacking }
    expect(
      asks(
        {},
        factors.map((factor) => ({ factor })),
        more,
      ),
    ).toBe(expected)
  })

  it('asks each recipient', () => {
    const double = multiplier('M', { factor: 2, when: { isSubject: true } })
    expect(asked({ rules: [award({}), double] }, '2026-03-02', { participants: ['huang'] })).toEqual([4, 2])
  })

  it('is that of the version in force when the event occurred', () => {
    const first = { ...small, rules: [award({}), multiplier('M', { factor: 2 })] }
    const plan = compiled(first, {
      ...first,
      version: 2,
      effectiveFrom: '2026-03-15',
      rules: [award({}), multiplier('M', { factor: 3 })],
    })
    const { written, played } = playTable(
      plan,
      `
      event   E1  zhu     visit.done 2026-03-14T23:59 4         4       created
      event   E2  zhu     visit.done 2026-03-15T00:00 6         6       created
      `,
      '2027-01-01',
    )
    expect(played).toEqual(written)
  })

  it('comes before the limits', () => {
    const plan = compiled({
      ...small,
      rules: [award({}), multiplier('M', { factor: 2, from: '2026-03-05' })],
      limits: [{ id: 'B-month', categories: ['B'], points: 5, per: { window: 'month' } }],
    })
    const { written, played } = playTable(
      plan,
      `
      event   E1  zhu     visit.done 2026-03-02T09:00 2         2       created
      event   E2  zhu     visit.done 2026-03-05T09:00 4         3       created   // doubled, then cut
      retract E1  zhu     _          2026-03-06T09:00 _         -2      created
      settled E2  zhu     _          _                4         4       _
      `,
      '2027-01-01',
    )
    expect(played).toEqual(written)
  })
})

/** The steps of an explanation as lines: code and value, indented. */
function lines(step: Step, depth = 0): string[] {
  const params = step.params.rule !== undefined && step.code === 'factor' ? ` ${step.params.rule}` : ''
  return [
    `${'  '.repeat(depth)}${step.code}${params} ${step.value}`,
    ...(step.steps ?? []).flatMap((one) => lines(one, depth + 1)),
  ]
}

describe('the explanation of an award', () => {
  const explained = (parts: Partial<Program>): string[] => {
    const plan = compiled({ ...small, ...parts })
    const log = createLog(plan)
    log.add({ id: 'E', type: 'visit.done', occurredAt: '2026-03-02', subject: 'zhu', participants: ['huang', 'xu'] })
    const result = score(plan, log, { asOf: '2027-01-01' })
    const step = explainAward(result, result.awards({ subject: { kind: 'member', id: 'xu' } })[0] as Award)
    expect(addsUp(step)).toEqual([])
    return lines(step)
  }

  it('shows how points were split, multiplied, rounded and cut', () => {
    const rules = [
      award({ share: 'split', points: 4 }),
      multiplier('emergency', { factor: 1.5 }),
      multiplier('night', { factor: 2 }),
    ]
    const limits = [{ id: 'B-month', categories: ['B'], points: 3, per: { window: 'month' } }] as const
    expect(explained({ rules, limits, stacking: 'add' })).toEqual([
      'award 3',
      '  asked 33/10', // 4 ÷ 3 × 2.5 = 3.33…, to one decimal
      '    multiplied 10/3',
      '      split_among 4/3',
      '        worth 4',
      '      factor emergency 3/2',
      '      factor night 2',
      '  withheld -3/10',
    ])
  })

  it('says nothing of factors where there are none', () => {
    const double = multiplier('M', { factor: 2, when: { isSubject: true } })
    expect(explained({ rules: [award({}), double] })).toEqual(['award 2'])
  })
})

describe('points that are split', () => {
  const split = (parts: Partial<AwardRule>): AwardRule => award({ share: 'split', ...parts })
  const three = { participants: ['huang', 'xu'] }

  it.each<[string, Partial<AwardRule>, object, readonly number[]]>([
    ['alone: all of it', {}, {}, [2]],
    ['in three parts, each rounded half up', {}, three, [0.7, 0.7, 0.7]],
    ['or down, where the rule says so', { round: 'floor' }, three, [0.6, 0.6, 0.6]],
    ['so little that nothing is left', { points: 0.1 }, three, []],
    ['a deduction', { points: -2 }, three, [-0.7, -0.7, -0.7]],
    ['among those for whom the condition holds', { when: { not: { isSubject: true } } }, three, [1, 1]],
    ['among nobody', { when: { exempt: true } }, three, []],
    ['by what each of them would get alone', { points: { if: [{ isSubject: true }, 3, 1.5] } }, three, [1, 0.5, 0.5]],
    ['with those counted whose points are missing', { points: { if: [{ isSubject: true }, 3] } }, three, [1]],
    ['named twice, counted once', {}, { participants: ['zhu', 'huang'] }, [1, 1]],
  ])('%s', (_, parts, event, expected) => {
    expect(asked({ rules: [split(parts)] }, '2026-03-02', event)).toEqual(expected)
  })

  it('are multiplied before they are rounded', () => {
    const triple = multiplier('M', { factor: 3 })
    expect(asked({ rules: [split({}), triple] }, '2026-03-02', three)).toEqual([2, 2, 2])
  })

  it('are split whoever is admitted then', () => {
    const admit = { atMost: 2, per: { window: 'day' } } as const
    const plan = compiled({ ...small, rules: [split({ points: 3, admit })] })
    const log = createLog(plan)
    log.add({ id: 'E', type: 'visit.done', occurredAt: '2026-03-02', subject: 'zhu', participants: ['huang', 'xu'] })
    const awards = score(plan, log, { asOf: '2027-01-01' }).awards()
    expect(awards.map((one) => [one.subject.id, one.requested, one.granted])).toEqual([
      ['zhu', 10, 0],
      ['huang', 10, 10],
      ['xu', 10, 10],
    ])
  })
})
