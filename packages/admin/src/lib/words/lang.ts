/** The languages of the product; Chinese comes first. */
export const LANGS = ['zh-CN', 'en'] as const

/** One of the languages of the product. */
export type Lang = (typeof LANGS)[number]

/** Returns the language that a cookie or header asks for, Chinese when neither says. */
export function langFrom(cookie: string | undefined, accepted: string | null): Lang {
  if (cookie === 'zh-CN' || cookie === 'en') return cookie
  const first = accepted?.split(',')[0]?.trim().toLowerCase() ?? ''
  return first.startsWith('en') ? 'en' : 'zh-CN'
}

/** A dictionary of the same shape in another language. */
export type Same<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Same<T[K]>
}
