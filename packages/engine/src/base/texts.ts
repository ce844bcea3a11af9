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

/** Codes pairs of whole numbers below 2^26 as one, so that a cell of several keys is one small number. */
export interface Pairs {
  code(a: number, b: number): number
  readonly size: number
}

/** Returns an empty table of pairs. */
export function createPairs(): Pairs {
  const codes = new Map<number, number>()
  return {
    code(a, b) {
      const key = a * 67_108_864 + b
      let code = codes.get(key)
      if (code === undefined) {
        code = codes.size
        codes.set(key, code)
      }
      return code
    },
    get size() {
      return codes.size
    },
  }
}
