/** One mistake in untrusted input: a stable code, the place as a JSON pointer, and the facts its sentence needs. */
export interface Issue {
  readonly code: string
  readonly path: string
  readonly params: Readonly<Record<string, string | number | readonly string[]>>
}

/** What parsing untrusted input gives: the value, or every mistake at once. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Returns an untrusted value as a short text for an issue; what is no text, number or truth value, by its type. */
export function shown(value: unknown, max = 80): string {
  if (typeof value === 'string') return value.slice(0, max)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

/** Returns the JSON pointer of a child of `path`. */
export function at(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** How many letters must change to make `b` of `a`; anything above `most` when it is more than that. */
function distance(a: string, b: string, most: number): number {
  const row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    let corner = i - 1
    let least = i
    row[0] = i
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] as number
      const change = corner + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1)
      const here = Math.min(change, above + 1, (row[j - 1] as number) + 1)
      row[j] = here
      corner = above
      if (here < least) least = here
    }
    if (least > most) return least
  }
  return row[b.length] as number
}

/** How many letters two names begin with in common. */
function beginning(a: string, b: string): number {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return i
}

/** Returns the known name that is closest to `wrong`, or an empty text when none is near. */
export function nearest(wrong: string, known: readonly string[]): string {
  if (wrong.length > 40) return ''
  const small = wrong.toLowerCase()
  let best = ''
  let least = Math.max(2, Math.ceil(wrong.length / 3)) + 1
  for (const name of known.slice(0, 500)) {
    // Names come from parts whose form may still be wrong.
    if (typeof name !== 'string') continue
    if (Math.abs(name.length - wrong.length) > least) continue
    const far = distance(small, name.toLowerCase(), least)
    const closer = far < least || (far === least && best !== '' && beginning(wrong, name) > beginning(wrong, best))
    if (closer) [best, least] = [name, far]
  }
  return best
}

/** Adds an issue for each key of an object that is none of the known ones, with the nearest known one. */
export function unknownKeys(issues: Issue[], path: string, value: object, known: readonly string[]): void {
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue
    const params = { name: name.slice(0, 80), nearest: nearest(name, known) }
    issues.push({ code: 'unknown_key', path: at(path, name), params })
  }
}

/** Adds an issue that a name is not declared, with the nearest declared one. */
export function unknownName(issues: Issue[], path: string, what: string, name: string, known: readonly string[]): void {
  issues.push({ code: `unknown_${what}`, path, params: { name: name.slice(0, 80), nearest: nearest(name, known) } })
}
