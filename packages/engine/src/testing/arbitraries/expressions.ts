/** Generators of expressions: about one event, and about one subject in a period. */
import * as fc from 'fast-check'
import type { Expression } from '../../rules/expression.ts'

type Expressions = fc.Arbitrary<Expression>

const decimals = fc.constantFrom(-2, -1, 0, 0.5, 1, 1.25, 2, 3, 4.05, 7)
const rounding = fc.record({ places: fc.constantFrom(0, 1, 2), mode: fc.constantFrom('half-up', 'half-even', 'floor') })

/** Returns number expressions over the given leaves: arithmetic, choices and roundings of them. */
function numbersOver(leaves: Expressions, flags: (numbers: Expressions) => Expressions): Expressions {
  const { number } = fc.letrec<{ number: Expression; leaf: Expression }>((tie) => ({
    leaf: fc.oneof({ weight: 2, arbitrary: leaves }, decimals),
    number: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      { weight: 3, arbitrary: tie('leaf') },
      fc.array(tie('number'), { minLength: 1, maxLength: 3 }).map((add) => ({ add })),
      fc.array(tie('number'), { minLength: 1, maxLength: 2 }).map((mul) => ({ mul })),
      fc.tuple(tie('number'), tie('number')).map((sub) => ({ sub })),
      fc.tuple(tie('number'), tie('number')).map((div) => ({ div })),
      fc.array(tie('number'), { minLength: 1, maxLength: 3 }).map((min) => ({ min })),
      fc.array(tie('number'), { minLength: 1, maxLength: 3 }).map((max) => ({ max })),
      tie('number').map((abs) => ({ abs })),
      tie('number').map((of) => ({ clamp: [of, -1, 3] })),
      fc.array(tie('number'), { minLength: 1, maxLength: 2 }).map((all) => ({ coalesce: all })),
      fc.tuple(flags(tie('leaf')), tie('number'), tie('number')).map((all) => ({ if: all })),
      fc.tuple(flags(tie('leaf')), tie('number')).map((all) => ({ if: all })),
      fc.tuple(tie('number'), rounding).map(([of, how]) => ({ round: { of, ...how } })),
      tie('number').map((of) => ({ lookup: { of, table: { 0: 1, 1: 3, 2: 2.5 }, else: 1 } })),
      tie('number').map((of) => ({ perUnit: { of, rate: 1, step: 0.5, min: 0.5, max: 2 } })),
    ),
  }))
  return number
}

const comparisons = (numbers: Expressions): Expressions =>
  fc.oneof(
    ...['eq', 'ne', 'lt', 'lte', 'gt', 'gte'].map((operator) =>
      fc.tuple(numbers, numbers).map((pair) => ({ [operator]: pair })),
    ),
    numbers.map((has) => ({ has })),
    numbers.map((of) => ({ in: [of, [0, 1, 2]] })),
  )

const combined = (flags: Expressions): Expressions =>
  fc.oneof(
    { weight: 4, arbitrary: flags },
    flags.map((not) => ({ not })),
    fc.array(flags, { minLength: 1, maxLength: 2 }).map((and) => ({ and })),
    fc.array(flags, { minLength: 1, maxLength: 2 }).map((or) => ({ or })),
  )

/** What an event of a type may be asked: its number and text fields, and whether it belongs to an appeal. */
export interface Asked {
  readonly numbers: readonly string[]
  readonly texts: Readonly<Record<string, readonly string[]>>
  readonly flags: readonly string[]
  readonly dates: readonly string[]
  readonly hasCase: boolean
  /** Whether the leaves that came later may be used. */
  readonly further?: boolean
}

const FURTHER_FLAGS: readonly Expression[] = [
  { isSubject: true },
  { workday: true },
  { eq: [{ type: true }, 'visit.done'] },
  { gt: [{ receivedAt: true }, { occurredAt: true }] },
  { lte: [{ daysBetween: [{ occurredAt: true }, { date: '2021-04-01' }] }, 0] },
]

