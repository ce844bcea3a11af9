import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { tableOf } from './figures-page.mjs'

it('the page has one place for the figures of each area that can be asked for', () => {
  const page = readFileSync(new URL('../docs/bench.md', import.meta.url), 'utf8')
  const run = readFileSync(new URL('run.mjs', import.meta.url), 'utf8')
  const areas = [...run.matchAll(/^ {2}(\w+): async \(\) => \(await import/gm)].map((found) => found[1])
  expect(areas).toContain('peers')
  for (const area of areas) expect(page.match(new RegExp(`<!-- /?${area} -->`, 'g')), area).toHaveLength(2)
})

it('figures are written with their goal, whether it is reached or there is none', () => {
  const taken = { on: '2021-06-30', commit: 'abc1234', machine: '2 cores', share: 0.956 }
  const lines = [
    { figure: 'one', value: 1_234_567, unit: 'events/s', limit: 411_522, ratio: 3, goal: 2, ok: true },
    { figure: 'two', value: 17, unit: 'ms', limit: 15, ratio: 0.88, goalMs: 16, ok: false },
    { figure: 'three', value: 7, unit: 'µs', limit: undefined, ratio: undefined, goal: undefined, ok: undefined },
  ]
  expect(tableOf(lines, taken).split('\n').slice(-3)).toEqual([
    '| one | 1,234,567 events/s | 411,522 | 3 × | 2 × | yes |',
    '| two | 17 ms | 15 | 0.88 × | 16 ms | no |',
    '| three | 7 µs | – | – | – | – |',
  ])
  expect(tableOf(lines, taken)).toMatch(/^2021-06-30, commit `abc1234`, 2 cores, .*96 % of its time\./)
})
