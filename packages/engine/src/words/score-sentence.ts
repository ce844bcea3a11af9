import type { Measure, Program } from '../rules/program.ts'
import { speechOf } from './expression-text.ts'
import { type Lang, listed, sentenceOf } from './lang.ts'
import { recipientsText } from './recipient-words.ts'
import { SCORE_WORDS } from './score-words.ts'
import { type Speech, TIGHTNESS } from './speech.ts'

const colon = (lang: Lang): string => (lang === 'zh-CN' ? '：' : ': ')

/** Returns one score in a sentence: of whom, in which period, by which formula. */
export function scoreSentence(program: Program, scoreId: string, lang: Lang): string {
  const score = program.scores?.find((one) => one.id === scoreId)
  if (!score) return ''
  const speech = speechOf(program, lang)
  const { naming } = speech
  const words = SCORE_WORDS[lang]
  const formula = speech.value(score.value)
  return sentenceOf(lang, [
    words.score(naming.score(score.id), naming.kind(score.kind), naming.period(score.period), formula),
    score.round ? words.rounded(score.round.places, score.round.mode) : '',
  ])
}

/** Returns one measure in a sentence: what is counted or summed, on which condition, and for whom. */
export function measureSentence(program: Program, measureId: string, lang: Lang): string {
  const measure = program.measures?.find((one) => one.id === measureId)
  if (!measure) return ''
  const speech = speechOf(program, lang)
  const { naming } = speech
  const words = SCORE_WORDS[lang]
  return sentenceOf(lang, [
    `${naming.measure(measure.id)}${colon(lang)}${counted(speech, measure)}`,
    measure.when === undefined ? '' : words.onlyWhen(speech.condition(measure.when)),
    words.credited(recipientsText(naming, measure.to).text),
  ])
}

function counted(speech: Speech, measure: Measure): string {
  const { naming } = speech
  const words = SCORE_WORDS[naming.lang]
  const activities = naming.activitiesQuoted(measure.on)
  const value = measure.value === undefined ? '' : speech.value(measure.value, TIGHTNESS.atom)
  switch (measure.as ?? (measure.value === undefined ? 'count' : 'sum')) {
    case 'count':
      return words.counted(activities)
    case 'sum':
      return words.summed(value, activities)
    case 'min':
      return words.least(value, activities)
    case 'max':
      return words.greatest(value, activities)
    case 'distinct':
      return words.distinct(naming.same(measure.field ?? ''), activities)
  }
}

/** Returns one population in a sentence: which subjects are counted in a period. */
export function populationSentence(program: Program, populationId: string, lang: Lang): string {
  const population = program.populations?.find((one) => one.id === populationId)
  if (!population) return ''
  const speech = speechOf(program, lang)
  const { naming } = speech
  const words = SCORE_WORDS[lang]
  const kind = naming.kind(population.kind)
  const who =
    population.tree !== undefined
      ? words.present(kind, naming.tree(population.tree), Math.max(1, population.minDays ?? 0))
      : population.base === 'rows'
        ? words.withRows(kind)
        : words.roster(kind)
  return sentenceOf(lang, [
    `${naming.population(population.id)}${colon(lang)}${who}`,
    population.when === undefined ? '' : words.onlyWhen(speech.condition(population.when)),
  ])
}

/** Returns one case in a sentence: which records belong together, and when it is overdue. */
export function caseSentence(program: Program, caseId: string, lang: Lang): string {
  const found = program.cases?.[caseId]
  if (!found) return ''
  const { naming } = speechOf(program, lang)
  const words = SCORE_WORDS[lang]
  const { due } = found
  const until = due
    ? listed(
        lang,
        due.until.map((state) => naming.state(caseId, state)),
        'or',
      )
    : ''
  return sentenceOf(lang, [
    words.caseOf(naming.caseName(caseId), naming.field(found.key)),
    due
      ? words.caseDue(due.workdays ?? due.days ?? 0, due.workdays !== undefined, naming.state(caseId, due.from), until)
      : '',
  ])
}
