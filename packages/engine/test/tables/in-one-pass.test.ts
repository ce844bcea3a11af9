import { describe, expect, it } from 'vitest'
import { createLog, type Program, type Result, score } from '../../src/index.ts'
import { compiled, small } from '../small-program.ts'

// The other tables record one item after the other; these score a whole log at once.

const subject = { kind: 'member', from: 'subject' } as const
const service = { id: 'C', kind: 'award', category: 'C', on: ['service.done'], to: subject, points: { field: 'hours' } }

/** A line is a subject, an instant, and hours of service; without hours it is a visit. */
function resultOf(parts: object, lines: readonly string[]): Result {
  const plan = compiled({ ...small, rules: [service], ...parts })
  const log = createLog(plan)
  lines.forEach((line, i) => {
    const [id, on = '', hours] = line.split(' ')
    const occurredAt = on.includes('T') ? `${on}+08:00` : on
    const item = { id: `E${i}`, type: hours ? 'service.done' : 'visit.done', occurredAt, subject: id }
    const attributes = hours === undefined ? {} : { hours: Number(hours) }
    expect(log.add({ ...item, participants: [id], attributes })).toMatchObject({ outcome: 'created' })
  })
  return score(plan, log, { asOf: '2027-01-01' })
}

/** What each event got, in tenths of a point, `-` for no award. */
function granted(parts: object, lines: readonly string[]): string {
  const awards = resultOf(parts, lines).awards()
  return lines
    .map((_, i) => awards.filter((one) => one.event.id === `E${i}`).map((one) => one.granted))
    .map((found) => (found.length === 0 ? '-' : found.join('+')))
    .join(' ')
}

const march = (day: string, hours: number): string => `zhu 2026-03-${day} ${hours}`

describe('limits over a whole log', () => {
  type Row = readonly [name: string, limits: Program['limits'], lines: readonly string[], granted: string]
  const seven = { window: { rollingDays: 7 } }

  it.each<Row>([
    [
      'a rolling window leaves out its far end',
      [{ id: 'L', points: 3, per: seven }],
      [march('02T09:00:00', 2), march('09T08:59:59.999', 2), march('09T09:00:00', 2)],
      '20 10 20',
    ],
    [
      'a cool-down is over after its days, to the millisecond',
      [{ id: 'L', times: 1, per: seven }],
      [march('02T09:00:00', 2), march('09T08:59:59.999', 2), march('09T09:00:00', 2)],
      '20 0 20',
    ],
    [
      'what a rolling window withheld does not fill it',
      [{ id: 'L', times: 1, per: seven }],
      [march('02', 2), march('08', 2), march('09', 2), march('15', 2), march('16', 2)],
      '20 0 20 0 20',
    ],
    [
      'deductions pass a limit on awards and leave its room alone',
      [{ id: 'L', points: 5, per: { window: 'month' } }],
      [march('02', 3), march('03', -4), march('04', 3), march('05', -1), march('06', 1)],
      '30 -40 20 -10 0',
    ],
    [
      'a limit on deductions goes by magnitude and leaves awards alone',
      [{ id: 'L', points: 5, per: { window: 'month' }, side: 'deductions' }],
      [march('02', -3), march('03', 4), march('04', -3), march('05', 9), march('06', -1)],
      '-30 40 -20 90 0',
    ],
    [
      'a window turns at midnight of the zone',
      [{ id: 'L', points: 3, per: { window: 'month' } }],
      [march('31T23:59:59.999', 2), 'zhu 2026-04-01T00:00:00 2', 'zhu 2026-04-02 2'],
      '20 20 10',
    ],
    [
      'limits of several windows each turn by their own',
      [
        { id: 'D', points: 2, per: { window: 'day' } },
        { id: 'M', points: 5, per: { window: 'month' } },
      ],
      [march('02T08:00:00', 3), march('02T09:00:00', 1), march('03', 3), march('04', 3), 'zhu 2026-04-01 3'],
      '20 0 20 10 20',
    ],
    [
      'the highest are kept, equals by time, and at the end of the log too',
      [{ id: 'L', times: 2, per: { window: 'month' }, keep: 'highest' }],
      [march('02', 1), march('03', 2), march('04', 2), march('05', 1), 'zhu 2026-04-01 1'],
      '0 20 20 0 10',
    ],
    [
      'the highest deductions are the largest',
      [{ id: 'L', times: 1, per: { window: 'month' }, keep: 'highest', side: 'deductions' }],
      [march('02', -1), march('03', -2), march('04', 1)],
      '0 -20 10',
    ],
    [
      'a limit that keeps the highest takes what the one before it granted',
      [
        { id: 'D', points: 2, per: { window: 'day' } },
        { id: 'M', times: 1, per: { window: 'month' }, keep: 'highest' },
      ],
      [march('02', 3), march('03', 2), march('04', 1)],
      '20 0 0',
    ],
    [
      'a limit of none grants nothing',
      [{ id: 'L', times: 0, per: { window: 'ever' } }],
      [march('02', 3), march('03', -2)],
      '0 -20',
    ],
    ['a limit of no points grants nothing', [{ id: 'L', points: 0 }], [march('02', 3), march('03', -2)], '0 -20'],
    [
      'each subject has room of its own',
      [{ id: 'L', points: 3 }],
      [march('02', 2), 'an 2026-03-02 2', march('03', 2), 'an 2026-03-04 2'],
      '20 20 10 10',
    ],
    [
      'a value of a field has room of its own, and so has none',
      [{ id: 'L', times: 1, per: { window: 'month', fields: ['hours'] } }],
      [march('02', 2), march('03', 2), march('04', 1), march('05', 1), 'zhu 2026-04-05 1'],
      '20 0 10 0 10',
    ],
    [
      'rules that a limit does not name are free of it',
      [{ id: 'L', rules: ['C'], points: 1 }],
      [march('02', 2), 'zhu 2026-03-03'],
      '10 20',
    ],
  ])('%s', (_, limits, lines, expected) => {
    const visit = { id: 'B', kind: 'award', category: 'B', on: ['visit.done'], to: subject, points: 2 }
    expect(granted({ rules: [service, visit], limits }, lines)).toBe(expected)
  })
})

