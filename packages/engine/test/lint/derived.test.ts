import type { Program, Rule, Tier } from '@jixing/engine'
import { lint, monotonicity, type Warning } from '@jixing/engine/lint'
import { issueSentence, LANGS } from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { village } from '../words/village.ts'

type Told = readonly (readonly [code: string, path: string])[]

const label = { 'zh-CN': '名', en: 'Name' }
const extra = {
  'room.cleaned': {
    label,
    fields: { room: { type: 'choice', of: ['a', 'b'], label, labels: { a: label, b: label } } },
  },
}
const measures = [
  ...(village().measures ?? []),
  { id: 'rooms', label, on: ['room.cleaned'], to: { kind: 'member', from: 'subject' }, as: 'distinct', field: 'room' },
  {
    id: 'best',
    label,
    on: ['duty.done'],
    to: { kind: 'member', from: 'subject' },
    as: 'max',
    value: { min: [{ field: 'hours' }, 8] },
  },
] as NonNullable<Program['measures']>

function withRules(rules: readonly object[], parts: Partial<Program> = {}): Program {
  const named = rules.map((rule, i) => ({ id: `x${i}`, trace: 'R', label, ...rule }) as unknown as Rule)
  return village({
    activities: { ...village().activities, ...extra } as Program['activities'],
    measures,
    rules: [...village().rules, ...named],
    honours: { h: { label } },
    ...parts,
  })
}

/** What is told about the rules of a test, without what nothing uses; every sentence is there. */
function told(program: Program): Told {
  const found = lint(program).filter((one: Warning) => !/^unused/.test(one.code))
  for (const lang of LANGS) for (const one of found) expect(issueSentence(one, lang, program)).toMatch(/^.{8,}[.。]$/)
  return found.map((one) => [one.code, one.path.replace('/rules/4', '')])
}

const milestone = (parts: object) => ({
  kind: 'milestone',
  category: 'N',
  to: { kind: 'member' },
  ...parts,
})
const step = (at: number, points = 1): object => ({ at, points })

describe('a milestone', () => {
  it.each<[string, object, Told]>([
    ['in order', { measure: 'visits', steps: [step(1), step(10)] }, []],
    ['not in order', { measure: 'visits', steps: [step(10), step(1)] }, [['milestone_not_ascending', '/steps/1']]],
    ['of nothing', { measure: 'visits', steps: [step(10, 0)] }, [['step_gives_nothing', '/steps/0']]],
    ['of an honour alone', { measure: 'visits', steps: [{ at: 10, points: 0, honour: 'h' }] }, []],
    ['reached from the beginning', { measure: 'rooms', steps: [step(0)] }, [['milestone_reached_before', '/steps/0']]],
    ['beyond all choices', { measure: 'rooms', steps: [step(2), step(3)] }, [['milestone_never_reached', '/steps/1']]],
    [
      'beyond the greatest value',
      { measure: 'best', every: { of: 9, points: 1 } },
      [['milestone_never_reached', '/every']],
    ],
    ['at the greatest value', { measure: 'best', steps: [step(-1), step(8)] }, []],
    [
      'without any step',
      { measure: 'visits', every: { of: 5, points: 1, upTo: 4 } },
      [['milestone_never_reached', '/every/upTo']],
    ],
    ['over points without a limit', { of: { categories: ['B'] }, steps: [step(1000)] }, []],
    [
      'over points that are only taken',
      { of: { rules: ['late'] }, category: 'Z', steps: [step(1)] },
      [['milestone_never_reached', '/steps/0']],
    ],
    [
      'over rules that take nothing',
      { of: { rules: ['visit'] }, steps: [step(0)] },
      [['milestone_reached_before', '/steps/0']],
    ],
    ['over what may be adjusted', { of: { categories: ['B'] }, steps: [step(0)] }, []],
  ])('%s', (_, parts, expected) => {
    const categories = { ...village().categories, Z: { label } }
    expect(told(withRules([milestone(parts)], { categories }))).toEqual(expected)
  })

  it('over points that a limit holds below it', () => {
    const limits = [{ id: 'L', label, categories: ['B'], points: 14, per: { window: 'quarter' } }] as const
    const within = (window: string, at: number): Told =>
      told(withRules([milestone({ of: { categories: ['B'] }, window, steps: [step(at)] })], { limits }))
    expect(within('quarter', 14)).toEqual([])
    expect(within('quarter', 15)).toEqual([['milestone_never_reached', '/steps/0']])
    expect(within('year', 56)).toEqual([])
    expect(within('year', 57)).toEqual([['milestone_never_reached', '/steps/0']])
    expect(within('ever', 1000)).toEqual([])
  })
})

