import type { ExpressionWords } from './expression-words.ts'
import { ofUnit } from './number-words.ts'

const places = (count: number): string =>
  count === 0 ? 'a whole number' : `${count} ${count === 1 ? 'decimal' : 'decimals'}`
const highest = (best: number | undefined): string => (best === undefined ? '' : `the ${best} highest of `)

/** Conditions about one case name it once: `the appeal has … and has no …`. */
const sameSubject = (parts: readonly string[]): string[] => {
  const subjectOf = (part: string | undefined): string =>
    /^the .+?(?=has (no )?“|is (not )?overdue)/.exec(part ?? '')?.[0] ?? ''
  return parts.map((part, i) => {
    const subject = i === 0 ? '' : subjectOf(part)
    return subject !== '' && subject === subjectOf(parts[i - 1]) ? part.slice(subject.length) : part
  })
}

/** The words of formulas and conditions in English. */
export const expressionWordsEn: ExpressionWords = {
  condition: {
    always: 'in every case',
    never: 'in no case',
    and: (parts) => sameSubject(parts).join(' and '),
    or: (parts) => sameSubject(parts).join(' or '),
    not: (condition) => `it is not so that ${condition}`,
    holds: (value) => `${value} is true`,
    holdsNot: (value) => `${value} is not true`,
    has: (value) => `${value} is known`,
    hasNot: (value) => `${value} is not known`,
    eq: (a, b) => `${a} is ${b}`,
    equals: (a, b) => `${a} equals ${b}`,
    equalsNot: (a, b) => `${a} does not equal ${b}`,
    notEq: (a, b) => `${a} is not ${b}`,
    ne: (a, b) => `${a} differs from ${b}`,
    lt: (a, b) => `${a} is less than ${b}`,
    lte: (a, b) => `${a} is at most ${b}`,
    gt: (a, b) => `${a} is more than ${b}`,
    gte: (a, b) => `${a} is at least ${b}`,
    before: (a, b) => `${a} is before ${b}`,
    until: (a, b) => `${a} is on or before ${b}`,
    after: (a, b) => `${a} is after ${b}`,
    from: (a, b) => `${a} is on or after ${b}`,
    isOneOf: (a, list) => `${a} is ${list}`,
    isNoneOf: (a, list) => `${a} is none of ${list}`,
    marked: (field) => `it is marked “${field}”`,
    notMarked: (field) => `it is not marked “${field}”`,
    applies: (attribute) => `“${attribute}” applies`,
    appliesNot: (attribute) => `“${attribute}” does not apply`,
    exempt: 'an exemption is in force',
    notExempt: 'no exemption is in force',
    isSubject: 'they are the subject of the record',
    isNotSubject: 'they are not the subject of the record',
    workday: 'it happened on a working day',
    notWorkday: 'it did not happen on a working day',
    reached: (name, state) => `the ${name} has ${state} on record`,
    notReached: (name, state) => `the ${name} has no ${state} on record`,
    overdue: (name) => `the ${name} is overdue`,
    notOverdue: (name) => `the ${name} is not overdue`,
  },
  value: {
    yes: 'yes',
    no: 'no',
    missing: 'no value',
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    least: (parts) => `the least of ${parts.join(', ')}`,
    greatest: (parts) => `the greatest of ${parts.join(', ')}`,
    atMost: (value, most) => `${value} (counted up to ${most})`,
    atLeast: (value, least) => `${value} (counted as ${least} at least)`,
    clamp: (value, low, high) => `${value} (at least ${low}, at most ${high})`,
    abs: (value) => `the size of ${value}`,
    coalesce: (parts) =>
      `${parts[0]}${parts
        .slice(1)
        .map((part, i) => `${i === 0 ? ', or without it ' : ', or without that '}${part}`)
        .join('')}`,
    choose: (cases, otherwise) =>
      [...cases.map(([test, then]) => `${then} if ${test}`), `otherwise ${otherwise ?? 'no value'}`].join(', '),
    round: (value, count, mode) => {
      const way = {
        'half-up': 'rounded to',
        'half-even': 'rounded, halves to even, to',
        floor: 'rounded down to',
      }[mode]
      return `${value} ${way} ${places(count)}`
    },
    lookup: (value, rows, otherwise) => {
      const list = rows.map(([key, row]) => `${row} for ${key}`).join(', ')
      return `by ${value}: ${list}${otherwise === undefined ? '' : `, otherwise ${otherwise}`}`
    },
    perUnit: ({ of, unit, rate, step, min, max }) =>
      [
        unit === undefined ? `${rate} for each 1 of ${of}` : `${rate} for each ${unit}`,
        `in steps of ${ofUnit(step, unit)}`,
        min === undefined ? '' : `nothing below ${ofUnit(min, unit)}`,
        max === undefined ? '' : `up to ${ofUnit(max, unit)}`,
      ]
        .filter((part) => part !== '')
        .join(', '),
    weekday: 'the day it happened on',
    hour: 'the hour it happened in',
    occurredAt: 'the date it happened on',
    receivedAt: 'the date it was received on',
    type: 'the activity',
    daysBetween: (from, to) => `the days from ${from} to ${to}`,
    caseState: (name) => `the state of the ${name}`,
    caseHours: (name, from, to) => `the hours of the ${name} from ${from} to ${to}`,
    tally: (names, requested) =>
      `${requested ? 'requested ' : ''}${/^“[^“]*\bpoints\b[^“]*”$/i.test(names) ? names : `${names} points`}`,
    tallyAll: (requested) => (requested ? 'all requested points' : 'all points'),
    carried: 'points carried from earlier periods',
    mark: (name) => `the ${name} mark`,
    periodField: (field) => `the ${field} of the period`,
    days: (tree) => `the days present in the ${tree}`,
  },
  aggregate: {
    members: (population) => `its ${population}`,
    everyone: (population) => (/^“all\b/i.test(population) ? population : `all ${population}`),
    periods: (period, population) =>
      population === undefined ? `the ${period}` : `the ${period} counted among ${population}`,
    sum: (of, across, best) => `the sum of ${highest(best)}${of} over ${across}`,
    mean: (of, across, best) => `the mean of ${highest(best)}${of} over ${across}`,
    least: (of, across, best) => `the least of ${highest(best)}${of} over ${across}`,
    greatest: (of, across, best) => `the greatest of ${highest(best)}${of} over ${across}`,
    count: (across, when) =>
      when === undefined ? `the number of ${across}` : `the number of ${across} for which ${when}`,
    share: (across, when) => `the share of ${across} for which ${when}`,
    shrunkenMean: (of, across, k, toward) =>
      `the shrunken mean of ${of} over ${across} (drawn towards ${toward}, k = ${k})`,
  },
}
