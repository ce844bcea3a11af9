import { page } from '$app/state'
import type { dictionary } from './dictionary.zh.ts'
import type { Lang, Same } from './lang.ts'

/** A label as it comes over the wire. */
type Nameable = { readonly 'zh-CN'?: string | undefined; readonly en?: string | undefined }

/** All words of one language. */
export type Dictionary = Same<typeof dictionary>

/** Loads the words of a language; the other one is never sent. */
export const loadDictionary: Readonly<Record<Lang, () => Promise<Dictionary>>> = {
  'zh-CN': async () => (await import('./dictionary.zh.ts')).dictionary,
  en: async () => (await import('./dictionary.en.ts')).dictionary,
}

/** Returns the language of the page. */
export function lang(): Lang {
  return page.data.lang ?? 'zh-CN'
}

/** Returns the words of the page's language, which the root layout brought. */
export function words(): Dictionary {
  return page.data.dictionary as Dictionary
}

/** Returns a label in the page's language, in the other where it lacks that, else what stands in. */
export function named(label: Nameable | undefined, standIn = ''): string {
  const [own, other] = lang() === 'en' ? [label?.en, label?.['zh-CN']] : [label?.['zh-CN'], label?.en]
  return own ?? other ?? standIn
}
