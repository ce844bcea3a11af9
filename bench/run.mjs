/**
 * `npm run bench [-- engine | growth | trial | ranking | peers] [--write]`: builds the engine, prints one JSON line for each figure as it is
 * taken, and with `--write` puts them into docs/bench.md.
 */
import { spawnSync } from 'node:child_process'
import { root, turbo } from '../scripts/workspace.mjs'
import { writeFigures } from './figures-page.mjs'
import { running } from './measure.mjs'

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
/** Loaded when asked, so that the engine is built before it is imported. */
const areas = {
  engine: async () => (await import('./engine.mjs')).benchEngine,
  growth: async () => (await import('./growth.mjs')).benchGrowth,
  trial: async () => (await import('./trial.mjs')).benchTrial,
  ranking: async () => (await import('./ranking.mjs')).benchRanking,
  peers: async () => (await import('./peers.mjs')).benchPeers,
}

/**
 * Returns a figure as it is printed; `ok` says whether its ratio reaches the goal, and is left out where there is none. A goal that is missed
 * is a finding, and the exit code stays 0; results that differ are a fault, and it is 1.
 */
function line({ figure, value, unit, limit, ratio, goal, ok, measured = {}, ...rest }) {
  const round = (number) =>
    number === undefined ? undefined : Math.abs(number) >= 100 ? Math.round(number) : Number(number.toPrecision(3))
  const differs = measured.checksumsEqual === false || measured.ranksEqual === false
  if (differs) process.exitCode = 1
  const reached = ok ?? (goal === undefined ? undefined : ratio >= goal)
  const numbers = { value: round(value), unit, limit: round(limit), ratio: round(ratio), goal }
  return { figure, ...numbers, ok: differs ? false : reached, ...rest, measured }
}

const unknown = wanted.find((name) => !Object.hasOwn(areas, name))
if (unknown !== undefined) {
  process.stderr.write(`There are no figures for "${unknown}"; there are: ${Object.keys(areas).join(', ')}\n`)
  process.exit(2)
}
// What the build says goes to stderr: stdout holds figures alone.
const built = spawnSync(turbo, ['run', 'build', '--filter=@jixing/engine', '--output-logs=errors-only'], {
  cwd: root,
  stdio: ['ignore', 2, 2],
  shell: process.platform === 'win32',
})
if (built.status !== 0) process.exit(built.status ?? 1)
for (const name of wanted.length > 0 ? wanted : Object.keys(areas)) {
  const measure = await areas[name]()
  const lines = []
  const start = performance.now()
  const ran = running()
  await measure((figure) => {
    lines.push(line(figure))
    process.stdout.write(`${JSON.stringify(lines.at(-1))}\n`)
  })
  const share = (running() - ran) / (performance.now() - start)
  if (share < 0.8) {
    const others = Math.round(100 - share * 100)
    process.stderr.write(
      `${name}: for ${others} % of the time others had the core; figures are surer on a quiet machine.\n`,
    )
  }
  if (process.argv.includes('--write')) writeFigures(name, lines, share)
}
