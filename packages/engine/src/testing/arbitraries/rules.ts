/** Generators of activities, rules and limits. */
import * as fc from 'fast-check'
import type { AwardRule, ExpectationRule, GrantRule, Limit, Rule } from '../../rules/program.ts'
import type { Recipients } from '../../rules/recipients.ts'
import { type Asked, eventFlags, eventNumbers } from './expressions.ts'
import type { Stage } from './instants.ts'
import type { Part } from './ready.ts'

/** The activities of every world. */
export const ACTIVITIES = {
  'visit.done': {
    fields: {
      household: { type: 'text' },
      class: { type: 'choice', of: ['key', 'regular'] },
      hours: { type: 'number', decimals: 2 },
      joint: { type: 'flag' },
      counts: { type: 'flag', absent: true },
      due: { type: 'date' },
    },
    duration: { field: 'hours', unit: 'hour' },
  },
  'duty.done': {
    fields: { hours: { type: 'number', decimals: 2 }, joint: { type: 'flag' }, rival: { type: 'text' } },
    duration: { field: 'hours', unit: 'hour' },
  },
  'race.run': {
    fields: {
      season: { type: 'number' },
      place: { type: 'number' },
      driver: { type: 'text' },
      team: { type: 'text' },
      rival: { type: 'text' },
    },
  },
  'appeal.filed': { fields: { appeal: { type: 'text' } } },
  'appeal.resolved': { fields: { appeal: { type: 'text' } } },
  'appeal.merged': { fields: { appeal: { type: 'text' } } },
} as const

/** The values of text fields in every world. */
export const TEXTS = {
  household: ['h1', 'h2'],
  class: ['key', 'regular'],
  driver: ['a', 'B', 'ｚ'],
  rival: ['a', 'B', 'ｚ'],
  team: ['t', 'u'],
  appeal: ['p1', 'p2'],
} as const

const ASKED: Record<string, Asked> = {
  'visit.done': {
    numbers: ['hours'],
    texts: { household: TEXTS.household, class: TEXTS.class },
    flags: ['joint', 'counts'],
    dates: ['due'],
    hasCase: false,
  },
  'duty.done': { numbers: ['hours'], texts: {}, flags: ['joint'], dates: [], hasCase: false },
  'race.run': { numbers: ['season', 'place'], texts: { driver: TEXTS.driver }, flags: [], dates: [], hasCase: false },
  'appeal.filed': { numbers: [], texts: { appeal: TEXTS.appeal }, flags: [], dates: [], hasCase: true },
}

/** The categories of every world: awards and deductions in the first two, derived ones in all, the last read by none. */
export const CATEGORIES = ['A', 'B', 'C', 'D'] as const

const points = fc.constantFrom(0.5, 1, 1, 2, 3, -1, -0.5)
const category = fc.constantFrom('A', 'B')
/** Returns a value once in three times. */
export const rarely = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: some })
const mostly = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 3, arbitrary: some })

/** An object type in which keys that may be undefined are left out instead. */
export type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Returns an object without its undefined keys. */
export const defined = <T extends object>(object: T): Defined<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>

const memberRecipients: fc.Arbitrary<Recipients> = fc.constantFrom<Recipients>(
  { kind: 'member', from: 'subject' },
  { kind: 'member', from: 'all' },
  { kind: 'member', from: 'participants' },
)

const membersOfUnits: fc.Arbitrary<Recipients> = fc.constantFrom<Recipients>(
  {
    kind: 'member',
    membersOf: { kind: 'branch', unitOf: { kind: 'member', from: 'all' }, tree: 'party' },
    tree: 'party',
    except: { kind: 'member', from: 'subject' },
  },
  { kind: 'member', membersOf: { kind: 'branch', id: 'x' }, tree: 'party', withExempt: true },
  { kind: 'member', membersOf: { kind: 'committee', id: 'z' }, tree: 'party' },
)

const unitRecipients: fc.Arbitrary<Recipients> = fc.constantFrom<Recipients>(
  { kind: 'branch', unitOf: { kind: 'member', from: 'all' }, tree: 'party' },
  { kind: 'committee', unitOf: { kind: 'member', from: 'subject' }, tree: 'party' },
  { kind: 'branch', id: 'x' },
)

const raceRecipients: fc.Arbitrary<Recipients> = fc.constantFrom<Recipients>(
  { kind: 'member', field: 'driver' },
  { kind: 'team', fields: ['team', 'driver'], join: '/' },
  { kind: 'team', field: 'team' },
)

/** The activities that a rule with another one to make way for goes by, and those of any rule; some more often. */
const TYPES = {
  second: ['duty.done', 'duty.done', 'visit.done', 'race.run'],
  any: ['visit.done', 'visit.done', 'visit.done', 'duty.done', 'race.run', 'appeal.filed'],
} as const

/** The activities that a rule for one of them speaks of. */
const ON: Readonly<Record<string, readonly string[]>> = {
  'appeal.filed': ['appeal.filed', 'appeal.resolved'],
  'duty.done': ['duty.done', 'visit.done'],
}

/** Returns award rules for one of the activities; those for duties mostly make way for the `named` rules. */
export const awardRules = (id: string, named: readonly string[], parts: readonly Part[]): fc.Arbitrary<AwardRule> =>
  fc.oneof(...(named.length > 0 ? TYPES.second : TYPES.any).map((type) => awardRule(id, type, named, parts)))

