import { type Program, parseProgram, type Rule } from '@jixing/engine'
import { type LintOptions, lint, type Warning } from '@jixing/engine/lint'
import { issueSentence, LANGS } from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { village } from '../words/village.ts'

const code = (program: Program, wanted: string): Warning[] => lint(program).filter((one) => one.code === wanted)
const award = (parts: object): Rule =>
  ({
    id: 'r',
    kind: 'award',
    category: 'B',
    trace: 'x',
    label: { 'zh-CN': '规则', en: 'Rule' },
    on: ['visit.done'],
    to: { kind: 'member', from: 'subject' },
    points: 2,
    ...parts,
  }) as Rule
const withRule = (parts: object): Program => village({ rules: [...village().rules, award(parts)] })
const key = { eq: [{ field: 'class' }, 'key'] }
const people = { field: 'people' }

describe('a rule that can never match', () => {
  it.each<[string, object | boolean]>([
    ['false', false],
    ['two values at once', { and: [key, { eq: [{ field: 'class' }, 'regular'] }] }],
    ['a value and not that value', { and: [key, { not: key }] }],
    [
      'a value outside a list',
      { and: [{ in: [{ field: 'class' }, ['key']] }, { eq: [{ field: 'class' }, 'regular'] }] },
    ],
    ['a flag and not the flag', { and: [{ field: 'need' }, { not: { field: 'need' } }] }],
    ['a range turned round', { and: [{ gte: [people, 5] }, { and: [{ lt: [people, 5] }] }] }],
    ['a number between whole numbers', { eq: [people, 1.5] }],
    ['an hour after midnight', { gte: [{ hour: true }, 24] }],
    ['a part of a day between two days', { eq: [{ daysBetween: [{ field: 'dueOn' }, { occurredAt: true }] }, 1.5] }],
    ['an activity that the rule is not about', { eq: [{ type: true }, 'duty.done'] }],
    ['a working day and not one', { and: [{ workday: true }, { not: { workday: true } }] }],
    ['the subject and not the subject', { and: [{ not: { isSubject: true } }, { isSubject: true }] }],
    ['an eighth weekday', { in: [{ weekday: true }, [0, 8]] }],
    ['a choice that is not declared', { eq: [{ field: 'class' }, 'keys'] }],
    [
      'a state and another state',
      { and: [{ eq: [{ caseState: 'wish' }, 'claimed'] }, { eq: [{ caseState: 'wish' }, 'fulfilled'] }] },
    ],
    ['nothing that can be true', { or: [false, { not: true }] }],
    ['a comparison of fixed numbers', { gt: [1, 2] }],
    ['what is missing', { has: { missing: true } }],
  ])('asks for %s', (_, when) => {
    expect(code(withRule({ when }), 'rule_never_matches')).toEqual([
      { code: 'rule_never_matches', path: '/rules/4/when', params: { rule: 'r' } },
    ])
  })

  it.each<[string, object | boolean]>([
    ['a choice', key],
    ['one of two', { or: [key, false] }],
    ['not a choice', { not: key }],
    ['a range', { and: [{ gte: [people, 5] }, { lte: [people, 5] }] }],
    ['a value of two lists', { and: [{ in: [{ field: 'class' }, ['key', 'regular']] }, key] }],
    ['an evening', { gte: [{ hour: true }, 18] }],
    ['whatever', true],
  ])('is not said of one that asks for %s', (_, when) => {
    expect(lint(withRule({ when })).filter((one) => /never|declared|reach/.test(one.code))).toEqual([])
  })

  it('is said of an expectation and of a measure too', () => {
    const expects = { on: ['visit.done'], when: false, to: { kind: 'member', from: 'subject' }, atLeast: 1 }
    const expectation = {
      kind: 'expectation',
      window: 'month',
      to: { kind: 'member', tree: 'party' },
      expects,
      points: -1,
    }
    const measures = [{ id: 'm', on: ['visit.done'], when: false, to: { kind: 'member', from: 'subject' } as const }]
    const rule = { ...expectation, id: 'e', category: 'N' } as Rule
    const codes = lint(village({ rules: [...village().rules, rule], measures })).map((one) => one.code)
    expect(codes).toContain('rule_never_matches')
    expect(codes).toContain('measure_never_matches')
  })

  it('is told apart from one that gives nothing', () => {
    expect(code(withRule({ points: 0 }), 'rule_gives_nothing').length).toBe(1)
    expect(code(withRule({ points: { mul: [people, 0] } }), 'rule_gives_nothing').length).toBe(1)
    expect(code(withRule({ points: { mul: [people, 1] } }), 'rule_gives_nothing')).toEqual([])
  })
})

describe('a value that can never come', () => {
  it('is named with the nearest declared one', () => {
    const [warning] = code(withRule({ when: { in: [{ field: 'class' }, ['key', 'regulr']] } }), 'value_not_declared')
    expect(warning).toEqual({
      code: 'value_not_declared',
      path: '/rules/4/when/in/1/1',
      params: { name: 'class', value: 'regulr', expected: ['key', 'regular'], nearest: 'regular' },
    })
  })

  it('is found in the rows of a table', () => {
    const points = { lookup: { of: { field: 'class' }, table: { key: 2, rare: 3 } } }
    expect(code(withRule({ points }), 'value_not_declared').map((one) => one.path)).toEqual([
      '/rules/4/points/lookup/table/rare',
    ])
  })

  it('is found among bands in a score', () => {
    const bands = village().tiers?.[0]?.bands
    const value = { if: [{ eq: [{ grade: 'grade' }, 'best'] }, 1, 0] } as const
    const scores = [...(village().scores ?? []), { id: 'late', kind: 'member', period: 'quarter', value }]
    expect(bands?.length).toBe(2)
    expect(code(village({ scores }), 'value_not_declared').map((one) => one.params.value)).toEqual(['best'])
  })

  it('may be a number out of reach', () => {
    expect(code(withRule({ when: { or: [key, { lt: [{ weekday: true }, 1] }] } }), 'number_out_of_reach')).toEqual([
      { code: 'number_out_of_reach', path: '/rules/4/when/or/1/lt', params: { value: 1, min: 1, max: 7 } },
    ])
  })
})

