import { describe, expect, it } from 'vitest'
import { createLog, type Result, score, type Tier } from '../../src/index.ts'
import { compiled, small } from '../small-program.ts'

// Members get their points by hours of service; who has no hours field of a size has no size.

const to = { kind: 'member', from: 'subject' } as const
const frame = {
  ...small,
  decimals: 0,
  activities: {
    'service.done': { fields: { hours: { type: 'number' }, team: { type: 'number' } } },
  },
  rules: [{ id: 'C', kind: 'award', category: 'C', on: ['service.done'], to, points: { field: 'hours' } }],
  measures: [{ id: 'size', on: ['service.done'], to, value: { field: 'team' }, as: 'max' }],
  populations: [{ id: 'all', kind: 'member', base: 'rows' }],
  scores: [{ id: 'S', kind: 'member', period: 'month', value: { tally: 'C' } }],
  rankings: [{ id: 'R', score: 'S', population: 'all' }],
} as const
const bands = [{ id: 'top', share: 0.5 }, { id: 'rest' }]

/** Each member with hours and the size of the team, `-` for none. */
function resultOf(tier: Partial<Tier>, members: string, more: object = {}): Result {
  const plan = compiled({ ...frame, tiers: [{ id: 'T', ranking: 'R', bands, ...tier }], ...more })
  const log = createLog(plan)
  for (const member of members.split(', ')) {
    const [subject, hours, team] = member.split(' ')
    const attributes = { hours: Number(hours), ...(team !== '-' && { team: Number(team) }) }
    expect(log.add({ id: member, type: 'service.done', occurredAt: '2026-03-02', subject, attributes })).toMatchObject({
      outcome: 'created',
    })
  }
  return score(plan, log, { asOf: '2027-01-01' })
}

const topOf = (result: Result, members: string): string =>
  members
    .split(', ')
    .map((member) => member.split(' ')[0] as string)
    .filter((id) => result.tier('T', id, '2026-03') === 'top')
    .join(' ')

describe('bands of a size', () => {
  const sizeBands = { by: { measure: 'size' }, from: [10, 20], atLeast: 2 } as const

  it.each<[what: string, members: string, top: string]>([
    ['are each ranked alone', 'a 9 10, b 8 15, c 4 20, d 3 30', 'a c'],
    ['begin at their number', 'a 9 19, b 8 19, c 4 20, d 3 20', 'a c'],
    ['below the first are one too', 'a 9 1, b 8 9, c 4 10, d 3 19', 'a c'],
    ['with too few go together with the others that are too few', 'a 9 1, b 8 10, c 4 20, d 3 20', 'a c'],
    ['hold those without a size together', 'a 9 -, b 8 -, c 4 20, d 3 20', 'a c'],
  ])('%s', (_, members, expected) => {
    expect(topOf(resultOf({ sizeBands }, members), members)).toBe(expected)
  })
})

describe('moves between bands that are shares', () => {
  it.each<[moves: Tier['moves'], april: string]>([
    [undefined, 'c d'],
    [{ up: 1, down: 1 }, 'c d'],
    [{ up: 0, down: 0 }, 'a b'],
    [{ up: 0, down: 1 }, ''],
    [{ up: 1, down: 1, buffer: 100 }, 'c d'],
  ])('%j', (moves, expected) => {
    const plan = compiled({ ...frame, tiers: [{ id: 'T', ranking: 'R', bands, ...(moves && { moves }) }] })
    const log = createLog(plan)
    const months = { '2026-03-02': { a: 9, b: 8, c: 2, d: 1 }, '2026-04-02': { a: 1, b: 2, c: 8, d: 9 } }
    for (const [occurredAt, members] of Object.entries(months)) {
      for (const [subject, hours] of Object.entries(members)) {
        log.add({ id: `${subject} ${occurredAt}`, type: 'service.done', occurredAt, subject, attributes: { hours } })
      }
    }
    const result = score(plan, log, { asOf: '2027-01-01' })
    expect(['a', 'b', 'c', 'd'].filter((id) => result.tier('T', id, '2026-04') === 'top').join(' ')).toBe(expected)
  })
})

describe('ties broken by the earliest best', () => {
  it('put who never reached a value last', () => {
    const rankings = [{ id: 'R', score: 'S', population: 'all', tieBreakers: [{ earliestBest: 'size' }] }]
    const members = 'a 5 -, b 5 3, c 5 2, d 5 -, e 5 2'
    const standings = resultOf({}, members, { rankings }).standings('R', '2026-03')
    expect(standings.map((one) => `${one.subject} ${one.rank}`)).toEqual(['c 1', 'e 1', 'b 3', 'a 4', 'd 4'])
  })
})
