import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { list, read } from '../test/source-files.ts'

/** What each example prints, line by line. */
const examples: [name: string, run: () => Promise<unknown>, printed: string][] = [
  [
    '01-hello-points',
    () => import('./01-hello-points.ts'),
    `zhu 6 points
/limits/0/rules/0 unknown_rule → visit`,
  ],
  [
    '02-late-and-retracted',
    () => import('./02-late-and-retracted.ts'),
    `a visit on the 9th: created (award b 2)
one on the 20th: created (award c 1)
one on the 2nd, late: created (award a 2, settlement b -1, settlement c -1)
the same again: exists
the same on another day: exists_with_different_occurred_at
the late one is taken back: created (reversal a -2, settlement b 1, settlement c 1)
in the end 3 points`,
  ],
  [
    '03-explain',
    () => import('./03-explain.ts'),
    `score = 17/2
  add = 17/2
    tally = 5
      award visit v1 = 2
      award visit v2 = 2
      award visit v3 = 1
        withheld visits-month after v1, v2 = -1
    min = 7/2
      tally = 7/2
        award duty d1 = 7/2
      literal = 10`,
  ],
  [
    '04-trial',
    () => import('./04-trial.ts'),
    `score zhu 16 → 6
rank lin 2 → 1
rank zhu 1 → 2
tier zhu good → fair
rule visit 16 → 6
rule deed 10 → 10
limit visits-month 0 → 5`,
  ],
  [
    '05-stars',
    () => import('./05-stars.ts'),
    `1 east-gate 14.12 (plain mean 15.00) 5-stars
2 two-bridges 13.71 (plain mean 18.00) 4-stars
3 old-wharf 9.18 (plain mean 8.00) 3-stars`,
  ],
  [
    '06-season',
    () => import('./06-season.ts'),
    `1 ayrton-senna 90 points of 94: 11 of 13 results count
2 alain-prost 87 points of 105: 11 of 14 results count
3 gerhard-berger 41 points of 41: 10 of 10 results count
4 thierry-boutsen 27 points of 27: 9 of 9 results count`,
  ],
  [
    '07-http',
    () => import('./07-http.ts'),
    `POST /items 201 created
POST /items 200 exists
POST /items 409 exists_with_different_occurred_at
POST /items 400 refused /id /type
GET /members/zhu/points/2021-03 {"points":2}`,
  ],
  [
    '08-worker',
    () => import('./08-worker.ts'),
    `{"lines":["1 lin 12","2 zhu 6"]}
{"lines":["1 lin 30","2 zhu 15"]}
{"mistakes":[{"code":"wrong_type","path":"/decimals"}]}`,
  ],
  [
    '09-streaming',
    () => import('./09-streaming.ts'),
    `{"created":843}
england-4/1994 Carlisle United 91
england-1/1996 Manchester United 75`,
  ],
  [
    '10-custom-activity',
    () => import('./10-custom-activity.ts'),
    `Repair, when outcome is mended or advised: the volunteer earns 1 point for each hour, counted in steps of 0.5 hours, at most 3 points each time.
维修，结果为修好或给出建议的，该志愿者每小时得 1 分，按 0.5 小时计，每次最多 3 分。
r4 /h too_many_decimals 2
r5 /result not_one_of mended,advised,hopeless
noor 4.5`,
  ],
  [
    '11-lists',
    () => import('./11-lists.ts'),
    `Peach Yard is on “Yards to tidy up” for September 2021: “Lowest mark” is less than 60 (it is 45).
Well Yard: list_full
Lin remind: draft
Lin check: This needs another person: the same one recorded the line.
He check: checked
He nominate: There is time for rectification until the end of 15 October 2021; the 7 working days are not over.
He nominate: nominated
Lin notify: noticed
Zhao approve: approved
Wu sign: signed
Wu publish: This needs another person: the same one signed the line.
Xu publish: published
public 2021-10-27T09:00 Peach Yard, Block 3, –
lead 2021-10-27T09:00 Peach Yard, Block 3, Chen Dawen
public 2021-11-26T09:00 nothing`,
  ],
]

let printed: string[] = []
beforeEach(() => {
  printed = []
  vi.spyOn(console, 'log').mockImplementation((...parts: unknown[]) => {
    printed.push(parts.join(' '))
  })
})
afterEach(() => vi.restoreAllMocks())

it.each(examples)('%s prints what it says', async (_, run, expected) => {
  await run()
  expect(printed.join('\n')).toBe(expected)
})

it('are all here, and the README names each', () => {
  const numbered = list('examples/[0-9]*.ts').map((path) => path.slice('examples/'.length, -'.ts'.length))
  expect(examples.map(([name]) => name)).toEqual(numbered)
  const readme = read('examples/README.md')
  expect(numbered.filter((name) => !readme.includes(`(${name}.ts)`))).toEqual([])
})

it('streams a file that is larger than the memory it may use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jixing-'))
  try {
    const match = (n: number): string =>
      JSON.stringify({
        id: `m${n}`,
        type: 'match',
        ts: '1994-08-13',
        league: 'england-4',
        season: 1994,
        home: `home ${n}`,
        away: `away ${n}`,
        hg: 1,
        ag: 0,
        // What no one declared is passed over, and is what the file is large by.
        report: 'x'.repeat(2000),
      })
    const thousand = `${Array.from({ length: 1000 }, (_, i) => match(i)).join('\n')}\n`
    const path = join(folder, 'matches.ndjson')
    for (let i = 0; i < 40; i++) writeFileSync(path, thousand, { flag: 'a' })
    const example = fileURLToPath(new URL('./09-streaming.ts', import.meta.url))
    const out = execFileSync(process.execPath, ['--max-old-space-size=40', example, path], { encoding: 'utf8' })
    expect(out.split('\n')[0]).toBe('{"created":1000,"exists":39000}')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
