import { page } from '$app/state'
import type { dictionary } from './dictionary.zh.ts'
import type { Lang, Same } from './lang.ts'
import type { tuning } from './tuning.zh.ts'

/** A label as it comes over the wire. */
type Nameable = { readonly 'zh-CN'?: string | undefined; readonly en?: string | undefined }

/** All words of one language. */
export type Dictionary = Same<typeof dictionary & typeof tuning>

/** Pages that speak of rules; the others do without those words. */
const TUNING = /^\/(rules|studio|versions)(\/|$)/

/** Loads the words of a language that a page needs; the rest, and the other language, are never sent. */
export async function loadWords(lang: Lang, path: string): Promise<Dictionary> {
  const [basis, more] = await Promise.all([
    lang === 'en' ? import('./dictionary.en.ts') : import('./dictionary.zh.ts'),
    TUNING.test(path) ? (lang === 'en' ? import('./tuning.en.ts') : import('./tuning.zh.ts')) : undefined,
  ])
  return { ...basis.dictionary, ...more?.tuning } as Dictionary
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
