import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuild, jixing, openDesk } from './run-jixing.ts'
import { visit, visitsProgram } from './visits-program.ts'

const desk = openDesk()
const program = desk.put('program.json', visitsProgram)
const events = desk.put('events.ndjson', visit('a', 'zhu', '2021-03-01'))
const log = ['--program', program, '--events', events]
const asked = ['--subject', 'member/zhu', '--period', 'quarter/2021-Q1', '--score', 'Q']
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

beforeAll(ensureBuild)

/** Replaces the value of an option. */
function having(args: readonly string[], option: string, value: string): string[] {
  return args.map((arg, i) => (args[i - 1] === option ? value : arg))
}

describe('help and version', () => {
  it.each([
    [['--help'], 'jixing score'],
    [['--version'], `jixing ${version}\n`],
    ...['score', 'explain', 'trial', 'lint'].flatMap((command): [string[], string][] => [
      [[command, '--help'], '--program file'],
      [[command, '--version'], `jixing ${version}\n`],
    ]),
  ])('%j answers and ends well', async (args, text) => {
    const { status, out, err } = await jixing(args)
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain(text)
  })
})

describe('the exit status', () => {
  const misspelt = { ...visitsProgram, limits: [{ ...visitsProgram.limits[0], categories: ['b'] }] }
  const moved = { ...visitsProgram, version: 2, effectiveFrom: '2022-01-01', timeZone: 'UTC' }
  it.each([
    ['no command', [], 2, 'jixing score'],
    ['an unknown command', ['scores'], 2, 'no command "scores"'],
    ['a missing option', ['score', '--program', program], 2, '--events is needed'],
    ['an unknown option', ['score', ...log, '--perod', 'x'], 2, "Unknown option '--perod'"],
    ['a word too many', ['score', ...log, 'x'], 2, "Unexpected argument 'x'"],
    [
      'an option without its value',
      ['score', '--program', program, '--events'],
      2,
      "'--events <value>' argument missing",
    ],
    ['an unknown format', ['score', ...log, '--format', 'xml'], 2, '--format is one of table, json, not xml'],
    ['two files on standard input', ['score', '--program', '-', '--events', '-'], 2, 'only one file'],
    ['an instant that is none', ['score', ...log, '--as-of', 'soon'], 2, '--as-of is no instant: soon'],
    ['a ranking that is not there', ['score', ...log, '--ranking', 'x'], 2, 'no ranking x; there are: members'],
    ['a period that is not there', ['score', ...log, '--period', '2020-Q1'], 2, 'there are: quarter/2021-Q1'],
    ['a score that is not there', ['explain', ...log, ...having(asked, '--score', 'q')], 2, 'there are: Q, third'],
    [
      'a subject that is not there',
      ['explain', ...log, ...having(asked, '--subject', 'member/x')],
      2,
      'nothing is known',
    ],
    ['a subject of another kind', ['explain', ...log, ...having(asked, '--subject', 'branch/x')], 2, 'is of member/…'],
    ['a period of no level', ['explain', ...log, ...having(asked, '--period', '2021-Q9')], 2, 'there are: 2021-Q1'],
    [
      'a program that is not valid',
      ['lint', '--program', desk.put('wrong.json', misspelt)],
      3,
      '/limits/0/categories/0 There is no category called “b”; did you mean “B”? [unknown_category]',
    ],
    ['a program that is not JSON', ['lint', '--program', desk.put('half.json', '{')], 3, 'not JSON'],
    [
      'versions with other frames',
      ['lint', '--program', desk.put('two.json', [moved, visitsProgram])],
      3,
      '/0/timeZone In version 2',
    ],
    ['an empty list of versions', ['lint', '--program', desk.put('none.json', [])], 3, 'no program in it'],
    ['a file that is not there', ['score', ...having(log, '--events', desk.path('nope'))], 4, 'ENOENT'],
    ['a folder in place of a file', ['score', ...having(log, '--events', desk.path('.'))], 4, 'EISDIR'],
    [
      'a gzip cut short',
      ['score', ...having(log, '--events', desk.put('cut.gz', gzipSync('{}\n'.repeat(9)).subarray(0, 20)))],
      4,
      'unexpected end of file',
    ],
    ['a roster that is not JSON', ['score', ...log, '--roster', desk.put('roster.json', '[')], 4, 'not JSON'],
    ['a result that cannot be written', ['score', ...log, '--out', desk.path('no/where.txt')], 5, 'ENOENT'],
  ])('of %s is told', async (_, args, status, text) => {
    const run = await jixing(args)
    expect(run.err + run.out).toContain(text)
    expect(run.status).toBe(status)
  })
})