const streak = (parts: object) => ({
  kind: 'streak',
  category: 'B',
  on: ['visit.done'],
  to: { kind: 'member', from: 'subject' },
  window: 'day',
  length: 6,
  atLeast: 1,
  run: 'once',
  points: 1,
  ...parts,
})
const weekdays = { lte: [{ weekday: true }, 5] }

describe('a streak', () => {
  it.each<[string, object, Told]>([
    ['of days', {}, []],
    ['of working days, longer than a week has', { when: { workday: true } }, [['streak_never_completes', '/length']]],
    ['of working days, as long as a week has', { when: { workday: true }, length: 5 }, []],
    ['of chosen weekdays', { when: { and: [weekdays, { field: 'need' }] } }, [['streak_never_completes', '/length']]],
    ['of weekdays around the week end', { when: { not: { eq: [{ weekday: true }, 3] } } }, []],
    ['of weeks with working days', { window: 'week', when: { workday: true } }, []],
    [
      'that never matches',
      { when: { and: [{ field: 'need' }, { not: { field: 'need' } }] } },
      [['rule_never_matches', '/when']],
    ],
    ['that gives nothing', { points: 0 }, [['rule_gives_nothing', '/points']]],
    ['that gives an honour', { points: 0, honour: 'h' }, []],
  ])('%s', (_, parts, expected) => {
    expect(told(withRules([streak(parts)]))).toEqual(expected)
  })

  it('of working days where some are made up may go on', () => {
    const calendar = { workdays: ['2021-10-09'] }
    expect(told(withRules([streak({ when: { workday: true } })], { calendar }))).toEqual([])
  })
})

const challenge = (parts: object) => ({
  kind: 'challenge',
  category: 'B',
  from: '2021-03-01',
  until: '2021-06-01',
  unit: { kind: 'branch', unitOf: { kind: 'member', from: 'subject' }, tree: 'party' },
  on: ['room.cleaned'],
  target: 2,
  to: { kind: 'member', from: 'all' },
  points: 2,
  ...parts,
})

describe('a challenge', () => {
  it.each<[string, object, Told]>([
    ['within reach', {}, []],
    ['over as many values as there are', { field: 'room' }, []],
    ['over more values than there are', { field: 'room', target: 3 }, [['challenge_never_reached', '/target']]],
    ['over a sum that never rises', { value: -1, target: 1 }, [['challenge_never_reached', '/target']]],
    ['without a target', { target: 0 }, [['challenge_without_target', '/target']]],
    ['that was over before', { from: '2020-11-01', until: '2021-01-01' }, [['rule_over_before_start', '/until']]],
    ['that began before', { from: '2020-11-01', until: '2021-01-02' }, []],
    ['that gives nothing', { points: 0 }, [['rule_gives_nothing', '/points']]],
    ['of which nothing is left to split', { points: 0.1, share: 'split' }, [['split_leaves_nothing', '/points']]],
    ['of which something is left for two', { points: 0.2, share: 'split' }, []],
    ['that never matches', { when: false }, [['rule_never_matches', '/when']]],
  ])('%s', (_, parts, expected) => {
    expect(told(withRules([challenge(parts)]))).toEqual(expected)
  })
})

it('places that give nothing', () => {
  const place = { kind: 'place', category: 'B', period: 'quarter', measure: 'visits', points: [0, 0] }
  expect(told(withRules([place]))).toEqual([['rule_gives_nothing', '/points']])
  expect(told(withRules([{ ...place, honours: ['h'] }]))).toEqual([])
})

const multiplier = (parts: object) => ({ kind: 'multiplier', categories: ['B'], factor: 2, ...parts })

