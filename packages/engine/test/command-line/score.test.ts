import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { toNumber } from '@jixing/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { filesOf, goldenFolder, type Oracle, oracles, scoreOracle } from '../oracles/oracle.ts'
import { ensureBuild, jixing, openDesk } from './run-jixing.ts'
import { visit, visitsProgram } from './visits-program.ts'

const desk = openDesk()
const program = desk.put('program.json', visitsProgram)
const lines = visit('a', 'zhu', '2021-03-01') + visit('b', 'zhu', '2021-03-09') + visit('c', 'lin', '2021-02-09')
const events = desk.put('events.ndjson', lines)
const score = ['score', '--program', program, '--events']

beforeAll(ensureBuild)

describe('jixing score', () => {
  it('prints a ranking as a table', async () => {
    expect(await jixing([...score, events])).toEqual({
      status: 0,
      err: '',
      out: `Household visits · as of 2021-03-08T16:00:00.000Z · 3 lines

Quarter · 2021-Q1
rank  subject  Quarter  Grade
────  ───────  ───────  ─────
   1  zhu            4  Good
   2  lin            2  Fair
`,
    })
  })

  it('aligns Chinese by its width', async () => {
    const roster = desk.put('roster.json', [
      {
        kind: 'subject',
        id: 's',
        subject: { kind: 'member', id: 'zhu' },
        label: { 'zh-CN': '朱红' },
        start: '2021-01-01',
      },
    ])
    const { out } = await jixing([...score, events, '--roster', roster, '--lang', 'zh-CN'])
    expect(out).toBe(`联户走访 · 截至 2021-03-08T16:00:00.000Z · 4 行

季度得分 · 2021-Q1
名次  对象  名称  季度得分  等次
────  ────  ────  ────────  ────
   1  zhu   朱红         4  优秀
   2  lin                2  合格
`)
  })

  it('speaks the language of the environment', async () => {
    const { out } = await jixing([...score, events], { env: { LANG: 'zh_CN.UTF-8' } })
    expect(out).toContain('名次')
  })

  it('prints JSON with the facts of the intake, exact numbers and tiers', async () => {
    const { out, status } = await jixing([...score, events, '--format', 'json', '--as-of', '2021-04-01'])
    expect(status).toBe(0)
    expect(JSON.parse(out)).toEqual({
      program: { id: 'visits', versions: [1], label: visitsProgram.label },
      asOf: '2021-03-31T16:00:00.000Z',
      events: { lines: 3, created: 3, duplicates: 0, conflicts: {}, refused: 0 },
      refused: [],
      periods: {
        quarter: [
          { key: '2021-Q1', start: '2020-12-31T16:00:00.000Z', end: '2021-03-31T16:00:00.000Z', state: 'open' },
          { key: '2021-Q2', start: '2021-03-31T16:00:00.000Z', end: '2021-06-30T16:00:00.000Z', state: 'running' },
        ],
      },
      scores: {
        Q: { '2021-Q1': { zhu: 4, lin: 2 }, '2021-Q2': {} },
        third: { '2021-Q1': { zhu: '4/3', lin: '2/3' }, '2021-Q2': {} },
      },
      rankings: {
        members: {
          '2021-Q1': [
            { rank: 1, subject: 'zhu', value: 4, tied: false, tier: { grade: 'good' } },
            { rank: 2, subject: 'lin', value: 2, tied: false, tier: { grade: 'fair' } },
          ],
          '2021-Q2': [],
        },
      },
    })
  })

  it('shows one period where it is asked to, with or without its level', async () => {
    const bare = await jixing([...score, events, '--as-of', '2021-04-01', '--period', '2021-Q2'])
    const full = await jixing([...score, events, '--as-of', '2021-04-01', '--period', 'quarter/2021-Q2'])
    expect(bare.out).toContain('Quarter · 2021-Q2\n(nobody)\n')
    expect(full).toEqual(bare)
  })

  it('writes the result into a file', async () => {
    const { out } = await jixing([...score, events, '--out', desk.path('result.txt')])
    expect(out).toBe('')
    expect(readFileSync(desk.path('result.txt'), 'utf8')).toContain('1  zhu ')
  })

  it('shows the scores of a program without rankings', async () => {
    const { rankings: _, tiers: __, populations: ___, ...rest } = visitsProgram
    const plain = desk.put('plain.json', rest)
    const { out } = await jixing(['score', '--program', plain, '--events', events])
    expect(out).toContain('lin            2  ≈0.6667\nzhu            4  ≈1.3333\n')
  })

  it('shows one unit of a ranking within units', async () => {
    const units = desk.put('units.json', {
      ...visitsProgram,
      populations: [{ id: 'active', kind: 'member', tree: 'party' }],
      rankings: [{ id: 'members', score: 'Q', population: 'active', within: 'branch' }],
    })
    const member = (id: string, unit: string): unknown => ({
      kind: 'membership',
      id,
      tree: 'party',
      subject: { kind: 'member', id },
      unit,
      start: '2021-01-01',
    })
    const roster = desk.put('members.json', [member('zhu', 'east'), member('lin', 'west')])
    const args = ['score', '--program', units, '--roster', roster, '--events', events]
    expect((await jixing([...args, '--within', 'west'])).out).toContain('west     1  lin            2  Fair\n')
    expect((await jixing([...args, '--within', 'west'])).out).not.toContain('zhu')
  })
})

