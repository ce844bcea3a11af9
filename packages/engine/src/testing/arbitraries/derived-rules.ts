/** Generators of the rules whose awards come from several events, of multipliers and of expiries. */
import * as fc from 'fast-check'
import type { ChallengeRule, MilestoneRule, PlaceRule, StreakRule } from '../../rules/derived-rules.ts'
import type { ExpiryRule, MultiplierRule, Rule } from '../../rules/program.ts'
import type { Recipients } from '../../rules/recipients.ts'
import { simpleFlags } from './expressions.ts'
import { dates, type Stage } from './instants.ts'
import type { Part } from './ready.ts'
import { defined, rarely, windowsFor } from './rules.ts'

/** The honours of every world. */
export const HONOURS = { keen: {}, steady: {} } as const

const honour = fc.constantFrom(undefined, 'keen', 'steady')
const points = fc.constantFrom(0, 1, 1, 2, 5, -1)
const category = fc.constantFrom('A', 'B', 'C', 'C')
const members: fc.Arbitrary<Recipients> = fc.constantFrom<Recipients>(
  { kind: 'member', from: 'all' },
  { kind: 'member', from: 'all' },
  { kind: 'member', from: 'subject' },
  { kind: 'branch', unitOf: { kind: 'member', from: 'all' }, tree: 'party' },
)

const record = <T extends object>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(parts, { noNullPrototype: true }) as fc.Arbitrary<T>

const untyped = <T>(id: string, kind: string, rule: object): T => defined({ id, kind, ...rule }) as unknown as T

const steps = fc
  .uniqueArray(fc.constantFrom(1, 2, 3, '0.5', 0), { minLength: 1, maxLength: 2 })
  .chain((all) =>
    fc.tuple(
      ...all.map((at) => fc.tuple(points, honour).map(([some, name]) => defined({ at, points: some, honour: name }))),
    ),
  )
const every = record({
  of: fc.constantFrom(1, 2, '0.5'),
  points,
  upTo: fc.constantFrom(undefined, 2, 4),
  honour,
}).map(defined)

/** Steps, multiples, or both. */
const thresholds = fc.oneof(
  { weight: 3, arbitrary: steps.map((some) => ({ steps: some })) },
  { weight: 1, arbitrary: every.map((one) => ({ every: one })) },
  { weight: 1, arbitrary: fc.tuple(steps, every).map(([some, one]) => ({ steps: some, every: one })) },
)

const milestoneWindows = (stage: Stage) =>
  fc.oneof({ weight: 1, arbitrary: fc.constantFrom(undefined, 'ever' as const) }, windowsFor(stage))

const milestones = (stage: Stage, id: string): fc.Arbitrary<MilestoneRule> =>
  fc
    .tuple(
      record({
        category,
        measure: fc.constantFrom('visits', 'visits', 'hours', 'homes', 'gain', 'gain'),
        window: milestoneWindows(stage),
        again: fc.constantFrom(undefined, true, true),
      }),
      thresholds,
    )
    .map(([rule, some]) => untyped(id, 'milestone', { to: { kind: 'member' }, ...rule, ...some }))

/** Milestones over points stand in the last category, which no limit joins to what they read. */
const milestonesOverPoints = (stage: Stage, id: string): fc.Arbitrary<MilestoneRule> =>
  fc
    .tuple(
      record({
        of: fc.constantFrom<NonNullable<MilestoneRule['of']>>(
          { categories: ['A'] },
          { categories: ['A', 'B'] },
          { categories: ['B', 'C'] },
          { rules: ['R1'] },
          { rules: ['R2', 'R1'] },
        ),
        to: fc.constantFrom({ kind: 'member' }, { kind: 'member' }, { kind: 'member' }, { kind: 'branch' }),
        window: milestoneWindows(stage),
        again: rarely(fc.boolean()),
      }),
      thresholds,
    )
    .map(([rule, some]) => untyped(id, 'milestone', { category: 'D', ...rule, ...some }))

const streaks = (stage: Stage, id: string): fc.Arbitrary<StreakRule> =>
  record({
    category,
    on: fc.constantFrom(['visit.done'], ['visit.done', 'duty.done']),
    when: rarely(simpleFlags(true)),
    to: members,
    window: windowsFor(stage),
    length: fc.constantFrom(1, 2, 2, 2, 3),
    atLeast: fc.constantFrom(1, 1, 1, 2),
    run: fc.constantFrom('tumbling' as const, 'sliding' as const, 'once' as const),
    exempt: rarely(fc.constantFrom('skip' as const, 'break' as const)),
    excused: fc.constantFrom(undefined, 'overlap' as const, 'whole' as const),
    points,
    honour,
  }).map((rule) => untyped(id, 'streak', rule))