describe('a condition', () => {
  const rule = { id: 'B', kind: 'award', category: 'B', on: ['visit.done'], to: subject, points: 1 }
  const joint = { field: 'joint' }

  it.each<[name: string, absent: boolean | undefined, when: unknown, holds: string]>([
    ['on a flag that is absent does not hold', undefined, joint, '- 1 -'],
    ['on a flag that is absent holds turned round', undefined, { not: joint }, '1 - 1'],
    ['may let the absent flag mean true', true, joint, '1 1 -'],
    ['may let the absent flag mean false', false, joint, '- 1 -'],
    ['that has no value does not hold', undefined, { if: [joint, true] }, '- 1 -'],
    ['on an attribute that nobody has does not hold', undefined, { attribute: 'cadre' }, '- - -'],
  ])('%s', (_, absent, when, expected) => {
    const flag = { type: 'flag', ...(absent !== undefined && { absent }) }
    const activities = { 'visit.done': { fields: { joint: flag } } }
    const plan = compiled({ ...small, decimals: 0, activities, rules: [{ ...rule, when }] })
    const log = createLog(plan)
    for (const [i, attributes] of [{}, { joint: true }, { joint: false }].entries()) {
      log.add({ id: `E${i}`, type: 'visit.done', occurredAt: '2026-03-02', subject: 'zhu', attributes })
    }
    const ids = score(plan, log, { asOf: '2027-01-01' })
      .awards()
      .map((one) => one.event.id)
    expect([0, 1, 2].map((i) => (ids.includes(`E${i}`) ? '1' : '-')).join(' ')).toBe(expected)
  })
})

