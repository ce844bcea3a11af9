import type { Limit, Program, Rule } from '@jixing/engine'
import { lint, monotonicity, type Warning } from '@jixing/engine/lint'
import { describe, expect, it } from 'vitest'
import { village } from '../words/village.ts'

const month = { window: 'month' as const }
const limited = (limits: Limit[], parts: Partial<Program> = {}): Program => village({ ...parts, limits })
const about = (program: Program, pattern: RegExp): [string, Warning['params']][] =>
  lint(program)
    .filter((one) => pattern.test(one.code))
    .map((one) => [one.code, one.params])

describe('limits over the same cells', () => {
  it.each<[string, Limit[], [string, Warning['params']][]]>([
    [
      'repeat each other',
      [
        { id: 'a', rules: ['visit', 'duty'], points: 3, per: month },
        { id: 'b', rules: ['duty', 'visit'], points: 3, per: month },
      ],
      [['limit_repeats', { limit: 'b', other: 'a' }]],
    ],
    [
      'where the later is weaker',
      [
        { id: 'a', rules: ['visit'], times: 1, per: month, keep: 'highest' },
        { id: 'b', rules: ['visit'], times: 2, per: month },
      ],
      [['limit_weaker', { limit: 'b', other: 'a' }]],
    ],
    [
      'where the earlier is weaker',
      [
        { id: 'a', rules: ['visit'], points: 9, per: month },
        { id: 'b', rules: ['visit'], points: 3, per: month },
      ],
      [['limit_weaker', { limit: 'a', other: 'b' }]],
    ],
    [
      'where the earlier one decides what the later one chooses from',
      [
        { id: 'a', rules: ['visit'], times: 3, per: month },
        { id: 'b', rules: ['visit'], times: 1, per: month, keep: 'highest' },
      ],
      [],
    ],
    [
      'but not in the same window',
      [
        { id: 'a', rules: ['visit'], times: 1, per: month },
        { id: 'b', rules: ['visit'], times: 2, per: { window: 'quarter' } },
      ],
      [],
    ],
    [
      'but not for the same fields',
      [
        { id: 'a', rules: ['visit'], times: 1, per: { window: 'month', fields: ['household'] } },
        { id: 'b', rules: ['visit'], times: 1, per: month },
      ],
      [],
    ],
  ])('%s', (_, limits, expected) => {
    expect(about(limited(limits), /repeats|weaker|never_binds/)).toEqual(expected)
  })
})

describe('a limit that never binds', () => {
  const grant: Rule = {
    id: 'base',
    kind: 'grant',
    category: 'B',
    window: 'month',
    to: { kind: 'member', tree: 'party' },
    points: 2,
  }
  const rules = [...village().rules, grant]

  it.each<[string, Limit[], [string, number, string][]]>([
    [
      'is above what limits before it leave',
      [
        { id: 'a', rules: ['visit'], times: 2, per: month },
        { id: 'b', rules: ['duty'], points: 4, per: month },
        { id: 'c', rules: ['visit', 'duty'], points: 24, per: { window: 'quarter' } },
      ],
      [['c', 24, 'points']],
    ],
    [
      'is not one that could be reached by a point',
      [
        { id: 'a', rules: ['visit'], times: 2, per: month },
        { id: 'b', rules: ['duty'], points: 4, per: month },
        { id: 'c', rules: ['visit', 'duty'], points: 23, per: { window: 'quarter' } },
      ],
      [],
    ],
    [
      'counts more times than can come',
      [
        { id: 'a', rules: ['visit'], times: 1, per: { window: 'day' } },
        { id: 'b', rules: ['visit'], times: 31, per: month },
      ],
      [['b', 31, 'times']],
    ],
    ['is above all grants', [{ id: 'a', rules: ['base'], points: 24, per: { window: 'year' } }], [['a', 24, 'points']]],
    ['is not above all grants', [{ id: 'a', rules: ['base'], points: 23, per: { window: 'year' } }], []],
    [
      'is not bounded by a limit for each household',
      [
        { id: 'a', rules: ['visit'], times: 1, per: { window: 'month', fields: ['household'] } },
        { id: 'b', rules: ['visit'], points: 500, per: month },
      ],
      [],
    ],
    [
      'is not bounded by a limit that comes after it',
      [
        { id: 'b', rules: ['visit'], points: 500, per: { window: 'quarter' } },
        { id: 'a', rules: ['visit'], times: 1, per: month },
      ],
      [],
    ],
    [
      'lies inside the weeks that touch a month',
      [
        { id: 'a', rules: ['visit'], times: 1, per: { window: 'week' } },
        { id: 'b', rules: ['visit'], times: 6, per: month },
      ],
      [['b', 6, 'times']],
    ],
  ])('%s', (_, limits, expected) => {
    const found = about(limited(limits, { rules }), /never_binds/)
    expect(found.map(([, { limit, most, unit }]) => [limit, most, unit])).toEqual(expected)
  })

  it('may have nothing to limit on its side', () => {
    const limits: Limit[] = [{ id: 'a', rules: ['visit'], points: 5, per: month, side: 'deductions' }]
    expect(about(limited(limits), /without_points/)).toEqual([['limit_without_points', { limit: 'a' }]])
  })
})

