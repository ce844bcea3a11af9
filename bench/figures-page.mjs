/** Writes the figures of a run into docs/bench.md, with what they were taken on. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { root } from '../scripts/workspace.mjs'

const page = `${root}/docs/bench.md`

/** The names that the page explains; a table of figures stands between `<!-- name -->` and `<!-- /name -->`. */
function placeOf(text, area) {
  const start = text.indexOf(`<!-- ${area} -->`)
  const end = text.indexOf(`<!-- /${area} -->`)
  if (start < 0 || end < 0) throw new Error(`docs/bench.md has no place for the figures of "${area}"`)
  return { start: start + `<!-- ${area} -->`.length, end }
}

const spelled = (number) =>
  typeof number !== 'number' ? '–' : number >= 1000 ? number.toLocaleString('en-US') : String(number)

function row({ figure, value, unit, limit, ratio, goal, goalMs, ok }) {
  const wanted = goalMs === undefined ? (goal === undefined ? '–' : `${goal} ×`) : `${goalMs} ms`
  const reached = ok === undefined ? '–' : ok ? 'yes' : 'no'
  return `| ${figure} | ${spelled(value)} ${unit} | ${spelled(limit)} | ${ratio === undefined ? '–' : `${ratio} ×`} | ${wanted} | ${reached} |`
}

/** Returns the table of an area, headed by when and on what it was taken. `busy` is the share of the time we had a core. */
export function tableOf(lines, { on, commit, machine, share }) {
  return [
    `${on}, commit \`${commit}\`, ${machine}, Node ${process.versions.node}; the run had a core for ${Math.round(share * 100)} % of its time.`,
    '',
    '| figure | ours | measured against | ratio | goal | reached |',
    '|---|---|---|---|---|---|',
    ...lines.map(row),
  ].join('\n')
}

/** Puts the figures of an area in their place. */
export function writeFigures(area, lines, share) {
  const text = readFileSync(page, 'utf8')
  const { start, end } = placeOf(text, area)
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`
  const table = tableOf(lines, { on: new Date().toISOString().slice(0, 10), commit, machine, share })
  writeFileSync(page, `${text.slice(0, start)}\n${table}\n${text.slice(end)}`)
}
