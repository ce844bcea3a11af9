import { lang } from '#lib/words/words.svelte.ts'

/** Returns how many there are for each one, with one decimal: 6.9. */
export function ratio(count: number, ones: number): string {
  return new Intl.NumberFormat(lang(), { maximumFractionDigits: 1 }).format(ones > 0 ? count / ones : 0)
}
