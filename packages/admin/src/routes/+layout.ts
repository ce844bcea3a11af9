import { loadWords } from '#lib/words/words.svelte.ts'
import type { LayoutLoad } from './$types'

/** Brings the words that the page needs, in its language. */
export const load: LayoutLoad = async ({ data, url }) => ({
  ...data,
  dictionary: await loadWords(data.lang, url.pathname),
})