function awardRule(
  id: string,
  type: string,
  named: readonly string[],
  parts: readonly Part[],
): fc.Arbitrary<AwardRule> {
  const asked = { ...(ASKED[type] as Asked), further: parts.includes('leaves') }
  const to =
    type === 'race.run'
      ? raceRecipients
      : fc.oneof(
          { weight: 4, arbitrary: memberRecipients },
          unitRecipients,
          parts.includes('membersOf') ? membersOfUnits : unitRecipients,
        )
  const per = fc.constantFrom(
    { window: 'day' as const, fields: ['household'] },
    { fields: ['household'] },
    { window: 'month' as const },
    { window: 'week' as const },
  )
  const never = fc.constant(undefined)
  return fc
    .record(
      {
        category,
        when: asked.hasCase ? mostly(eventFlags(asked)) : rarely(eventFlags(asked)),
        to,
        points: fc.oneof(
          points,
          eventNumbers(asked).map((add) => ({ add: [add] })),
        ),
        round: rarely(fc.constantFrom('half-up' as const, 'half-even' as const, 'floor' as const)),
        share: parts.includes('split') ? rarely(fc.constantFrom('each' as const, 'split' as const)) : never,
        admit: type === 'visit.done' ? rarely(fc.record({ atMost: fc.constantFrom(1, 2), per })) : never,
        unlessOverlaps: named.length > 0 && type === 'duty.done' ? mostly(fc.constant([...named])) : never,
      },
      { noNullPrototype: true },
    )
    .map((rule) => defined({ id, kind: 'award' as const, on: ON[type] ?? [type], ...rule }) as AwardRule)
}

/** Returns an award rule that makes way for none. */
export const plain = ({ unlessOverlaps: _, ...rule }: AwardRule): AwardRule => rule

/** The windows of a rule over windows that a stage has room for. */
export const windowsFor = ({ length }: Stage) =>
  fc.constantFrom<GrantRule['window']>(
    ...(
      {
        short: ['day', 'week', 'month'],
        middle: ['week', 'month', 'quarter', 'half'],
        long: ['month', 'quarter', 'half', 'year', 'year'],
      } as const
    )[length],
  )

const expectationRules = (stage: Stage, id: string): fc.Arbitrary<ExpectationRule> =>
  fc
    .record(
      {
        category,
        window: windowsFor(stage),
        per: rarely(fc.constant('household')),
        when: rarely(eventFlags(ASKED['visit.done'] as Asked)),
        to: memberRecipients,
        atLeast: fc.constantFrom(1, 1, 2),
        points,
        pays: rarely(fc.constantFrom('met' as const, 'unmet' as const)),
        excused: rarely(fc.constantFrom('overlap' as const, 'whole' as const)),
        graceDays: rarely(fc.constantFrom(0, 1, 10)),
      },
      { noNullPrototype: true },
    )
    .map(
      ({ per, when, to, atLeast, ...rest }) =>
        defined({
          id,
          kind: 'expectation' as const,
          ...rest,
          to: per ? { kind: 'member' } : { kind: 'member', tree: 'party' },
          per,
          expects: defined({ on: ['visit.done'], when, to, field: per, atLeast }),
        }) as ExpectationRule,
    )

const grantRules = (stage: Stage, id: string): fc.Arbitrary<GrantRule> =>
  fc
    .record(
      {
        category,
        window: windowsFor(stage),
        to: fc.constantFrom(
          { kind: 'member', tree: 'party' },
          { kind: 'member', tree: 'party' },
          { kind: 'branch', tree: 'party' },
        ),
        points,
        prorate: rarely(fc.constantFrom('none' as const, 'days' as const)),
      },
      { noNullPrototype: true },
    )
    .map((rule) => defined({ id, kind: 'grant' as const, ...rule }) as GrantRule)

/** Returns two to four rules: awards first, then what time brings. */
export const someRules = (stage: Stage, parts: readonly Part[]): fc.Arbitrary<Rule[]> =>
  fc
    .tuple(
      awardRules('R1', [], parts).map(plain),
      awardRules('R2', ['R1'], parts),
      fc.option(expectationRules(stage, 'R3')),
      fc.option(grantRules(stage, 'R4')),
    )
    .map((rules) => rules.filter((rule) => rule !== null))

/** Returns limits that cover chosen categories, one of the rules or everything. */
export const limitsOver = (rules: readonly string[]): fc.Arbitrary<Limit[]> => {
  const windows = fc.constantFrom<NonNullable<NonNullable<Limit['per']>['window']> | undefined>(
    undefined,
    'day',
    'week',
    'month',
    'quarter',
    'half',
    'year',
    'ever',
    { rollingDays: 7 },
    { rollingDays: 1 },
  )
  const limit = fc.record(
    {
      over: fc.oneof(
        fc.constantFrom(
          { categories: ['A'] },
          { categories: ['A', 'B'] },
          { categories: ['C'] },
          { categories: ['D'] },
          {},
        ),
        fc.constantFrom(...rules.map((rule) => ({ rules: [rule] }))),
      ),
      most: fc.oneof(
        fc.constantFrom(0, 0.5, 1, 1.5, 3, 5).map((most) => ({ points: most })),
        fc.constantFrom(0, 1, 2, 3).map((times) => ({ times })),
      ),
      window: windows,
      fields: rarely(fc.constantFrom(['household'], ['class'], ['household', 'class'])),
      keep: rarely(fc.constantFrom('earliest' as const, 'highest' as const)),
      side: rarely(fc.constantFrom('awards' as const, 'deductions' as const, 'deductions' as const)),
    },
    { noNullPrototype: true },
  )
  return fc.array(limit, { maxLength: 3 }).map((all) =>
    all.map(
      ({ over, most, window, fields, keep, side }, i) =>
        defined({
          id: `L${i + 1}`,
          ...over,
          ...most,
          per: window === undefined && fields === undefined ? undefined : defined({ window, fields }),
          keep: typeof window === 'object' ? undefined : keep,
          side,
        }) as Limit,
    ),
  )
}
