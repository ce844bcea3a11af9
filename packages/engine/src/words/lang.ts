/**
 * Languages. The side entry `words` says what a program, an issue or a step of an explanation means, in sentences. It
 * decides nothing about points, and no other stage depends on it.
 */

/** A language of the product. */
export type Lang = 'zh-CN' | 'en'

/** The languages of the product, Chinese first. */
export const LANGS: readonly Lang[] = ['zh-CN', 'en']

/** A table of words in every language: the compiler sees that none is missing. */
export type InEachLanguage<T> = Readonly<Record<Lang, T>>

/** Returns texts as one list: `甲、乙和丙`, `a, b and c`. */
export function listed(lang: Lang, items: readonly string[], word: 'and' | 'or' = 'and'): string {
  const last = items[items.length - 1] ?? ''
  if (items.length < 2) return last
  const before = items.slice(0, -1)
  if (lang === 'zh-CN') return `${before.join('、')}${word === 'and' ? '和' : '或'}${last}`
  return `${before.join(', ')} ${word} ${last}`
}

/** Returns a remark in brackets that follows a word. */
export function bracketed(lang: Lang, remark: string): string {
  return lang === 'zh-CN' ? `（${remark}）` : ` (${remark})`
}

/** Returns a name in the quotation marks of the language. */
export function quoted(name: string): string {
  return `“${name}”`
}

/** Returns clauses as one sentence with its full stop, beginning with a capital letter in English. */
export function sentenceOf(lang: Lang, clauses: readonly string[]): string {
  const [stop, end] = lang === 'zh-CN' ? ['；', '。'] : ['; ', '.']
  const text = clauses.filter((clause) => clause !== '').join(stop)
  return lang === 'zh-CN' ? `${spaced(text)}${end}` : `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`
}

/**
 * Returns a Chinese text with a space between its characters and the numbers beside them, and none at brackets. What
 * stands in quotation marks is a name and stays as it is.
 */
export function spaced(text: string): string {
  return text
    .split(/(“[^”]*”)/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .replace(/(\p{Script=Han})(?=[\d−])/gu, '$1 ')
            .replace(/([\d%])(?=\p{Script=Han})/gu, '$1 ')
            .replace(/(〕\d+) (?=号)/gu, '$1')
            .replace(/ *([（）]) */gu, '$1')
            .replace(/）([+−×÷]) */gu, '） $1 ')
            .replace(/ ([+−×÷])（/gu, ' $1 （')
            .replace(/(\p{Script=Han}|[，；：]) +$/u, '$1'),
    )
    .join('')
}

/** Returns an English name as it stands inside a sentence: `Key care` → `key care`, `GDP` stays. */
export function inside(lang: Lang, name: string): string {
  return lang === 'en' && /^\p{Lu}(\p{Ll}|[ -])/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** Returns the plural of an English noun, and a Chinese noun as it is. */
export function plural(lang: Lang, noun: string): string {
  if (lang === 'zh-CN') return noun
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}