describe('jixing explain', () => {
  const more = desk.put(
    'more.ndjson',
    ['01', '09', '20'].map((day) => visit(`v${day}`, 'zhu', `2021-03-${day}`)).join(''),
  )
  const args = ['explain', ...having(log, '--events', more), ...asked]

  it('prints the steps as a tree', async () => {
    expect(await jixing(args)).toEqual({
      status: 0,
      err: '',
      out: `member/zhu · quarter/2021-Q1
“Quarter”: 5.
└─ “B” points: 5.
   ├─ 1 March 2021, “B01”: 2 points given. [v01]
   ├─ 9 March 2021, “B01”: 2 points given. [v09]
   └─ 20 March 2021, “B01”: 2 points asked for, 1 point given. [v20]
      └─ 1 point not counted: the limit “B-month” (March 2021) is reached. [v01, v09]
`,
    })
  })

  it('prints them as JSON', async () => {
    const { query, explanation } = JSON.parse((await jixing([...args, '--format', 'json'])).out)
    expect(query).toEqual({
      subject: { kind: 'member', id: 'zhu' },
      period: { level: 'quarter', key: '2021-Q1' },
      score: 'Q',
    })
    expect([explanation.code, explanation.value, explanation.steps[0].steps.length]).toEqual(['score', '5', 3])
  })

  it('prints them in Chinese', async () => {
    const { out } = await jixing([...args, '--lang', 'zh-CN'])
    expect(out).toContain('2021 年 3 月 20 日，“B01”应得 2 分，实得 1 分。 [v20]\n')
  })
})

describe('jixing trial', () => {
  const candidate = desk.put('candidate.json', {
    ...visitsProgram,
    version: 2,
    limits: [{ ...visitsProgram.limits[0], points: 1 }],
  })
  const two = desk.put('two.ndjson', visit('a', 'zhu', '2021-03-01') + visit('b', 'zhu', '2021-03-09'))
  const args = ['trial', ...having(log, '--events', two), '--candidate', candidate]

  it('prints who moves, what is crossed, and what the limits do', async () => {
    const { status, out } = await jixing(args)
    expect(status).toBe(0)
    expect(out).toContain('ranks that move (0)\nnothing changes\n')
    expect(out).toContain('grade  2021-Q1  zhu        good   fair\n')
    expect(out).toContain('Q      2021-Q1  zhu            4        1\n')
    expect(out).toContain('B01        4      1\n')
    expect(out).toContain('B-month       0      2\n')
  })

  it('prints it as JSON', async () => {
    const found = JSON.parse((await jixing([...args, '--format', 'json'])).out)
    expect(found.candidate).toEqual({ id: 'visits', versions: [2] })
    expect(found.tiers).toEqual([{ tier: 'grade', key: '2021-Q1', subject: 'zhu', before: 'good', after: 'fair' }])
    expect(found.rules).toEqual([{ rule: 'B01', before: 4, after: 1 }])
    expect(found.scores[1]).toEqual({ score: 'third', key: '2021-Q1', subject: 'zhu', before: '4/3', after: '1/3' })
  })
})

describe('jixing lint', () => {
  it('prints what is allowed but may not be meant, and ends with 1', async () => {
    const { status, out } = await jixing(['lint', '--program', program])
    expect(status).toBe(1)
    expect(out.replaceAll(program, 'program')).toMatch(
      /^program:1:\d+ \/rules\/0 The rule “B01” does not say where its points come from. \[rule_without_trace\]\n {4}1 │ .*\{"id":"B01".*\n {6}│ +\^\n/m,
    )
    expect(out).toMatch(/\n1 version, \d+ warnings\n$/)
  })

  it('ends with 0 where there is nothing to say', async () => {
    const football = fileURLToPath(new URL('../../../../examples/oracles/england-football.json', import.meta.url))
    const { status, out } = await jixing(['lint', '--program', football])
    expect([status, out]).toEqual([0, '2 versions, 0 warnings\n'])
  })

  it('prints it as JSON, with the place in a list of versions', async () => {
    const { out } = await jixing(['lint', '--program', desk.put('list.json', [visitsProgram]), '--format', 'json'])
    const { versions, warnings } = JSON.parse(out)
    expect(versions).toEqual([{ id: 'visits', version: 1 }])
    expect(warnings.map((one: { code: string; path: string }) => [one.code, one.path])).toContainEqual([
      'rule_without_trace',
      '/0/rules/0',
    ])
  })
})
