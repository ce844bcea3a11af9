import { type Lang, listed, quoted } from './lang.ts'
import { nounIn, termIn } from './terms.ts'

/** The facts of an issue as its sentence asks for them: each name gives a text, and an absent one an empty text. */
export interface IssueFacts {
  readonly code: string
  text(name: string): string
  number(name: string): number
  has(name: string): boolean
  /** Several names, each in quotation marks. */
  list(name: string): string
  /** A JSON type or a form of text, in the words of the language. */
  term(name: string): string
  /** A kind of named thing, in the words of the language. */
  noun(name: string): string
}

/** A sentence for each code; `unknown` stands for all codes of undeclared names. */
export type IssueWords = Readonly<Record<string, (facts: IssueFacts) => string>>

/** Returns the facts of an issue in a language. */
export function factsOf(
  lang: Lang,
  code: string,
  params: Readonly<Record<string, string | number | readonly string[]>>,
): IssueFacts {
  const text = (name: string): string => {
    const value = params[name]
    if (value === undefined) return ''
    return typeof value === 'object' ? listed(lang, value, 'or') : String(value)
  }
  return {
    code,
    text,
    number: (name) => Number(params[name] ?? 0),
    has: (name) => text(name) !== '',
    list: (name) => {
      const value = params[name]
      return typeof value === 'object' ? listed(lang, value.map(quoted), 'or') : text(name)
    },
    term: (name) => termIn(lang, text(name)),
    noun: (name) => nounIn(lang, text(name)),
  }
}
