/** One mistake in a JSON text: a stable code, the place as a JSON pointer, and the facts its sentence needs. */
export interface JsonIssue {
  readonly code:
    | 'json_syntax'
    | 'too_deep'
    | 'duplicate_key'
    | 'forbidden_key'
    | 'number_not_exact'
    | 'lone_surrogate'
    | 'empty'
  readonly path: string
  readonly params: Readonly<Record<string, string | number>>
}

/** The value of a JSON text, and what is wrong with it; with `broken` the value is not to be used at all. */
export interface StrictJson {
  readonly value: unknown
  readonly issues: readonly JsonIssue[]
  readonly broken: boolean
}

/** Levels of nesting that are read; what an official fills in never comes near. */
const DEEPEST = 32
/** Issues that are listed before the rest is left out. */
const MOST_ISSUES = 100
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])
const numberAt = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y

class Broken extends Error {}

/**
 * Reads JSON from an unknown sender. Refuses what JSON.parse lets through and what would be read differently by two
 * programs: keys that occur twice or reach the prototype, numbers that a double cannot hold exactly, half characters,
 * and nesting without end. Lists all it finds; only a broken syntax or depth ends the reading.
 */
export function readStrictJson(text: string): StrictJson {
  const reader = new Reader(text)
  try {
    const value = reader.document()
    return { value, issues: reader.issues, broken: false }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { value: undefined, issues: reader.issues, broken: true }
  }
}

class Reader {
  readonly issues: JsonIssue[] = []
  readonly #text: string
  /** The keys that lead to what is being read; undefined before the first key of an object. */
  readonly #path: (string | number | undefined)[] = []
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): unknown {
    this.#space()
    if (this.#at === this.#text.length) this.#stop('empty')
    const value = this.#value()
    this.#space()
    if (this.#at < this.#text.length) this.#stop('json_syntax')
    return value
  }

  #pointer(): string {
    const parts = this.#path.filter((part) => part !== undefined)
    return parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  }

  #note(code: JsonIssue['code'], params: JsonIssue['params'] = {}): void {
    if (this.issues.length < MOST_ISSUES) this.issues.push({ code, path: this.#pointer(), params })
  }

  #stop(code: JsonIssue['code']): never {
    const before = this.#text.slice(0, this.#at)
    const line = before.split('\n').length
    const limit = code === 'too_deep' ? { max: DEEPEST } : {}
    this.#note(code, { line, column: this.#at - before.lastIndexOf('\n'), ...limit })
    throw new Broken()
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return
      this.#at += 1
    }
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false
    this.#at += 1
    return true
  }

  #value(): unknown {
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object()
      case '[':
        return this.#array()
      case '"':
        return this.#string()
      case 't':
        return this.#word('true', true)
      case 'f':
        return this.#word('false', false)
      case 'n':
        return this.#word('null', null)
      default:
        return this.#number()
    }
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#stop('json_syntax')
    this.#at += word.length
    return value
  }

  #number(): number {
    numberAt.lastIndex = this.#at
    const found = numberAt.exec(this.#text)
    if (!found) this.#stop('json_syntax')
    this.#at = numberAt.lastIndex
    const [written, fraction, exponent] = found
    const value = Number(written)
    // Up to 15 significant digits a double gives back what was written; whole numbers are exact up to 2^53 - 1.
    const digits = written
      .replace(/[eE].*$/, '')
      .replace(/[-.]/g, '')
      .replace(/^0+/, '')
    const exact = fraction || exponent ? digits.length <= 15 && Number.isFinite(value) : Number.isSafeInteger(value)
    const lost = exponent && (Math.abs(value) > Number.MAX_SAFE_INTEGER || (value === 0 && digits !== ''))
    if (!exact || lost) this.#note('number_not_exact', { value: written.slice(0, 40) })
    return value
  }

  #string(): string {
    const start = this.#at
    let plain = true
    for (let i = start + 1; i < this.#text.length; i++) {
      const code = this.#text.charCodeAt(i)
      if (code === 34) {
        this.#at = i + 1
        return this.#decoded(start, plain)
      }
      if (code < 32) break
      if (code === 92) {
        plain = false
        i += 1
      }
    }
    this.#stop('json_syntax')
  }

  #decoded(start: number, plain: boolean): string {
    let value = this.#text.slice(start + 1, this.#at - 1)
    if (!plain) {
      try {
        value = JSON.parse(this.#text.slice(start, this.#at)) as string
      } catch {
        this.#at = start
        this.#stop('json_syntax')
      }
    }
    if (!value.isWellFormed()) this.#note('lone_surrogate')
    return value
  }

  #enter(): void {
    if (this.#path.length >= DEEPEST) this.#stop('too_deep')
    this.#at += 1
    this.#space()
  }

  #array(): unknown[] {
    this.#enter()
    const items: unknown[] = []
    if (this.#take(']')) return items
    const place = this.#path.push(0) - 1
    for (;;) {
      this.#path[place] = items.length
      items.push(this.#value())
      this.#space()
      if (this.#take(']')) break
      if (!this.#take(',')) this.#stop('json_syntax')
      this.#space()
    }
    this.#path.pop()
    return items
  }

  #object(): Record<string, unknown> {
    this.#enter()
    const members: Record<string, unknown> = {}
    if (this.#take('}')) return members
    const place = this.#path.push(undefined) - 1
    for (;;) {
      if (this.#text[this.#at] !== '"') this.#stop('json_syntax')
      const key = this.#string()
      this.#path[place] = key
      this.#space()
      if (!this.#take(':')) this.#stop('json_syntax')
      this.#space()
      const value = this.#value()
      if (forbidden.has(key)) this.#note('forbidden_key', { key })
      else if (Object.hasOwn(members, key)) this.#note('duplicate_key', { key: key.slice(0, 80) })
      else members[key] = value
      this.#space()
      if (this.#take('}')) break
      if (!this.#take(',')) this.#stop('json_syntax')
      this.#space()
    }
    this.#path.pop()
    return members
  }
}
