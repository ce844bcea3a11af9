import { plainText as plain } from '@jixing/engine/words'
import { usage } from './command-line.js'
import { jsonLines, writeLines } from './output.js'
import {
  declared,
  headOf,
  instantText,
  jsonNumber,
  periodIn,
  periodsOf,
  scored,
  shownNumber,
  statusOf,
} from './result.js'
import { textTable } from './text-table.js'
import { counted, labelIn, languageOf, nameOf, word } from './word.js'

/** @import { Ranking, Score, Standing } from '@jixing/engine' */
/** @import { Arguments } from './command-line.js' */
/** @import { Scored } from './result.js' */
/** @import { Column } from './text-table.js' */
/** @import { Language } from './word.js' */

/** What of the result was asked for. */
/** @typedef {{ readonly period: ReturnType<typeof periodIn> | undefined, readonly rankings: readonly Ranking[], readonly within: string | undefined }} Asked */

/**
 * Runs `jixing score`.
 * @param {Arguments} given
 */
export async function run(given) {
  const all = await scored('score', given)
  const asked = askedIn(all, given)
  const language = languageOf(given.one('lang'))
  const lines = given.one('format') === 'json' ? jsonLines(reportOf(all, asked), 4) : tables(all, asked, language)
  await writeLines(lines, given.one('out'))
  return statusOf(all.intake)
}

/**
 * @param {Scored} all
 * @param {Arguments} given
 * @returns {Asked}
 */
function askedIn({ plan, result }, given) {
  const rankings = declared(plan, 'rankings')
  const id = given.one('ranking')
  if (id !== undefined && !rankings.some((ranking) => ranking.id === id)) {
    throw usage('score', `no ranking ${id}; there are: ${rankings.map((one) => one.id).join(', ')}`)
  }
  const written = given.one('period')
  const period = written === undefined ? undefined : periodIn(plan, written)
  if (period && ![...plan.levels.keys()].some((level) => periodsOf(result, level, period).length > 0)) {
    const known = [...plan.levels.keys()].flatMap((level) => result.periods(level).map((one) => `${level}/${one.key}`))
    throw usage('score', `no period ${written}; there are: ${known.slice(-20).join(', ')}`)
  }
  return { period, rankings: rankings.filter((one) => id === undefined || one.id === id), within: given.one('within') }
}

/**
 * Returns the JSON of a result, as docs/cli.md describes it.
 * @param {Scored} all
 * @param {Asked} asked
 */
function reportOf(all, asked) {
  const { plan, result } = all
  const periods = Object.fromEntries(
    [...plan.levels.keys()].map((level) => [
      level,
      periodsOf(result, level, asked.period).map(({ key, start, end, state }) => ({
        key,
        start: instantText(start),
        end: instantText(end),
        state,
      })),
    ]),
  )
  return { ...headOf(all), periods, scores: scoresOf(all, asked), rankings: rankingsOf(all, asked) }
}

/**
 * The subjects whose scores are shown: those of the rankings of the same kind and level, or else all of the kind.
 * @param {Scored} all
 * @param {Score} score
 * @param {string} key
 */
function subjectsIn({ plan, result }, score, key) {
  const scores = declared(plan, 'scores')
  const rankings = declared(plan, 'rankings').filter((ranking) =>
    scores.some((one) => one.id === ranking.score && one.kind === score.kind && one.period === score.period),
  )
  if (rankings.length === 0) return result.subjects(score.kind).map((one) => one.id)
  return [...new Set(rankings.flatMap((one) => result.standings(one.id, key).map((standing) => standing.subject)))]
}

/**
 * @param {Scored} all
 * @param {Asked} asked
 */
function scoresOf(all, asked) {
  const { plan, result } = all
  return Object.fromEntries(
    declared(plan, 'scores').map((score) => [
      score.id,
      Object.fromEntries(
        periodsOf(result, score.period, asked.period).map(({ key }) => [
          key,
          Object.fromEntries(
            subjectsIn(all, score, key).map((subject) => [subject, jsonNumber(result.value(score.id, subject, key))]),
          ),
        ]),
      ),
    ]),
  )
}

/**
 * The standings of a ranking by period, as far as they were asked for.
 * @param {Scored} all
 * @param {Ranking} ranking
 * @param {Asked} asked
 * @returns {{ readonly key: string, readonly standings: readonly Standing[] }[]}
 */
function standingsOf({ plan, result }, ranking, asked) {
  const level = declared(plan, 'scores').find((score) => score.id === ranking.score)?.period ?? ''
  return periodsOf(result, level, asked.period).map(({ key }) => ({
    key,
    standings: result.standings(ranking.id, key, asked.within),
  }))
}

/**
 * @param {Scored} all
 * @param {Asked} asked
 */
