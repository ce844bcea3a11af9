import { describe, expect, it } from 'vitest'
import { createLog, parseProgram, score, type TieBreaker } from '../../src/index.ts'
import { compiled, small } from '../small-program.ts'

// Matches are given as `home-away home:away`; each gives the points of the match, and its goals are measured too.

const frame = {
  ...small,
  subjects: { team: {} },
  trees: {},
  categories: { M: {} },
  periods: { season: { fields: ['season'] } },
  activities: {
    'match.played': {
      fields: {
        season: { type: 'text' },
        rival: { type: 'text' },
        points: { type: 'number' },
        difference: { type: 'number' },
        goals: { type: 'number' },
      },
    },
  },
  rules: [
    {
      id: 'match',
      kind: 'award',
      category: 'M',
      on: ['match.played'],
      to: { kind: 'team', from: 'subject' },
      points: { field: 'points' },
    },
  ],
  measures: ['points', 'difference', 'goals'].map((id) => ({
    id,
    on: ['match.played'],
    to: { kind: 'team', from: 'subject' },
    value: { field: id },
  })),
  populations: [{ id: 'teams', kind: 'team', base: 'rows' }],
  scores: [{ id: 'S', kind: 'team', period: 'season', value: { tally: 'M' } }],
}

/** A match is two events, one for each team: what it did against the other. */
function eventsOf(match: string, i: number): Record<string, unknown>[] {
  const [teams = '', goals = ''] = match.split(' ')
  const [a = '', b = ''] = teams.split('-')
  const [x = 0, y = 0] = goals.split(':').map(Number)
  const one = (subject: string, rival: string, made: number, got: number) => ({
    id: `${i} ${subject} ${made}`,
    type: 'match.played',
    occurredAt: '2026-03-01',
    subject,
    attributes: {
      season: '2026',
      rival,
      points: made > got ? 3 : made === got ? 1 : 0,
      difference: made - got,
      goals: made,
    },
  })
  return [one(a, b, x, y), one(b, a, y, x)]
}

function table(tieBreakers: readonly TieBreaker[], matches: readonly string[]): string {
  const plan = compiled({ ...frame, rankings: [{ id: 'table', score: 'S', population: 'teams', tieBreakers }] })
  const log = createLog(plan)
  for (const item of matches.flatMap(eventsOf)) expect(log.add(item)).toMatchObject({ outcome: 'created' })
  const standings = score(plan, log, { asOf: '2027-01-01' }).standings('table', '2026')
  return standings.map((one) => `${one.rank} ${one.subject}`).join(', ')
}

const league = (measures: readonly string[], again?: boolean): TieBreaker => ({
  miniLeague: measures,
  opponent: 'rival',
  ...(again !== undefined && { again }),
})

describe('a mini-league', () => {
  it('counts only what the tied did against each other', () => {
    // a and b have 3 points each; a beat b, though b has the better difference over all.
    const matches = ['a-b 1:0', 'c-a 1:0', 'b-c 9:0', 'c-d 1:0']
    expect(table([], matches)).toBe('1 c, 2 a, 2 b, 4 d')
    expect(table([{ measure: 'difference' }], matches)).toBe('1 c, 2 b, 3 a, 4 d')
    expect(table([league(['points'])], matches)).toBe('1 c, 2 a, 3 b, 4 d')
  })

  it('leaves those equal who never met', () => {
    expect(table([league(['points', 'difference'])], ['a-c 1:0', 'b-d 1:0'])).toBe('1 a, 1 b, 3 c, 3 d')
  })

  it('takes one measure after the other, all among the same subjects', () => {
    // Each beat one of the others: points equal, then differences +1, 0, −1.
    expect(table([league(['points', 'difference'])], ['a-b 2:0', 'b-c 1:0', 'c-a 1:0'])).toBe('1 a, 2 c, 3 b')
  })

  it('begins again among those still equal, when it says so', () => {
    // Points 3 each; goals a 3, b 1, c 3: a and c are equal until only their own match counts.
    const matches = ['a-b 1:0', 'b-c 1:0', 'c-a 3:2']
    expect(table([league(['points', 'goals'])], matches)).toBe('1 a, 1 c, 3 b')
    expect(table([league(['points', 'goals'], true)], matches)).toBe('1 c, 2 a, 3 b')
  })

  it('ends when beginning again separates nobody', () => {
    expect(table([league(['points'], true)], ['a-b 1:0', 'b-c 1:0', 'c-a 1:0'])).toBe('1 a, 1 b, 1 c')
  })

  it('counts no match of a team with itself', () => {
    const matches = ['a-c 1:0', 'b-c 1:0', 'a-a 2:1', 'b-b 4:3']
    expect(table([league(['points', 'goals'])], matches)).toBe('1 a, 1 b, 3 c')
  })

  it('is followed by the next tie-breaker, group by group', () => {
    const matches = ['a-c 1:0', 'b-d 3:0']
    expect(table([league(['points']), { measure: 'goals' }], matches)).toBe('1 b, 2 a, 3 c, 3 d')
  })

  it.each([
    [{ miniLeague: ['pints'], opponent: 'rival' }, 'unknown_measure', 'miniLeague/0'],
    [{ miniLeague: ['points'], opponent: 'rivals' }, 'unknown_field', 'opponent'],
    [{ miniLeague: ['points'] }, 'missing_key', 'opponent'],
    [{ miniLeague: [], opponent: 'rival' }, 'wrong_length', 'miniLeague'],
  ])('is refused as %j', (step, code, path) => {
    const rankings = [{ id: 'table', score: 'S', population: 'teams', tieBreakers: [step] }]
    const parsed = parseProgram({ ...frame, rankings })
    const issues = parsed.ok ? [] : parsed.issues
    expect(issues).toContainEqual(expect.objectContaining({ code, path: `/rankings/0/tieBreakers/0/${path}` }))
  })

  it('is refused with a measure of another kind', () => {
    const measures = [{ id: 'of-league', on: ['match.played'], to: { kind: 'league', id: 'one' } }]
    const rankings = [{ id: 'table', score: 'S', population: 'teams', tieBreakers: [league(['of-league'])] }]
    const parsed = parseProgram({ ...frame, subjects: { team: {}, league: {} }, measures, rankings })
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.code)).toEqual(['measure_kind_differs'])
  })
})
