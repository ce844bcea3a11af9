import { explain } from '@jixing/engine'
import { plainText as plain } from '@jixing/engine/words'
import { usage } from './command-line.js'
import { jsonLines, writeLines } from './output.js'
import { declared, headOf, periodIn, scored, statusOf } from './result.js'
import { stepLines } from './step-line.js'
import { labelIn, languageOf } from './word.js'

/** @import { ExplainQuery, Step } from '@jixing/engine' */
/** @import { Arguments } from './command-line.js' */
/** @import { Scored } from './result.js' */
/** @import { Language } from './word.js' */

/**
 * Runs `jixing explain`.
 * @param {Arguments} given
 */
export async function run(given) {
  const all = await scored('explain', given)
  const query = queryIn(all, given)
  const step = explain(all.result, query)
  const lines =
    given.one('format') === 'json'
      ? jsonLines({ ...headOf(all), query, explanation: step }, 40)
      : tree(all, query, step, languageOf(given.one('lang')))
  await writeLines(lines, given.one('out'))
  return statusOf(all.intake)
}

/**
 * @param {Scored} all
 * @param {ExplainQuery} query
 * @param {Step} step
 * @param {Language} language
 */
function* tree({ plan, result }, { subject, period }, step, language) {
  const { label } = result.subjects(subject.kind).find((one) => one.id === subject.id) ?? {}
  yield plain(
    [labelIn(label, language), `${subject.kind}/${subject.id}`, `${period.level}/${period.key}`]
      .filter(Boolean)
      .join(' · '),
  )
  yield* stepLines(step, plan, language)
}

/**
 * @param {Scored} all
 * @param {Arguments} given
 * @returns {ExplainQuery}
 */
function queryIn({ plan, result }, given) {
  const id = given.one('score') ?? ''
  const score = declared(plan, 'scores').find((one) => one.id === id)
  if (!score) {
    const known = declared(plan, 'scores').map((one) => one.id)
    throw usage('explain', `no score ${id}; there are: ${known.join(', ')}`)
  }
  const written = given.one('subject') ?? ''
  const slash = written.indexOf('/')
  const subject = { kind: written.slice(0, Math.max(0, slash)), id: written.slice(slash + 1) }
  if (subject.kind !== score.kind) throw usage('explain', `score ${id} is of ${score.kind}/…, not ${written}`)
  if (!result.subjects(subject.kind).some((one) => one.id === subject.id)) {
    throw usage('explain', `nothing is known of ${written}`)
  }
  const { level = score.period, key } = periodIn(plan, given.one('period') ?? '')
  if (level !== score.period) throw usage('explain', `score ${id} is of ${score.period}/…, not ${level}/${key}`)
  if (!result.periods(level).some((period) => period.key === key)) {
    const known = result.periods(level).map((period) => period.key)
    throw usage('explain', `no period ${level}/${key}; there are: ${known.slice(-20).join(', ')}`)
  }
  return { subject, period: { level, key }, score: id }
}
