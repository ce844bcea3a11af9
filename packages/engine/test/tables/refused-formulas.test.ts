import { describe, expect, it } from 'vitest'
import { type Issue, parseProgram } from '../../src/index.ts'
import { small } from '../small-program.ts'

/** What is refused: the code, the place in the formula, and what the sentence about it names. */
type Refusal = readonly [code: string, path: string, params: Issue['params']]
type Row = readonly [name: string, formula: unknown, refusals: readonly Refusal[]]

const base = {
  ...small,
  activities: {
    ...small.activities,
    'visit.done': {
      fields: { n: { type: 'number', decimals: 1 }, t: { type: 'text' }, f: { type: 'flag' }, d: { type: 'date' } },
    },
    'duty.done': { fields: { other: { type: 'number' } } },
  },
  cases: { appeal: { key: 't', states: { 'visit.done': 'filed', 'duty.done': 'answered' } } },
}

/** The issues of a program, with paths from a place. */
function refusals(program: unknown, place: string): unknown[] {
  const parsed = parseProgram(program)
  return parsed.ok ? [] : parsed.issues.map(({ code, path, params }) => [code, path.replace(place, ''), params])
}

describe('a condition about an event is refused', () => {
  const nested = (depth: number): unknown => (depth === 0 ? true : { not: nested(depth - 1) })
  const refused = (when: unknown) => refusals({ ...base, rules: [{ ...small.rules[0], when }] }, '/rules/0/when')

  it.each<Row>([
    ['null', null, [['wrong_type', '', { expected: 'expression', found: 'null' }]]],
    ['a list', [true], [['wrong_type', '', { expected: 'expression', found: 'object' }]]],
    ['no operator', {}, [['one_operator', '', { found: [] }]]],
    ['two operators', { not: true, has: 1 }, [['one_operator', '', { found: ['not', 'has'] }]]],
    ['an unknown operator', { gtee: [1, 2] }, [['unknown_operator', '/gtee', { name: 'gtee', nearest: 'gte' }]]],
    ['no list', { and: true }, [['wrong_type', '/and', { expected: 'array', found: 'boolean' }]]],
    ['an empty list', { and: [] }, [['wrong_length', '/and', { min: 1, max: 100, length: 0 }]]],
    ['one of a pair', { gt: [1] }, [['wrong_length', '/gt', { min: 2, max: 2, length: 1 }]]],
    ['three of a pair', { gt: [1, 2, 3] }, [['wrong_length', '/gt', { min: 2, max: 2, length: 3 }]]],
    [
      'two of a triple',
      { gt: [{ clamp: [1, 2] }, 0] },
      [['wrong_length', '/gt/0/clamp', { min: 3, max: 3, length: 2 }]],
    ],
    [
      'a number in a conjunction',
      { and: [true, 1] },
      [['wrong_value_type', '/and/1', { expected: 'flag', found: 'number' }]],
    ],
    ['a number turned round', { not: 1 }, [['wrong_value_type', '/not', { expected: 'flag', found: 'number' }]]],
    [
      'a text compared with a number',
      { eq: [{ field: 't' }, 3] },
      [['wrong_value_type', '/eq/1', { expected: 'text', found: 'number' }]],
    ],
    [
      'a text added',
      { gt: [{ add: [1, 'a'] }, 0] },
      [['wrong_value_type', '/gt/0/add/1', { expected: 'number', found: 'text' }]],
    ],
    [
      'several types to fall back on',
      { coalesce: [{ attribute: 'x' }, true, 'a'] },
      [['wrong_value_type', '/coalesce/2', { expected: 'flag', found: 'text' }]],
    ],
    [
      'a choice of two types',
      { if: [true, true, 1] },
      [['wrong_value_type', '/if/2', { expected: 'flag', found: 'number' }]],
    ],
    [
      'a choice without a condition',
      { if: [1, true] },
      [['wrong_value_type', '/if/0', { expected: 'flag', found: 'number' }]],
    ],
    ['a choice of one', { if: [true] }, [['wrong_length', '/if', { min: 2, max: 3 }]]],
    ['a choice of four', { if: [true, true, true, true] }, [['wrong_length', '/if', { min: 2, max: 3 }]]],
    ['a choice that is no list', { if: true }, [['wrong_length', '/if', { min: 2, max: 3 }]]],
    [
      'in without a list',
      { in: [{ field: 't' }, 'a'] },
      [['wrong_type', '/in', { expected: '[value, [literals]]', found: 'object' }]],
    ],
    ['in alone', { in: [['a']] }, [['wrong_type', '/in', { expected: '[value, [literals]]', found: 'object' }]]],
    ['in no list', { in: 'a' }, [['wrong_type', '/in', { expected: '[value, [literals]]', found: 'string' }]]],
    [
      'in a list of another type',
      { in: [{ field: 't' }, ['a', 1]] },
      [['wrong_value_type', '/in/1/1', { expected: 'text', found: 'number' }]],
    ],
    [
      'in a list of formulas',
      { in: [{ field: 't' }, ['a', { field: 't' }]] },
      [['wrong_type', '/in/1/1', { expected: 'literal', found: 'object' }]],
    ],
    [
      'a date without a format',
      { gt: [{ daysBetween: [{ date: '2026-3-1' }, { occurredAt: true }] }, 1] },
      [['wrong_format', '/gt/0/daysBetween/0/date', { expected: 'YYYY-MM-DD', value: '2026-3-1' }]],
    ],
    [
      'a date with a time',
      { gt: [{ daysBetween: [{ date: '2026-03-01T00:00:00Z' }, { occurredAt: true }] }, 1] },
      [['wrong_format', '/gt/0/daysBetween/0/date', { expected: 'YYYY-MM-DD', value: '2026-03-01T00:00:00Z' }]],
    ],
    [
      'a date that is a number',
      { gt: [{ daysBetween: [{ date: 2026 }, { occurredAt: true }] }, 1] },
      [['wrong_format', '/gt/0/daysBetween/0/date', { expected: 'YYYY-MM-DD', value: '2026' }]],
    ],
    [
      'missing without true',
      { has: { missing: 1 } },
      [['wrong_type', '/has/missing', { expected: 'true', found: 'number' }]],
    ],
    [
      'a rounding of a text',
      { gt: [{ round: { of: 'a', places: 0, mode: 'floor' } }, 1] },
      [['wrong_value_type', '/gt/0/round/of', { expected: 'number', found: 'text' }]],
    ],
    [
      'a rounding without anything',
      { gt: [{ round: {} }, 1] },
      [
        ['missing_key', '/gt/0/round/of', { name: 'of' }],
        ['out_of_range', '/gt/0/round/places', { min: 0, max: 6 }],
        [
          'not_one_of',
          '/gt/0/round/mode',
          { value: 'undefined', expected: ['half-up', 'half-even', 'floor'], nearest: '' },
        ],
      ],
    ],
    [
      'a rounding to 7 places',
      { gt: [{ round: { of: 1, places: 7, mode: 'half-up' } }, 1] },
      [['out_of_range', '/gt/0/round/places', { min: 0, max: 6 }]],
    ],
    [
      'a rounding to -1 places',
      { gt: [{ round: { of: 1, places: -1, mode: 'half-even' } }, 1] },
      [['out_of_range', '/gt/0/round/places', { min: 0, max: 6 }]],
    ],
    [
      'a rounding to half a place',
      { gt: [{ round: { of: 1, places: 0.5, mode: 'floor', up: true } }, 1] },
      [
        ['unknown_key', '/gt/0/round/up', { name: 'up', nearest: 'of' }],
        ['out_of_range', '/gt/0/round/places', { min: 0, max: 6 }],
      ],
    ],
    [
      'a rounding that is none',
      { gt: [{ round: 1 }, 1] },
      [['wrong_type', '/gt/0/round', { expected: 'object', found: 'number' }]],
    ],
    [
      'a rounding of another mode',
      { gt: [{ round: { of: 1, places: 6, mode: 'ceil' } }, 1] },
      [['not_one_of', '/gt/0/round/mode', { value: 'ceil', expected: ['half-up', 'half-even', 'floor'], nearest: '' }]],
    ],
    [
      'units of nothing',
      { gt: [{ perUnit: {} }, 1] },
      [
        ['missing_key', '/gt/0/perUnit/of', { name: 'of' }],
        ['missing_key', '/gt/0/perUnit/rate', { name: 'rate' }],
        ['missing_key', '/gt/0/perUnit/step', { name: 'step' }],
      ],
    ],
    [
      'units that are none',
      { gt: [{ perUnit: 1 }, 1] },
      [['wrong_type', '/gt/0/perUnit', { expected: 'object', found: 'number' }]],
    ],
    [
      'units of a step of 0',
      { gt: [{ perUnit: { of: 1, rate: 1, step: 0 } }, 1] },
      [['out_of_range', '/gt/0/perUnit/step', { min: 0, value: 0 }]],
    ],
    [
      'units with texts',
      { gt: [{ perUnit: { of: 'a', rate: 'b', step: 1, min: 'c', max: 'd', most: 1 } }, 1] },
      [
        ['unknown_key', '/gt/0/perUnit/most', { name: 'most', nearest: '' }],
        ['wrong_value_type', '/gt/0/perUnit/of', { expected: 'number', found: 'text' }],
        ['wrong_value_type', '/gt/0/perUnit/rate', { expected: 'number', found: 'text' }],
        ['wrong_value_type', '/gt/0/perUnit/min', { expected: 'number', found: 'text' }],
        ['wrong_value_type', '/gt/0/perUnit/max', { expected: 'number', found: 'text' }],
      ],
    ],
    [
      'a table of two types',
      { lookup: { of: { field: 't' }, table: { a: true, 'b/c': 1 }, else: 'x' } },
      [
        ['wrong_value_type', '/lookup/table/b~1c', { expected: 'flag', found: 'number' }],
        ['wrong_value_type', '/lookup/else', { expected: 'flag', found: 'text' }],
      ],
    ],
    [
      'a table that is a list',
      { lookup: { of: { field: 't' }, table: [true] } },
      [['wrong_type', '/lookup/table', { expected: 'object', found: 'object' }]],
    ],
    [
      'a table of a truth value',
      { lookup: { of: true, table: { true: true }, otherwise: 1 } },
      [
        ['unknown_key', '/lookup/otherwise', { name: 'otherwise', nearest: '' }],
        ['wrong_value_type', '/lookup/of', { expected: 'number', found: 'flag' }],
      ],
    ],
    ['a table that is none', { lookup: 't' }, [['wrong_type', '/lookup', { expected: 'object', found: 'string' }]]],
    [
      'an unknown field',
      { eq: [{ field: 'hour' }, 1] },
      [['unknown_field', '/eq/0/field', { name: 'hour', nearest: '' }]],
    ],
    [
      'a field of another activity',
      { eq: [{ field: 'other' }, 1] },
      [['unknown_field', '/eq/0/field', { name: 'other', nearest: '' }]],
    ],
    [
      'a field without a name',
      { eq: [{ field: 1 }, 1] },
      [['wrong_type', '/eq/0/field', { expected: 'text', found: 'number' }]],
    ],
    [
      'an attribute without a name',
      { has: { attribute: true } },
      [['wrong_type', '/has/attribute', { expected: 'text', found: 'boolean' }]],
    ],
    ['exempt with a name', { exempt: 'x' }, [['wrong_type', '/exempt', { expected: 'true', found: 'string' }]]],
    [
      'a weekday with a number',
      { eq: [{ weekday: 1 }, 1] },
      [['wrong_type', '/eq/0/weekday', { expected: 'true', found: 'number' }]],
    ],
    [
      'an hour with a number',
      { eq: [{ hour: 1 }, 1] },
      [['wrong_type', '/eq/0/hour', { expected: 'true', found: 'number' }]],
    ],
    [
      'a type with a name',
      { eq: [{ type: 'visit.done' }, 'a'] },
      [['wrong_type', '/eq/0/type', { expected: 'true', found: 'string' }]],
    ],
    [
      'an instant with a number',
      { has: { receivedAt: 1 } },
      [['wrong_type', '/has/receivedAt', { expected: 'true', found: 'number' }]],
    ],
    [
      'an unknown case',
      { caseOverdue: 'appeals' },
      [['unknown_case', '/caseOverdue', { name: 'appeals', nearest: 'appeal' }]],
    ],
    [
      'a case without a name',
      { eq: [{ caseState: 1 }, 'a'] },
      [['unknown_case', '/eq/0/caseState', { name: '1', nearest: '' }]],
    ],
    [
      'a state that a case has not',
      { caseReached: ['appeal', 'closed'] },
      [['unknown_state', '/caseReached/1', { name: 'closed', nearest: '' }]],
    ],
    [
      'a reached state without a list',
      { caseReached: 'appeal' },
      [['wrong_type', '/caseReached', { expected: 'array of 2', found: 'string' }]],
    ],
    [
      'three where two are due',
      { caseReached: ['appeal', 'filed', 'answered'] },
      [['wrong_type', '/caseReached', { expected: 'array of 2', found: 'object' }]],
    ],
    [
      'hours between unknown states',
      { gt: [{ caseHours: ['appeal', 'open', 'shut'] }, 1] },
      [
        ['unknown_state', '/gt/0/caseHours/1', { name: 'open', nearest: '' }],
        ['unknown_state', '/gt/0/caseHours/2', { name: 'shut', nearest: '' }],
      ],
    ],
    [
      'hours between states of no case',
      { gt: [{ caseHours: ['x', 'filed', 'answered'] }, 1] },
      [['unknown_case', '/gt/0/caseHours/0', { name: 'x', nearest: '' }]],
    ],
    [
      'hours from one state',
      { gt: [{ caseHours: ['appeal', 'filed'] }, 1] },
      [['wrong_type', '/gt/0/caseHours', { expected: 'array of 3', found: 'object' }]],
    ],
    ['a leaf of scores', { has: { tally: 'B' } }, [['unknown_operator', '/has/tally', { name: 'tally', nearest: '' }]]],
  ])('%s', (_, when, expected) => {
    expect(refused(when)).toEqual(expected)
  })

  it('deeper than 32 operators', () => {
    expect(refused(nested(31))).toEqual([])
    expect(refused(nested(32))).toEqual([['expression_too_deep', '/not'.repeat(32), { max: 32 }]])
  })

  it('with more than 1,000 parts, said once', () => {
    // A conjunction of nine times a hundred parts is 901; with 98 more under another operator it is 1,000.
    const rest = (length: number) => ({ or: Array.from({ length }, () => true) })
    const nine = Array.from({ length: 9 }, () => rest(99))
    expect(refused({ and: [...nine, rest(98)] })).toEqual([])
    expect(refused({ and: [...nine, rest(99)] })).toEqual([['expression_too_large', '', { max: 1000 }]])
    expect(refused({ and: [...nine, rest(99), rest(99)] })).toEqual([['expression_too_large', '', { max: 1000 }]])
  })

  it('with a list of more than 100, or a table of more than 500', () => {
    const list = (length: number): unknown => ({ and: Array.from({ length }, () => true) })
    const table = (length: number): unknown => ({
      lookup: { of: { field: 't' }, table: Object.fromEntries(Array.from({ length }, (_, i) => [`k${i}`, true])) },
    })
    expect([refused(list(100)), refused(table(500))]).toEqual([[], []])
    expect(refused(list(101))).toEqual([['wrong_length', '/and', { min: 1, max: 100, length: 101 }]])
    expect(refused(table(501))).toEqual([['wrong_length', '/lookup/table', { max: 500, length: 501 }]])
  })
})