describe('a band', () => {
  const graded = (bands: object[], value: object, order?: 'asc'): Program => {
    const scores = [{ id: 'Q', kind: 'member', period: 'quarter', value }] as Program['scores']
    const rankings = [{ id: 'members', score: 'Q', population: 'counted', ...(order && { order }) }]
    return village({ scores, rankings, tiers: [{ id: 'grade', ranking: 'members', bands }] } as Partial<Program>)
  }
  const held = { clamp: [{ tally: 'B' }, 0, 100] }

  it('above the best possible score is out of reach', () => {
    const program = graded([{ id: 'a', from: 101 }, { id: 'b', from: 100 }, { id: 'c' }], held)
    expect(code(program, 'band_out_of_reach')).toEqual([
      {
        code: 'band_out_of_reach',
        path: '/tiers/0/bands/0',
        params: { tier: 'grade', band: 'a', value: '101', best: '100' },
      },
    ])
  })

  it('below the best possible score in an ascending ranking is out of reach', () => {
    const program = graded([{ id: 'a', from: -1 }, { id: 'b', from: 10 }, { id: 'c' }], held, 'asc')
    expect(code(program, 'band_out_of_reach').map((one) => one.params.best)).toEqual(['0'])
  })

  it('with a floor above the best possible score is out of reach', () => {
    expect(code(graded([{ id: 'a', share: 0.1, floor: 120 }, { id: 'b' }], held), 'band_out_of_reach').length).toBe(1)
  })

  it('that asks no less than the one above stays empty', () => {
    const bands = [{ id: 'a', from: 80 }, { id: 'b', from: 80 }, { id: 'c' }]
    expect(code(graded(bands, held), 'band_below_none').map((one) => one.params.band)).toEqual(['b'])
  })

  it('is within reach where nothing bounds the score', () => {
    expect(code(graded([{ id: 'a', from: 1_000_000 }, { id: 'b' }], { tally: 'B' }), 'band_out_of_reach')).toEqual([])
  })

  it('may not ask for more than all', () => {
    const bands = [{ id: 'a', share: 0.7 }, { id: 'b', share: 0.4 }, { id: 'c' }]
    expect(code(graded(bands, held), 'quotas_above_all').map((one) => one.params.percent)).toEqual([110])
  })
})

describe('labels and traces', () => {
  it('are missed one by one, by language', () => {
    const rule = award({ label: { 'zh-CN': '规则' }, trace: undefined })
    const program = village({ rules: [...village().rules, JSON.parse(JSON.stringify(rule))] })
    expect(code(program, 'label_missing').map((one) => one.params)).toEqual([{ what: 'rule', name: 'r', lang: 'en' }])
    expect(code(program, 'rule_without_trace').map((one) => one.params)).toEqual([{ rule: 'r' }])
  })

  it('are missed once where a language has none at all', () => {
    const bare = parseProgram(
      JSON.parse(
        JSON.stringify(village(), (name, value) => (name === 'label' || name === 'labels' ? undefined : value)),
      ),
    )
    if (!bare.ok) throw new Error(JSON.stringify(bare.issues))
    const only = (options: LintOptions): Warning[] => lint(bare.value, options).filter((one) => /^label/.test(one.code))
    expect(only({}).map((one) => one.params.lang)).toEqual(['zh-CN', 'en'])
    expect(only({ languages: ['zh-CN'] }).map((one) => one.code)).toEqual(['labels_missing'])
    expect(only({ languages: [] })).toEqual([])
  })
})

describe('what nothing uses', () => {
  it('is named: activities, measures, populations and cases', () => {
    const activities = { ...village().activities, 'room.cleaned': {} }
    const cases = { ...village().cases, second: { key: 'wish', states: { 'wish.claimed': 'claimed' } } }
    const populations = [...(village().populations ?? []), { id: 'spare', kind: 'member', base: 'roster' as const }]
    const unused = lint(village({ activities, cases, populations })).filter((one) => one.code.startsWith('unused'))
    expect(unused.map(({ code: found, path }) => [found, path])).toEqual([
      ['unused_activity', '/activities/room.cleaned'],
      ['unused_measure', '/measures/0'],
      ['unused_population', '/populations/1'],
      ['unused_case', '/cases/second'],
    ])
  })
})

describe('visibility', () => {
  it.each([
    [{ public: true }, ['ranking_public']],
    [{ rankings: 'all' as const }, ['ranking_to_all']],
    [{ names: 'full' as const }, ['names_full']],
    [{ public: false, rankings: 'branch' as const, names: 'masked' as const }, []],
  ])('%j is warned of as %j', (visibility, codes) => {
    const found = lint(village({ visibility })).filter((one) => /^(ranking|names)/.test(one.code))
    expect(found.map((one) => one.code)).toEqual(codes)
  })
})

describe('a warning', () => {
  it('has a sentence in both languages', () => {
    const program = withRule({ when: false, label: undefined, on: ['visit.done'] })
    for (const lang of LANGS) {
      for (const warning of lint(program)) expect(issueSentence(warning, lang, program)).toMatch(/[.。]$/)
    }
  })

  it('is not given for a program without a fault but its shown measure', () => {
    expect(lint(village()).map((one) => one.code)).toEqual(['unused_measure'])
  })
})
