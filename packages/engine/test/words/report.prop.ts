import { issueReport, LANGS } from '@jixing/engine/words'
import fc from 'fast-check'
import { expect } from 'vitest'
import { placesIn } from '../../src/words/json-places.ts'
import { law } from '../laws/law.ts'

const pretty = fc
  .tuple(fc.json(), fc.constantFrom(undefined, 1, 2, '\t'))
  .map(([json, indent]) => JSON.stringify(JSON.parse(json), null, indent))
/** JSON, JSON with one thing cut out or put in, and texts that look like it. */
const texts = fc.oneof(
  pretty,
  fc
    .tuple(pretty, fc.nat(), fc.nat(3), fc.constantFrom('', ',', '"', '{', ']', '\\', '0', 'e', '\u0001', '\n', '党'))
    .map(([text, at, cut, put]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + put + text.slice(place + cut)
    }),
  fc.string({
    unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', '-', '.', 'e', ' ', 'true', 'null', '\\', 'u'),
  }),
  fc.string(),
)

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** The value at a JSON pointer. */
function valueAt(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (node, key) => (node as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')],
      root,
    )
}

law('a text has places exactly when it is JSON', texts, (text) => {
  expect(placesIn(text).ok).toBe(parsed(text) !== undefined)
})

law('every place holds the value of its pointer', pretty, (text) => {
  const read = placesIn(text)
  const json = parsed(text)
  if (!read.ok || !json) throw new Error('This is JSON')
  // Of a name that stands twice the last counts, and what stood under the first keeps its place.
  for (const [pointer, { start, end, name }] of read.places) {
    if (name)
      expect(
        pointer.endsWith(`/${(JSON.parse(text.slice(...name)) as string).replaceAll('~', '~0').replaceAll('/', '~1')}`),
      ).toBe(true)
    expect(JSON.parse(text.slice(start, end))).toEqual(valueAt(json.value, pointer))
  }
})

law(
  'a report never throws, and shows one place for each issue, in the order of the text',
  fc.tuple(texts, fc.array(fc.tuple(fc.string(), fc.constantFrom('unknown_key', 'missing_key', 'x')))),
  ([text, places]) => {
    const issues = places.map(([path, code]) => ({ code, path, params: {} }))
    for (const lang of LANGS) {
      const heads = issueReport(text, issues, lang)
        .split('\n')
        .filter((_, i) => i % 3 === 0)
      expect(heads.filter(Boolean)).toHaveLength(parsed(text) ? issues.length : 1)
      const at = heads.filter(Boolean).map((head) => head.split(/[: ]/).slice(0, 2).map(Number) as [number, number])
      expect(at).toEqual(at.toSorted(([a, b], [c, d]) => a - c || b - d))
    }
  },
)
