// The page that a run leaves: what was tried, what was noticed, and what was not.
import { readFileSync } from 'node:fs'
import { stages } from './sources.mjs'

/**
 * @typedef {import('./bench.mjs').Outcome | { kind: 'unseen' } | { kind: 'equivalent', reason: string }} Result
 * @typedef {{ mutant: import('./mutants.mjs').Mutant, outcome: Result }} Tried
 * @typedef {{ tried: number, noticed: number, equivalent: number, score: number, low: number, high: number }} Figures
 */

/** What earlier runs found, oldest first: their sources and tests were others. */
/** @type {{ sources: string, seed: number, tests: number, tried: number, noticed: number }[]} */
const earlier = JSON.parse(readFileSync(new URL('earlier-runs.json', import.meta.url), 'utf8'))

/** @param {Tried[]} tried @returns {Figures} */
function figuresOf(tried) {
  const equivalent = tried.filter((one) => one.outcome.kind === 'equivalent').length
  const noticed = tried.filter((one) => one.outcome.kind === 'failed' || one.outcome.kind === 'timeout').length
  const size = tried.length - equivalent
  return { tried: tried.length, noticed, equivalent, score: size === 0 ? 1 : noticed / size, ...wilson(noticed, size) }
}

/** The interval in which the true share lies in 95 of 100 samples, after Wilson. @param {number} hits @param {number} size */
export function wilson(hits, size) {
  if (size === 0) return { low: 0, high: 1 }
  const z = 1.959964
  const share = hits / size
  const middle = share + (z * z) / (2 * size)
  const spread = z * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size))
  const whole = 1 + (z * z) / size
  return { low: (middle - spread) / whole, high: (middle + spread) / whole }
}

const percent = (/** @type {number} */ share) => `${(share * 100).toFixed(1)} %`
const cell = (/** @type {string} */ text) => {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', "'")
  return `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line || ' '}\``
}

/**
 * The page and its figures.
 * @param {{ hash: string, all: number, tried: Tried[], seed: number, lawRuns: number, budget: number, count: number, leftOut: number }} run
 */
export function page({ hash, all, tried, seed, lawRuns, budget, count, leftOut }) {
  const total = figuresOf(tried)
  const rows = [...stages, 'all'].map((stage) => {
    const of = figuresOf(tried.filter((one) => stage === 'all' || one.mutant.file.includes(`/src/${stage}/`)))
    const columns = [of.tried, of.noticed, of.equivalent, percent(of.score), `${percent(of.low)} – ${percent(of.high)}`]
    return `| ${stage} | ${columns.join(' | ')} |`
  })
  const place = (/** @type {Tried} */ { mutant }) => `${mutant.file.replace('packages/engine/src/', '')}:${mutant.line}`
  const ordered = tried.toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
  const survivors = ordered.filter(({ outcome }) => !['failed', 'timeout', 'equivalent'].includes(outcome.kind))
  const equal = ordered.flatMap((one) =>
    one.outcome.kind === 'equivalent' ? [{ ...one, reason: one.outcome.reason }] : [],
  )
  const text = `# Do the tests notice mistakes?

<!-- Written by npm run mutation. -->

A mutant is the engine with one small mistake: a comparison turned round, a bound moved by one, a condition always true, a
statement left out. The mutation score is the share of mutants that make at least one test fail.

- Sources: \`${hash}\` (a hash over the files of ${stages.join(', ')}; a test says when they have changed since)
- Mutants: ${tried.length} drawn at random (seed ${seed}) of ${all}. So the score has an interval, which holds it in 95 of 100 samples.
- Tests: ${count} unit tests of the engine, without those of the built package, the command line, the editor's types and the
  published records${leftOut === 0 ? '' : ` and without ${leftOut} that failed before any change`}. A mutant is tried by the tests that enter its place, the quick ones first, until they
  took ${budget} s together; laws run on ${lawRuns} cases instead of 2,000. Both make the score too low, never too high.
- A mutant on which the tests compute without end counts as noticed.
- Nothing is tried in the words of exceptions and in types. Equivalent mutants, which mean the same as the program, are not counted; they
  are listed below with the reason.

| stage | tried | noticed | equivalent | score | 95 % interval |
|---|---|---|---|---|---|
${rows.join('\n')}

\`npm run mutation -- --seed ${seed}\` draws by that seed; a run that is stopped early has tried the first of its draw. \`npm run mutation -- --only rank-index\` tries all mutants of one file. It is not part of
\`npm test\`: it takes an hour. What \`npm test\` does run is a list of bugs that were made on purpose (\`packages/engine/test/seeded-bugs\`),
each with the test that must fail.

The goal is 85 %. ${total.low >= 0.85 ? 'It is reached.' : total.score >= 0.85 ? 'The score is there, the whole interval is not yet.' : 'It is not reached yet.'} What earlier samples showed became tests, so each later sample has another seed:
a sample may not be measured again with the tests that were written for it.

| earlier run on | seed | tests | tried | noticed |
|---|---|---|---|---|
${earlier.map((run) => `| \`${run.sources}\` | ${run.seed} | ${run.tests} | ${run.tried} | ${run.noticed} |`).join('\n')}

## Not noticed

${
  survivors.length === 0
    ? 'All were noticed.'
    : `| place | instead of | stood | |
|---|---|---|---|
${survivors
  .map((one) => {
    const seen = one.outcome.kind === 'unseen' ? 'no test enters it' : one.outcome.kind === 'broken' ? 'broke off' : ''
    return `| ${place(one)} | ${cell(one.mutant.original)} | ${cell(one.mutant.replacement)} | ${seen} |`
  })
  .join('\n')}`
}

## Equivalent

${
  equal.length === 0
    ? 'None in this sample.'
    : `| place | instead of | stood | why it means the same |
|---|---|---|---|
${equal
  .map((one) => `| ${place(one)} | ${cell(one.mutant.original)} | ${cell(one.mutant.replacement)} | ${one.reason} |`)
  .join('\n')}`
}
`
  return { text, figures: { id: 'R25', hash, ...total } }
}
