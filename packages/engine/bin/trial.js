import { trial } from '@jixing/engine'
import { plainText as plain } from '@jixing/engine/words'
import { jsonLines, writeLines } from './output.js'
import { readPlan } from './programs.js'
import { headOf, jsonNumber, scored, shownNumber, statusOf } from './result.js'
import { textTable } from './text-table.js'
import { languageOf, word } from './word.js'

/** @import { Result, Spread, Trial } from '@jixing/engine' */
/** @import { Arguments } from './command-line.js' */
/** @import { Column } from './text-table.js' */
/** @import { Language, Word } from './word.js' */

/** How many moves of a kind a table shows; JSON has all of them. */
const SHOWN = 50

/**
 * Runs `jixing trial`.
 * @param {Arguments} given
 */
export async function run(given) {
  const candidate = await readPlan(given.many('candidate'), languageOf(given.one('lang')))
  const all = await scored('trial', given)
  const found = trial(all.result, candidate)
  const lines =
    given.one('format') === 'json'
      ? jsonLines({ ...headOf(all), candidate: versionsOf(found.after), ...reportOf(found) }, 2)
      : tables(found, languageOf(given.one('lang')))
  await writeLines(lines, given.one('out'))
  return statusOf(all.intake)
}

/** @param {Result} result */
function versionsOf({ plan }) {
  return { id: plan.versions.at(-1)?.id, versions: plan.versions.map((program) => program.version) }
}

/**
 * Returns the JSON of a trial, as docs/cli.md describes it.
 * @param {Trial} found
 */
function reportOf(found) {
  const { before, after } = found
  return {
    scores: found.scores.map((one) => ({ ...one, before: jsonNumber(one.before), after: jsonNumber(one.after) })),
    ranks: found.ranks,
    tiers: found.tiers.map((one) => ({ ...one, before: one.before ?? null, after: one.after ?? null })),
    rules: found.rules.map((one) => ({
      rule: one.rule,
      before: jsonNumber(before.points(one.before)),
      after: jsonNumber(after.points(one.after)),
    })),
    limits: found.limits,
    spread: found.spread.map((one) => ({ ...one, before: spreadJson(one.before), after: spreadJson(one.after) })),
  }
}

/** @param {Spread} spread */
function spreadJson({ n, least, lower, median, upper, greatest, gini }) {
  const quartiles = { least, lower, median, upper, greatest }
  const numbers = Object.fromEntries(Object.entries(quartiles).map(([name, value]) => [name, jsonNumber(value)]))
  return { n, ...numbers, gini: Math.round(gini * 1e6) / 1e6 }
}

/**
 * @param {Trial} found
 * @param {Language} language
 * @returns {Generator<string>}
 */
function* tables(found, language) {
  const { before, after } = found
  const [points, tried] = [(/** @type {number} */ n) => before.points(n), (/** @type {number} */ n) => after.points(n)]
  yield* table('ranks', ['ranking', 'period', 'subject'], language, found.ranks, (one) => [
    [one.ranking, one.key, one.subject],
    one.before === null ? '–' : String(one.before),
    one.after === null ? '–' : String(one.after),
  ])
  yield* table('tiers', ['tier', 'period', 'subject'], language, found.tiers, (one) => [
    [one.tier, one.key, one.subject],
    one.before ?? '–',
    one.after ?? '–',
  ])
  yield* table('scores', ['score', 'period', 'subject'], language, found.scores, (one) => [
    [one.score, one.key, one.subject],
    shownNumber(one.before),
    shownNumber(one.after),
  ])
  yield* table('rules', ['rule'], language, found.rules, (one) => [
    [one.rule],
    shownNumber(points(one.before)),
    shownNumber(tried(one.after)),
  ])
  yield* table('limits', ['limit'], language, found.limits, (one) => [
    [one.limit],
    String(one.before),
    String(one.after),
  ])
  const spread = found.spread.filter((one) => spreadText(one.before, language) !== spreadText(one.after, language))
  yield* table('spread', ['ranking', 'period'], language, spread, (one) => [
    [one.ranking, one.key],
    spreadText(one.before, language),
    spreadText(one.after, language),
  ])
}

/**
 * @param {Spread} spread
 * @param {Language} language
 */
function spreadText({ n, median, gini }, language) {
  if (n === 0) return '–'
  return `n ${n}, ${word('median', language)} ${shownNumber(median)}, ${word('gini', language)} ${gini.toFixed(3)}`
}

/**
 * One part of a trial: its heading, and a row for each change.
 * @template Move
 * @param {Word} heading
 * @param {readonly Word[]} names
 * @param {Language} language
 * @param {readonly Move[]} moves
 * @param {(move: Move) => [readonly string[], string, string]} cells
 * @returns {Generator<string>}
 */
function* table(heading, names, language, moves, cells) {
  yield `${word(heading, language)} (${moves.length})`
  if (moves.length === 0) yield word('same', language)
  else {
    /** @type {Column[]} */
    const columns = [
      ...names.map((name) => ({ heading: word(name, language) })),
      { heading: word('before', language), side: 'right' },
      { heading: word('after', language), side: 'right' },
    ]
    yield* textTable(
      columns,
      moves.slice(0, SHOWN).map((move) => cells(move).flat()),
    )
    if (moves.length > SHOWN) yield plain(`… +${moves.length - SHOWN}`)
  }
  yield ''
}