describe('a formula about a subject is refused', () => {
  const score = (id: string, kind: string, period: string, value: unknown = 1) => ({ id, kind, period, value })
  const refused = (value: unknown) =>
    refusals(
      {
        ...base,
        rules: [{ ...small.rules[0], id: 'R' }],
        populations: [
          { id: 'all', kind: 'member', tree: 'party' },
          { id: 'branches', kind: 'branch', tree: 'party' },
        ],
        scores: [
          score('S', 'member', 'month'),
          score('U', 'branch', 'month'),
          score('Q', 'member', 'quarter'),
          score('T', 'member', 'month', value),
          score('Z', 'member', 'month'),
        ],
        rankings: [{ id: 'rank', score: 'Z', population: 'all' }],
        tiers: [{ id: 'stars', ranking: 'rank', bands: [{ id: 'one', from: 1 }, { id: 'two' }] }],
      },
      '/scores/3/value',
    )

  it.each<Row>([
    ['a text', 'a', [['wrong_value_type', '', { expected: 'number', found: 'text' }]]],
    ['a truth value', { has: { tally: 'B' } }, [['wrong_value_type', '', { expected: 'number', found: 'flag' }]]],
    ['a leaf of events', { field: 'n' }, [['unknown_operator', '/field', { name: 'field', nearest: '' }]]],
    ['a tally of an unknown category', { tally: 'X' }, [['unknown_category', '/tally', { name: 'X', nearest: 'B' }]]],
    [
      'a tally of a number',
      { tally: 1 },
      [['wrong_type', '/tally', { expected: 'category or object', found: 'number' }]],
    ],
    [
      'a tally of nothing',
      { tally: {} },
      [['needs_one_of', '/tally', { expected: ['category', 'rule', 'all'], found: [] }]],
    ],
    [
      'a tally of two things',
      { tally: { category: 'B', all: true } },
      [['needs_one_of', '/tally', { expected: ['category', 'rule', 'all'], found: ['category', 'all'] }]],
    ],
    [
      'a tally of three things',
      { tally: { category: ['B', 'X'], rule: ['R', 'Y'], all: true, sum: 1 } },
      [
        ['unknown_key', '/tally/sum', { name: 'sum', nearest: '' }],
        ['unknown_category', '/tally/category', { name: 'X', nearest: 'B' }],
        ['unknown_rule', '/tally/rule', { name: 'Y', nearest: 'R' }],
        ['needs_one_of', '/tally', { expected: ['category', 'rule', 'all'], found: ['category', 'rule', 'all'] }],
      ],
    ],
    ['an unknown measure', { measure: 'N' }, [['unknown_measure', '/measure', { name: 'N', nearest: '' }]]],
    ['a later score', { score: 'Z' }, [['unknown_score', '/score', { name: 'Z', nearest: 'S' }]]],
    ['itself', { score: 'T' }, [['unknown_score', '/score', { name: 'T', nearest: 'S' }]]],
    [
      'a score of another kind',
      { score: 'U' },
      [['score_elsewhere', '/score', { name: 'U', kind: 'member', period: 'month' }]],
    ],
    [
      'a score of another period',
      { score: 'Q' },
      [['score_elsewhere', '/score', { name: 'Q', kind: 'member', period: 'month' }]],
    ],
    ['days in an unknown tree', { days: 'x' }, [['unknown_tree', '/days', { name: 'x', nearest: '' }]]],
    [
      'a period field that is none',
      { periodField: 'x' },
      [
        ['unknown_field', '/periodField', { name: 'x', nearest: 'n' }],
        ['wrong_value_type', '', { expected: 'number', found: 'text' }],
      ],
    ],
    [
      'a period field of a text',
      { periodField: 't' },
      [['wrong_value_type', '', { expected: 'number', found: 'text' }]],
    ],
    [
      'a tier that stands above',
      { if: [{ eq: [{ grade: 'stars' }, 'one'] }, 1, 0] },
      [['unknown_tier', '/if/0/eq/0/grade', { name: 'stars', nearest: '' }]],
    ],
    ['an aggregate of nothing', { mean: 1 }, [['missing_key', '/mean/across', { name: 'across' }]]],
    ['an aggregate across nothing', { mean: { of: 1 } }, [['missing_key', '/mean/across', { name: 'across' }]]],
    [
      'across no way',
      { mean: { across: {}, of: 1 } },
      [['needs_one_of', '/mean/across', { expected: ['members', 'everyone', 'periods'], found: [] }]],
    ],
    [
      'across two ways',
      { mean: { across: { members: 'all', everyone: 'all' }, of: 1 } },
      [
        [
          'needs_one_of',
          '/mean/across',
          { expected: ['members', 'everyone', 'periods'], found: ['members', 'everyone'] },
        ],
      ],
    ],
    [
      'across an unknown population',
      { mean: { across: { members: 'x' }, of: 1 } },
      [['unknown_population', '/mean/across/members', { name: 'x', nearest: '' }]],
    ],
    [
      'across unknown periods',
      { mean: { across: { periods: 'x', in: 'y' }, of: 1 } },
      [
        ['unknown_period', '/mean/across/periods', { name: 'x', nearest: '' }],
        ['unknown_population', '/mean/across/in', { name: 'y', nearest: '' }],
      ],
    ],
    [
      'with an unknown way',
      { mean: { across: { members: 'all', by: 1 }, of: 1 } },
      [['unknown_key', '/mean/across/by', { name: 'by', nearest: 'in' }]],
    ],
    ['a mean of nothing', { mean: { across: { members: 'all' } } }, [['missing_key', '/mean/of', { name: 'of' }]]],
    [
      'a mean of a text',
      { mean: { across: { members: 'all' }, of: 'a' } },
      [['wrong_value_type', '/mean/of', { expected: 'number', found: 'text' }]],
    ],
    [
      'a mean with a condition',
      { mean: { across: { members: 'all' }, of: 1, when: true } },
      [['unknown_key', '/mean/when', { name: 'when', nearest: '' }]],
    ],
    [
      'the best none',
      { sum: { across: { periods: 'month' }, of: 1, best: 0 } },
      [['out_of_range', '/sum/best', { min: 1, max: 1000 }]],
    ],
    [
      'the best one and a half',
      { sum: { across: { periods: 'month' }, of: 1, best: 1.5 } },
      [['out_of_range', '/sum/best', { min: 1, max: 1000 }]],
    ],
    [
      'a count of a number',
      { count: { across: { members: 'all' }, when: 1 } },
      [['wrong_value_type', '/count/when', { expected: 'flag', found: 'number' }]],
    ],
    [
      'a count of values',
      { count: { across: { members: 'all' }, of: 1 } },
      [['unknown_key', '/count/of', { name: 'of', nearest: '' }]],
    ],
    [
      'a share of everyone',
      { share: { across: { members: 'all' } } },
      [['missing_key', '/share/when', { name: 'when' }]],
    ],
    [
      'a shrunken mean of less',
      { shrunkenMean: { across: { members: 'all' }, of: 1 } },
      [
        ['missing_key', '/shrunkenMean/k', { name: 'k' }],
        ['missing_key', '/shrunkenMean/toward', { name: 'toward' }],
      ],
    ],
    [
      'a shrunken mean of texts',
      { shrunkenMean: { across: { members: 'all' }, of: 1, k: 'a', toward: 'b' } },
      [
        ['wrong_value_type', '/shrunkenMean/k', { expected: 'number', found: 'text' }],
        ['wrong_value_type', '/shrunkenMean/toward', { expected: 'number', found: 'text' }],
      ],
    ],
    [
      'the score of members in another period',
      { mean: { across: { members: 'all' }, of: { score: 'Q' } } },
      [['score_elsewhere', '/mean/of/score', { name: 'Q', kind: 'member', period: 'month' }]],
    ],
    [
      'the score of another kind among members',
      { mean: { across: { members: 'branches' }, of: { score: 'S' } } },
      [['score_elsewhere', '/mean/of/score', { name: 'S', kind: 'branch', period: 'month' }]],
    ],
    [
      'a month of a year',
      { sum: { across: { periods: 'month' }, of: { score: 'Q' } } },
      [['score_elsewhere', '/sum/of/score', { name: 'Q', kind: 'member', period: 'month' }]],
    ],
  ])('%s', (_, value, expected) => {
    expect(refused(value)).toEqual(expected)
  })
})
