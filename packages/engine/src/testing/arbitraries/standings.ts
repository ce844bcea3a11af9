/** Generators of what is made of points: measures, populations, scores, rankings and tiers. */
import * as fc from 'fast-check'
import type { Band, Measure, Population, Program, Ranking, Score, TieBreaker, Tier } from '../../rules/program.ts'
import { type Known, periodFlags, periodNumbers } from './expressions.ts'
import type { Part } from './ready.ts'
import { CATEGORIES, defined, rarely } from './rules.ts'

type Expression = Score['value']

/** The period levels of every world. */
export const PERIODS: Program['periods'] = {
  month: { window: 'month' },
  quarter: { window: 'quarter' },
  year: { window: 'year' },
  all: { window: 'ever' },
  season: { fields: ['season'], startsOn: '{season}-03-01' },
}

/** The parts of a program that make something of points. */
export type Standing = Pick<Program, 'measures' | 'populations' | 'scores' | 'rankings' | 'tiers'>

const MEASURES: readonly Measure[] = [
  { id: 'visits', on: ['visit.done'], to: { kind: 'member', from: 'all' } },
  {
    id: 'hours',
    on: ['visit.done', 'duty.done'],
    to: { kind: 'member', from: 'subject' },
    value: { field: 'hours' },
    as: 'max',
  },
  { id: 'homes', on: ['visit.done'], to: { kind: 'member', from: 'all' }, as: 'distinct', field: 'household' },
  {
    id: 'gain',
    on: ['visit.done', 'duty.done'],
    to: { kind: 'member', from: 'all' },
    value: { sub: [{ field: 'hours' }, 1] },
  },
  {
    id: 'wins',
    on: ['race.run'],
    to: { kind: 'member', field: 'driver' },
    value: { sub: [2, { field: 'place' }] },
  },
  { id: 'places', on: ['race.run'], to: { kind: 'member', field: 'driver' }, value: { field: 'place' }, as: 'min' },
]

const populations = (known: Known): fc.Arbitrary<Population[]> =>
  fc
    .record({
      minDays: fc.constantFrom(undefined, 0, 1, 15, 45),
      when: fc.option(periodFlags({ ...known, scores: [], tiers: [] }), { nil: undefined, freq: 3 }),
      base: fc.constantFrom('rows' as const, 'roster' as const),
    })
    .map(({ minDays, when, base }) => [
      defined({ id: 'counted', kind: 'member', tree: 'party', minDays, when }) as Population,
      { id: 'shown', kind: 'member', base },
      { id: 'branches', kind: 'branch', tree: 'party' },
    ])

const across = (level: string): fc.Arbitrary<Expression> => {
  const of = fc.constantFrom<Expression>(
    { score: 'Q' },
    { score: 'Q' },
    { tally: { all: true } },
    { measure: 'visits' },
  )
  const operator = fc.constantFrom('sum', 'mean', 'least', 'greatest')
  return fc.tuple(operator, of, fc.constantFrom(undefined, 1, 2)).map(([name, what, best]) => {
    const aggregate = defined({
      across: level === 'quarter' ? { members: 'counted' } : { periods: 'quarter', in: 'counted' },
      of: what,
      best,
    })
    return { [name]: aggregate } as unknown as Expression
  })
}

const unitScores: fc.Arbitrary<Expression> = fc.oneof(
  across('quarter'),
  fc.constantFrom<Expression>(
    {
      shrunkenMean: {
        across: { members: 'counted' },
        of: { score: 'Q' },
        k: 5,
        toward: { mean: { across: { everyone: 'branches' }, of: 60 } },
      },
    },
    { share: { across: { members: 'counted' }, when: { gt: [{ tally: 'A' }, 0] } } },
    { count: { across: { members: 'counted' } } },
    { add: [{ tally: 'A' }, { mean: { across: { members: 'shown' }, of: 1 } }] },
  ),
)

const yearScores: fc.Arbitrary<Expression> = fc.oneof(
  across('year'),
  fc.constantFrom<Expression>(
    { sum: { across: { periods: 'quarter' }, of: { tally: { all: true } } } },
    { mean: { across: { periods: 'month' }, of: { tally: 'B' } } },
    { count: { across: { periods: 'quarter', in: 'counted' }, when: { gte: [{ score: 'Q' }, 1] } } },
    {
      coalesce: [
        {
          add: [
            { mul: [0.8, { mean: { across: { periods: 'quarter' }, of: { score: 'Q' } } }] },
            { mul: [0.2, { mark: 'appraisal' }] },
          ],
        },
        7,
      ],
    },
  ),
)