describe('values over several subjects', () => {
  const members = ['an 2026-03-02 4', 'bo 2026-03-02 2', 'cai 2026-03-02 1', 'du 2026-03-02 3', 'fan 2026-03-02 5']
  const many = { if: [{ gte: [{ tally: 'C' }, 3] }, { tally: 'C' }] }
  const across = { everyone: 'all' }
  const populations = [{ id: 'all', kind: 'member', base: 'rows' }]
  const among = (value: unknown): unknown =>
    resultOf({ populations, scores: [{ id: 'S', kind: 'member', period: 'month', value }] }, members).value(
      'S',
      'an',
      '2026-03',
    )

  it.each<[string, unknown, unknown]>([
    ['a mean is of those who have a value', { mean: { across, of: many } }, 4],
    ['a mean of nobody is none', { mean: { across, of: { missing: true } } }, undefined],
    ['a sum of nobody is 0', { sum: { across, of: { missing: true } } }, 0],
    ['a sum is of those who have a value', { sum: { across, of: many } }, 12],
    ['the best are the greatest', { sum: { across, of: { tally: 'C' }, best: 2 } }, 9],
    ['the best of fewer are all', { sum: { across, of: many, best: 9 } }, 12],
    ['the least', { least: { across, of: { tally: 'C' } } }, 1],
    ['the greatest', { greatest: { across, of: { tally: 'C' } } }, 5],
    ['the least of the best', { least: { across, of: { tally: 'C' }, best: 3 } }, 3],
    ['the least of nobody is none', { least: { across, of: { missing: true } } }, undefined],
    ['a count is of everyone', { count: { across } }, 5],
    ['a count is of those who meet a condition', { count: { across, when: { gte: [{ tally: 'C' }, 3] } } }, 3],
    ['who cannot be told does not count', { count: { across, when: { gte: [{ mark: 'x' }, 3] } } }, 0],
    ['a share', { share: { across, when: { gt: [{ tally: 'C' }, 3] } } }, { n: 2, d: 5 }],
    [
      'a shrunken mean leans on a target: (15 + 5 × 1) ÷ (5 + 5)',
      { shrunkenMean: { across, of: { tally: 'C' }, k: 5, toward: 1 } },
      2,
    ],
    [
      'a shrunken mean without a target is none',
      { shrunkenMean: { across, of: { tally: 'C' }, k: 5, toward: { missing: true } } },
      undefined,
    ],
  ])('%s', (_, value, expected) => {
    expect(among(value)).toEqual(expected)
  })

  it.each<[share: number, places: string]>([
    [0.2, 'fan'],
    [0.39, 'fan'],
    [0.4, 'an fan'],
    [0.59, 'an fan'],
    [0.19, ''],
    [1, 'an bo cai du fan'],
  ])('a share of %d of five is rounded down: %s', (share, expected) => {
    const result = resultOf(
      {
        populations,
        scores: [{ id: 'S', kind: 'member', period: 'month', value: { tally: 'C' } }],
        rankings: [{ id: 'R', score: 'S', population: 'all' }],
        tiers: [{ id: 'T', ranking: 'R', bands: [{ id: 'top', share }, { id: 'rest' }] }],
      },
      members,
    )
    const top = ['an', 'bo', 'cai', 'du', 'fan'].filter((id) => result.tier('T', id, '2026-03') === 'top')
    expect(top.join(' ')).toBe(expected)
  })

  const thirds = { div: [{ tally: 'C' }, 3] }

  it.each<[order: 'desc' | 'asc', of: string, value: unknown, ranks: string]>([
    ['desc', 'whole points', { tally: 'C' }, 'fan 1 an 2 du 3 bo 4 cai 5'],
    ['asc', 'whole points', { tally: 'C' }, 'cai 1 bo 2 du 3 an 4 fan 5'],
    ['desc', 'thirds', thirds, 'fan 1 an 2 du 3 bo 4 cai 5'],
    ['asc', 'thirds', thirds, 'cai 1 bo 2 du 3 an 4 fan 5'],
    ['desc', 'some, the others behind without a rank', many, 'fan 1 an 2 du 3 bo null cai null'],
  ])('a ranking that is %s, of %s', (order, _, value, expected) => {
    const result = resultOf(
      {
        populations,
        scores: [{ id: 'S', kind: 'member', period: 'month', value }],
        rankings: [{ id: 'R', score: 'S', population: 'all', order }],
      },
      members,
    )
    const standings = result.standings('R', '2026-03')
    expect(standings.map((one) => `${one.subject} ${one.rank}`).join(' ')).toBe(expected)
  })

  it.each([{ category: 'C' }, { category: ['B', 'C'] }, { rule: 'C' }, { rule: ['C'] }, { all: true }])(
    'the tally %j may be of what was asked for, before limits',
    (tally) => {
      const limits = [{ id: 'L', categories: ['C'], points: 3 }]
      const score = (id: string, requested: boolean) => ({
        id,
        kind: 'member',
        period: 'month',
        value: { tally: { ...tally, requested } },
      })
      const result = resultOf({ limits, scores: [score('asked', true), score('got', false)] }, members)
      expect([result.value('asked', 'fan', '2026-03'), result.value('got', 'fan', '2026-03')]).toEqual([5, 3])
    },
  )
})

describe('time', () => {
  it('before the first version there are no rules', () => {
    expect(granted({}, ['zhu 2025-12-31T23:59:59.999 2', 'zhu 2026-01-01T00:00:00 2'])).toBe('- 20')
  })

  it.each<[asOf: string, awards: number]>([
    ['2026-02-05T23:59:59.999+08:00', 0],
    ['2026-02-06T00:00:00+08:00', 1],
  ])('an expectation with 5 days of grace is judged after them: at %s there are %d', (asOf, awards) => {
    const expects = { on: ['duty.done'], to: subject, atLeast: 1 }
    const to = { kind: 'member', tree: 'party' }
    const rule = { id: 'E', kind: 'expectation', category: 'N', window: 'month', to, expects, points: -1, graceDays: 5 }
    const plan = compiled({ ...small, rules: [rule] })
    const log = createLog(plan)
    const member = { kind: 'member', id: 'zhu' }
    const joins = { kind: 'membership', id: 'M', tree: 'party', subject: member, unit: 'north', start: '2025-12-31' }
    expect(log.add(joins)).toMatchObject({ outcome: 'created' })
    expect(score(plan, log, { asOf }).awards().length).toBe(awards)
  })
})
