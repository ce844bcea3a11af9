import { type Criterion, type List, listAudience, listDeadlines, listExpiryDays, listNames } from '../rules/list.ts'
import type { Program } from '../rules/program.ts'
import { speechOf } from './expression-text.ts'
import { type Lang, quoted, sentenceOf } from './lang.ts'
import { LIST_WORDS } from './list-words.ts'
import { labelIn } from './naming.ts'
import type { Speech } from './speech.ts'

/** Returns what a side of a list is called: by the organisation's own choice, else red list or attention list. */
export function sideText(list: List, lang: Lang): string {
  return labelIn(lang, { ...(list.wording?.side && { label: list.wording.side }) }, LIST_WORDS[lang].side[list.side])
}

/** Returns what the side of a list of a program is called. */
export function listSideText(program: Program, listId: string, lang: Lang): string {
  const list = program.lists?.find((one) => one.id === listId)
  return list ? sideText(list, lang) : ''
}

/** Returns one list in a sentence: whom it takes and on which grounds, its deadlines, and who sees it for how long. */
export function listSentence(program: Program, listId: string, lang: Lang): string {
  const list = program.lists?.find((one) => one.id === listId)
  if (!list) return ''
  const speech = speechOf(program, lang)
  const { naming } = speech
  const words = LIST_WORDS[lang]
  const deadlines = listDeadlines(list)
  const black = list.side === 'black'
  const grounds = list.criteria.map((criterion) => criterionClause(speech, criterion))
  const title = quoted(labelIn(lang, list, list.id))
  const kind = lang === 'zh-CN' ? naming.kind(list.kind) : naming.manyOfKind(list.kind)
  const within = list.within === undefined ? undefined : naming.kind(list.within)
  return sentenceOf(lang, [
    words.takes(title, sideText(list, lang), kind, naming.period(list.period)),
    grounds.length === 0 ? words.stated : words.ground(grounds, list.needs !== 'any' || grounds.length === 1),
    list.population === undefined ? '' : words.only(naming.population(list.population)),
    list.most === undefined ? '' : words.most(list.most, naming.kind(list.kind), within),
    orderClause(speech, list),
    list.most === undefined ? '' : list.edge === 'out' ? words.edgeOut : words.edgeIn,
    black ? words.reminder(deadlines.reminder) : '',
    words.notice(deadlines.notice),
    words.answer(deadlines.answer),
    black ? words.rectify(deadlines.rectify, deadlines.verify) : '',
    words.expiry(
      listExpiryDays(list),
      words.audience[listAudience(list)],
      words.names[listNames(list, program.subjects[list.kind]?.person === true)],
    ),
    list.persons ? words.persons(list.persons.legalBasis) : '',
  ])
}

/** Returns one criterion of a list as a clause: what must hold, or which places it takes. */
export function criterionText(program: Program, listId: string, criterionId: string, lang: Lang): string {
  const list = program.lists?.find((one) => one.id === listId)
  const criterion = list?.criteria.find((one) => one.id === criterionId)
  return criterion ? sentenceOf(lang, [criterionClause(speechOf(program, lang), criterion)]) : ''
}

function criterionClause(speech: Speech, criterion: Criterion): string {
  const { naming } = speech
  const words = LIST_WORDS[naming.lang]
  if ('when' in criterion) return speech.condition(criterion.when)
  const ranking = naming.ranking(criterion.ranking)
  return 'top' in criterion ? words.top(ranking, criterion.top) : words.bottom(ranking, criterion.bottom)
}

function orderClause({ naming }: Speech, list: List): string {
  const words = LIST_WORDS[naming.lang]
  if (!list.by) return ''
  const steps = list.by.map((step) => {
    const value = 'score' in step ? naming.score(step.score) : naming.measure(step.measure)
    return words.ordered(value, (step.order ?? (list.side === 'red' ? 'desc' : 'asc')) === 'desc')
  })
  return words.by(steps.join(words.next))
}
