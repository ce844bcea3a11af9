import type { Session } from '@jixing/api/client'
import type { Lang } from '#lib/words/lang.ts'
import type { Dictionary } from '#lib/words/words.svelte.ts'

declare global {
  namespace App {
    interface Locals {
      lang: Lang
      theme: 'light' | 'dark' | 'auto'
    }
    interface PageData {
      lang: Lang
      theme: 'light' | 'dark' | 'auto'
      session: Session
      dictionary?: Dictionary
      /** The name of the user's own subject, for pages that greet them by it. */
      ownLabel?: { 'zh-CN'?: string | undefined; en?: string | undefined } | undefined
    }
  }
}