describe('the events', () => {
  it.each([
    ['standard input', lines],
    ['gzip on standard input', gzipSync(lines)],
    ['two gzips one after the other', Buffer.concat([gzipSync(lines.slice(0, 90)), gzipSync(lines.slice(90))])],
    ['a byte order mark, empty lines and CRLF', `\uFEFF${lines.replaceAll('\n', '\r\n\r\n')}`],
    ['no newline at the end', lines.trimEnd()],
  ])('may come as %s', async (_, input) => {
    const { status, out, err } = await jixing([...score, '-'], { input })
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain('3 lines')
    expect(out).toContain('   1  zhu            4  Good\n')
  })

  it('may come in several files, one of them packed', async () => {
    const first = desk.put('first.ndjson.gz', gzipSync(visit('a', 'zhu', '2021-03-01')))
    const second = desk.put('second.ndjson', visit('b', 'zhu', '2021-03-09'))
    const { out } = await jixing([...score, first, '--events', second])
    expect(out).toContain('2 lines')
  })

  it('come as a stream: two hundred thousand of them in a small heap', { timeout: 60_000 }, async () => {
    async function* stream(): AsyncGenerator<string> {
      for (let page = 0; page < 200; page++) {
        let text = ''
        for (let i = 0; i < 1000; i++) {
          const day = String((i % 28) + 1).padStart(2, '0')
          text += visit(`e${page}-${i}`, `m${(page * 7 + i) % 900}`, `2021-0${(page % 9) + 1}-${day}`, { hours: 0.5 })
        }
        yield text
      }
    }
    const started = Date.now()
    const node = ['--max-old-space-size=256']
    const { status, out, err } = await jixing([...score, '-', '--period', '2021-Q3'], { input: stream(), node })
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain('200000 lines')
    expect(Date.now() - started).toBeLessThan(45_000)
  })
})

describe('bad lines', () => {
  it('are named with file, line, pointer and every reason, and the rest is scored', async () => {
    const bad = desk.put(
      'bad.ndjson',
      lines +
        [
          '{"id":"d","type":"visit.dome","occurredAt":"2021-13-01","subject":"zhu"}',
          '{"id":',
          '[]',
          visit('e', 'zhu', '2021-03-01', { hous: 1, hours: 0.25 }).trim(),
          visit('a', 'zhu', '2021-03-01').trim(),
          visit('a', 'zhu', '2021-03-02').trim(),
          visit('a\u001b[2J', 'zhu', '2021-03-02').trim(),
        ].join('\n'),
    )
    const { status, out, err } = await jixing([...score, bad])
    expect(status).toBe(1)
    expect(out).toContain('10 lines · duplicates 1 · conflicts 1 · refused 5\n')
    expect(out).toContain('   1  zhu            4  Good\n')
    expect(
      err.replaceAll(bad, 'bad'),
    ).toBe(`bad:4 /type There is no activity called “visit.dome”; did you mean “visit.done”? [unknown_activity]
bad:4 /occurredAt “2021-13-01” is not an instant with offset such as 2021-03-31T09:00:00+08:00. [wrong_format]
bad:5 (whole) This is not JSON: Unexpected end of JSON input. [not_json]
bad:6 (whole) This must be an object and is a list. [wrong_type]
bad:7 /attributes/hous There is no field called “hous”; did you mean “hours”? [unknown_field]
bad:7 /attributes/hours 0.25 has too many decimals; at most 1 are kept. [too_many_decimals]
bad:9 (whole) A record with the same id and another “time of occurrence” is already there; the first one stands. [exists_with_different_occurred_at]
bad:10 /id The text has an invisible control character. [control_character]
`)
  })

  it('are told in Chinese where it is asked for', async () => {
    const { err } = await jixing([...score, '-', '--lang', 'zh-CN'], { input: '{"id":"d","type":"visit.dome"}' })
    expect(err.split('\n')[0]).toBe('-:1 /type 没有名为“visit.dome”的活动，是否应为“visit.done”？ [unknown_activity]')
  })

  it('are shown up to a hundred, the rest is counted', async () => {
    const { err, out } = await jixing([...score, '-', '--format', 'json'], { input: '{}\n'.repeat(250) })
    expect(err.trim().split('\n')).toHaveLength(101)
    expect(err).toContain('… +150 more lines')
    const { refused, events: counts } = JSON.parse(out)
    expect([refused.length, counts.refused, refused[99].line]).toEqual([100, 250, 100])
  })

  it('are those that are not UTF-8, too', async () => {
    const input = Buffer.concat([Buffer.from(lines), Buffer.from([0x7b, 0xff, 0x7d, 10])])
    expect((await jixing([...score, '-'], { input })).err).toBe('-:4 (whole) This is not UTF-8. [not_utf8]\n')
  })
})

describe('a reader that goes away', () => {
  it('ends it quietly', async () => {
    const many = Array.from({ length: 6000 }, (_, i) => visit(`e${i}`, `member-${i}`, '2021-03-01')).join('')
    const { status, err } = await jixing([...score, '-'], { input: many, hangUp: true })
    expect([status, err]).toEqual([0, ''])
  })
})

describe('the command line and the API', () => {
  it.each(oracles.map((oracle) => [oracle.title, oracle] as const))(
    'give the same for %s',
    async (_, oracle: Oracle) => {
      const { program, events, roster } = filesOf(oracle, goldenFolder)
      const args = ['score', '--program', program, '--events', events, '--format', 'json']
      const { out, status } = await jixing([...args, ...(roster === undefined ? [] : ['--roster', roster])])
      expect(status).toBe(0)
      const { result } = scoreOracle(oracle, goldenFolder)
      const { rankings } = JSON.parse(out)
      for (const [ranking, periods] of Object.entries(rankings as Record<string, Record<string, unknown[]>>)) {
        for (const [key, rows] of Object.entries(periods)) {
          const standings = result.standings(ranking, key).map(({ rank, subject, value, tied }) => ({
            rank,
            subject,
            value: value === undefined ? null : toNumber(value),
            tied,
          }))
          expect(rows).toEqual(standings)
        }
      }
    },
  )
})