/** Conditions that any event may be asked, whatever its type. */
export const simpleFlags = (further: boolean): Expressions =>
  fc.constantFrom<Expression>(
    { exempt: true },
    { not: { exempt: true } },
    { gte: [{ weekday: true }, 3] },
    { eq: [{ attribute: 'rank' }, 'full'] },
    { lt: [{ occurredAt: true }, { date: '2021-04-01' }] },
    ...(further ? FURTHER_FLAGS : []),
  )

/** Returns number expressions about an event. */
export function eventNumbers(asked: Asked): Expressions {
  const leaves = [
    { weekday: true },
    { hour: true },
    { attribute: 'age' },
    ...asked.numbers.map((field) => ({ field })),
    ...(asked.further === true ? [{ daysBetween: [{ occurredAt: true }, { receivedAt: true }] }] : []),
    ...(asked.hasCase ? [{ caseHours: ['appeal', 'filed', 'resolved'] }] : []),
  ]
  return numbersOver(fc.constantFrom<Expression>(...leaves), () => eventFlags(asked))
}

/** Returns conditions about an event. */
export function eventFlags(asked: Asked): Expressions {
  const texts = Object.entries(asked.texts).flatMap(([field, values]) => [
    { eq: [{ field }, values[0] ?? ''] },
    { ne: [{ field }, values[0] ?? ''] },
    { in: [{ field }, values.slice(0, 2)] },
    { has: { field } },
  ])
  const dates = [
    { lt: [{ occurredAt: true }, { date: '2021-04-01' }] },
    ...asked.dates.map((field) => ({ gte: [{ field }, { date: '2021-04-01' }] })),
  ]
  const cases = fc.constantFrom<Expression>(
    { eq: [{ caseState: 'appeal' }, 'resolved'] },
    { caseReached: ['appeal', 'merged'] },
    { caseOverdue: 'appeal' },
    { caseOverdue: 'appeal' },
  )
  const flags = [{ exempt: true }, { eq: [{ attribute: 'rank' }, 'full'] }, ...asked.flags.map((field) => ({ field }))]
  const numbers = fc.oneof(
    decimals as Expressions,
    fc.constantFrom<Expression>(
      { weekday: true },
      { hour: true },
      { attribute: 'age' },
      ...asked.numbers.map((field) => ({ field })),
    ),
  )
  const plain = fc.constantFrom<Expression>(
    ...flags,
    ...texts,
    ...dates,
    ...(asked.further === true ? FURTHER_FLAGS : []),
  )
  const either = asked.hasCase ? fc.oneof({ weight: 2, arbitrary: cases }, plain) : plain
  return combined(fc.oneof({ weight: 3, arbitrary: either }, comparisons(numbers)))
}

/** What a subject's period may be asked. */
export interface Known {
  readonly categories: readonly string[]
  readonly rules: readonly string[]
  readonly measures: readonly string[]
  readonly scores: readonly string[]
  readonly tiers: readonly string[]
}

const leavesOf = (known: Known): Expression[] => [
  { tally: { all: true } },
  { tally: { all: true, requested: true } },
  ...known.categories.map((tally) => ({ tally })),
  { tally: { category: [...known.categories] } },
  ...known.rules.map((rule) => ({ tally: { rule } })),
  ...known.measures.map((measure) => ({ measure })),
  ...known.scores.map((score) => ({ score })),
  { carried: true },
  { mark: 'appraisal' },
  { attribute: 'age' },
  { days: 'party' },
]

/** Returns conditions about a subject in a period. */
export function periodFlags(known: Known): Expressions {
  const plain = [{ eq: [{ attribute: 'rank' }, 'full'] }, ...known.tiers.map((grade) => ({ eq: [{ grade }, 'good'] }))]
  const numbers = fc.oneof(decimals as Expressions, fc.constantFrom<Expression>(...leavesOf(known)))
  return combined(fc.oneof(fc.constantFrom<Expression>(...plain), comparisons(numbers)))
}

/** Returns number expressions about a subject in a period. */
export const periodNumbers = (known: Known): Expressions =>
  numbersOver(fc.constantFrom<Expression>(...leavesOf(known)), () => periodFlags(known))
