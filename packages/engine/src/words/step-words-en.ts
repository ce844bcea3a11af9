import { listed, quoted } from './lang.ts'
import type { StepFacts } from './step-facts.ts'

type StepWords = Readonly<Record<string, (facts: StepFacts) => string>>

const gives = (name: string) => (facts: StepFacts) => `${name}: ${facts.value()}`
const dated = (facts: StepFacts): string => (facts.has('occurredAt') ? `${facts.day('occurredAt')}, ` : '')
const kept = (facts: StepFacts): string => {
  const verb = facts.negative ? 'taken' : 'given'
  return facts.cut ? `${facts.pointsOf('requested')} asked for, ${facts.points()} ${verb}` : `${facts.points()} ${verb}`
}
const award = (facts: StepFacts): string => `${dated(facts)}${facts.naming.rule(facts.text('rule'))}: ${kept(facts)}`
const score = (facts: StepFacts): string => `${facts.naming.score(facts.text('score'))}: ${facts.value()}`
const across = (facts: StepFacts): string => {
  const name = facts.text('name')
  if (facts.text('across') === 'periods') return `the periods “${facts.naming.period(name)}”`
  return facts.text('across') === 'members'
    ? `its ${facts.naming.population(name)}`
    : `all ${facts.naming.population(name)}`
}
const aggregate = (name: string) => (facts: StepFacts) =>
  `${name} of ${facts.has('best') ? `the ${facts.text('best')} highest of ` : ''}${across(facts)}: ${facts.value()} (${facts.text('n')} in all)`

const named = (facts: StepFacts): string => facts.naming.rule(facts.text('rule'))
/** What a derived award brought: points, an honour, or both. */
const gained = (facts: StepFacts): string => {
  const honour = facts.has('honour') ? `the honour ${facts.naming.honour(facts.text('honour'))}` : ''
  const points = facts.text('requested') === '0' ? '' : kept(facts)
  return [points, honour].filter((part) => part !== '').join(', ') || 'nothing'
}
const STACKED: Readonly<Record<string, string>> = {
  multiply: 'all factors multiplied',
  highest: 'the highest factor',
  add: 'what the factors add',
}