describe('a multiplier', () => {
  it.each<[string, object, Told]>([
    ['over something', {}, []],
    ['over a category of deductions', { categories: ['N'] }, [['multiplier_covers_nothing', '']]],
    ['over deductions, on their side', { categories: ['N'], side: 'deductions' }, []],
    [
      'over a rule without deductions',
      { categories: undefined, rules: ['visit'], side: 'deductions' },
      [['multiplier_covers_nothing', '']],
    ],
    ['by 1', { factor: 1 }, [['multiplier_changes_nothing', '/factor']]],
    ['that was over before', { until: '2021-01-01' }, [['rule_over_before_start', '/until']]],
    [
      'that never holds',
      { when: { gte: [{ hour: true }, 24] } },
      [
        ['rule_never_matches', '/when'],
        ['number_out_of_reach', '/when/gte'],
      ],
    ],
    ['that is switched off', { categories: ['N'], off: true }, []],
  ])('%s', (_, parts, expected) => {
    expect(told(withRules([JSON.parse(JSON.stringify(multiplier(parts)))]))).toEqual(expected)
  })

  it.each<[string, readonly object[], boolean]>([
    ['alone', [{}], false],
    ['at the same time', [{}, {}], true],
    ['one after the other', [{ until: '2021-03-01' }, { from: '2021-03-01' }], false],
    ['one into the other', [{ until: '2021-03-02' }, { from: '2021-03-01' }], true],
    ['on two sides', [{}, { categories: ['N'], side: 'deductions' }], false],
    ['over one rule of two categories', [{}, { categories: undefined, rules: ['visit'] }], true],
    ['one of them switched off', [{}, { off: true }], false],
  ])('stacks with another: %s', (_, several, stacks) => {
    const rules = several.map((one) => JSON.parse(JSON.stringify(multiplier(one))))
    const found = lint(withRules(rules, { stacking: 'highest' })).filter(
      (one) => one.code === 'stacking_without_effect',
    )
    expect(found.length).toBe(stacks ? 0 : 1)
  })

  it('makes the awards under a limit unequal, and larger', () => {
    const limits = [
      { id: 'once', rules: ['visit'], times: 1, per: { window: 'month' } },
      { id: 'points', rules: ['visit'], points: 5, per: { window: 'month' } },
    ] as const
    const base = village({ limits })
    expect(monotonicity(base)[0]).toEqual({ limit: 'once', enjoys: true })
    expect(lint(base).some((one) => one.code === 'limit_never_binds')).toBe(true) // once 2 is below 5
    const doubled = withRules([multiplier({ factor: 3 })], { limits })
    expect(monotonicity(doubled)[0]).toMatchObject({ limit: 'once', enjoys: false, reason: 'unequal_awards' })
    expect(lint(doubled).some((one) => one.code === 'limit_never_binds')).toBe(false) // once 6 is above 5
  })

  it('makes split awards unequal', () => {
    const limits = [{ id: 'once', rules: ['visit'], times: 1, per: { window: 'month' } }] as const
    const rules = village().rules.map((rule) => (rule.id === 'visit' ? ({ ...rule, share: 'split' } as Rule) : rule))
    expect(monotonicity(village({ rules, limits }))[0]).toMatchObject({ reason: 'unequal_awards' })
  })
})

describe('an expiry', () => {
  const expiry = (parts: object) => ({ kind: 'expiry', categories: ['B'], days: 365, ...parts })

  it.each<[string, readonly object[], Told]>([
    ['over something', [expiry({})], []],
    ['over deductions alone', [expiry({ categories: ['N'] })], [['expiry_covers_nothing', '']]],
    [
      'over what an earlier one covers',
      [expiry({}), expiry({ categories: undefined, rules: ['visit'] })],
      [['expiry_never_acts', '/rules/5']],
    ],
    ['over more than an earlier one covers', [expiry({ categories: undefined, rules: ['visit'] }), expiry({})], []],
    [
      'over what two earlier ones cover',
      [
        expiry({ categories: undefined, rules: ['visit', 'wish'] }),
        expiry({ categories: undefined, rules: ['duty'] }),
        expiry({}),
      ],
      [['expiry_never_acts', '/rules/6']],
    ],
    ['over what one switched off covers', [expiry({ off: true }), expiry({})], []],
  ])('%s', (_, rules, expected) => {
    expect(told(withRules(rules.map((one) => JSON.parse(JSON.stringify(one)))))).toEqual(expected)
  })
})

describe('a band', () => {
  const graded = (tier: Partial<Tier>, parts: Partial<Program> = {}): Told => {
    const bands = [
      { id: 'a', from: 90, label },
      { id: 'b', from: 60, label },
      { id: 'c', label },
    ]
    const [Q, ...rest] = village().scores ?? []
    const scores = [{ ...Q, value: { clamp: [{ tally: 'B' }, 0, 100] } }, ...rest] as Program['scores']
    const tiers = [{ id: 'grade', ranking: 'members', label, bands, ...tier }]
    return told(village({ scores, tiers, ...parts } as Partial<Program>))
  }

  it.each<[string, Partial<Tier>, Told]>([
    ['that needs something', { needs: [{ band: 'a', when: { gte: [{ tally: 'B' }, 5] } }] }, []],
    [
      'that needs what never holds',
      { needs: [{ band: 'a', when: false }] },
      [['band_never_given', '/tiers/0/needs/0']],
    ],
    [
      'that needs a score out of reach',
      { needs: [{ band: 'a', when: { gt: [{ score: 'Q' }, 100] } }] },
      [
        ['number_out_of_reach', '/tiers/0/needs/0/when/gt'],
        ['band_never_given', '/tiers/0/needs/0'],
      ],
    ],
    [
      'that needs what always holds',
      { needs: [{ band: 'a', when: true }] },
      [['need_without_effect', '/tiers/0/needs/0']],
    ],
    [
      'that is the last and needs something',
      { needs: [{ band: 'c', when: { gte: [{ tally: 'B' }, 5] } }] },
      [['need_without_effect', '/tiers/0/needs/0']],
    ],
    ['with moves', { moves: { up: 1, buffer: 10 } }, []],
    ['with moves that say nothing', { moves: {} }, [['moves_without_effect', '/tiers/0/moves']]],
    ['that nobody rises to', { moves: { up: 0 } }, [['nobody_rises', '/tiers/0/moves/up']]],
    ['that the buffer puts out of reach', { moves: { buffer: 11 } }, [['band_not_entered', '/tiers/0/moves/buffer']]],
  ])('%s', (_, tier, expected) => {
    expect(graded(tier)).toEqual(expected)
  })

  it('of a field period follows upon nothing', () => {
    const scores = [{ id: 'S', kind: 'member', period: 'season', value: { tally: 'B' }, label }] as const
    const rankings = [{ id: 'members', score: 'S', population: 'counted', label }]
    const tiers = [{ id: 'grade', ranking: 'members', label, bands: [{ id: 'c', label }], moves: { up: 1 } }]
    expect(told(village({ scores, rankings, tiers }))).toEqual([['moves_without_effect', '/tiers/0/moves']])
  })
})

