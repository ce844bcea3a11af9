/** Where something stands in a JSON text: offsets of its name, where it has one, and of its value, half-open. */
export interface JsonPlace {
  readonly name?: readonly [start: number, end: number]
  readonly start: number
  readonly end: number
}

/** What may stand where a JSON text breaks off. */
export type JsonToken = 'value' | 'name' | 'colon' | 'comma or ]' | 'comma or }' | 'end' | 'number' | 'escape' | 'quote'

/** The places of everything in a JSON text by JSON pointer, or where it stops being JSON and what was expected there. */
export type JsonPlaces =
  | { readonly ok: true; readonly places: ReadonlyMap<string, JsonPlace> }
  | { readonly ok: false; readonly at: number; readonly expected: JsonToken }

/** What nests deeper has no place of its own; a program as deep as that is refused anyway. */
const DEEPEST = 200
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const SPACE = /[ \t\n\r]*/y
const WORD = /true|false|null/y
const PLAIN = /(?:[^"\\\p{Cc}]|[\u007f-\u009f])*/uy
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

class Mistake {
  readonly at: number
  readonly expected: JsonToken
  constructor(at: number, expected: JsonToken) {
    this.at = at
    this.expected = expected
  }
}

/** Reads a JSON text once and returns where its parts stand. Never throws, whatever the text. */
export function placesIn(text: string): JsonPlaces {
  const places = new Map<string, JsonPlace>()
  let at = 0

  const fail = (expected: JsonToken, where = at): never => {
    throw new Mistake(where, expected)
  }
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.test(text)
    if (found) at = pattern.lastIndex
    return found
  }
  const next = (): string => {
    skip(SPACE)
    return text.charAt(at)
  }
  const string = (expected: JsonToken): string => {
    const start = at
    if (text[at] !== '"') fail(expected)
    at++
    while (skip(PLAIN) && text[at] !== '"') {
      if (text[at] !== '\\') fail('quote')
      if (!skip(ESCAPE)) fail('escape')
    }
    at++
    return JSON.parse(text.slice(start, at)) as string
  }
  const members = (pointer: string, depth: number): void => {
    at++
    if (next() === '}') at++
    else {
      do {
        next()
        const start = at
        const name = string('name')
        const end = at
        if (next() !== ':') fail('colon')
        at++
        value(`${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth, [start, end])
      } while (next() === ',' && ++at)
      if (text[at] !== '}') fail('comma or }')
      at++
    }
  }
  const elements = (pointer: string, depth: number): void => {
    at++
    if (next() === ']') at++
    else {
      let i = 0
      do value(`${pointer}/${i++}`, depth)
      while (next() === ',' && ++at)
      if (text[at] !== ']') fail('comma or ]')
      at++
    }
  }
  /** Passes over what nests too deep, without recursion: its brackets are counted, its texts are skipped. */
  const deep = (): void => {
    let open = 0
    do {
      const one = text[at]
      if (one === undefined) fail('end')
      else if (one === '"') string('value')
      else {
        if (one === '[' || one === '{') open++
        else if (one === ']' || one === '}') open--
        at++
      }
    } while (open > 0)
  }
  const value = (pointer: string, depth: number, name?: readonly [number, number]): void => {
    const first = next()
    const start = at
    if (first === '{' || first === '[') {
      if (depth === DEEPEST) deep()
      else if (first === '{') members(pointer, depth + 1)
      else elements(pointer, depth + 1)
    } else if (first === '"') string('value')
    else if (first === '-' || (first >= '0' && first <= '9')) {
      if (!skip(NUMBER)) fail('number')
    } else if (!skip(WORD)) fail('value')
    places.set(pointer, { ...(name && { name }), start, end: at })
  }

  try {
    value('', 0)
    if (next() !== '') fail('end')
    return { ok: true, places }
  } catch (mistake) {
    if (mistake instanceof Mistake) return { ok: false, at: mistake.at, expected: mistake.expected }
    throw mistake
  }
}
