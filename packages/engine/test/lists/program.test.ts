import { describe, expect, it } from 'vitest'
import { parseProgram } from '../../src/index.ts'
import { district, lists } from './district.ts'

const issuesOf = (change: object): [string, string][] => {
  const parsed = parseProgram({ ...district, ...change })
  return parsed.ok ? [] : parsed.issues.map(({ code, path }): [string, string] => [code, path])
}
const red = lists[0] as object
const black = lists[1] as object
const issuesOfRed = (change: object): [string, string][] => issuesOf({ lists: [{ ...red, ...change }] })
const issuesOfBlack = (change: object): [string, string][] => issuesOf({ lists: [{ ...black, ...change }] })

describe('the lists of a program', () => {
  it('are valid as they stand', () => {
    expect(issuesOf({})).toEqual([])
  })

  it.each<[string, object, string, string]>([
    ['a side that is none', { side: 'blak' }, 'not_one_of', '/lists/0/side'],
    ['an undeclared kind', { kind: 'blok' }, 'unknown_kind', '/lists/0/kind'],
    ['an undeclared period', { period: 'mont' }, 'unknown_period', '/lists/0/period'],
    ['a period without dates', { period: 'round' }, 'list_needs_calendar', '/lists/0/period'],
    ['an undeclared category', { category: 'hygene' }, 'unknown_category', '/lists/0/category'],
    ['a population of another kind', { population: 'members' }, 'kind_differs', '/lists/0/population'],
    [
      'a criterion that is no condition',
      { criteria: [{ id: 'a', when: { score: 'inspection' } }] },
      'wrong_value_type',
      '/lists/0/criteria/0/when',
    ],
    [
      'a criterion with an undeclared score',
      { criteria: [{ id: 'a', when: { gte: [{ score: 'inspektion' }, 95] } }] },
      'unknown_score',
      '/lists/0/criteria/0/when/gte/0/score',
    ],
    ['a criterion with neither', { criteria: [{ id: 'a' }] }, 'needs_one_of', '/lists/0/criteria/0'],
    [
      'two criteria of one name',
      { criteria: [0, 1].map(() => ({ id: 'a', ranking: 'blocks', top: 3 })) },
      'duplicate_id',
      '/lists/0/criteria/1/id',
    ],
    [
      'the ranking of another kind',
      { criteria: [{ id: 'a', ranking: 'members', top: 3 }] },
      'ranking_elsewhere',
      '/lists/0/criteria/0/ranking',
    ],
    [
      'a maximum without an order',
      { criteria: [{ id: 'a', when: true }], by: undefined, most: 5 },
      'most_needs_order',
      '/lists/0/most',
    ],
    ['an order by the score of another kind', { by: [{ score: 'points' }] }, 'score_elsewhere', '/lists/0/by/0/score'],
    ['an order by an undeclared measure', { by: [{ measure: 'x' }] }, 'unknown_measure', '/lists/0/by/0/measure'],
    ['units without a maximum', { within: 'community', most: undefined }, 'missing_key', '/lists/0'],
    ['units without a tree', { within: 'community', population: 'blocks' }, 'within_needs_tree', '/lists/0/within'],
    [
      'a wording with an unknown place',
      { wording: { line: { en: '{subjekt}' } } },
      'unknown_place',
      '/lists/0/wording/line/en',
    ],
    ['a reason for persons on red', { persons: person }, 'no_persons_on_black', '/lists/0/persons'],
    ['an expiry of four years', { expiryDays: 1461 }, 'out_of_range', '/lists/0/expiryDays'],
  ])('are refused with %s', (_, change, code, path) => {
    expect(issuesOfRed(change)).toContainEqual([code, path])
  })

  it('name the nearest of what is meant', () => {
    const parsed = parseProgram({ ...district, lists: [{ ...red, kind: 'blok' }] })
    expect(parsed.ok ? [] : parsed.issues).toContainEqual({
      code: 'unknown_kind',
      path: '/lists/0/kind',
      params: { name: 'blok', nearest: 'block' },
    })
  })
})

const person = { legalBasis: 'House rules, article 5', audience: 'unit', expiryDays: 30 }

describe('a private person', () => {
  it('cannot be put on the black side', () => {
    expect(
      issuesOfBlack({ kind: 'member', population: 'members', criteria: [{ id: 'a', when: true }] }),
    ).toContainEqual(['person_on_black_side', '/lists/0/kind'])
  })

  const named = {
    kind: 'member',
    population: 'members',
    criteria: [{ id: 'a', when: true }],
    audience: undefined,
    expiryDays: undefined,
    by: undefined,
    most: undefined,
  }

  it('can be, with a legal basis, an audience and an expiry', () => {
    expect(issuesOfBlack({ ...named, persons: person })).toEqual([])
  })

  it.each<[string, object, string, string]>([
    [
      'without a legal basis',
      { persons: { ...person, legalBasis: undefined } },
      'missing_key',
      '/lists/0/persons/legalBasis',
    ],
    [
      'without an audience',
      { persons: { ...person, audience: undefined } },
      'missing_key',
      '/lists/0/persons/audience',
    ],
    [
      'without an expiry',
      { persons: { ...person, expiryDays: undefined } },
      'missing_key',
      '/lists/0/persons/expiryDays',
    ],
    ['never publicly', { persons: { ...person, audience: 'public' } }, 'not_one_of', '/lists/0/persons/audience'],
    ['nor publicly by the list', { persons: person, audience: 'public' }, 'audience_of_persons', '/lists/0/audience'],
    ['nor for longer by the list', { persons: person, expiryDays: 90 }, 'expiry_of_persons', '/lists/0/expiryDays'],
  ])('is refused there %s', (_, change, code, path) => {
    expect(issuesOfBlack({ ...named, ...change })).toContainEqual([code, path])
  })

  it('is what the program says is one: it has to say so of every kind on a list', () => {
    const subjects = { ...district.subjects, block: {} }
    expect(issuesOf({ subjects })).toContainEqual(['person_not_stated', '/lists/0/kind'])
  })
})

describe('the black side', () => {
  it('cannot shorten the seven days between reminder and nomination', () => {
    expect(issuesOfBlack({ deadlines: { reminder: 6 } })).toContainEqual([
      'out_of_range',
      '/lists/0/deadlines/reminder',
    ])
    expect(issuesOfBlack({ deadlines: { reminder: 7 } })).toEqual([])
  })
})

describe('the holiday calendar', () => {
  it.each<[string, object, string, string]>([
    ['a date that is none', { holidays: ['2021-02-30'] }, 'wrong_format', '/calendar/holidays/0'],
    ['a date twice', { holidays: ['2021-10-01', '2021-10-01'] }, 'day_twice', '/calendar/holidays/1'],
    ['a date on and off', { holidays: ['2021-10-09'], workdays: ['2021-10-09'] }, 'day_twice', '/calendar/workdays/0'],
    ['an unknown part', { holiday: [] }, 'unknown_key', '/calendar/holiday'],
  ])('is refused with %s', (_, calendar, code, path) => {
    expect(issuesOf({ calendar })).toContainEqual([code, path])
  })
})