describe('what new rules use and reward', () => {
  it('counts as used', () => {
    const program = withRules([
      milestone({ measure: 'rooms', steps: [{ at: 1, points: 1, honour: 'h' }] }),
      { kind: 'place', category: 'B', period: 'quarter', measure: 'best', points: [1] },
      challenge({ on: ['room.cleaned'] }),
    ])
    expect(
      lint(program)
        .filter((one) => one.code.startsWith('unused'))
        .map((one) => one.path),
    ).toEqual(['/measures/0'])
    const league = { miniLeague: ['visits'], opponent: 'team' }
    const rankings = [{ id: 'members', score: 'Q', population: 'counted', label, tieBreakers: [league] }]
    expect(lint(village({ rankings })).map((one) => one.code)).toEqual([])
  })

  it('misses honours that nothing gives', () => {
    expect(
      lint(withRules([]))
        .filter((one) => one.code === 'unused_honour')
        .map((one) => one.params),
    ).toEqual([{ name: 'h' }])
  })

  const online = {
    'app.loggedIn': { label: { 'zh-CN': '登录', en: 'Logged in' } },
    'post.read': {
      label,
      fields: { minutesOnline: { type: 'number', label: { 'zh-CN': '在线时长', en: 'Minutes online' } } },
    },
  }
  it.each<[string, object, Partial<Program>]>([
    ['a streak of log-ins', streak({ on: ['app.loggedIn'] }), {}],
    ['a challenge of log-ins', challenge({ on: ['app.loggedIn'] }), {}],
    ['a challenge of time online', challenge({ on: ['post.read'], value: { field: 'minutesOnline' } }), {}],
    ['a streak on time online', streak({ on: ['post.read'], when: { gte: [{ field: 'minutesOnline' }, 30] } }), {}],
    ['a milestone of log-ins', milestone({ measure: 'online', steps: [step(1)] }), {}],
    ['places by log-ins', { kind: 'place', category: 'B', period: 'quarter', measure: 'online', points: [1] }, {}],
    [
      'an honour for likes',
      milestone({ measure: 'visits', steps: [{ at: 1, points: 0, honour: 'most-liked' }] }),
      { honours: { 'most-liked': { label } } },
    ],
    ['a multiplier named after forwards', multiplier({ id: 'double-forwards' }), {}],
  ])('must not be %s', (_, rule, parts) => {
    const logins = { id: 'online', label, on: ['app.loggedIn'], to: { kind: 'member', from: 'subject' } }
    const program = withRules([rule], {
      activities: { ...village().activities, ...extra, ...online } as Program['activities'],
      measures: [...measures, logins] as NonNullable<Program['measures']>,
      ...parts,
    })
    const found = lint(program).filter((one) => one.code === 'must_not_be_scored')
    expect(found.length).toBeGreaterThan(0)
  })
})

describe('labels', () => {
  const missing = (parts: Partial<Program>): Warning['params'][] =>
    lint(village(parts)).flatMap((one) => (one.code === 'label_missing' ? [one.params] : []))

  it('are missed of honours, and of what formulas mention', () => {
    const populations = [
      { id: 'counted', kind: 'member', tree: 'party', label, when: { gte: [{ attribute: 'age' }, 18] } },
    ] as const
    expect(missing({ honours: { h: { label: { en: 'H' } } }, populations })).toEqual([
      { what: 'honour', name: 'h', lang: 'zh-CN' },
      { what: 'attribute', name: 'age', lang: 'zh-CN' },
      { what: 'attribute', name: 'age', lang: 'en' },
    ])
    const { trees, ...names } = village().names ?? {}
    expect(missing({ names }).map((one) => [one.what, one.name, one.lang])).toEqual([
      ['tree', 'party', 'zh-CN'],
      ['tree', 'party', 'en'],
    ])
    expect(trees).toBeDefined()
  })
})
