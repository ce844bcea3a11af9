import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { mutantsOf, sample } from '../scripts/mutation/mutants.mjs'
import { sourcesHash } from '../scripts/mutation/sources.mjs'

const report = readFileSync(fileURLToPath(new URL('../docs/mutation.md', import.meta.url)), 'utf8')

it('the mutation report says which sources it is about, and warns when they have changed', () => {
  const [, hash] = /^- Sources: `([0-9a-f]{16})`/m.exec(report) ?? []
  expect(hash).toBeDefined()
  // Until a release, an old report is a warning and no failure: making a new one takes an hour.
  if (hash !== sourcesHash())
    process.stderr.write('docs/mutation.md is about older sources: npm run mutation renews it.\n')
})

it('the mutation report lists as many survivors as its table counts', () => {
  const [, tried, noticed, equivalent] = /^\| all \| (\d+) \| (\d+) \| (\d+) \|/m.exec(report) ?? []
  const listed = report
    .split('## Not noticed')[1]
    ?.split('## Equivalent')[0]
    ?.match(/^\| (rules|ledger|standings)\//gm)
  expect(listed?.length).toBe(Number(tried) - Number(noticed) - Number(equivalent))
})

it('the mutation score is what was noticed of what can be, and warns below 85 %', () => {
  const [, tried, noticed, equivalent, score] =
    /^\| all \| (\d+) \| (\d+) \| (\d+) \| ([\d.]+) % \|/m.exec(report) ?? []
  const share = (100 * Number(noticed)) / (Number(tried) - Number(equivalent))
  expect(Number(score)).toBeCloseTo(share, 1)
  if (share < 85) process.stderr.write(`The mutation score is ${score} %; it should be 85 %.\n`)
})

it('a mutant is one small change, and types and the words of exceptions have none', () => {
  const text = `type A = 1 | 'x'\nexport const f = (a: number): boolean => {\n  if (a < 3) throw new Error('no')\n  return !a\n}\n`
  const made = mutantsOf('f.ts', text).map(({ original, replacement }) => `${original} → ${replacement}`)
  expect(made).toEqual([
    'a < 3 → true',
    'a < 3 → false',
    '< → <=',
    '< → >=',
    '3 → 4',
    "throw new Error('no') → ;",
    'return !a → return undefined',
    '!a → a',
  ])
})

it('a sample is the same for the same seed and another for another', () => {
  const all = Array.from({ length: 100 }, (_, i) => i)
  expect(sample(all, 10, 1)).toEqual(sample(all, 10, 1))
  expect(sample(all, 10, 1)).not.toEqual(sample(all, 10, 2))
  expect(new Set(sample(all, 100, 3)).size).toBe(100)
})