const rounding = fc.constantFrom(
  undefined,
  undefined,
  { places: 0, mode: 'half-up' as const },
  { places: 1, mode: 'half-even' as const },
)

const scores = (known: Known): fc.Arbitrary<Score[]> => {
  const known2 = { ...known, scores: ['Q'], tiers: ['grade'] }
  return fc
    .tuple(
      fc.oneof(
        fc.constantFrom<Expression>(
          { clamp: [{ add: [60, { tally: { all: true } }] }, 0, 100] },
          { tally: { all: true } },
        ),
        periodNumbers(known),
      ),
      rounding,
      fc.oneof(
        { weight: 1, arbitrary: periodNumbers(known2) },
        {
          weight: 1,
          arbitrary: fc.constantFrom<Expression>(
            { mean: { across: { everyone: 'counted' }, of: { score: 'Q' } } },
            { if: [{ eq: [{ grade: 'grade' }, 'good'] }, 1, { score: 'Q' }] },
          ),
        },
      ),
      unitScores,
      yearScores,
      fc.constantFrom<Expression>(
        { tally: { all: true } },
        { measure: 'wins' },
        { periodField: 'season' },
        { add: [{ measure: 'places' }, { periodField: 'season' }] },
        { tally: 'A' },
      ),
      rounding,
    )
    .map(([q, round, q2, b, y, s, round2]) =>
      [
        { id: 'Q', kind: 'member', period: 'quarter', value: q, round },
        { id: 'Q2', kind: 'member', period: 'quarter', value: q2 },
        { id: 'B', kind: 'branch', period: 'quarter', value: b },
        { id: 'Y', kind: 'member', period: 'year', value: y, round: round2 },
        { id: 'S', kind: 'member', period: 'season', value: s },
      ].map((score) => defined(score) as Score),
    )
}

const method = fc.constantFrom('standard' as const, 'dense' as const, 'modified' as const, 'ordinal' as const)
const breakers = (parts: readonly Part[]) =>
  fc.uniqueArray(
    fc.constantFrom<TieBreaker>(
      { measure: 'visits' },
      { measure: 'hours', order: 'asc' },
      { countBack: 'places' },
      { countBack: 'places', depth: 2 },
      { earliestBest: 'places' },
      { score: 'Q' },
      ...(parts.includes('miniLeague') ? MINI_LEAGUES : []),
    ),
    { maxLength: 2, comparator: 'SameValueZero' },
  )

const rankings = (known: Known, parts: readonly Part[]): fc.Arbitrary<Ranking[]> =>
  fc
    .record({
      methods: fc.tuple(method, method, method),
      order: fc.constantFrom(undefined, undefined, 'asc' as const),
      within: fc.constantFrom(undefined, undefined, 'branch', 'committee'),
      tieBreakers: breakers(parts),
      population: fc.constantFrom('counted', 'counted', 'shown'),
      league: parts.includes('miniLeague') ? fc.constantFrom(undefined, ...SEASON_LEAGUES) : fc.constant(undefined),
      unranked: fc.option(periodFlags({ ...known, scores: ['Q'], tiers: [] }), { nil: undefined, freq: 2 }),
    })
    .map(({ methods, order, within, tieBreakers, population, league, unranked }) =>
      [
        {
          id: 'members',
          score: 'Q',
          population,
          within: population === 'counted' ? within : undefined,
          method: methods[0],
          order,
          tieBreakers,
          unranked,
        },
        { id: 'branches', score: 'B', population: 'branches', method: methods[1] },
        { id: 'years', score: 'Y', population: 'counted', method: methods[2] },
        {
          id: 'seasons',
          score: 'S',
          population: 'shown',
          method: 'standard',
          order: 'asc',
          tieBreakers: league === undefined ? [{ countBack: 'places' }] : [league],
        },
      ].map((ranking) => defined(ranking) as Ranking),
    )

const MINI_LEAGUES: readonly TieBreaker[] = [
  { miniLeague: ['gain'], opponent: 'rival' },
  { miniLeague: ['gain', 'hours'], opponent: 'rival', again: true },
  { miniLeague: ['hours', 'gain'], opponent: 'rival' },
]

const SEASON_LEAGUES: readonly TieBreaker[] = [
  { miniLeague: ['wins'], opponent: 'rival', again: true },
  { miniLeague: ['wins', 'places'], opponent: 'rival', again: true },
  { miniLeague: ['places', 'wins'], opponent: 'rival' },
]

