const PLACES = 2

/** Returns exact text such as `167/2` as a number; not a number where it is a word. */
export function exactNumber(text: string | undefined): number {
  if (text === undefined || !/^-?\d+(\.\d+)?(\/\d+)?$/.test(text)) return Number.NaN
  const [over = '', under = '1'] = text.split('/')
  return Number(over) / Number(under)
}

/** Returns whether a value needs more decimals than are shown. */
export function isAbout(text: string): boolean {
  const value = exactNumber(text) * 10 ** PLACES
  return Math.abs(value - Math.round(value)) > 1e-6
}

/** Returns an exact value with at most two decimals and a true minus sign, or nothing where it is no number. */
export function shownValue(text: string | undefined): string | undefined {
  const value = exactNumber(text)
  if (Number.isNaN(value)) return undefined
  return String(Math.round(value * 10 ** PLACES) / 10 ** PLACES).replace(/^-/, '−')
}