function rankingsOf(all, asked) {
  const { plan, result } = all
  return Object.fromEntries(
    asked.rankings.map((ranking) => {
      const scores = declared(plan, 'scores')
      const kind = scores.find((score) => score.id === ranking.score)?.kind ?? ''
      const labels = new Map(result.subjects(kind).map(({ id, label }) => [id, label]))
      const tiers = declared(plan, 'tiers').filter((tier) => tier.ranking === ranking.id)
      const periods = standingsOf(all, ranking, asked).map(({ key, standings }) => [
        key,
        standings.map(({ rank, subject, value, tied, unit }) => ({
          rank,
          subject,
          label: labels.get(subject),
          value: jsonNumber(value),
          tied,
          unit,
          tier:
            tiers.length === 0
              ? undefined
              : Object.fromEntries(tiers.map((tier) => [tier.id, result.tier(tier.id, subject, key) ?? null])),
        })),
      ])
      return [ranking.id, Object.fromEntries(periods)]
    }),
  )
}

/**
 * Returns the result as tables, one a ranking and period; a program without rankings shows its scores.
 * @param {Scored} all
 * @param {Asked} asked
 * @param {Language} language
 * @returns {Generator<string>}
 */
function* tables(all, asked, language) {
  const { plan, result, intake } = all
  const newest = /** @type {typeof plan.versions[number]} */ (plan.versions.at(-1))
  const counts = [counted(intake.lines, 'lines', language)]
  if (intake.duplicates > 0) counts.push(`${word('duplicates', language)} ${intake.duplicates}`)
  if (intake.conflicting > 0) counts.push(`${word('conflicts', language)} ${intake.conflicting}`)
  if (intake.refused > 0) counts.push(`${word('refused', language)} ${intake.refused}`)
  const title = plain(nameOf(newest, newest.id, language))
  yield [title, `${word('asOf', language)} ${instantText(result.asOf)}`, ...counts].join(' · ')
  if (asked.rankings.length === 0) {
    yield* scoreTables(all, asked, language)
    return
  }
  for (const ranking of asked.rankings) {
    const score = declared(plan, 'scores').find((one) => one.id === ranking.score)
    const name = labelIn(ranking.label, language) ?? nameOf(score, ranking.id, language)
    for (const { key, standings } of standingsOf(all, ranking, asked)) {
      if (standings.length === 0 && !asked.period) continue
      yield ''
      yield plain(`${name} · ${key}${asked.within === undefined ? '' : ` · ${asked.within}`}`)
      if (standings.length === 0) yield word('nobody', language)
      else yield* standingTable(all, ranking, key, standings, language)
    }
  }
}

/**
 * @param {Scored} all
 * @param {Ranking} ranking
 * @param {string} key
 * @param {readonly Standing[]} standings
 * @param {Language} language
 */
function standingTable({ plan, result }, ranking, key, standings, language) {
  const score = declared(plan, 'scores').find((one) => one.id === ranking.score)
  const labels = new Map(result.subjects(score?.kind ?? '').map(({ id, label }) => [id, labelIn(label, language)]))
  const tiers = declared(plan, 'tiers').filter((tier) => tier.ranking === ranking.id)
  const named = standings.some((one) => labels.get(one.subject) !== undefined)
  const units = ranking.within !== undefined
  /** @type {Column[]} */
  const columns = [
    ...(units ? [{ heading: word('unit', language) }] : []),
    { heading: word('rank', language), side: 'right' },
    { heading: word('subject', language) },
    ...(named ? [{ heading: word('name', language) }] : []),
    { heading: plain(nameOf(score, ranking.score, language)), side: 'right' },
    ...tiers.map((tier) => ({ heading: plain(nameOf(tier, tier.id, language)) })),
  ]
  return textTable(
    columns,
    standings.map(({ rank, subject, value, unit }) => [
      ...(units ? [unit ?? ''] : []),
      rank === null ? '–' : String(rank),
      subject,
      ...(named ? [labels.get(subject) ?? ''] : []),
      shownNumber(value),
      ...tiers.map((tier) => {
        const band = result.tier(tier.id, subject, key)
        return band === undefined
          ? ''
          : nameOf(
              tier.bands.find((one) => one.id === band),
              band,
              language,
            )
      }),
    ]),
  )
}

/**
 * @param {Scored} all
 * @param {Asked} asked
 * @param {Language} language
 * @returns {Generator<string>}
 */
function* scoreTables(all, asked, language) {
  const { plan, result } = all
  const groups = Map.groupBy(declared(plan, 'scores'), (score) => `${score.kind} ${score.period}`)
  for (const scores of groups.values()) {
    const first = /** @type {Score} */ (scores[0])
    for (const { key } of periodsOf(result, first.period, asked.period)) {
      const rows = subjectsIn(all, first, key).map((subject) => [
        subject,
        ...scores.map((score) => shownNumber(result.value(score.id, subject, key))),
      ])
      yield ''
      yield plain(key)
      yield* textTable(
        [
          { heading: word('subject', language) },
          ...scores.map(
            (score) => /** @type {Column} */ ({ heading: plain(nameOf(score, score.id, language)), side: 'right' }),
          ),
        ],
        rows,
      )
    }
  }
}