const YEAR_BANDS: readonly Band[] = [{ id: 'good', from: 1 }, { id: 'some', from: '0.5' }, { id: 'rest' }]

const needs = (known: Known) =>
  fc
    .array(fc.tuple(fc.constantFrom('good', 'good', 'rest'), periodFlags({ ...known, scores: ['Q'], tiers: [] })), {
      minLength: 1,
      maxLength: 2,
    })
    .map((all) => all.map(([band, when]) => ({ band, when })))

/** A tier of the year that looks at the tiers of its quarters. */
const yearNeeds = fc.constantFrom<NonNullable<Tier['needs']>>(
  [
    {
      band: 'good',
      when: { eq: [{ count: { across: { periods: 'quarter' }, when: { eq: [{ grade: 'grade' }, 'rest'] } } }, 0] },
    },
  ],
  [
    { band: 'good', when: { gte: [{ mark: 'appraisal' }, 60] } },
    {
      band: 'some',
      when: { gte: [{ share: { across: { periods: 'quarter' }, when: { eq: [{ grade: 'grade' }, 'good'] } } }, 0.5] },
    },
  ],
)

const moves = fc
  .record({
    up: fc.constantFrom(undefined, 0, 1, 1),
    down: fc.constantFrom(undefined, 0, 1, 1),
    buffer: fc.constantFrom(undefined, 0, '0.5', 1),
  })
  .map(defined)

const tiersOver = (known: Known, parts: readonly Part[]): fc.Arbitrary<Tier[]> => {
  const byThreshold = fc.constantFrom<Band[]>(
    [{ id: 'top', from: 61.5 }, { id: 'good', from: 60 }, { id: 'rest' }],
    [{ id: 'good', from: 1 }, { id: 'rest' }],
    [{ id: 'top', from: 2 }, { id: 'good', from: '0.5' }, { id: 'rest' }],
  )
  const byQuota = fc.constantFrom<Band[]>(
    [{ id: 'top', share: 0.34, floor: 1 }, { id: 'good', share: 0.5 }, { id: 'rest' }],
    [{ id: 'top', share: 0.25 }, { id: 'good', floor: 60 }, { id: 'rest' }],
    [{ id: 'good', share: '0.5', floor: 0 }, { id: 'rest' }],
  )
  return fc
    .record({
      bands: fc.oneof(byThreshold, byQuota),
      edge: fc.constantFrom(undefined, 'in' as const, 'out' as const),
      share: fc.constantFrom(
        undefined,
        { band: 'good', atMost: '1/3', within: 'branch', leastOneFrom: 2 },
        { band: 'good', atMost: '0.5', within: 'branch' },
      ),
      sizeBands: fc.constantFrom(undefined, undefined, { by: { measure: 'visits' }, from: [1, 3], atLeast: 2 }),
      branchBands: byQuota,
      needs: parts.includes('needs') ? fc.tuple(rarely(needs(known)), rarely(yearNeeds)) : fc.constant([]),
      moves: parts.includes('moves') ? rarely(moves) : fc.constant(undefined),
    })
    .map(({ bands, edge, share, sizeBands, branchBands, needs: [own, ofYear], moves: some }) =>
      [
        { id: 'grade', ranking: 'members', bands, edge, share, sizeBands, needs: own, moves: some },
        { id: 'stars', ranking: 'branches', bands: branchBands, edge },
        { id: 'yearly', ranking: 'years', bands: YEAR_BANDS, needs: ofYear },
      ].map((tier) => defined(tier) as Tier),
    )
}

/** Measures for the rules that go by them, and nothing made of points. */
export const POINTS_ONLY: Standing = { measures: MEASURES }

/** Returns measures, populations, scores, rankings and tiers over the points of the given rules. */
export const standingsOver = (rules: readonly string[], parts: readonly Part[]): fc.Arbitrary<Standing> => {
  const known: Known = { categories: CATEGORIES, rules, measures: MEASURES.map((one) => one.id), scores: [], tiers: [] }
  return fc.tuple(populations(known), scores(known), rankings(known, parts), tiersOver(known, parts)).map(
    ([some, all, ranked, banded]): Standing => ({
      measures: MEASURES,
      populations: some,
      scores: all,
      rankings: ranked,
      // A share goes by the places of all, so the ranking that it cuts is not within units.
      tiers: banded.map(({ share, ...tier }) => (share && ranked[0]?.within === undefined ? { ...tier, share } : tier)),
    }),
  )
}