/** What each step of an explanation says, in English, without the full stop. */
export const stepWordsEn: StepWords = {
  no_period: (facts) => `there is no period ${facts.period('key')}`,
  score,
  frozen_score: (facts) => `${score(facts)} (frozen)`,
  rounded: (facts) =>
    `${facts.value()} before rounding to ${facts.text('places')} ${facts.text('places') === '1' ? 'decimal' : 'decimals'}`,
  veto: (facts) => `set to ${facts.value()} by ${facts.naming.rule(facts.text('rule'))}: ${facts.text('reason')}`,
  literal: gives('fixed value'),
  and: gives('all hold'),
  or: gives('at least one holds'),
  not: gives('the opposite'),
  has: gives('there is a value'),
  eq: gives('equal'),
  ne: gives('different'),
  lt: gives('less than'),
  lte: gives('at most'),
  gt: gives('more than'),
  gte: gives('at least'),
  add: gives('sum'),
  sub: gives('difference'),
  mul: gives('product'),
  div: gives('quotient'),
  neg: gives('with the sign turned'),
  abs: gives('without the sign'),
  min: gives('the least'),
  max: gives('the greatest'),
  clamp: gives('kept within its bounds'),
  daysBetween: gives('days between'),
  coalesce: gives('the first value there is'),
  if: (facts) => `${facts.is('holds') ? 'the condition holds' : 'the condition does not hold'}: ${facts.value()}`,
  in: gives('one of those listed'),
  round: (facts) =>
    `rounded to ${facts.text('places')} ${facts.text('places') === '1' ? 'decimal' : 'decimals'}: ${facts.value()}`,
  lookup: gives('from the table'),
  perUnit: gives('by amount'),
  missing: () => 'no value',
  date: gives('date'),
  tally: (facts) => {
    const kind = facts.is('requested') ? 'points asked for' : 'points'
    if (facts.has('categories'))
      return `${listed('en', facts.texts('categories').map(facts.naming.category))} ${kind}: ${facts.value()}`
    if (facts.has('rules'))
      return `${listed('en', facts.texts('rules').map(facts.naming.rule))} ${kind}: ${facts.value()}`
    return `all ${kind}: ${facts.value()}`
  },
  requested: (facts) => `${dated(facts)}${facts.naming.rule(facts.text('rule'))}: ${facts.points()} asked for`,
  award,
  expectation: award,
  grant: award,
  milestone: (facts) => `${dated(facts)}${named(facts)}, ${facts.number('at')} reached: ${gained(facts)}`,
  streak: (facts) =>
    `${dated(facts)}${named(facts)}, number ${facts.text('place')} in a row since ${facts.period('from')}: ${gained(facts)}`,
  place: (facts) =>
    `${facts.period('period')}, ${named(facts)}, place ${facts.text('place')} (${facts.number('value')}): ${gained(facts)}`,
  challenge: (facts) =>
    `${dated(facts)}${named(facts)}, ${quoted(facts.text('unit'))} reached ${facts.number('value')}: ${gained(facts)}`,
  rests_on: (facts) => `rests on ${facts.text('count')} ${facts.text('count') === '1' ? 'record' : 'records'}`,
  expiry: (facts) => `${dated(facts)}${named(facts)}: ${facts.points()} expired`,
  adjustment: (facts) =>
    `${dated(facts)}adjustment by hand, ${facts.naming.category(facts.text('category'))}: ${kept(facts)}`,
  asked: (facts) =>
    `${facts.points()} ${facts.negative ? 'to be taken' : 'asked for'}, rounded to ${facts.text('places')} ${facts.text('places') === '1' ? 'decimal' : 'decimals'}`,
  worth: (facts) => `by the rule: ${facts.signedPoints()}`,
  split_among: (facts) => `split among ${facts.text('among')}: ${facts.signedPoints()} each`,
  multiplied: (facts) => `${STACKED[facts.text('stacking')] ?? 'multiplied'}: ${facts.signedPoints()}`,
  factor: (facts) => `times ${facts.value()} by ${facts.naming.rule(facts.text('rule'))}`,
  withheld: (facts) => {
    const where = [
      facts.has('window') ? facts.period('window') : '',
      ...facts.texts('values').filter((one) => one !== ''),
    ]
    const cell = where.filter((one) => one !== '').join(', ')
    return `${facts.points()} not counted: the limit ${facts.naming.limit(facts.text('limit'))}${cell === '' ? '' : ` (${cell})`} is reached`
  },
  admission: (facts) =>
    `${facts.points()} not counted: ${facts.has('atMost') ? `${facts.text('atMost')} others are` : 'enough others are'} admitted already`,
  overlap: (facts) => `${facts.points()} not counted: the time overlaps another award`,
  carried: (facts) => {
    if (!facts.has('from')) return `points carried: ${facts.value()}`
    const name = facts.has('rule')
      ? facts.naming.rule(facts.text('rule'))
      : facts.naming.category(facts.text('category'))
    return `carried from ${facts.period('from')}, ${name}: ${facts.points()} ${facts.negative ? 'taken' : 'given'}`
  },
  measure: (facts) => `${facts.naming.measure(facts.text('name'))}: ${facts.value()}`,
  mark: (facts) => `${facts.naming.mark(facts.text('name'))} mark: ${facts.value()}`,
  attribute: (facts) =>
    `${facts.naming.attribute(facts.text('name'))}: ${facts.naming.attributeValue(facts.text('name'), facts.value())}`,
  periodField: (facts) => `${facts.naming.field(facts.text('name'))} of the period: ${facts.value()}`,
  days: (facts) => `days present in the ${facts.naming.tree(facts.text('name'))}: ${facts.value()}`,
  grade: (facts) =>
    `${facts.naming.tier(facts.text('name'))}: ${facts.naming.bandOf(facts.text('name'), facts.value())}`,
  sum: aggregate('sum'),
  mean: aggregate('mean'),
  least: aggregate('least'),
  greatest: aggregate('greatest'),
  count: aggregate('number'),
  share: aggregate('share'),
  shrunkenMean: aggregate('shrunken mean'),
  counted: (facts) => `counts ${facts.text('subject')}`,
  member: (facts) => `${facts.text('subject')}: ${facts.value()}`,
  period: (facts) => `${facts.period('period')}: ${facts.value()}`,
  k: gives('weight k'),
  toward: gives('drawn towards'),
}
