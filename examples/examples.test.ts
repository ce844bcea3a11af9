import { afterEach, beforeEach, expect, it, vi } from 'vitest'

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
rank zhu 1 → 2
rank lin 2 → 1
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
