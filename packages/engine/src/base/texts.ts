/** Texts coded once as small whole numbers, so that columns and cells hold numbers only. */
export interface Texts {
  /** Returns the code of a text, giving it one when it is new. */
  code(text: string): number
  /** Returns the code of a text, or -1 when it was never given one. */
  find(text: string): number
  text(code: number): string
}

/** Returns an empty table of texts. */
export function createTexts(): Texts {
  const codes = new Map<string, number>()
  const texts: string[] = []
  return {
    code(text) {
      let code = codes.get(text)
      if (code === undefined) {
        code = texts.length
        codes.set(text, code)
        texts.push(text)
      }
      return code
    },
    find: (text) => codes.get(text) ?? -1,
    text: (code) => texts[code] as string,
  }
}
