import { describe, expect, it } from 'vitest'
import { type Issue, parseProgram } from '../../src/index.ts'
import { small } from '../small-program.ts'

/** What is refused: the code, the place in the program, and what the sentence about it names. */
type Refusal = readonly [code: string, path: string, params: Issue['params']]

const base = {
  ...small,
  subjects: { ...small.subjects, club: {} },
  categories: { A: {}, B: {} },
  honours: { star: {} },
  activities: {
    ...small.activities,
    'visit.done': { fields: { n: { type: 'number', decimals: 1 }, t: { type: 'text' } } },
    'duty.done': { fields: { other: { type: 'flag' } } },
  },
  cases: { appeal: { key: 't', states: { 'visit.done': 'filed', 'duty.done': 'answered' } } },
  populations: [
    { id: 'all', kind: 'member', tree: 'party' },
    { id: 'branches', kind: 'branch', tree: 'party' },
  ],
  scores: [{ id: 'S', kind: 'member', period: 'month', value: 1 }],
  rankings: [{ id: 'rank', score: 'S', population: 'all' }],
  tiers: [{ id: 'stars', ranking: 'rank', bands: [{ id: 'one', from: 1 }, { id: 'two' }] }],
}
const [score] = base.scores
const [ranking] = base.rankings
const [tier] = base.tiers
const to = { kind: 'member', from: 'all' }
const on = ['visit.done']
const given = { category: 'B', points: 1 }
const award = { id: 'R', kind: 'award', ...given, on, to }
const grant = { id: 'G', kind: 'grant', ...given, window: 'month', to: { kind: 'member', tree: 'party' } }
const expects = { on, to, atLeast: 1 }
const expectation = { ...grant, id: 'E', kind: 'expectation', expects }
const veto = { id: 'V', kind: 'veto', to: { kind: 'member' }, effects: [{ score: 'S', value: 0 }] }
const measure = { id: 'M', on, to }
const milestone = {
  id: 'P',
  kind: 'milestone',
  category: 'B',
  to: { kind: 'member' },
  measure: 'M',
  steps: [{ at: 1, points: 1 }],
}
const streak = { id: 'K', kind: 'streak', ...given, on, to, window: 'month', length: 2, atLeast: 1, run: 'once' }
const place = { id: 'L', kind: 'place', category: 'B', period: 'month', measure: 'M', points: [1] }
const span = { from: '2026-03-01', until: '2026-04-01' }
const challenge = { id: 'C', kind: 'challenge', ...given, ...span, unit: to, on, target: 1, to }
const multiplier = { id: 'X2', kind: 'multiplier', rules: ['R'], factor: 2 }
const expiry = { id: 'Y', kind: 'expiry', rules: ['R'], days: 1 }

const DECIMALS = 'too_many_decimals /rules/0/points'

