import type { Lang } from '#lib/words/lang.ts'
import { invalidateAll } from '$app/navigation'

const YEAR_SECONDS = 31_536_000

function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}

/** Shows the page in another language, and remembers it. */
export async function speak(lang: Lang): Promise<void> {
  remember('lang', lang)
  document.documentElement.lang = lang
  await invalidateAll()
}

/** Shows pages light, dark or as the system does, and remembers it. */
export async function dress(theme: 'light' | 'dark' | 'auto'): Promise<void> {
  remember('theme', theme)
  document.documentElement.dataset.theme = theme
  await invalidateAll()
}
