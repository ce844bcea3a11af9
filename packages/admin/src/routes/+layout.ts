import { loadDictionary } from '#lib/words/words.svelte.ts'
import type { LayoutLoad } from './$types'

/** Brings the words of the page's language. */
export const load: LayoutLoad = async ({ data }) => ({ ...data, dictionary: await loadDictionary[data.lang]() })
