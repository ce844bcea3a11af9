import { page } from '$app/state'

import type { Lang } from './lang.ts'
import { ledger as ledgerEn } from './ledger.en.ts'
import { ledger as ledgerZh } from './ledger.zh.ts'
import { overview as overviewEn } from './overview.en.ts'
import { overview as overviewZh } from './overview.zh.ts'
import { rules as rulesEn } from './rules.en.ts'
import { rules as rulesZh } from './rules.zh.ts'
import { shell as shellEn } from './shell.en.ts'
import { shell as shellZh } from './shell.zh.ts'
import { standings as standingsEn } from './standings.en.ts'
import { standings as standingsZh } from './standings.zh.ts'
import { studio as studioEn } from './studio.en.ts'
import { studio as studioZh } from './studio.zh.ts'

/** A label as it comes over the wire. */
type Nameable = { readonly 'zh-CN'?: string | undefined; readonly en?: string | undefined }

const dictionaries = {
  'zh-CN': { shell: shellZh, overview: overviewZh, standings: standingsZh, ledger: ledgerZh, rules: rulesZh, studio: studioZh },
  en: { shell: shellEn, overview: overviewEn, standings: standingsEn, ledger: ledgerEn, rules: rulesEn, studio: studioEn },
} as const

/** Returns the language of the page. */
export function lang(): Lang {
  return page.data.lang ?? 'zh-CN'
}

/** Returns the words of the page's language. */
export function words(): (typeof dictionaries)[Lang] {
  return dictionaries[lang()]
}

/** Returns a label in the page's language, in the other where it lacks that, else what stands in. */
export function named(label: Nameable | undefined, standIn = ''): string {
  const [own, other] = lang() === 'en' ? [label?.en, label?.['zh-CN']] : [label?.['zh-CN'], label?.en]
  return own ?? other ?? standIn
}