/** The codes and places of what is wrong with a changed program. */
function refused(change: object): string[] {
  const parsed = parseProgram({ ...base, ...change })
  return parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${code} ${path}`)
}

describe('a program is refused with', () => {
  it.each<[name: string, change: object, refusals: readonly Refusal[]]>([
    [
      'an unknown category',
      { rules: [{ ...award, category: 'X' }] },
      [['unknown_category', '/rules/0/category', { name: 'X', nearest: 'A' }]],
    ],
    [
      'an unknown activity',
      { rules: [{ ...award, on: ['visit.don'] }] },
      [['unknown_activity', '/rules/0/on/0', { name: 'visit.don', nearest: 'visit.done' }]],
    ],
    [
      'too many decimals',
      { rules: [{ ...award, points: 0.25 }] },
      [['too_many_decimals', '/rules/0/points', { max: 1, value: '0.25' }]],
    ],
    [
      'a field of no activity per admission',
      { rules: [{ ...award, admit: { atMost: 1, per: { fields: ['t', 'x'] } } }] },
      [['unknown_field', '/rules/0/admit/per/fields/1', { name: 'x', nearest: 'n' }]],
    ],
    [
      'an overlap with a grant',
      { rules: [{ ...award, unlessOverlaps: ['G', 'X'] }, grant] },
      [
        ['overlap_of_overlap', '/rules/0/unlessOverlaps/0', { name: 'G' }],
        ['unknown_rule', '/rules/0/unlessOverlaps/1', { name: 'X', nearest: 'R' }],
      ],
    ],
    [
      'an overlap with an overlap',
      {
        rules: [
          { ...award, unlessOverlaps: ['S'] },
          { ...award, id: 'S', unlessOverlaps: ['Z'] },
          { ...award, id: 'Z' },
        ],
      },
      [['overlap_of_overlap', '/rules/0/unlessOverlaps/0', { name: 'S' }]],
    ],
    [
      'a grant to an unknown kind',
      { rules: [{ ...grant, to: { kind: 'members' } }] },
      [
        ['missing_key', '/rules/0/to/tree', { name: 'tree' }],
        ['unknown_kind', '/rules/0/to/kind', { name: 'members', nearest: 'member' }],
      ],
    ],
    [
      'a grant in a tree without the kind',
      { rules: [{ ...grant, to: { kind: 'club', tree: 'party' } }] },
      [['kind_not_in_tree', '/rules/0/to/tree', { kind: 'club', tree: 'party' }]],
    ],
    [
      'a grant of too many decimals',
      { rules: [{ ...grant, points: 0.25 }] },
      [['too_many_decimals', '/rules/0/points', { max: 1, value: '0.25' }]],
    ],
    [
      'an expectation without a tree',
      { rules: [{ ...expectation, to: { kind: 'member' } }] },
      [['missing_key', '/rules/0/to/tree', { name: 'tree' }]],
    ],
    [
      'an expectation of unknown things',
      { rules: [{ ...expectation, expects: { on: ['x'], when: 1, to: { kind: 'x', from: 'all' }, field: 'x' } }] },
      [
        ['missing_key', '/rules/0/expects/atLeast', { name: 'atLeast' }],
        ['unknown_activity', '/rules/0/expects/on/0', { name: 'x', nearest: '' }],
        ['wrong_value_type', '/rules/0/expects/when', { expected: 'flag', found: 'number' }],
        ['unknown_kind', '/rules/0/expects/to/kind', { name: 'x', nearest: '' }],
        ['unknown_field', '/rules/0/expects/field', { name: 'x', nearest: 'n' }],
      ],
    ],
    [
      'an expectation per item without a field',
      { rules: [{ ...expectation, per: 'assigned' }] },
      [['missing_key', '/rules/0/expects/field', { name: 'field' }]],
    ],
    [
      'recipients above themselves',
      { rules: [{ ...award, to: { kind: 'branch', tree: 'party', unitOf: { kind: 'committee', from: 'all' } } }] },
      [['unit_not_above', '/rules/0/to/tree', { unit: 'branch', kind: 'committee', tree: 'party' }]],
    ],
    [
      'recipients in an unknown tree',
      { rules: [{ ...award, to: { kind: 'branch', tree: 'x', unitOf: { kind: 'member', from: 'all' } } }] },
      [['unknown_tree', '/rules/0/to/tree', { name: 'x', nearest: '' }]],
    ],
    [
      'members of what is below',
      { rules: [{ ...award, to: { kind: 'branch', tree: 'party', membersOf: { kind: 'member', from: 'all' } } }] },
      [['unit_not_above', '/rules/0/to/tree', { unit: 'member', kind: 'branch', tree: 'party' }]],
    ],
    [
      'all but others',
      { rules: [{ ...award, to: { kind: 'member', from: 'all', except: { kind: 'branch', from: 'all' } } }] },
      [
        ['unknown_key', '/rules/0/to/except', { name: 'except', nearest: '' }],
        ['except_of_other_kind', '/rules/0/to/except/kind', { expected: 'member', found: 'branch' }],
      ],
    ],
    [
      'recipients of an unknown field',
      { rules: [{ ...award, to: { kind: 'member', field: 'x' } }] },
      [['unknown_field', '/rules/0/to/field', { name: 'x', nearest: 'n' }]],
    ],
    [
      'a veto of unknown things',
      {
        rules: [
          {
            ...veto,
            to: { kind: 'x' },
            effects: [
              { score: 'x', value: 0 },
              { tier: 'y', atMost: 'one' },
              { tier: 'stars', atMost: 'x' },
            ],
          },
        ],
      },
      [
        ['unknown_kind', '/rules/0/to/kind', { name: 'x', nearest: '' }],
        ['unknown_score', '/rules/0/effects/0/score', { name: 'x', nearest: 'S' }],
        ['unknown_tier', '/rules/0/effects/1/tier', { name: 'y', nearest: '' }],
        ['unknown_band', '/rules/0/effects/2/atMost', { name: 'x', nearest: '' }],
      ],
    ],
    [
      'a limit of unknown things',
      { limits: [{ id: 'L', rules: ['x'], per: { window: 'month', fields: ['x'] }, points: 0.25, keep: 'highest' }] },
      [
        ['unknown_rule', '/limits/0/rules/0', { name: 'x', nearest: '' }],
        ['too_many_decimals', '/limits/0/points', { max: 1, value: '0.25' }],
        ['unknown_field', '/limits/0/per/fields/0', { name: 'x', nearest: 'n' }],
      ],
    ],
    [
      'a limit of unknown categories',
      { limits: [{ id: 'L', categories: ['X'], per: { window: 'month' }, times: 1 }] },
      [['unknown_category', '/limits/0/categories/0', { name: 'X', nearest: 'A' }]],
    ],
    [
      'a limit of rules and categories',
      { limits: [{ id: 'L', rules: ['R'], categories: ['B'], per: { window: 'month' }, points: 1, times: 1 }] },
      [
        ['unknown_rule', '/limits/0/rules/0', { name: 'R', nearest: '' }],
        ['needs_one_of', '/limits/0', { expected: ['rules', 'categories'], found: ['rules', 'categories'] }],
      ],
    ],
    [
      'a rolling limit that keeps the highest',
      { limits: [{ id: 'L', rules: ['R'], per: { window: { rollingDays: 7 } }, points: 1, keep: 'highest' }] },
      [
        ['unknown_rule', '/limits/0/rules/0', { name: 'R', nearest: '' }],
        ['rolling_keeps_earliest', '/limits/0/keep', {}],
      ],
    ],
    [
      'a measure of unknown things',
      { measures: [{ ...measure, on: ['x'], when: 1, value: 'a', to: { kind: 'x', from: 'all' } }] },
      [
        ['unknown_activity', '/measures/0/on/0', { name: 'x', nearest: '' }],
        ['wrong_value_type', '/measures/0/when', { expected: 'flag', found: 'number' }],
        ['wrong_value_type', '/measures/0/value', { expected: 'number', found: 'text' }],
        ['unknown_kind', '/measures/0/to/kind', { name: 'x', nearest: '' }],
      ],
    ],
    [
      'a count of different values without a field',
      { measures: [{ ...measure, as: 'distinct' }] },
      [['missing_key', '/measures/0/field', { name: 'field' }]],
    ],
    [
      'a count with a field',
      { measures: [{ ...measure, field: 't' }] },
      [['missing_key', '/measures/0/field', { name: 'field' }]],
    ],
    [
      'a count of an unknown field',
      { measures: [{ ...measure, as: 'distinct', field: 'x' }] },
      [['unknown_field', '/measures/0/field', { name: 'x', nearest: 'n' }]],
    ],
    [
      'a sum without a value',
      { measures: [{ ...measure, as: 'sum' }] },
      [['missing_key', '/measures/0/value', { name: 'value' }]],
    ],
    [
      'a least without a value',
      { measures: [{ ...measure, as: 'min' }] },
      [['missing_key', '/measures/0/value', { name: 'value' }]],
    ],
    [
      'a greatest without a value',
      { measures: [{ ...measure, as: 'max' }] },
      [['missing_key', '/measures/0/value', { name: 'value' }]],
    ],
    ['two rules of one id', { rules: [award, award] }, [['duplicate_id', '/rules/1/id', { name: 'R' }]]],
    [
      'two measures and two scores of one id',
      { measures: [measure, { ...measure, id: 'N' }, measure], scores: [score, score] },
      [
        ['duplicate_id', '/measures/2/id', { name: 'M' }],
        ['duplicate_id', '/scores/1/id', { name: 'S' }],
      ],
    ],
    [
      'an unknown time zone',
      { timeZone: 'Asia/Shangha' },
      [['unknown_time_zone', '/timeZone', { name: 'Asia/Shangha', nearest: 'Asia/Shanghai' }]],
    ],
    [
      'a tree of unknown kinds',
      { trees: { party: ['member', 'x'] } },
      [
        ['unknown_kind', '/trees/party/1', { name: 'x', nearest: '' }],
        ['kind_not_in_tree', '/populations/1/tree', { kind: 'branch', tree: 'party' }],
      ],
    ],
    [
      'names of unknown things',
      { names: { trees: { x: { en: 'X' } }, states: { x: { en: 'X' } } } },
      [
        ['unknown_key', '/names/trees/x/en', { name: 'en', nearest: '' }],
        ['unknown_key', '/names/states/x/en', { name: 'en', nearest: '' }],
        ['unknown_tree', '/names/trees/x', { name: 'x', nearest: '' }],
        ['unknown_state', '/names/states/x', { name: 'x', nearest: '' }],
      ],
    ],
    [
      'an attribute that is no field',
      { input: { attributes: { x: 'X' } } },
      [['unknown_field', '/input/attributes/x', { name: 'x', nearest: 'n' }]],
    ],
    [
      'a period of an unknown field',
      { periods: { month: { window: 'month' }, round: { fields: ['x', 't'], startsOn: '{t}-{n}-01' } } },
      [
        ['unknown_field', '/periods/round/fields/0', { name: 'x', nearest: 'n' }],
        ['unknown_field', '/periods/round/startsOn', { name: 'n', nearest: 'x' }],
      ],
    ],
    [
      'a case of unknown things',
      {
        cases: { appeal: { key: 'x', states: { 'x.y': 'filed' }, due: { from: 'x', until: ['filed', 'y'], days: 1 } } },
      },
      [
        ['unknown_field', '/cases/appeal/key', { name: 'x', nearest: 'n' }],
        ['unknown_activity', '/cases/appeal/states/0', { name: 'x.y', nearest: '' }],
        ['unknown_state', '/cases/appeal/due/from', { name: 'x', nearest: '' }],
        ['unknown_state', '/cases/appeal/due/until/1', { name: 'y', nearest: '' }],
      ],
    ],
    [
      'a field of two types',
      { activities: { ...base.activities, 'duty.done': { fields: { t: { type: 'number' } } } } },
      [['field_type_differs', '/activities/duty.done/fields/t', { name: 't', expected: 'text', found: 'number' }]],
    ],
    [
      'a choice without values',
      { activities: { ...base.activities, 'a/b.c': { fields: { c: { type: 'choice' } } } } },
      [
        ['wrong_name', '/activities/a~1b.c', { name: 'a/b.c' }],
        ['missing_key', '/activities/a~1b.c/fields/c/of', { name: 'of' }],
      ],
    ],
    [
      'a text that may be absent',
      { activities: { ...base.activities, 'duty.done': { fields: { s: { type: 'text', absent: false } } } } },
      [['unknown_key', '/activities/duty.done/fields/s/absent', { name: 'absent', nearest: '' }]],
    ],
    [
      'a duration of a text',
      {
        activities: {
          ...base.activities,
          'duty.done': { fields: { s: { type: 'text' } }, duration: { field: 's', unit: 'hour' } },
        },
      },
      [['unknown_field', '/activities/duty.done/duration/field', { name: 's', nearest: 's' }]],
    ],
    [
      'a population of an unknown kind',
      { populations: [{ id: 'all', kind: 'x', tree: 'party' }] },
      [
        ['unknown_kind', '/populations/0/kind', { name: 'x', nearest: '' }],
        ['kind_not_in_tree', '/populations/0/tree', { kind: 'x', tree: 'party' }],
        ['kind_differs', '/rankings/0/population', { expected: 'member', found: 'x' }],
      ],
    ],
    [
      'a population in a tree without it',
      { populations: [{ id: 'all', kind: 'club', tree: 'party' }] },
      [
        ['kind_not_in_tree', '/populations/0/tree', { kind: 'club', tree: 'party' }],
        ['kind_differs', '/rankings/0/population', { expected: 'member', found: 'club' }],
      ],
    ],
    [
      'a population of a number',
      { populations: [{ id: 'all', kind: 'member', when: 1 }] },
      [['wrong_value_type', '/populations/0/when', { expected: 'flag', found: 'number' }]],
    ],
    [
      'a population of a later population',
      {
        populations: [
          { id: 'all', kind: 'member', when: { gt: [{ count: { across: { everyone: 'more' } } }, 1] } },
          { id: 'more', kind: 'member' },
        ],
      },
      [['unknown_population', '/populations/0/when/gt/0/count/across/everyone', { name: 'more', nearest: '' }]],
    ],
    [
      'a score of unknown things',
      { scores: [{ ...score, kind: 'x', period: 'y' }] },
      [
        ['unknown_kind', '/scores/0/kind', { name: 'x', nearest: '' }],
        ['unknown_period', '/scores/0/period', { name: 'y', nearest: '' }],
        ['kind_differs', '/rankings/0/population', { expected: 'x', found: 'member' }],
      ],
    ],
    [
      'a ranking of unknown things',
      { rankings: [{ ...ranking, score: 'x', within: 'y', population: 'z' }] },
      [
        ['unknown_score', '/rankings/0/score', { name: 'x', nearest: 'S' }],
        ['unknown_kind', '/rankings/0/within', { name: 'y', nearest: '' }],
        ['unknown_population', '/rankings/0/population', { name: 'z', nearest: '' }],
      ],
    ],
    [
      'a ranking of another kind',
      { rankings: [{ ...ranking, population: 'branches' }] },
      [['kind_differs', '/rankings/0/population', { expected: 'member', found: 'branch' }]],
    ],
    [
      'a ranking that a number leaves out',
      { rankings: [{ ...ranking, unranked: 1 }] },
      [['wrong_value_type', '/rankings/0/unranked', { expected: 'flag', found: 'number' }]],
    ],
    [
      'ties broken by unknown things',
      {
        rankings: [
          { ...ranking, tieBreakers: [{ score: 'x' }, { measure: 'y' }, { countBack: 'z' }, { earliestBest: 'x' }] },
        ],
      },
      [
        ['unknown_score', '/rankings/0/tieBreakers/0/score', { name: 'x', nearest: 'S' }],
        ['unknown_measure', '/rankings/0/tieBreakers/1/measure', { name: 'y', nearest: '' }],
        ['unknown_measure', '/rankings/0/tieBreakers/2/countBack', { name: 'z', nearest: '' }],
        ['unknown_measure', '/rankings/0/tieBreakers/3/earliestBest', { name: 'x', nearest: '' }],
      ],
    ],
    [
      'ties broken by measures without a value',
      { measures: [measure], rankings: [{ ...ranking, tieBreakers: [{ countBack: 'M' }, { earliestBest: 'M' }] }] },
      [
        ['measure_without_value', '/rankings/0/tieBreakers/0/countBack', { name: 'M' }],
        ['measure_without_value', '/rankings/0/tieBreakers/1/earliestBest', { name: 'M' }],
      ],
    ],
    [
      'a mini-league of unknown things',
      { rankings: [{ ...ranking, tieBreakers: [{ miniLeague: ['x'], opponent: 'y' }] }] },
      [
        ['unknown_field', '/rankings/0/tieBreakers/0/opponent', { name: 'y', nearest: 'n' }],
        ['unknown_measure', '/rankings/0/tieBreakers/0/miniLeague/0', { name: 'x', nearest: '' }],
      ],
    ],
    [
      'a mini-league of another kind',
      {
        measures: [{ ...measure, to: { kind: 'branch', from: 'all' } }],
        rankings: [{ ...ranking, tieBreakers: [{ miniLeague: ['M'], opponent: 't' }] }],
      },
      [['measure_kind_differs', '/rankings/0/tieBreakers/0/miniLeague/0', { expected: 'member', found: 'branch' }]],
    ],
    [
      'a tier of an unknown ranking',
      { tiers: [{ ...tier, ranking: 'x' }] },
      [['unknown_ranking', '/tiers/0/ranking', { name: 'x', nearest: '' }]],
    ],
    [
      'two bands of one id',
      { tiers: [{ ...tier, bands: [{ id: 'one', from: 5 }, { id: 'one', from: 1 }, { id: 'two' }] }] },
      [['duplicate_id', '/tiers/0/bands/1/id', { name: 'one' }]],
    ],
    [
      'a last band from a score',
      {
        tiers: [
          {
            ...tier,
            bands: [
              { id: 'one', from: 5 },
              { id: 'two', from: 1 },
            ],
          },
        ],
      },
      [['last_band_takes_rest', '/tiers/0/bands/1', {}]],
    ],
    [
      'a last band of a share',
      {
        tiers: [
          {
            ...tier,
            bands: [
              { id: 'one', share: 0.5 },
              { id: 'two', share: 0.5 },
            ],
          },
        ],
      },
      [['last_band_takes_rest', '/tiers/0/bands/1', {}]],
    ],
    [
      'a last band with a floor',
      {
        tiers: [
          {
            ...tier,
            bands: [
              { id: 'one', share: 0.5 },
              { id: 'two', floor: 5 },
            ],
          },
        ],
      },
      [['last_band_takes_rest', '/tiers/0/bands/1', {}]],
    ],
    [
      'a share of an unknown band',
      { tiers: [{ ...tier, share: { band: 'x', atMost: '0.5', within: 'y' } }] },
      [
        ['unknown_band', '/tiers/0/share/band', { name: 'x', nearest: '' }],
        ['unknown_kind', '/tiers/0/share/within', { name: 'y', nearest: '' }],
      ],
    ],
    [
      'sizes by a truth value',
      { tiers: [{ ...tier, sizeBands: { by: true, from: [10], atLeast: 1 } }] },
      [['wrong_value_type', '/tiers/0/sizeBands/by', { expected: 'number', found: 'flag' }]],
    ],
    [
      'needs of an unknown band',
      { tiers: [{ ...tier, needs: [{ band: 'x', when: 1 }] }] },
      [
        ['unknown_band', '/tiers/0/needs/0/band', { name: 'x', nearest: '' }],
        ['wrong_value_type', '/tiers/0/needs/0/when', { expected: 'flag', found: 'number' }],
      ],
    ],
    [
      'a milestone of an unknown kind',
      { measures: [measure], rules: [{ ...milestone, to: { kind: 'x' } }] },
      [
        ['unknown_kind', '/rules/0/to/kind', { name: 'x', nearest: '' }],
        ['measure_kind_differs', '/rules/0/measure', { expected: 'x', found: 'member' }],
      ],
    ],
    [
      'a milestone of two things',
      { measures: [measure], rules: [{ ...milestone, of: { categories: ['A'] } }] },
      [['needs_one_of', '/rules/0', { expected: ['measure', 'of'], found: ['measure', 'of'] }]],
    ],
    [
      'a milestone of nothing',
      { rules: [{ ...milestone, measure: undefined }] },
      [['needs_one_of', '/rules/0', { expected: ['measure', 'of'], found: [] }]],
    ],
    [
      'a milestone of an unknown measure',
      { rules: [{ ...milestone }] },
      [['unknown_measure', '/rules/0/measure', { name: 'M', nearest: '' }]],
    ],
    [
      'a milestone of another kind',
      { measures: [{ ...measure, to: { kind: 'branch', from: 'all' } }], rules: [milestone] },
      [['measure_kind_differs', '/rules/0/measure', { expected: 'member', found: 'branch' }]],
    ],
    [
      'a milestone of what only falls',
      { measures: [{ ...measure, as: 'min', value: { field: 'n' } }], rules: [milestone] },
      [['measure_only_falls', '/rules/0/measure', { name: 'M' }]],
    ],
    [
      'a milestone without steps',
      { measures: [measure], rules: [{ ...milestone, steps: undefined }] },
      [['missing_key', '/rules/0/steps', { name: 'steps' }]],
    ],
    [
      'a milestone with a step twice',
      {
        measures: [measure],
        rules: [
          {
            ...milestone,
            steps: [
              { at: 1, points: 0.25 },
              { at: 2, honour: 'x' },
              { at: 1.0, points: 1 },
            ],
          },
        ],
      },
      [
        ['missing_key', '/rules/0/steps/1/points', { name: 'points' }],
        ['too_many_decimals', '/rules/0/steps/0/points', { max: 1, value: '0.25' }],
        ['unknown_honour', '/rules/0/steps/1/honour', { name: 'x', nearest: '' }],
        ['duplicate_step', '/rules/0/steps/2/at', { value: '1' }],
      ],
    ],
    [
      'a milestone every 0',
      { measures: [measure], rules: [{ ...milestone, every: { of: 0, points: 0.25, honour: 'x' } }] },
      [
        ['too_many_decimals', '/rules/0/every/points', { max: 1, value: '0.25' }],
        ['unknown_honour', '/rules/0/every/honour', { name: 'x', nearest: '' }],
        ['not_positive', '/rules/0/every/of', { value: '0' }],
      ],
    ],
    [
      'a milestone of too many steps',
      { measures: [measure], rules: [{ ...milestone, every: { of: 1, points: 1, upTo: 1000000 } }] },
      [['too_many_steps', '/rules/0/every/upTo', { max: 1000 }]],
    ],
    [
      'a milestone of its own category',
      { rules: [award, { ...milestone, measure: undefined, of: { categories: ['B'] } }] },
      [['category_not_earlier', '/rules/1/of/categories/0', { name: 'B', category: 'B' }]],
    ],
    [
      'a milestone of a rule of its own category',
      { rules: [award, { ...milestone, measure: undefined, of: { rules: ['R', 'x', 'P', 'V'] } }, veto] },
      [
        ['category_not_earlier', '/rules/1/of/rules/0', { name: 'R', category: 'B' }],
        ['unknown_rule', '/rules/1/of/rules/1', { name: 'x', nearest: 'R' }],
        ['category_not_earlier', '/rules/1/of/rules/2', { name: 'P', category: 'B' }],
        ['gives_no_points', '/rules/1/of/rules/3', { name: 'V' }],
      ],
    ],
    [
      'a streak of unknown things',
      { rules: [{ ...streak, on: ['x'], when: 1, to: { kind: 'x', from: 'all' }, points: 0.25, honour: 'x' }] },
      [
        ['unknown_activity', '/rules/0/on/0', { name: 'x', nearest: '' }],
        ['wrong_value_type', '/rules/0/when', { expected: 'flag', found: 'number' }],
        ['unknown_kind', '/rules/0/to/kind', { name: 'x', nearest: '' }],
        ['too_many_decimals', '/rules/0/points', { max: 1, value: '0.25' }],
        ['unknown_honour', '/rules/0/honour', { name: 'x', nearest: '' }],
      ],
    ],
    [
      'a place of unknown things',
      { rules: [{ ...place, period: 'x', measure: 'y', points: [1, 0.25], honours: ['x'] }] },
      [
        ['unknown_period', '/rules/0/period', { name: 'x', nearest: '' }],
        ['unknown_measure', '/rules/0/measure', { name: 'y', nearest: '' }],
        ['too_many_decimals', '/rules/0/points/1', { max: 1, value: '0.25' }],
        ['unknown_honour', '/rules/0/honours/0', { name: 'x', nearest: '' }],
      ],
    ],
    [
      'a challenge of unknown things',
      {
        rules: [
          {
            ...challenge,
            on: ['x'],
            when: 1,
            unit: { kind: 'x', from: 'all' },
            to: { kind: 'y', from: 'all' },
            points: 0.25,
            honour: 'z',
          },
        ],
      },
      [
        ['unknown_activity', '/rules/0/on/0', { name: 'x', nearest: '' }],
        ['wrong_value_type', '/rules/0/when', { expected: 'flag', found: 'number' }],
        ['unknown_kind', '/rules/0/unit/kind', { name: 'x', nearest: '' }],
        ['unknown_kind', '/rules/0/to/kind', { name: 'y', nearest: '' }],
        ['too_many_decimals', '/rules/0/points', { max: 1, value: '0.25' }],
        ['unknown_honour', '/rules/0/honour', { name: 'z', nearest: '' }],
      ],
    ],
    [
      'a challenge that ends before it starts',
      { rules: [{ ...challenge, from: '2026-03-02', until: '2026-03-02' }] },
      [['end_before_start', '/rules/0/until', {}]],
    ],
    [
      'a challenge of a value and a field',
      { rules: [{ ...challenge, value: 'a', field: 'n' }] },
      [
        ['wrong_value_type', '/rules/0/value', { expected: 'number', found: 'text' }],
        ['needs_one_of', '/rules/0', { expected: ['value', 'field'], found: ['value', 'field'] }],
      ],
    ],
    [
      'a challenge of an unknown field',
      { rules: [{ ...challenge, field: 'x' }] },
      [['unknown_field', '/rules/0/field', { name: 'x', nearest: 'n' }]],
    ],
    [
      'a challenge whose target has no field',
      { rules: [{ ...challenge, target: { assigned: 'plan', tree: 'x' } }] },
      [
        ['unknown_tree', '/rules/0/target/tree', { name: 'x', nearest: '' }],
        ['missing_key', '/rules/0/field', { name: 'field' }],
      ],
    ],
    [
      'a multiplier of two things',
      { rules: [award, { ...multiplier, rules: ['R'], categories: ['B'] }] },
      [['needs_one_of', '/rules/1', { expected: ['rules', 'categories'], found: ['rules', 'categories'] }]],
    ],
    [
      'a multiplier of unknown things',
      { rules: [award, { ...multiplier, rules: undefined, categories: ['X'] }] },
      [['unknown_category', '/rules/1/categories/0', { name: 'X', nearest: 'A' }]],
    ],
    [
      'a multiplier of a grant',
      { rules: [grant, { ...multiplier, rules: ['G', 'x'] }] },
      [
        ['not_multiplied', '/rules/1/rules/0', { name: 'G' }],
        ['unknown_rule', '/rules/1/rules/1', { name: 'x', nearest: 'G' }],
      ],
    ],
    [
      'a multiplier that ends before it starts',
      { rules: [award, { ...multiplier, from: '2026-03-02', until: '2026-03-01' }] },
      [['end_before_start', '/rules/1/until', {}]],
    ],
    [
      'a multiplier by a field of another activity',
      { rules: [award, { ...multiplier, when: { field: 'other' } }] },
      [['unknown_field', '/rules/1/when/field', { name: 'other', nearest: '' }]],
    ],
    [
      'an expiry of two things',
      { rules: [award, { ...expiry, rules: ['R'], categories: ['X'], days: 1, months: 1 }] },
      [
        ['needs_one_of', '/rules/1', { expected: ['rules', 'categories'], found: ['rules', 'categories'] }],
        ['unknown_category', '/rules/1/categories/0', { name: 'X', nearest: 'A' }],
      ],
    ],
    [
      'an expiry of nothing',
      { rules: [{ ...expiry, rules: undefined, days: undefined }] },
      [['needs_one_of', '/rules/0', { expected: ['rules', 'categories'], found: [] }]],
    ],
    [
      'an expiry of what gives no points',
      { rules: [veto, { ...expiry, rules: ['V', 'x'] }] },
      [
        ['gives_no_points', '/rules/1/rules/0', { name: 'V' }],
        ['unknown_rule', '/rules/1/rules/1', { name: 'x', nearest: 'V' }],
      ],
    ],
  ])('%s', (_, change, expected) => {
    const parsed = parseProgram({ ...base, ...change })
    expect(parsed.ok ? [] : parsed.issues.map(({ code, path, params }) => [code, path, params])).toEqual(expected)
  })

  it('an expectation to an unknown kind, in an unknown tree, of too many decimals', () => {
    const rules = [{ ...expectation, to: { kind: 'x', tree: 'y' }, points: 0.25 }]
    expect(refused({ rules })).toEqual(['unknown_kind /rules/0/to/kind', 'unknown_tree /rules/0/to/tree', DECIMALS])
  })

  it('a ranking that leaves out by a score declared after its own', () => {
    const later = { ...score, id: 'Z' }
    const rankings = [{ ...ranking, unranked: { gt: [{ score: 'Z' }, 1] } }]
    expect(refused({ scores: [score, later], rankings })).toEqual(['unknown_score /rankings/0/unranked/gt/0/score'])
    expect(refused({ scores: [later, score], rankings })).toEqual([])
  })

  it('a tie broken by a score, whose tier may then be read by later scores only', () => {
    const value = { if: [{ eq: [{ grade: 'stars' }, 'one'] }, 1, 0] }
    const scores = [score, { ...score, id: 'T' }, { ...score, id: 'U', value }]
    const rankings = [{ ...ranking, tieBreakers: [{ score: 'T' }] }]
    expect(refused({ scores, rankings })).toEqual([])
    expect(refused({ scores: [score, scores[2], scores[1]], rankings })).toEqual([
      'unknown_tier /scores/1/value/if/0/eq/0/grade',
    ])
  })

  it('ids that are no texts, and without failing over them', () => {
    const rankings = [{ ...ranking, tieBreakers: [{ countBack: '1' }, { earliestBest: '1' }] }]
    const measures = [{ ...measure, id: 1 }]
    expect(refused({ measures, rankings })).toContain('wrong_type /measures/0/id')
  })

  it.each([
    ['subjects', 1],
    ['subjects', { member: 1 }],
    ['trees', []],
    ['trees', { party: 'member' }],
    ['categories', [1]],
    ['periods', { month: [] }],
    ['periods', undefined],
    ['activities', { 'visit.done': null }],
    ['activities', null],
    ['cases', { appeal: 'filed' }],
    ['rules', {}],
    ['rules', [null]],
    ['rules', undefined],
    ['limits', [1]],
    ['measures', {}],
    ['populations', 'all'],
    ['scores', [[]]],
    ['rankings', 1],
    ['tiers', [true]],
    ['lists', [1]],
  ])('%s that are %j, at their place and without failing', (part, value) => {
    const [first] = refused({ [part]: value })
    expect(first?.split(' ')[1]).toMatch(new RegExp(`^/${part}`))
  })

  it('nothing, before it is changed', () => {
    expect(parseProgram(base)).toMatchObject({ ok: true })
  })
})
