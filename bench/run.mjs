/** `npm run bench [-- engine | api | screens]`: prints one JSON line for each figure. */
import { benchEngine } from './engine.mjs'

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const areas = { engine: benchEngine }

/** Prints a figure; `ok` says whether its ratio reaches the goal. */
function report({ ok, ratio, value, limit, goal, ...rest }) {
  const round = (number) =>
    number === undefined ? undefined : Math.abs(number) >= 100 ? Math.round(number) : Number(number.toPrecision(3))
  const line = { ...rest, value: round(value), limit: round(limit), ratio: round(ratio), goal, ok: ok ?? ratio >= goal }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

for (const name of wanted.length > 0 ? wanted : Object.keys(areas)) {
  const area = areas[name]
  if (!area) {
    process.stderr.write(`There are no figures for "${name}"; there are: ${Object.keys(areas).join(', ')}\n`)
    process.exit(2)
  }
  await area(report)
}
