import type { Issue } from '../base/issue.ts'
import type { Described } from '../base/label.ts'
import type { Outcome } from '../event/log.ts'
import type { Program } from '../rules/program.ts'
import { factsOf, type IssueWords } from './issue-facts.ts'
import { issueWordsEn } from './issue-words-en.ts'
import { issueWordsZh } from './issue-words-zh.ts'
import { type InEachLanguage, type Lang, spaced } from './lang.ts'
import { labelIn } from './naming.ts'
import { outcomeWords, partIn } from './outcome-words.ts'
import { NOUNS } from './terms.ts'
import { warningWordsEn } from './warning-words-en.ts'
import { warningWordsZh } from './warning-words-zh.ts'

/** The sentences of every issue and warning, by code. */
export const ISSUE_WORDS: InEachLanguage<IssueWords> = {
  'zh-CN': { ...issueWordsZh, ...warningWordsZh },
  en: { ...issueWordsEn, ...warningWordsEn },
}

/**
 * Returns what an issue or warning means; an unforeseen code is said as it is. With a program, its rules, limits and
 * other things are called by their labels instead of their ids.
 */
export function issueSentence(issue: Issue, lang: Lang, program?: Program): string {
  const words = ISSUE_WORDS[lang]
  const known = /^unknown_(.+)$/.exec(issue.code)
  const undeclared = known !== null && !Object.hasOwn(words, issue.code) && Object.hasOwn(NOUNS[lang], known[1] ?? '')
  const labelled = program ? labelledParams(program, issue, lang) : issue.params
  const params = undeclared ? { ...labelled, what: known[1] ?? '' } : labelled
  const say = words[undeclared ? 'unknown' : issue.code]
  const text = say?.(factsOf(lang, issue.code, params))
  if (text === undefined) return lang === 'zh-CN' ? `出现问题“${issue.code}”。` : `There is a problem: “${issue.code}”.`
  return lang === 'zh-CN' ? spaced(text) : text
}

/** The label of the field that an outcome names in small letters: `class_of_care` is `classOfCare`. */
function fieldLabel(program: Program, part: string, lang: Lang): string | undefined {
  const fields = Object.values(program.activities).flatMap((activity) => Object.entries(activity.fields ?? {}))
  const found = fields.find(([name]) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) === part)
  return found && labelIn(lang, found[1], found[0])
}

type Things = readonly (Described & { readonly id: string })[] | undefined

/** The params of an issue with the labels of what they name. */
function labelledParams(program: Program, { code, params }: Issue, lang: Lang): Issue['params'] {
  const titled = (things: Things, id: string): string =>
    labelIn(
      lang,
      things?.find((one) => one.id === id),
      id,
    )
  const tier = program.tiers?.find((one) => one.id === params.tier)
  const lists: Readonly<Record<string, Things>> = {
    rule: program.rules,
    limit: program.limits,
    other: program.limits,
    measure: program.measures,
    tier: program.tiers,
    list: program.lists,
    band: tier?.bands,
    by: [...program.rules, ...(program.measures ?? [])],
  }
  const unused: Readonly<Record<string, (id: string) => string>> = {
    unused_activity: (id) => labelIn(lang, program.activities[id], id),
    unused_measure: (id) => titled(program.measures, id),
    unused_population: (id) => titled(program.populations, id),
    unused_case: (id) => labelIn(lang, program.cases?.[id], id),
    must_not_be_scored: (id) => labelIn(lang, program.activities[id], id),
  }
  const label = (key: string, id: string): string => {
    if (key === 'name') return unused[code]?.(id) ?? id
    return lists[key] ? titled(lists[key], id) : id
  }
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? label(key, value) : value]),
  )
}

/** Returns what became of a record; a refused one says why. With a program, a field is called by its label. */
export function outcomeSentence(outcome: Outcome, lang: Lang, program?: Program): string {
  const words = outcomeWords[lang]
  switch (outcome.outcome) {
    case 'created':
      return words.created
    case 'exists':
      return words.exists
    case 'refused': {
      const [first, ...others] = outcome.issues
      return words.refused(first === undefined ? '' : issueSentence(first, lang, program), others.length)
    }
    default: {
      const part = outcome.outcome.slice('exists_with_different_'.length)
      return words.differs((program && fieldLabel(program, part, lang)) ?? partIn(lang, part))
    }
  }
}
