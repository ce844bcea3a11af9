import { describe, expect, it } from 'vitest'
import { createLog, score } from '../../src/index.ts'
import { compiled, small } from '../small-program.ts'

const to = { kind: 'member', from: 'subject' } as const
const first = {
  ...small,
  activities: {
    'game.played': {
      fields: {
        season: { type: 'number' },
        round: { type: 'number' },
        team: { type: 'text' },
        side: { type: 'text' },
      },
    },
  },
  periods: { round: { fields: ['season', 'round'] }, season: { fields: ['season'], startsOn: '{season}-02-01' } },
  rules: [{ id: 'G', kind: 'award', category: 'B', on: ['game.played'], to, points: 1 }],
  scores: [
    { id: 'R', kind: 'member', period: 'round', value: { tally: 'B' } },
    { id: 'S', kind: 'member', period: 'season', value: { tally: 'B' } },
  ],
} as const
const second = {
  ...first,
  version: 2,
  effectiveFrom: '2026-03-01',
  scores: [
    { id: 'R', kind: 'member', period: 'round', value: { mul: [{ tally: 'B' }, 10] } },
    { id: 'S', kind: 'member', period: 'season', value: { mul: [{ tally: 'B' }, 10] } },
  ],
} as const

const game = (occurredAt: string, attributes: object) => ({
  id: `${occurredAt} ${JSON.stringify(attributes)}`,
  type: 'game.played',
  occurredAt,
  subject: 'zhu',
  attributes,
})

describe('a period named by fields', () => {
  it('uses the version in force at its first event, or where it says it starts', () => {
    const plan = compiled(first, second)
    const log = createLog(plan)
    for (const item of [
      game('2026-02-20', { season: 2026, round: 1 }),
      game('2026-03-20', { season: 2026, round: 1 }),
      game('2026-03-21', { season: 2026, round: 2 }),
      game('2027-01-20', { season: 2027, round: 1 }),
      game('2027-01-21', { round: 1 }),
      game('2027-01-22', { season: 2027 }),
    ]) {
      expect(log.add(item)).toMatchObject({ outcome: 'created' })
    }
    const result = score(plan, log, { asOf: '2028-01-01' })
    const rounds = ['2026/1', '2026/2', '2027/1', '2026/3'].map((key) => result.value('R', 'zhu', key))
    expect(rounds).toEqual([2, 10, 10, undefined])
    // The season of 2026 starts on 1 February, before the second version; that of 2027 after it. An event without a
    // round is in the season only, one without a season in neither.
    expect(['2026', '2027'].map((key) => result.value('S', 'zhu', key))).toEqual([3, 20])
  })

  it('may be read by a formula through its fields', () => {
    const scores = [
      { id: 'N', kind: 'member', period: 'round', value: { add: [{ periodField: 'round' }, { tally: 'B' }] } },
      {
        id: 'T',
        kind: 'member',
        period: 'season',
        value: { sum: { across: { periods: 'round' }, of: { score: 'N' } } },
      },
    ]
    const plan = compiled({ ...first, scores })
    const log = createLog(plan)
    for (const round of [1, 2, 5]) log.add(game('2026-03-20', { season: 2026, round }))
    log.add(game('2027-03-20', { season: 2027, round: 7 }))
    const result = score(plan, log, { asOf: '2028-01-01' })
    expect(['2026', '2027'].map((key) => result.value('T', 'zhu', key))).toEqual([2 + 3 + 6, 8])
  })
})

describe('recipients that several fields name', () => {
  it.each<[join: string | undefined, id: string]>([
    [undefined, 'red/home'],
    ['-', 'red-home'],
  ])('are joined by %j', (join, id) => {
    const both = { kind: 'branch', fields: ['team', 'side'], ...(join !== undefined && { join }) }
    const plan = compiled({ ...first, scores: [], rules: [{ ...first.rules[0], to: both }] })
    const log = createLog(plan)
    log.add(game('2026-03-20', { team: 'red', side: 'home' }))
    log.add(game('2026-03-21', { team: 'red' }))
    const awards = score(plan, log, { asOf: '2028-01-01' }).awards()
    expect(awards.map((one) => one.subject)).toEqual([{ kind: 'branch', id }])
  })
})
