import type { Issue } from '../base/issue.ts'
import type { Program } from '../rules/program.ts'
import { plainText, widthOf } from './columns.ts'
import { issueSentence } from './issue-sentence.ts'
import { type JsonPlace, type JsonToken, placesIn } from './json-places.ts'
import { type InEachLanguage, type Lang, quoted } from './lang.ts'

/** How a report is written. */
export interface ReportOptions {
  /** What the text is called, before line and column. */
  readonly file?: string
  /** Calls rules, limits and other things by their labels instead of their ids. */
  readonly program?: Program
}

type Span = readonly [start: number, end: number]

/** The most columns of a line that are shown: programs on one line are shown around the mistake. */
const SHOWN = 100

const TOKENS: InEachLanguage<Readonly<Record<JsonToken, string>>> = {
  'zh-CN': {
    value: '一个值',
    name: '双引号中的名称',
    colon: '“:”',
    'comma or ]': '“,”或“]”',
    'comma or }': '“,”或“}”',
    end: '文本到此结束',
    number: '一个数',
    escape: '转义字符，如 \\n 或 \\u0041',
    quote: '结尾的双引号',
  },
  en: {
    value: 'a value',
    name: 'a name in double quotes',
    colon: '“:”',
    'comma or ]': '“,” or “]”',
    'comma or }': '“,” or “}”',
    end: 'the end of the text',
    number: 'a number',
    escape: 'an escape such as \\n or \\u0041',
    quote: 'the closing double quote',
  },
}

const WHOLE: InEachLanguage<string> = { 'zh-CN': '（整体）', en: '(whole)' }

const NOT_JSON: InEachLanguage<(expected: string, found: string) => string> = {
  'zh-CN': (expected, found) => `不是 JSON：这里应为${expected}，现为${found === '' ? '结尾' : quoted(found)}。`,
  en: (expected, found) =>
    `This is not JSON: ${expected} is expected here, not ${found === '' ? 'the end' : quoted(found)}.`,
}

/** Issues about a name rather than about what stands under it. */
const OF_NAMES = new Set(['unknown_key', 'unknown_operator', 'wrong_name', 'duplicate_step', 'day_twice'])

/**
 * Returns issues of a JSON text as a compiler would tell them: file, line and column, JSON pointer, what it means with
 * what was expected and the nearest name, its code, and below it the line with a mark. In the order of the text. Tells of
 * a text that is no JSON where it stops being so. An empty text when there is nothing to tell.
 */
export function issueReport(text: string, issues: readonly Issue[], lang: Lang, options: ReportOptions = {}): string {
  const read = placesIn(text)
  const starts = lineStarts(text)
  const told = (span: Span, pointer: string, sentence: string, code: string): string => {
    const line = lineAt(starts, span[0])
    const place = `${line + 1}:${span[0] - (starts[line] as number) + 1}`
    const head = `${options.file === undefined ? '' : `${options.file}:`}${place} ${pointer || WHOLE[lang]} ${sentence} [${code}]`
    return [plainText(head), ...excerpt(text, starts, line, span)].join('\n')
  }
  if (!read.ok) {
    const found = String.fromCodePoint(text.codePointAt(read.at) ?? 32).trim()
    const sentence = NOT_JSON[lang](TOKENS[lang][read.expected], found)
    return told([read.at, read.at + Math.max(1, found.length)], '', sentence, 'not_json')
  }
  return issues
    .map((issue) => ({ issue, span: spanOf(text, read.places, issue) }))
    .sort((a, b) => a.span[0] - b.span[0])
    .map(({ issue, span }) => told(span, issue.path, issueSentence(issue, lang, options.program), issue.code))
    .join('\n')
}

/** Where an issue stands: its name or value, or the nearest thing around it where it is missing. */
function spanOf(text: string, places: ReadonlyMap<string, JsonPlace>, { code, path }: Issue): Span {
  let pointer = path
  let place = places.get(pointer)
  while (!place && pointer !== '') {
    pointer = pointer.slice(0, pointer.lastIndexOf('/'))
    place = places.get(pointer)
  }
  if (!place) return [0, 1]
  if (pointer === path && OF_NAMES.has(code) && place.name) return place.name
  // Of an object or list, and of what is missing in it, the bracket that it begins with.
  return pointer === path && !'{['.includes(text.charAt(place.start))
    ? [place.start, place.end]
    : [place.start, place.start + 1]
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineAt(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** The line of a span with its number, and below it a mark as wide as the span, or as far as the line goes. */
function excerpt(text: string, starts: readonly number[], line: number, [start, end]: Span): string[] {
  const from = starts[line] as number
  const to = (starts[line + 1] ?? text.length + 1) - 1
  const left = Math.min(end, to) - from > SHOWN ? Math.max(from, start - SHOWN / 2) : from
  const right = Math.min(to, left + SHOWN)
  const shown = (a: number, b: number): string => plainText(text.slice(a, b).replaceAll('\t', ' ').replace(/\r$/, ''))
  const before = `${left > from ? '…' : ''}${shown(left, start)}`
  const marked = shown(start, Math.min(end, right))
  const after = `${shown(Math.min(end, right), right)}${right < to ? '…' : ''}`
  const number = String(line + 1).padStart(5)
  const mark = `${' '.repeat(widthOf(before))}${'^'.repeat(Math.max(1, widthOf(marked)))}`
  return [`${number} │ ${before}${marked}${after}`, `${' '.repeat(number.length)} │ ${mark}`]
}
