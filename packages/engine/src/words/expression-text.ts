import type { RoundingMode } from '../base/exact.ts'
import { type Expression, operatorOf } from '../rules/expression.ts'
import type { Program } from '../rules/program.ts'
import { casesOf } from './cases-of.ts'
import { CONDITION_SAYINGS, conditionText } from './condition-text.ts'
import type { WordedCase } from './expression-words.ts'
import { expressionWordsEn } from './expression-words-en.ts'
import { expressionWordsZh } from './expression-words-zh.ts'
import { bracketed, type Lang, quoted, spaced } from './lang.ts'
import { LEAF_SAYINGS } from './leaf-text.ts'
import { keyText, unitOf } from './literal-text.ts'
import { namingOf } from './naming.ts'
import { numberText } from './number-words.ts'
import { type Speech, TIGHTNESS } from './speech.ts'

/** Returns the speech of a program in a language. */
export function speechOf(program: Program, lang: Lang): Speech {
  const speech: Speech = {
    naming: namingOf(program, lang),
    words: lang === 'zh-CN' ? expressionWordsZh : expressionWordsEn,
    value: (expression, tightness = TIGHTNESS.clause) => {
      const [text, own] = valueText(speech, expression)
      return own < tightness ? bracketed(lang, text).trim() : text
    },
    condition: (expression, negated = false) => conditionText(speech, expression, negated),
  }
  return speech
}

/** Returns a formula or condition of a program in words; a condition reads as a clause. */
export function expressionText(program: Program, expression: Expression, lang: Lang): string {
  const text = speechOf(program, lang).value(expression)
  return lang === 'zh-CN' ? spaced(text) : text
}

type Said = readonly [text: string, tightness: number]
type Saying = (speech: Speech, argument: never) => Said

/** Parts with a sign between them; in a list (`add`, `mul`) a part may itself be of the same kind. */
const signed =
  (sign: string, tightness: number, list: boolean): Saying =>
  ({ value }, parts: readonly unknown[]) => {
    const said = parts.map((part, i) => value(part, i === 0 || list ? tightness : tightness + 1))
    return [said.join(sign), parts.length === 1 ? TIGHTNESS.atom : tightness]
  }

const bounded =
  (bound: 'atMost' | 'atLeast', all: 'least' | 'greatest'): Saying =>
  ({ value, words }, parts: readonly unknown[]) => {
    const [first, second] = parts
    if (parts.length === 2 && typeof first === 'object' && typeof second === 'number')
      return [words.value[bound](value(first, TIGHTNESS.atom), value(second)), TIGHTNESS.atom]
    if (parts.length === 1) return [value(first), TIGHTNESS.clause]
    return [words.value[all](parts.map((part) => value(part, TIGHTNESS.sum))), TIGHTNESS.clause]
  }

/** How each operator and form that gives a number, a text or a date is said. */
export const VALUE_SAYINGS: Readonly<Record<string, Saying>> = {
  add: signed(' + ', TIGHTNESS.sum, true),
  sub: signed(' − ', TIGHTNESS.sum, false),
  mul: signed(' × ', TIGHTNESS.product, true),
  div: signed(' ÷ ', TIGHTNESS.product, false),
  neg: ({ value }, argument: unknown) => [`−${value(argument, TIGHTNESS.atom)}`, TIGHTNESS.product],
  min: bounded('atMost', 'least'),
  max: bounded('atLeast', 'greatest'),
  abs: ({ value, words }, argument: unknown) => [words.value.abs(value(argument, TIGHTNESS.atom)), TIGHTNESS.atom],
  clamp: ({ value, words }, [of, low, high]: readonly unknown[]) => [
    words.value.clamp(value(of, TIGHTNESS.sum), value(low), value(high)),
    TIGHTNESS.clause,
  ],
  daysBetween: ({ value, words }, [from, to]: readonly unknown[]) => [
    words.value.daysBetween(value(from, TIGHTNESS.atom), value(to, TIGHTNESS.atom)),
    TIGHTNESS.atom,
  ],
  coalesce: ({ value, words }, parts: readonly unknown[]) => {
    if (parts.length === 1) return [value(parts[0]), TIGHTNESS.clause]
    return [words.value.coalesce(parts.map((part) => value(part, TIGHTNESS.sum))), TIGHTNESS.clause]
  },
  if: ({ value, condition, words }, argument: readonly unknown[]) => {
    const { cases, otherwise } = casesOf(argument)
    const worded = cases.map(([test, then]): WordedCase => [condition(test), value(then, TIGHTNESS.sum)])
    const last = otherwise === undefined ? undefined : value(otherwise, TIGHTNESS.sum)
    return [words.value.choose(worded, last), TIGHTNESS.clause]
  },
  round: ({ value, words }, parts: { of: unknown; places: number; mode: RoundingMode }) => [
    words.value.round(value(parts.of, TIGHTNESS.atom), parts.places, parts.mode),
    TIGHTNESS.clause,
  ],
  lookup: (speech, parts: { of: unknown; table: Readonly<Record<string, unknown>>; else?: unknown }) => {
    const rows = Object.entries(parts.table).map(
      ([key, row]) => [keyText(speech, key, parts.of), speech.value(row, TIGHTNESS.sum)] as const,
    )
    const last = parts.else === undefined ? undefined : speech.value(parts.else, TIGHTNESS.sum)
    return [speech.words.value.lookup(speech.value(parts.of, TIGHTNESS.sum), rows, last), TIGHTNESS.clause]
  },
  perUnit: (speech, parts: Readonly<Partial<Record<'of' | 'rate' | 'step' | 'min' | 'max', unknown>>>) => {
    const part = (key: 'of' | 'rate' | 'step'): string => speech.value(parts[key], TIGHTNESS.sum)
    const bound = (key: 'min' | 'max'): string | undefined =>
      parts[key] === undefined ? undefined : speech.value(parts[key], TIGHTNESS.sum)
    const said = speech.words.value.perUnit({
      of: part('of'),
      unit: unitOf(speech, parts.of),
      rate: part('rate'),
      step: part('step'),
      min: parts.min === parts.step ? undefined : bound('min'),
      max: bound('max'),
    })
    return [said, TIGHTNESS.clause]
  },
  missing: ({ words }) => [words.value.missing, TIGHTNESS.atom],
  date: (_, date: unknown) => [String(date), TIGHTNESS.atom],
}

function valueText(speech: Speech, expression: unknown): Said {
  const { words, naming } = speech
  if (typeof expression === 'number') return [numberText(naming.lang, expression), TIGHTNESS.atom]
  if (typeof expression === 'string') return [quoted(expression), TIGHTNESS.atom]
  if (typeof expression === 'boolean') return [expression ? words.value.yes : words.value.no, TIGHTNESS.atom]
  const [operator, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
  const saying = VALUE_SAYINGS[operator]
  if (saying) return saying(speech, argument as never)
  const leaf = LEAF_SAYINGS[operator]
  if (leaf) return [leaf(speech, argument as never), TIGHTNESS.atom]
  if (CONDITION_SAYINGS[operator]) return [speech.condition(expression), TIGHTNESS.clause]
  return [operator, TIGHTNESS.atom]
}