const places = (id: string): fc.Arbitrary<PlaceRule> =>
  record({
    category,
    period: fc.constantFrom('month', 'month', 'quarter', 'year', 'season', 'season'),
    measure: fc.constantFrom('visits', 'hours', 'gain', 'places', 'places'),
    order: rarely(fc.constantFrom('asc' as const, 'desc' as const)),
    ties: fc.constantFrom(undefined, 'skipped' as const, 'shared' as const, 'split' as const, 'split' as const),
    points: fc.constantFrom([3, 2, 1], [1], [5, 0, 2], [2, -1], [1, 1, 1, 1]),
    honours: fc.constantFrom(undefined, ['keen'], ['keen', 'steady']),
    closed: rarely(fc.boolean()),
  }).map((rule) => untyped(id, 'place', rule))

const targets = fc.oneof(
  fc.constantFrom(1, 2, 2, 3).map((target) => ({ target })),
  fc.constantFrom(1, '1.5', 2).map((target) => ({ target, value: { field: 'hours' } })),
  fc.constantFrom(1, 2).map((target) => ({ target, field: 'household' })),
  fc.constant({ target: { assigned: 'household', tree: 'party' }, field: 'household' }),
  fc.constant({ target: { assigned: 'household', tree: 'party' }, field: 'household' }),
)

const challenges = (stage: Stage, id: string): fc.Arbitrary<ChallengeRule> =>
  fc
    .tuple(
      fc.oneof(fc.constant(stage.from), dates(stage)),
      fc.oneof(fc.constant(stage.to), dates(stage)),
      targets,
      record({
        category,
        unit: fc.constantFrom<Recipients>(
          { kind: 'branch', unitOf: { kind: 'member', from: 'all' }, tree: 'party' },
          { kind: 'branch', unitOf: { kind: 'member', from: 'subject' }, tree: 'party' },
          { kind: 'committee', unitOf: { kind: 'member', from: 'all' }, tree: 'party' },
          { kind: 'branch', id: 'x' },
          { kind: 'member', from: 'subject' },
        ),
        when: rarely(simpleFlags(true)),
        to: members,
        points,
        share: rarely(fc.constantFrom('each' as const, 'split' as const)),
        honour,
      }),
    )
    .filter(([a, b]) => a !== b)
    .map(([a, b, target, rule]) =>
      untyped(id, 'challenge', {
        ...rule,
        ...target,
        from: a < b ? a : b,
        until: a < b ? b : a,
        on: ['visit.done'],
      }),
    )

const multipliers = (stage: Stage, id: string): fc.Arbitrary<MultiplierRule> =>
  fc
    .tuple(
      fc.constantFrom({ rules: ['R1'] }, { rules: ['R1', 'R2'] }, { categories: ['A'] }, { categories: ['A', 'B'] }),
      rarely(dates(stage)),
      rarely(dates(stage)),
      record({
        factor: fc.constantFrom(2, 2, '1.5', 0.5, 0, 3),
        when: rarely(simpleFlags(true)),
        side: rarely(fc.constantFrom('awards' as const, 'deductions' as const)),
      }),
    )
    .map(([over, a, b, rule]) => {
      const [from, until] = a !== undefined && b !== undefined && a > b ? [b, a] : [a, b]
      return untyped(id, 'multiplier', { ...over, ...rule, from, until: from === until ? undefined : until })
    })

const expiries = (id: string): fc.Arbitrary<ExpiryRule> =>
  fc
    .tuple(
      fc.constantFrom<object>(
        { categories: ['A'] },
        { categories: ['A', 'B'] },
        { categories: ['B', 'C', 'D'] },
        { rules: ['R1'] },
        { rules: ['R2', 'R1'] },
      ),
      fc.constantFrom<object>({ days: 1 }, { days: 7 }, { days: 30 }, { months: 1 }, { months: 2 }, { months: 1 }),
      rarely(fc.constantFrom('ignore' as const, 'consume' as const, 'consume' as const)),
    )
    .map(([over, life, deductions]) => untyped(id, 'expiry', { ...over, ...life, deductions }))

/** Returns the rules beside the plain ones, at most three. */
export const furtherRules = (stage: Stage, parts: readonly Part[]): fc.Arbitrary<Rule[]> => {
  const kinds: [Part, (id: string) => fc.Arbitrary<Rule>][] = [
    ['milestone', (id) => milestones(stage, id)],
    ['milestoneOf', (id) => milestonesOverPoints(stage, id)],
    ['streak', (id) => streaks(stage, id)],
    ['place', places],
    ['challenge', (id) => challenges(stage, id)],
    ['multiplier', (id) => multipliers(stage, id)],
    ['multiplier', (id) => multipliers(stage, id)],
    ['expiry', expiries],
    ['expiry', expiries],
  ]
  const ready = kinds.flatMap(([part, rules], i) => (parts.includes(part) ? [rules(`D${i + 1}`)] : []))
  const numbers = ready.map((_, i) => i)
  return fc
    .tuple(
      fc.subarray(numbers, { minLength: Math.min(1, numbers.length), maxLength: Math.min(4, numbers.length) }),
      fc.tuple(...ready),
    )
    .map(([chosen, rules]) => chosen.map((i) => rules[i] as Rule))
}