describe('monotonicity', () => {
  const laws = (limits: Limit[]): string[] =>
    monotonicity(limited(limits)).map((law) => (law.enjoys ? 'yes' : [law.reason, law.other ?? ''].join(' ').trim()))

  it.each<[string, Limit[], string[]]>([
    [
      'is enjoyed by points limits that nest: day in month, rule in category',
      [
        { id: 'a', rules: ['visit'], points: 4, per: { window: 'day' } },
        { id: 'b', rules: ['visit', 'duty'], points: 12, per: month },
        { id: 'c', categories: ['B'], points: 20, per: { window: 'quarter' } },
      ],
      ['yes', 'yes', 'yes'],
    ],
    [
      'is enjoyed by a times limit whose awards are all equal, under a cap',
      [
        { id: 'a', rules: ['visit'], times: 1, per: { window: 'month', fields: ['household'] } },
        { id: 'b', rules: ['visit'], points: 3, per: month },
      ],
      ['yes', 'yes'],
    ],
    [
      'is not enjoyed where awards of one times limit differ',
      [{ id: 'a', rules: ['visit', 'duty'], times: 1, per: month }],
      ['unequal_awards'],
    ],
    [
      'is not enjoyed where a times limit counts what a points limit left',
      [
        { id: 'a', rules: ['visit'], points: 3, per: month },
        { id: 'b', rules: ['visit'], times: 4, per: { window: 'quarter' } },
      ],
      ['yes', 'after_points a'],
    ],
    [
      'is not enjoyed by a cool-down',
      [{ id: 'a', rules: ['visit'], times: 1, per: { window: { rollingDays: 7 } } }],
      ['rolling'],
    ],
    [
      'is not enjoyed by a points limit that keeps the highest',
      [{ id: 'a', rules: ['visit'], points: 5, per: month, keep: 'highest' }],
      ['keeps_highest'],
    ],
    [
      'is not enjoyed by limits whose rules cross',
      [
        { id: 'a', rules: ['visit', 'duty'], points: 5, per: month },
        { id: 'b', rules: ['duty', 'wish'], points: 5, per: month },
      ],
      ['does_not_nest b', 'does_not_nest a'],
    ],
    [
      'is not enjoyed by limits whose windows cross',
      [
        { id: 'a', rules: ['visit'], points: 5, per: { window: 'week' } },
        { id: 'b', rules: ['visit'], points: 15, per: month },
      ],
      ['does_not_nest b', 'does_not_nest a'],
    ],
    [
      'is enjoyed apart on the two sides',
      [
        { id: 'a', points: 5, per: { window: 'week' } },
        { id: 'b', points: 15, per: month, side: 'deductions' },
      ],
      ['yes', 'yes'],
    ],
  ])('%s', (_, limits, expected) => {
    expect(laws(limits)).toEqual(expected)
  })

  it('is warned of where it is missing', () => {
    const limits: Limit[] = [{ id: 'a', rules: ['visit', 'duty'], times: 1, per: month }]
    expect(about(limited(limits), /monotone/)).toEqual([
      ['limit_not_monotone', { limit: 'a', reason: 'unequal_awards' }],
    ])
  })
})
